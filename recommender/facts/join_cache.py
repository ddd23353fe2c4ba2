"""Which film is which, kept on disk, so that tens of thousands of titles are compared once."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import numpy as np

from recommender.arrays import ArraysFormat, DamagedArrays
from recommender.domain import Film, MovieId
from recommender.facts.columns import Columns, embedded_facts
from recommender.facts.joining import Join, joined


@dataclass(frozen=True, slots=True)
class _About:
    """What is kept beside the arrays."""

    unsure: list[int]
    """Rows that may be one of the films."""


_FORMAT = ArraysFormat("because-you-watched facts", 1, _About)


def cached_join(columns: Columns, films: Sequence[Film], folder: Path) -> Join:
    """The rows of these films, from `folder` when they were found before.

    What is kept for other films, other facts or by other rules is never used.
    """
    place = folder / f"facts-{_fingerprint(films)}"
    with suppress(DamagedArrays):
        stored = _FORMAT.open(place)
        ids, rows = stored.array("movie_ids", np.int64), stored.array("rows", np.int64)
        found = dict(zip(map(MovieId, ids.tolist()), rows.tolist(), strict=True))
        return Join(found, frozenset(stored.about.unsure))
    join = joined(columns, films)
    with suppress(OSError):
        ids = np.array([*join.rows], np.int64)
        rows = np.array([*join.rows.values()], np.int64)
        _FORMAT.write(place, [{"movie_ids": ids, "rows": rows}], _About(sorted(join.unsure)))
        for other in set(folder.glob("facts-*")) - {place}:
            if other.suffix != ".tmp":
                shutil.rmtree(other, ignore_errors=True)
    return join


def _fingerprint(films: Sequence[Film]) -> str:
    digest = blake2b(digest_size=16)
    for name in ("joining.py", "joins.txt"):
        digest.update(files("recommender.facts").joinpath(name).read_bytes())
    digest.update(embedded_facts().read_bytes())
    named = (f"{film.movie_id}\0{film.catalogue_title}\0{'|'.join(film.genres)}" for film in films)
    digest.update("\n".join(named).encode("utf-8", "replace"))
    return digest.hexdigest()
