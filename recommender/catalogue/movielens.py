"""Reading a folder in the official MovieLens layout: movies.csv, ratings.csv, links.csv.

The embedded small set has the same layout, its ratings gzipped. pandas is imported where
ratings are parsed and not above: answering a message never needs it, and it is slow to load.
"""

import csv
import gzip
import math
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.spelling import spoken_title
from recommender.domain import Film, MovieId
from recommender.errors import BadRow, MissingFile

NO_GENRES = "(no genres listed)"


@dataclass(frozen=True, slots=True)
class Ratings:
    """MovieLens ratings as parallel columns, in file order."""

    user_ids: NDArray[np.int32]
    """Shape (n,)."""
    movie_ids: NDArray[np.int32]
    """Shape (n,)."""
    stars: NDArray[np.float32]
    """Shape (n,), 0.5-5."""
    timestamps: NDArray[np.int64]
    """Shape (n,), unix seconds."""

    def __len__(self) -> int:
        return len(self.user_ids)


@dataclass(frozen=True, slots=True)
class Link:
    """A film's ids elsewhere."""

    imdb_id: str | None
    """With its zeros and without the tt: "0114709"."""
    tmdb_id: int | None


def embedded_dir() -> Path:
    """The folder of the small set that ships inside the package."""
    return Path(str(files("recommender.catalogue"))) / "embedded"


def read_films(folder: Path) -> list[Film]:
    """All films of `folder`/movies.csv, in file order.

    Raises:
        MissingFile: If there is no movies.csv.
        BadRow: If a line has not three fields or a movie id that is no whole number.
    """
    path = folder / "movies.csv"
    if not path.is_file():
        raise MissingFile(path)
    return [_film(path, line, row) for line, row in _rows(path, columns=3)]


def _film(path: Path, line: int, row: list[str]) -> Film:
    movie_id = _whole_number(path, line, "movieId", row[0])
    spoken = spoken_title(row[1])
    if not spoken.title:
        raise BadRow(path, line, "the title is empty")
    genres = () if row[2] in (NO_GENRES, "") else tuple(row[2].split("|"))
    return Film(MovieId(movie_id), spoken.title, spoken.year, genres, row[1].strip())


def read_links(folder: Path) -> dict[MovieId, Link]:
    """IMDb and TMDB ids of `folder`/links.csv; empty where there is no such file."""
    path = folder / "links.csv"
    if not path.is_file():
        return {}
    return {
        MovieId(_whole_number(path, line, "movieId", row[0])): Link(
            imdb_id=row[1].zfill(7) if row[1] else None,
            tmdb_id=_whole_number(path, line, "tmdbId", row[2]) if row[2] else None,
        )
        for line, row in _rows(path, columns=3)
    }


def ratings_path(folder: Path) -> Path:
    """Where the ratings of `folder` lie.

    Raises:
        MissingFile: If there is neither ratings.csv nor ratings.csv.gz.
    """
    plain, zipped = folder / "ratings.csv", folder / "ratings.csv.gz"
    if plain.is_file():
        return plain
    if zipped.is_file():
        return zipped
    raise MissingFile(plain)


def read_ratings(folder: Path) -> Ratings:
    """All ratings of `folder`, in file order.

    Raises:
        MissingFile: If there is no ratings file.
        BadRow: If a line cannot be read; it names the file and the line.
    """
    import pandas as pd  # noqa: PLC0415  (slow to load, and only parsing needs it)

    path = ratings_path(folder)
    names = ["userId", "movieId", "rating", "timestamp"]
    try:
        frame = pd.read_csv(
            path,
            header=0,
            names=names,
            dtype={"userId": "int32", "movieId": "int32", "rating": "float32", "timestamp": "int64"},
        )
    except (ValueError, OverflowError, EOFError, OSError) as error:
        raise _first_bad_row(path) or BadRow(path, 1, str(error)) from error
    ratings = Ratings(
        frame["userId"].to_numpy(),
        frame["movieId"].to_numpy(),
        frame["rating"].to_numpy(),
        frame["timestamp"].to_numpy(),
    )
    if not np.all((ratings.stars >= 0.5) & (ratings.stars <= 5)):  # also false for NaN
        raise _first_bad_row(path) or BadRow(path, 1, "a rating is not between 0.5 and 5")
    return ratings


def _first_bad_row(path: Path) -> BadRow | None:
    """Find the line that the fast parser choked on. Slow, and only on the way to an error."""
    try:
        for line, row in _rows(path, columns=4):
            _whole_number(path, line, "userId", row[0])
            _whole_number(path, line, "movieId", row[1])
            _whole_number(path, line, "timestamp", row[3])
            try:
                stars = float(row[2])
            except ValueError:
                stars = math.nan
            if not 0.5 <= stars <= 5:
                return BadRow(path, line, f"rating {row[2]!r} is not a number from 0.5 to 5")
    except BadRow as bad:
        return bad
    return None


def _rows(path: Path, *, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Line number and fields of every row below the header; blank lines are passed over."""
    line = 1
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8-sig", newline="")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8-sig", newline="") as stream
        ):
            reader = csv.reader(stream)
            next(reader, None)
            for row in reader:
                line = reader.line_num
                if not row:
                    continue
                if len(row) != columns:
                    raise BadRow(path, line, f"expected {columns} fields, found {len(row)}")
                yield line, row
    except UnicodeDecodeError as error:
        raise BadRow(path, line + 1, "not UTF-8 text") from error
    except (csv.Error, EOFError, gzip.BadGzipFile) as error:
        raise BadRow(path, line + 1, str(error)) from error


def _whole_number(path: Path, line: int, column: str, text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number < 2**31:
        if column == "timestamp" and 0 <= number < 2**63:
            return number
        raise BadRow(path, line, f"{column} {text[:40]!r} is not a whole number")
    return number
