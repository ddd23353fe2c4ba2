"""Reading a folder in the official MovieLens layout: movies.csv, ratings.csv, links.csv.

The embedded small set has the same layout, its ratings gzipped; any of the files may be.
"""

import csv
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.rating_blocks import open_bytes, read_blocks, whole_number
from recommender.catalogue.spelling import spoken_title
from recommender.domain import Film, MovieId
from recommender.errors import BadRow, MissingFile

NO_GENRES = "(no genres listed)"

_FILM_COLUMNS = ("title", "genres")
_LINK_COLUMNS = ("imdbId", "tmdbId")


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


EARLIER = "movies-2016.csv"
"""Films of the embedded set's edition of 2016 that later ones lack; people have logged them."""


@dataclass(frozen=True, slots=True)
class Link:
    """A film's ids elsewhere."""

    imdb_id: str | None
    """With its zeros and without the tt: "0114709"."""
    tmdb_id: int | None


NEEDED = ("movies.csv", "ratings.csv")
"""Without these files a folder is no set."""


def is_whole(folder: Path) -> bool:
    """Whether a folder holds a set, and not nothing or a part of one."""
    return all((folder / file).is_file() for file in NEEDED)


def embedded_dir() -> Path:
    """The folder of the small set that ships inside the package."""
    return Path(str(files("recommender.catalogue"))) / "embedded"


def read_films(folder: Path) -> list[Film]:
    """All films of `folder`/movies.csv, in file order.

    Raises:
        MissingFile: If there is no movies.csv.
        BadRow: If the header lacks a column, a line lacks a field or has one too many, an id is
            no whole number or on an earlier line already, a title is empty, or there is no film
            at all.
    """
    return _films(_present(folder, "movies.csv"))


def read_earlier_films() -> list[Film]:
    """The films that only an earlier edition of the embedded set held."""
    return _films(embedded_dir() / EARLIER)


def _films(path: Path) -> list[Film]:
    films = [_film(path, *row) for row in _rows(path, _FILM_COLUMNS)]
    if not films:
        raise BadRow(path, 2, "there are no films below the header")
    return films


def _film(path: Path, line: int, movie_id: MovieId, row: Sequence[str]) -> Film:
    title, genres = row
    spoken = spoken_title(title)
    if not spoken.title:
        raise BadRow(path, line, "the title is empty")
    named = [] if genres == NO_GENRES else [genre.strip() for genre in genres.split("|")]
    # dict.fromkeys: each genre once, in their order
    return Film(
        movie_id, spoken.title, spoken.year, tuple(dict.fromkeys(filter(None, named))), title
    )


def read_links(folder: Path, *, only: Collection[MovieId] | None = None) -> dict[MovieId, Link]:
    """IMDb and TMDB ids of `folder`/links.csv; empty where there is no such file.

    Args:
        folder: A MovieLens folder.
        only: The films that are wanted, which is much faster; None for all.

    Raises:
        BadRow: If a line cannot be read, or is about the film of an earlier one.
    """
    try:
        path = _present(folder, "links.csv")
    except MissingFile:
        return {}
    return {
        movie_id: Link(
            imdb_id=imdb.removeprefix("tt").zfill(7) if imdb else None,
            tmdb_id=whole_number(path, line, "tmdbId", tmdb) if tmdb else None,
        )
        for line, movie_id, (imdb, tmdb) in _rows(path, _LINK_COLUMNS, only=only)
    }


def read_tags(folder: Path, *, most_bytes: int) -> dict[MovieId, list[str]]:
    """What people tagged each film with in `folder`/tags.csv.

    Empty where there is no such file, or a larger one.

    Raises:
        BadRow: If a line cannot be read.
    """
    try:
        path = _present(folder, "tags.csv")
    except MissingFile:
        return {}
    if path.stat().st_size > most_bytes:
        return {}
    tags: dict[MovieId, list[str]] = {}
    for _, movie_id, (tag,) in _rows(path, ("tag",), once=False):
        tags.setdefault(movie_id, []).append(tag)
    return tags


def ratings_path(folder: Path) -> Path:
    """Where the ratings of `folder` lie.

    Raises:
        MissingFile: If there is neither ratings.csv nor ratings.csv.gz.
    """
    return _present(folder, "ratings.csv")


def read_ratings(folder: Path) -> Ratings:
    """All ratings of `folder`, in file order, parsed anew and held in memory.

    Raises:
        MissingFile: If there is no ratings file.
        BadRow: If a line cannot be read; it names the file and the line.
    """
    users, movies, stars, times = zip(*read_blocks(ratings_path(folder)), strict=True)
    return Ratings(
        np.concatenate(users),
        np.concatenate(movies),
        np.concatenate(stars),
        np.concatenate(times),
    )


def _present(folder: Path, name: str) -> Path:
    plain, zipped = folder / name, folder / f"{name}.gz"
    if plain.is_file():
        return plain
    if zipped.is_file():
        return zipped
    raise MissingFile(plain)


def _rows(
    path: Path,
    names: Sequence[str],
    *,
    once: bool = True,
    only: Collection[MovieId] | None = None,
) -> Iterator[tuple[int, MovieId, list[str]]]:
    """Line number, film and the fields called `names` of every row below the header.

    Columns may stand in any order, among others. Blank lines are passed over. With `once` no film
    may have two lines. Lines of other films than `only` are not looked at.
    """
    line = 0
    lines: dict[MovieId, int] = {}
    wanted = None if only is None else {b"%d" % movie_id for movie_id in only}
    try:
        with open_bytes(path) as stream:
            # Lines are decoded one by one: a text stream decodes ahead, and the line number of
            # a wrong byte would be off by as much.
            reader = csv.reader(_decoded(path, stream, wanted), strict=True)
            header = [field.strip().casefold() for field in next(reader, [])]
            if not header:
                raise BadRow(path, 1, "the file is empty")
            id_column = _column(path, header, "movieId")
            where = [_column(path, header, name) for name in names]
            for row in reader:
                line = reader.line_num
                if not row:
                    continue
                if len(row) != len(header):
                    raise BadRow(path, line, f"expected {len(header)} fields, found {len(row)}")
                movie_id = MovieId(whole_number(path, line, "movieId", row[id_column].strip()))
                if once and movie_id in lines:
                    raise BadRow(path, line, f"movieId {movie_id} is on line {lines[movie_id]} too")
                lines[movie_id] = line
                yield line, movie_id, [row[column].strip() for column in where]
    except csv.Error as error:
        raise BadRow(path, line + 1, str(error)) from error
    except (EOFError, OSError, zlib.error) as error:
        raise BadRow(path, line + 1, f"cannot be read: {error}") from error


def _column(path: Path, header: Sequence[str], name: str) -> int:
    if name.casefold() not in header:
        raise BadRow(path, 1, f"the header lacks the column {name}")
    return header.index(name.casefold())


def _decoded(path: Path, stream: BinaryIO, wanted: Collection[bytes] | None) -> Iterator[str]:
    """The lines; blank for those that begin with another id, where the first column is the id."""
    for line, raw in enumerate(stream, start=1):
        if line == 1:
            id_is_first = raw.lower().lstrip(b"\xef\xbb\xbf").startswith(b"movieid,")
        elif wanted is not None and id_is_first and raw.partition(b",")[0] not in wanted:
            yield "\n"
            continue
        try:
            yield raw.decode("utf-8-sig" if line == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise BadRow(path, line, "not UTF-8 text") from error
