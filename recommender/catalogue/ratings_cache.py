"""Ratings parsed once: plain .npy columns beside the database, mapped into memory when needed.

A ratings file of 25 million lines takes seconds to parse and is always the same, so every refit
but the first maps the columns instead. Pages that nobody reads cost no memory.

One folder per source file, named by its fingerprint; it appears whole or not at all, is checked
before use, and holds nothing that could not be made again.
"""

import hashlib
import json
import logging
import shutil
import tempfile
import time
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.movielens import Ratings, ratings_path, read_ratings
from recommender.catalogue.rating_blocks import read_blocks
from recommender.folders import make_private

_log = logging.getLogger(__name__)

_FORMAT = 1
"""Raised whenever the files below would be written differently."""
_DTYPES = {"user_ids": "<i4", "movie_ids": "<i4", "stars": "<f4", "timestamps": "<i8"}
_ABOUT = "about.json"
_SMALL_BYTES = 8 << 20
"""Sources up to this size are told apart by their content, larger ones by size and time."""
_CHUNK_BYTES = 1 << 20
_LEFTOVER_S = 3600.0
"""A half-written folder this old belongs to a process that died."""


def fingerprint(folder: Path) -> str:
    """Identify the ratings of `folder` without parsing them: 24 hexadecimal digits.

    Equal ratings files up to 8 MB have equal fingerprints. A larger file is known by its place,
    size and modification time: reading it all would cost what the cache saves.

    Raises:
        MissingFile: If there is no ratings file.
    """
    path = ratings_path(folder)
    stat = path.stat()
    if stat.st_size <= _SMALL_BYTES:
        identity = path.read_bytes()
    else:
        identity = f"{path.resolve()}\n{stat.st_size}\n{stat.st_mtime_ns}".encode()
    return hashlib.sha256(identity).hexdigest()[:24]


def cached_ratings(folder: Path, cache: Path) -> Ratings:
    """The ratings of a MovieLens folder, parsed at most once.

    Args:
        folder: A MovieLens folder.
        cache: Where parsed ratings are kept; made when missing. When it cannot be written the
            ratings are parsed into memory, with a warning.

    Returns:
        Read-only columns mapped from `cache`, in file order.

    Raises:
        MissingFile: If there is no ratings file.
        BadRow: If a line cannot be read; nothing is kept then.
    """
    place = cache / f"ratings-{_FORMAT}-{fingerprint(folder)}"
    try:
        if place.is_dir():
            return _load(place)
    except (OSError, ValueError, KeyError, TypeError) as error:
        _log.warning("The parsed ratings in %s are damaged (%s): parsing again", place, error)
    try:
        _write(ratings_path(folder), place)
        return _load(place)
    except OSError as error:  # of the cache: what is wrong with the source is a DataError
        _log.warning("Parsed ratings cannot be kept in %s: %s", cache, error)
        return read_ratings(folder)


def _load(place: Path) -> Ratings:
    about = json.loads((place / _ABOUT).read_text(encoding="utf-8"))
    columns = []
    for name, dtype in _DTYPES.items():
        path = place / f"{name}.npy"
        if _checksum(path) != about["checksums"][name]:
            raise ValueError(f"{path.name} has changed")
        # asarray: the plain array, of which every slice is not a memmap object again.
        column = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
        if column.dtype != np.dtype(dtype) or column.shape != (about["rows"],):
            raise ValueError(f"{path.name} is not what it should be")
        columns.append(column)
    return Ratings(*columns)


def _checksum(path: Path) -> int:
    """CRC-32 of a file, read through a small buffer so that it does not count as memory."""
    checksum = 0
    with path.open("rb", buffering=0) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def _write(source: Path, place: Path) -> None:
    """Parse `source` into the folder `place`, which appears whole or not at all."""
    make_private(place.parent)
    began = time.monotonic()
    unfinished = Path(tempfile.mkdtemp(prefix=f"{place.name}.", suffix=".tmp", dir=place.parent))
    try:
        writers = [_ColumnWriter(unfinished / f"{name}.npy", _DTYPES[name]) for name in _DTYPES]
        try:
            for block in read_blocks(source):
                columns: tuple[NDArray[np.generic], ...] = block
                for writer, column in zip(writers, columns, strict=True):
                    writer.append(column)
        finally:
            for writer in writers:
                writer.close()
        about = {
            "source": str(source.resolve()),
            "rows": writers[0].rows,
            # Instead of fsync: what a power cut tears is noticed and parsed again.
            "checksums": {name: _checksum(unfinished / f"{name}.npy") for name in _DTYPES},
        }
        (unfinished / _ABOUT).write_text(json.dumps(about, indent=1), encoding="utf-8")
        _sweep(place.parent, str(source.resolve()))
        shutil.rmtree(place, ignore_errors=True)
        unfinished.rename(place)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    _log.info("Parsed %d ratings of %s in %.1f s", about["rows"], source, time.monotonic() - began)


def _sweep(cache: Path, source: str) -> None:
    """Drop what older versions of `source` left, and what dead processes left half-written."""
    for place in cache.glob("ratings-*"):
        try:
            if place.suffix == ".tmp":
                outdated = time.time() - place.stat().st_mtime > _LEFTOVER_S
            else:
                outdated = json.loads((place / _ABOUT).read_bytes())["source"] == source
        except (OSError, ValueError, KeyError, TypeError):
            outdated = True
        if outdated:
            shutil.rmtree(place, ignore_errors=True)


class _ColumnWriter:
    """Writes an .npy file whose length is known only at the end."""

    def __init__(self, path: Path, dtype: str) -> None:
        self.rows = 0
        self._dtype = np.dtype(dtype)
        self._stream: BinaryIO = path.open("wb")
        self._write_header()

    def append(self, column: NDArray[np.generic]) -> None:
        self._stream.write(np.ascontiguousarray(column, dtype=self._dtype).tobytes())
        self.rows += len(column)

    def close(self) -> None:
        self._stream.seek(0)
        self._write_header()
        self._stream.close()

    def _write_header(self) -> None:
        # numpy pads the header so that its length does not depend on the number of rows.
        np.lib.format.write_array_header_1_0(
            self._stream,
            {"descr": self._dtype.str, "fortran_order": False, "shape": (self.rows,)},
        )
