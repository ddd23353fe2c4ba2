"""Ratings parsed once and kept as columns, mapped into memory when needed.

A ratings file of 25 million lines takes seconds to parse and is always the same, so every refit
but the first maps the columns instead. One folder per source file, named by its fingerprint; it
holds nothing that could not be made again.
"""

import hashlib
import logging
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from recommender.arrays import ArraysFormat, Block, DamagedArrays
from recommender.catalogue.movielens import Ratings, ratings_path, read_ratings
from recommender.catalogue.rating_blocks import Columns, read_blocks

_log = logging.getLogger(__name__)

_SMALL_BYTES = 8 << 20
"""Sources up to this size are told apart by their content, larger ones by size and time."""


@dataclass(frozen=True, slots=True)
class _About:
    """What is kept beside the columns."""

    source: str
    """The ratings file, resolved."""


_FORMAT = ArraysFormat("because-you-watched ratings", 1, _About)


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
    source = ratings_path(folder)
    place = cache / f"ratings-{fingerprint(folder)}"
    if place.is_dir():
        try:
            return _load(place)
        except DamagedArrays as error:
            _log.warning("The parsed ratings are damaged: parsing again. %s", error)
    try:
        _parse(source, place)
        return _load(place)
    except (OSError, DamagedArrays) as error:  # what is wrong with the source is a DataError
        _log.warning("Parsed ratings cannot be kept in %s: %s", cache, error)
        return read_ratings(folder)


def _load(place: Path) -> Ratings:
    stored = _FORMAT.open(place)
    ratings = Ratings(
        stored.array("user_ids", np.int32),
        stored.array("movie_ids", np.int32),
        stored.array("stars", np.float32),
        stored.array("timestamps", np.int64),
    )
    shapes = {ratings.movie_ids.shape, ratings.stars.shape, ratings.timestamps.shape}
    if shapes != {(len(ratings),)}:
        raise DamagedArrays(place, "its columns are not of one length")
    return ratings


def _parse(source: Path, place: Path) -> None:
    """Parse `source` into the folder `place`."""
    began = time.monotonic()
    _FORMAT.write(place, map(_named, read_blocks(source)), _About(str(source.resolve())))
    _log.info("Parsed the ratings of %s in %.1f s", source, time.monotonic() - began)
    _remove_older(place, str(source.resolve()))


def _named(columns: Columns) -> Block:
    users, movies, stars, times = columns
    return {"user_ids": users, "movie_ids": movies, "stars": stars, "timestamps": times}


def _remove_older(place: Path, source: str) -> None:
    """Remove the columns of older versions of `source`, and those that cannot be used."""
    for other in set(place.parent.glob("ratings-*")) - {place}:
        if other.suffix == ".tmp":
            continue
        try:
            outdated = _FORMAT.open(other).about.source == source
        except DamagedArrays:
            outdated = True
        if outdated:
            shutil.rmtree(other, ignore_errors=True)
