"""A prepared shelf on disk, so that a large catalogue need not be prepared at every start.

Its arrays are mapped and not read, so memory holds only what is looked at. The fingerprint covers
the films and everything in this package, so a cache made for other films or by other code is never
used.
"""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recommender.arrays import ArraysFormat, DamagedArrays
from recommender.catalogue.film_table import FilmTable
from recommender.domain import Film, MovieId
from recommender.titles.shelf import Shelf, listed_shelf, shelf_of
from recommender.titles.tables import AliasTable, Trigrams, Vocabulary


@dataclass(frozen=True, slots=True)
class _About:
    """What is kept beside the arrays."""

    lacking: tuple[tuple[str, int], ...]
    """Title and year of the known films that the catalogue lacks."""


_FORMAT = ArraysFormat("because-you-watched titles", 1, _About)


def cached_shelf(films: Sequence[Film], folder: Path) -> Shelf:
    """The prepared films, from `folder` when they were prepared before.

    A cache that is missing, damaged or for other films is made anew; one that cannot be
    written is done without.
    """
    place = folder / f"titles-{fingerprint_of(films)}"
    return _cached(place, films, lambda: shelf_of(films))


def cached_listed_shelf(films: FilmTable, folder: Path) -> Shelf:
    """The same for films that nobody has rated."""
    digest = _code()
    digest.update(films.fingerprint.encode())
    return _cached(folder / f"listed-{digest.hexdigest()}", films, lambda: listed_shelf(films))


def _cached(place: Path, films: Sequence[Film], prepare: Callable[[], Shelf]) -> Shelf:
    with suppress(DamagedArrays):
        return _read(place, films)
    shelf = prepare()
    lacking = shelf.films[len(films) :]
    with suppress(OSError):
        about = _About(tuple((film.title, film.year or 0) for film in lacking))
        _FORMAT.write(place, [_columns(shelf)], about)
        _remove_others(place)
    return shelf


def fingerprint_of(films: Sequence[Film]) -> str:
    """A digest of these films' names and of this package's files."""
    digest = _code()
    for film in films:
        digest.update(f"{film.movie_id}\0{film.title}\0{film.year}\0".encode("utf-8", "replace"))
        digest.update(film.catalogue_title.encode("utf-8", "replace"))
    return digest.hexdigest()


def _code() -> blake2b:
    """A digest of this package's files, to be continued."""
    digest = blake2b(digest_size=16)
    for entry in sorted(files("recommender.titles").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".py", ".txt")):
            digest.update(entry.read_bytes())
    return digest


def _columns(shelf: Shelf) -> dict[str, NDArray[np.generic]]:
    table, trigrams, vocabulary = shelf.table, shelf.trigrams, shelf.vocabulary
    return {
        "films": table.films,
        "kinds": table.kinds,
        "articles": table.articles,
        "offsets": table.offsets,
        "blob": table.blob,
        "hashes": table.hashes,
        "entries": table.entries,
        "trigram_starts": trigrams.starts,
        "trigram_postings": trigrams.postings,
        "trigram_sizes": trigrams.sizes,
        "words": vocabulary.words,
        "word_starts": vocabulary.starts,
        "word_postings": vocabulary.postings,
    }


def _read(place: Path, films: Sequence[Film]) -> Shelf:
    stored = _FORMAT.open(place)
    lacking = [
        Film(MovieId(-1 - at), title, year) for at, (title, year) in enumerate(stored.about.lacking)
    ]
    return Shelf(
        (*films, *lacking) if lacking else films,
        AliasTable(
            stored.array("films", np.int32),
            stored.array("kinds", np.uint8),
            stored.array("articles", np.uint8),
            stored.array("offsets", np.int64),
            stored.array("blob", np.uint8),
            stored.array("hashes", np.uint64),
            stored.array("entries", np.int32),
        ),
        Trigrams(
            stored.array("trigram_starts", np.int32),
            stored.array("trigram_postings", np.int32),
            stored.array("trigram_sizes", np.uint8),
        ),
        Vocabulary(
            stored.array("words", np.uint64),
            stored.array("word_starts", np.int32),
            stored.array("word_postings", np.int32),
        ),
    )


def _remove_others(place: Path) -> None:
    """Remove what was prepared for other films or by other code."""
    kind = place.name.partition("-")[0]
    for other in set(place.parent.glob(f"{kind}-*")) - {place}:
        if other.suffix != ".tmp":
            shutil.rmtree(other, ignore_errors=True)
    (place.parent / "titles.index").unlink(missing_ok=True)  # of versions before this format
