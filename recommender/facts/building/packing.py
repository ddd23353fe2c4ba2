"""Writing the file of film facts: columns of numbers, and names, the most frequent first."""

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recommender.domain import FIRST_ADDED_ID, FIRST_LISTED_ID, GENRES
from recommender.facts.building.records import Record
from recommender.facts.columns import ROLES, person_key, shortened_page

_IDS = FIRST_ADDED_ID - FIRST_LISTED_ID


def pack(records: Sequence[Record], terms: Mapping[str, tuple[str, ...]], path: Path) -> None:
    """Write the facts of these films.

    Args:
        records: The films.
        terms: The terms of "subjects", "studios" and "places".
        path: The file, an .npz that is the same for the same films.
    """
    columns: dict[str, NDArray[np.generic]] = {
        "titles": _text(record.title for record in records),
        "pages": _text(shortened_page(record.title, record.page) for record in records),
        "years": np.array([record.year for record in records], dtype=np.uint16),
        "ids": np.array(stable_ids(records), dtype=np.int32),
        "fame": np.array([min(record.length // 8, 255) for record in records], dtype=np.uint8),
        "shorts": np.array([record.is_short for record in records], dtype=np.bool_),
        "genres": np.array([_mask(record.genres) for record in records], dtype=np.uint32),
    }
    people = _People(records)
    columns["people"] = _text(people.names)
    roles: dict[str, Callable[[Record], Iterable[str]]] = {
        "cast": lambda record: record.cast,
        "director": lambda record: record.lead.directors,
        "writer": lambda record: record.lead.writers,
        "author": lambda record: record.lead.authors,
    }
    assert tuple(roles) == ROLES
    for role, of in roles.items():
        rows = [people.numbers(of(record)) for record in records]
        columns |= _lists(role, rows)
    said: dict[str, Callable[[Record], Iterable[str]]] = {
        "subjects": lambda record: record.lead.subjects,
        "studios": lambda record: record.lead.studios,
        "places": lambda record: record.lead.places,
        "sources": lambda record: filter(None, [record.lead.source]),
    }
    for domain, of in said.items():
        known = terms.get(domain) or tuple(sorted({one for r in records for one in of(r)}))
        number = {term: at for at, term in enumerate(known)}
        columns[f"{domain}_terms"] = _text(known)
        columns |= _lists(domain, [[number[one] for one in of(record)] for record in records])
    _write(path, columns)


def stable_ids(records: Sequence[Record]) -> list[int]:
    """An id for each film that depends on its title, year and page, and not on the other films.

    Two films may come to the same number: the second in order of their names takes the next.
    """
    named = sorted((f"{r.title}\0{r.year}\0{r.page}", at) for at, r in enumerate(records))
    ids = [0] * len(records)
    taken: set[int] = set()
    for name, at in named:
        number = int.from_bytes(blake2b(name.encode(), digest_size=8).digest()) % _IDS
        while number in taken:
            number = (number + 1) % _IDS
        taken.add(number)
        ids[at] = FIRST_LISTED_ID + number
    return ids


class _People:
    """Everybody named, the most often named first."""

    def __init__(self, records: Sequence[Record]) -> None:
        named: Counter[str] = Counter()
        for record in records:
            lead = record.lead
            named.update([*record.cast, *lead.directors, *lead.writers, *lead.authors])
        spellings: dict[str, Counter[str]] = {}
        for name, count in named.items():
            spellings.setdefault(person_key(name), Counter())[name] = count
        spellings.pop("", None)
        order = sorted(spellings, key=lambda key: (-spellings[key].total(), key))
        self._number = {key: at for at, key in enumerate(order)}
        self.names = [
            max(spellings[key].items(), key=lambda one: (one[1], one[0]))[0] for key in order
        ]

    def numbers(self, names: Iterable[str]) -> list[int]:
        found = (self._number.get(person_key(name)) for name in names)
        return list(dict.fromkeys(number for number in found if number is not None))


def _mask(genres: Iterable[str]) -> int:
    return sum(1 << GENRES.index(genre) for genre in genres)


def _lists(name: str, rows: Sequence[Sequence[int]]) -> dict[str, NDArray[np.generic]]:
    """Lists of numbers as two columns: how many each film has, and all of them in a row."""
    flat = np.array([number for row in rows for number in row], dtype=np.uint32)
    small = np.uint16 if flat.max(initial=0) < 1 << 16 else np.uint32
    return {
        f"{name}_counts": np.array([len(row) for row in rows], dtype=np.uint8),
        name: flat.astype(small),
    }


def _text(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _write(path: Path, columns: Mapping[str, NDArray[np.generic]]) -> None:
    """Write an .npz without times in it, so that the same columns make the same file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, column in columns.items():
            data = io.BytesIO()
            np.lib.format.write_array(data, column, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy")
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data.getvalue(), compresslevel=9)
