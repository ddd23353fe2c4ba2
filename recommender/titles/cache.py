"""A prepared shelf on disk, so that a large catalogue need not be prepared at every start.

One file: a line of JSON that says where each array lies, then the arrays. They are mapped
and not read, so memory holds only what is looked at. The fingerprint covers the films and
everything in this package, so a cache made for other films or by other code is never used.
"""

import json
import os
from collections.abc import Sequence
from hashlib import blake2b
from importlib.resources import files
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from recommender.domain import Film, MovieId
from recommender.titles.shelf import Shelf, is_lacking, shelf_of
from recommender.titles.table import AliasTable
from recommender.titles.trigrams import Trigrams
from recommender.titles.vocabulary import Vocabulary

FILE = "titles.index"
_MAGIC = b"title index\n"
_ALIGNED = 64
_Scalar = TypeVar("_Scalar", bound=np.generic)
_Layout: TypeAlias = dict[str, tuple[int, int]]
"""By name of a column: its length, and where it starts after the header, in bytes."""


def cached_shelf(films: Sequence[Film], folder: Path) -> Shelf:
    """The prepared films, from `folder` when they were prepared before.

    A cache that is missing, damaged or for other films is made anew; one that cannot be
    written is done without.
    """
    path, fingerprint = folder / FILE, fingerprint_of(films)
    shelf = _read(path, fingerprint, films)
    if shelf is None:
        shelf = shelf_of(films)
        _write(path, fingerprint, shelf)
    return shelf


def fingerprint_of(films: Sequence[Film]) -> str:
    """A digest of these films' names and of this package's files."""
    digest = blake2b(digest_size=16)
    for entry in sorted(files("recommender.titles").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".py", ".txt")):
            digest.update(entry.read_bytes())
    for film in films:
        digest.update(f"{film.movie_id}\0{film.title}\0{film.year}\0".encode("utf-8", "replace"))
        digest.update(film.catalogue_title.encode("utf-8", "replace"))
    return digest.hexdigest()


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
        "trigram starts": trigrams.starts,
        "trigram postings": trigrams.postings,
        "trigram sizes": trigrams.sizes,
        "words": vocabulary.words,
        "word starts": vocabulary.starts,
        "word postings": vocabulary.postings,
    }


def _write(path: Path, fingerprint: str, shelf: Shelf) -> None:
    lacking = [(film.title, film.year) for film in shelf.films if is_lacking(film)]
    layout: _Layout = {}
    size = 0
    for name, array in _columns(shelf).items():
        layout[name] = (len(array), size)
        size += -(-array.nbytes // _ALIGNED) * _ALIGNED
    header = json.dumps(
        {"fingerprint": fingerprint, "size": size, "lacking": lacking, "layout": layout}
    ).encode()
    header += b" " * (-(len(_MAGIC) + len(header) + 1) % _ALIGNED) + b"\n"
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(_MAGIC + header)
            for array in _columns(shelf).values():
                stream.write(array.tobytes())
                stream.write(b"\0" * (-array.nbytes % _ALIGNED))
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)


def _read(path: Path, fingerprint: str, films: Sequence[Film]) -> Shelf | None:
    try:
        with path.open("rb") as stream:
            if stream.readline() != _MAGIC:
                return None
            header = json.loads(stream.readline())
            start = stream.tell()
            if header["fingerprint"] != fingerprint:
                return None
            mapped = mmap(stream.fileno(), 0, access=ACCESS_READ)
        if len(mapped) != start + header["size"]:
            return None
        layout: _Layout = header["layout"]
        lacking = tuple(
            Film(MovieId(-1 - at), str(title), int(year))
            for at, (title, year) in enumerate(header["lacking"])
        )
        return _shelf((*films, *lacking), mapped, start, layout)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _shelf(films: tuple[Film, ...], mapped: mmap, start: int, layout: _Layout) -> Shelf:
    def column(name: str, dtype: type[_Scalar]) -> NDArray[_Scalar]:
        length, at = layout[name]
        return np.frombuffer(mapped, dtype=dtype, count=length, offset=start + at)

    return Shelf(
        films,
        AliasTable(
            column("films", np.int32),
            column("kinds", np.uint8),
            column("articles", np.uint8),
            column("offsets", np.int64),
            column("blob", np.uint8),
            column("hashes", np.uint64),
            column("entries", np.int32),
        ),
        Trigrams(
            column("trigram starts", np.int32),
            column("trigram postings", np.int32),
            column("trigram sizes", np.uint8),
        ),
        Vocabulary(
            column("words", np.uint64),
            column("word starts", np.int32),
            column("word postings", np.int32),
        ),
    )
