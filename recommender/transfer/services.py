"""The files that other services write: which columns tell each, and what a row of it says.

A file is known by its header. Where one header serves two purposes its name tells which, and where
the name does not, the person is asked.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from recommender.catalogue.spelling import spoken_title
from recommender.domain import MovieId
from recommender.transfer import values
from recommender.transfer.limits import LONGEST_TITLE
from recommender.transfer.records import Kind, Record, Says
from recommender.transfer.tables import Row
from recommender.transfer.values import BadValue, DayOrder


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a file before its rows are read."""

    today: dt.date
    """Where the person is."""
    order: DayOrder = "day first"
    listed: Says | None = None
    """What a list of films says of them; None: only the person knows."""


ReadRow: TypeAlias = Callable[[Row, About], Record | None]
"""Reads one row; None for one that is about no film."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of table."""

    kind: Kind
    columns: frozenset[str]
    """Those that tell it, lower case."""
    read: ReadRow
    days: tuple[str, ...] = ()
    """Columns of days."""
    is_list: bool = False
    """Whether the header does not say if the films were seen or are wanted."""
    may_lack: tuple[str, ...] = ()


def _title(text: str) -> str:
    title = " ".join(text.split())
    # Spreadsheets and careful exports put a quotation mark before what looks like a formula.
    if title[:1] == "'" and title[1:2] in tuple("=+-@"):
        title = title[1:]
    if not title or len(title) > LONGEST_TITLE:
        raise BadValue("title", title[:60])
    return title


def _letterboxd(row: Row, about: About, says: Says) -> Record:
    marked = values.day(row.get("date"), order=about.order, today=about.today)
    rating = values.stars(row.get("rating"), out_of=5)
    watched = values.day(row.get("watched date"), order=about.order, today=about.today)
    if says is Says.VIEWING and not row.get("watched date"):  # a review beside the diary
        says = Says.SEEN if rating is None else Says.RATED
    return Record(
        says,
        _title(row.get("name")),
        values.year(row.get("year")),
        rating,
        watched,
        values.flag(row.get("rewatch")),
        values.at_noon(marked),
    )


def _letterboxd_diary(row: Row, about: About) -> Record:
    return _letterboxd(row, about, Says.VIEWING)


def _letterboxd_ratings(row: Row, about: About) -> Record:
    return _letterboxd(row, about, Says.RATED)


def _letterboxd_list(row: Row, about: About) -> Record:
    return _letterboxd(row, about, about.listed or Says.SEEN)


def _letterboxd_import(row: Row, about: About) -> Record:
    """The columns that Letterboxd imports, as many programs write them."""
    rating = values.stars(row.get("rating"), out_of=5)
    if rating is None:
        rating = values.stars(row.get("rating10"), out_of=10)
    watched = values.day(row.get("watcheddate"), order=about.order, today=about.today)
    says = Says.VIEWING if watched else Says.SEEN if rating is None else Says.RATED
    if about.listed is Says.WANTED and says is Says.SEEN:
        says = Says.WANTED
    return Record(
        says,
        _title(row.get("title", "tmdbid", "imdbid")),
        values.year(row.get("year")),
        rating,
        watched,
        values.flag(row.get("rewatch")),
        imdb_id=values.imdb_id(row.get("imdbid")),
        tmdb_id=values.number(row.get("tmdbid")),
    )


_NO_FILM = re.compile(r"tv\s?(?:mini|series|episode|show)|episode|series|video ?game|podcast|music")


def _imdb(row: Row, about: About, says: Says, noted: str) -> Record | None:
    # Localised ("Film", "Fernsehserie"): what is plainly no film is left out, the id decides else.
    if _NO_FILM.search(row.get("title type").casefold()):
        return None
    day = values.day(noted, order=about.order, today=about.today)
    rating = values.stars(row.get("your rating"), out_of=10)
    return Record(
        Says.RATED if rating is not None else says,
        _title(row.get("title", "original title", "const")),
        values.year(row.get("year")),
        rating,
        at=values.at_noon(day),
        imdb_id=values.imdb_id(row.get("const")),
    )


def _imdb_ratings(row: Row, about: About) -> Record | None:
    return _imdb(row, about, Says.SEEN, row.get("date rated"))


def _imdb_list(row: Row, about: About) -> Record | None:
    return _imdb(row, about, about.listed or Says.SEEN, row.get("date rated", "created"))


def _movielens(row: Row, about: About) -> Record:
    spoken = spoken_title(_title(row.get("title")))
    rating = values.stars(row.get("rating"), out_of=5)
    movie_id = values.number(row.get("movie_id"))
    return Record(
        Says.RATED if rating is not None else about.listed or Says.SEEN,
        spoken.title,
        spoken.year,
        rating,
        imdb_id=values.imdb_id(row.get("imdb_id")),
        tmdb_id=values.number(row.get("tmdb_id")),
        movie_id=None if movie_id is None else MovieId(movie_id),
    )


def _movielens_set(row: Row, about: About) -> Record:
    movie_id = values.number(row.get("movieid"))
    at = values.number(row.get("timestamp"))
    return Record(
        Says.RATED,
        f"MovieLens {row.get('movieid')}",
        rating=values.stars(row.get("rating"), out_of=5),
        at=None if at is None else float(at),
        movie_id=None if movie_id is None else MovieId(movie_id),
    )


def _movary(row: Row, about: About, says: Says) -> Record:
    watched = values.day(row.get("watchedat"), order=about.order, today=about.today)
    added = values.day(row.get("addedat"), order=about.order, today=about.today)
    return Record(
        says,
        _title(row.get("title")),
        values.year(row.get("year")),
        values.stars(row.get("userrating"), out_of=10),
        watched,
        at=values.at_noon(added),
        imdb_id=values.imdb_id(row.get("imdbid")),
        tmdb_id=values.number(row.get("tmdbid")),
    )


def _movary_history(row: Row, about: About) -> Record:
    return _movary(row, about, Says.VIEWING)


def _movary_ratings(row: Row, about: About) -> Record:
    return _movary(row, about, Says.RATED)


def _movary_watchlist(row: Row, about: About) -> Record:
    return _movary(row, about, Says.WANTED)


def _of(*columns: str) -> frozenset[str]:
    return frozenset(columns)


_LETTERBOXD = ("date", "name", "year", "letterboxd uri")
_MOVARY = ("title", "tmdbid", "imdbid")
_IMDB_DAYS = ("date rated", "created")

FORMATS: tuple[Format, ...] = (
    Format(
        "letterboxd",
        _of(*_LETTERBOXD, "rewatch", "watched date"),
        _letterboxd_diary,
        ("date", "watched date"),
    ),
    Format("letterboxd", _of(*_LETTERBOXD, "rating"), _letterboxd_ratings, ("date",)),
    Format("letterboxd", _of(*_LETTERBOXD), _letterboxd_list, ("date",), is_list=True),
    Format("movary", _of(*_MOVARY, "watchedat"), _movary_history, ("watchedat",)),
    Format("movary", _of(*_MOVARY, "userrating"), _movary_ratings),
    # Movary's header names a year that its rows do not have.
    Format("movary", _of(*_MOVARY, "addedat"), _movary_watchlist, ("addedat",), may_lack=("year",)),
    Format("imdb", _of("const", "position", "created"), _imdb_list, _IMDB_DAYS, is_list=True),
    Format("imdb", _of("const", "your rating"), _imdb_ratings, _IMDB_DAYS),
    Format("movielens", _of("movie_id", "rating", "title"), _movielens),
    Format("movielens", _of("movie_id", "imdb_id", "title"), _movielens, is_list=True),
    Format("movielens", _of("userid", "movieid", "rating", "timestamp"), _movielens_set),
    Format("letterboxd", _of("title", "watcheddate"), _letterboxd_import, ("watcheddate",)),
    Format("letterboxd", _of("title", "rating10"), _letterboxd_import),
    Format("letterboxd", _of("title", "year", "rating"), _letterboxd_import),
    Format("letterboxd", _of("title", "tmdbid", "imdbid"), _letterboxd_import, is_list=True),
    Format("letterboxd", _of("title", "year"), _letterboxd_import, is_list=True),
)
"""The more telling ones first."""

ALMOST: Mapping[str, tuple[Kind, tuple[str, ...]]] = {
    "letterboxd uri": ("letterboxd", _LETTERBOXD),
    "const": ("imdb", ("const", "your rating")),
    "movie_id": ("movielens", ("movie_id", "rating", "title")),
    "movieid": ("movielens", ("userid", "movieid", "rating", "timestamp")),
}
"""Columns of one service only, each with all that a file of it must have."""


def format_of(columns: tuple[str, ...]) -> Format | None:
    """What a table with these columns is; None for one that is unknown."""
    have = frozenset(columns)
    return next((one for one in FORMATS if one.columns <= have), None)


def lacking(columns: tuple[str, ...]) -> tuple[Kind, tuple[str, ...]] | None:
    """The service that an unknown table seems to come from, and the columns that it lacks."""
    for telling, (kind, needed) in ALMOST.items():
        if telling in columns:
            return kind, tuple(name for name in needed if name not in columns)
    return None
