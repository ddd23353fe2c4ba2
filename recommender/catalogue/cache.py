"""A catalogue on disk, so that tens of thousands of titles are parsed once and not at every start.

The fingerprint covers the folder's files and the code that parses them, so a cache made from other
files or by other code is never used.
"""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recommender.arrays import ArraysFormat, DamagedArrays
from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.movielens import EARLIER, embedded_dir
from recommender.domain import Film, MovieId

_CODE = ("cache.py", "catalogue.py", "movielens.py", "spelling.py")
_SOURCES = ("movies.csv", "movies.csv.gz", "links.csv", "links.csv.gz")
_SMALL_BYTES = 8 << 20
"""Files up to this size are told apart by their content, larger ones by size and time."""
_LINE = "\n"


@dataclass(frozen=True, slots=True)
class _About:
    """Nothing is kept beside the arrays."""


_FORMAT = ArraysFormat("because-you-watched catalogue", 1, _About)


def cached_catalogue(
    folder: Path, *, after_embedded: bool = False, cache: Path | None = None
) -> Catalogue:
    """The catalogue of a MovieLens folder, from `cache` when it was parsed before.

    Args:
        folder: The folder.
        after_embedded: As for `Catalogue.from_folder`.
        cache: An existing folder; None parses the files.

    Raises:
        DataError: If movies.csv is missing, or it or links.csv is damaged.
    """
    if cache is None:
        return Catalogue.from_folder(folder, after_embedded=after_embedded)
    place = cache / f"catalogue-{_fingerprint(folder, after_embedded=after_embedded)}"
    with suppress(DamagedArrays, ValueError):
        return _read(place)
    catalogue = Catalogue.from_folder(folder, after_embedded=after_embedded)
    with suppress(OSError):
        columns = _columns(catalogue)
        if columns is not None:
            _FORMAT.write(place, [columns], _About())
        for other in set(cache.glob("catalogue-*")) - {place}:
            if other.suffix != ".tmp":
                shutil.rmtree(other, ignore_errors=True)
    return catalogue


def _fingerprint(folder: Path, *, after_embedded: bool) -> str:
    digest = blake2b(digest_size=16)
    for name in _CODE:
        digest.update(files("recommender.catalogue").joinpath(name).read_bytes())
    own = [folder / name for name in _SOURCES]
    if after_embedded or folder == embedded_dir():
        own += [embedded_dir() / name for name in (*_SOURCES, EARLIER)]
    for path in own:
        with suppress(OSError):
            stat = path.stat()
            is_small = stat.st_size <= _SMALL_BYTES
            digest.update(f"\0{path.resolve()}\0{stat.st_size}\0".encode("utf-8", "replace"))
            digest.update(path.read_bytes() if is_small else str(stat.st_mtime_ns).encode())
    return digest.hexdigest()


def _columns(catalogue: Catalogue) -> dict[str, NDArray[np.generic]] | None:
    """The films as columns; None when a text of theirs cannot stand on one line."""
    films = list(catalogue)
    texts = {
        "titles": [film.title for film in films],
        "catalogue_titles": [film.catalogue_title for film in films],
        "genres": ["|".join(film.genres) for film in films],
    }
    if any(_LINE in text for column in texts.values() for text in column):
        return None
    others = catalogue.other_ids
    return {
        "movie_ids": np.array([film.movie_id for film in films], np.int64),
        "years": np.array([film.year or 0 for film in films], np.int64),
        "others": np.array([*others], np.int64),
        "others_of": np.array([*others.values()], np.int64),
        **{name: _packed(column) for name, column in texts.items()},
    }


def _packed(lines: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer(_LINE.join(lines).encode(), np.uint8)


def _read(place: Path) -> Catalogue:
    stored = _FORMAT.open(place)

    def numbers(name: str) -> list[int]:
        return [int(one) for one in stored.array(name, np.int64).tolist()]

    def lines(name: str) -> list[str]:
        return stored.array(name, np.uint8).tobytes().decode().split(_LINE)

    spelled = lines("genres")
    genres = {text: tuple(filter(None, text.split("|"))) for text in set(spelled)}
    columns = zip(
        numbers("movie_ids"),
        lines("titles"),
        numbers("years"),
        spelled,
        lines("catalogue_titles"),
        strict=True,
    )
    films = [
        Film(MovieId(movie_id), title, year or None, genres[text], catalogue_title)
        for movie_id, title, year, text, catalogue_title in columns
    ]
    others = zip(numbers("others"), numbers("others_of"), strict=True)
    return Catalogue(films, duplicates={MovieId(other): MovieId(first) for other, first in others})
