"""Files as the services write them, by their documented headers, of films of the planted world."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Generator, Mapping
from typing import TypeVar

from recommender.domain import MovieId, PersonId
from recommender.storage import Cause
from recommender.transfer import Limits, Outcome, Overview, Reading, Says, Transfers, reading

TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 20, 15, tzinfo=dt.UTC).timestamp()
ANA = PersonId(7)

WATCHED = """Date,Name,Year,Letterboxd URI
2020-01-05,Heat,1995,https://boxd.it/1
2020-01-05,Alien,1979,https://boxd.it/2
2020-01-05,The Matrix,1999,https://boxd.it/3
2021-02-01,Sabrina,1955,https://boxd.it/4
2021-02-01,The Zyzzyva Heist,2021,https://boxd.it/5
"""
RATINGS = """Date,Name,Year,Letterboxd URI,Rating
2020-03-01,Heat,1995,https://boxd.it/1,4.5
2020-01-05,Alien,1979,https://boxd.it/2,5
2021-02-01,The Zyzzyva Heist,2021,https://boxd.it/5,3
"""
DIARY = """Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date
2020-01-05,Heat,1995,https://boxd.it/a,4,,"crime, la",2020-01-04
2020-03-01,Heat,1995,https://boxd.it/b,4.5,Yes,,2020-02-29
2020-01-06,Alien,1979,https://boxd.it/c,,No,,2020-01-05
"""
REVIEWS = """Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date
2020-03-01,Heat,1995,https://boxd.it/b,4.5,Yes,"Even better.
A second line, with ""quotes"".",,2020-02-29
"""
WATCHLIST = """Date,Name,Year,Letterboxd URI
2022-05-05,Titanic,1997,https://boxd.it/6
2022-05-06,Ghost,1990,https://boxd.it/7
2022-05-07,Heat,1995,https://boxd.it/1
"""
LETTERBOXD = {
    "profile.csv": "Date Joined,Username\n2015-01-01,ana\n",
    "comments.csv": "Date,Content,Comment\n",
    "deleted/diary.csv": DIARY.replace("Heat,1995", "Total Recall,1990"),
    "orphaned/diary.csv": DIARY.replace("Heat,1995", "Total Recall,1990"),
    "likes/films.csv": WATCHED.replace("Heat,1995", "RoboCop,1987"),
    "lists/best.csv": "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n",
    "watched.csv": WATCHED,
    "ratings.csv": RATINGS,
    "diary.csv": DIARY,
    "reviews.csv": REVIEWS,
    "watchlist.csv": WATCHLIST,
}
IMDB_NEW = (
    "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),"
    "Year,Genres,Num Votes,Release Date,Directors\n"
    "tt0113277,9,2021-03-13,Heat,Heat,https://www.imdb.com/title/tt0113277,Movie,8.3,170,1995,"
    '"Action, Crime",700000,1995-12-15,Michael Mann\n'
    "tt0211915,8,2021-03-02,Amélie,Le fabuleux destin d'Amélie Poulain,https://x,Film,8.3,122,2001,"
    "Comedy,700000,2001-04-25,Jean-Pierre Jeunet\n"
    "tt0944947,10,2021-03-02,Game of Thrones,Game of Thrones,https://x,TV Series,9.2,57,2011,"
    "Drama,2000000,2011-04-17,\n"
)
IMDB_OLD = (
    "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,"
    "Num Votes,Release Date,Directors\n"
    "tt0113277,9,13/03/2021,Heat,https://www.imdb.com/title/tt0113277/,movie,8.2,170,1995,"
    '"action, crime",600000,1995-12-06,Michael Mann\n'
    "tt0078748,10,02/03/2021,Alien,https://www.imdb.com/title/tt0078748/,movie,8.4,117,1979,"
    "horror,800000,1979-05-25,Ridley Scott\n"
    "tt0944947,10,02/03/2021,Game of Thrones,https://x,tvSeries,9.2,57,2011,drama,2000000,,\n"
)
IMDB_WATCHLIST = (
    "Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,IMDb Rating,"
    "Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated\n"
    "1,tt0120338,2022-01-01,2022-01-01,,Titanic,Titanic,https://x,Movie,7.9,194,1997,Drama,1,"
    "1997-11-01,James Cameron,,\n"
    "2,tt0078748,2022-01-02,2022-01-02,,Alien,Alien,https://x,Movie,8.5,117,1979,Horror,1,"
    "1979-05-25,Ridley Scott,10,2022-02-02\n"
)
MOVIELENS = (
    "movie_id,imdb_id,tmdb_id,rating,average_rating,title\n"
    "43,0113277,949,4.5,3.9,Heat (1995)\n"
    '4,0133093,603,5.0,4.1,"Matrix, The (1999)"\n'
)
MOVARY_HISTORY = (
    "title,year,tmdbId,imdbId,watchedAt,comment\n"
    "Heat,1995,949,tt0113277,2020-02-29,\n"
    "Heat,1995,949,tt0113277,2020-01-04,first time\n"
)
MOVARY_RATINGS = "title,year,tmdbId,imdbId,userRating\nHeat,1995,949,tt0113277,9\n"
MOVARY_WATCHLIST = "title,year,tmdbId,imdbId,addedAt\nTitanic,597,tt0120338,2022-05-05 12:00:00\n"


def trakt_film(title: str, year: int, imdb: str, tmdb: int, **said: object) -> dict[str, object]:
    ids = {"trakt": 1, "slug": title.lower(), "imdb": imdb, "tmdb": tmdb}
    return {**said, "type": "movie", "movie": {"title": title, "year": year, "ids": ids}}


_HEAT = ("Heat", 1995, "tt0113277", 949)
TRAKT_HISTORY = json.dumps(
    [
        trakt_film(*_HEAT, id=2, watched_at="2020-02-29T06:33:24.000Z", action="watch"),
        trakt_film(*_HEAT, id=1, watched_at="2020-01-04T21:00:00.000Z", action="scrobble"),
        {"id": 3, "watched_at": "2020-01-04T21:00:00.000Z", "type": "episode", "episode": {}},
    ]
)
TRAKT_RATINGS = json.dumps([trakt_film(*_HEAT, rated_at="2020-03-01T06:33:24.000Z", rating=9)])
TRAKT_WATCHED = json.dumps(
    [trakt_film(*_HEAT, plays=3, last_watched_at="2020-02-29T06:33:24.000Z")]
)
TRAKT_WATCHLIST = json.dumps(
    [trakt_film("Titanic", 1997, "tt0120338", 597, rank=1, listed_at="2022-05-05T12:00:00.000Z")]
)
TRAKT = {
    "user-profile.json": '{"username": "ana"}',
    "watched-history-1.json": TRAKT_HISTORY,
    "watched-movies.json": TRAKT_WATCHED,
    "ratings-movies.json": TRAKT_RATINGS,
    "lists-watchlist.json": TRAKT_WATCHLIST,
    "lists-favorites.json": TRAKT_WATCHLIST.replace("Titanic", "Ghost"),
    "collection-movies.json": json.dumps([trakt_film(*_HEAT, collected_at="2020-01-01")]),
}

_Result = TypeVar("_Result")


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


def done(work: Generator[object, None, _Result]) -> _Result:
    """What long work comes to."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: _Result = end.value
            return result


def read(
    name: str, content: str | bytes, *, limits: Limits | None = None, listed: Says | None = None
) -> Reading:
    data = content.encode() if isinstance(content, str) else content
    stream = io.BytesIO(data)
    return done(
        reading(name, stream, today=TODAY, zone=dt.UTC, limits=limits or Limits(), listed=listed)
    )


def looked_at(transfers: Transfers, name: str, content: str | bytes, *, key: str = "1") -> Overview:
    return done(transfers.draft(Cause(ANA, f"file:{key}", NOW), name, read(name, content)))


def brought(transfers: Transfers, name: str, content: str | bytes, *, key: str = "1") -> Outcome:
    """A file looked at and written."""
    overview = looked_at(transfers, name, content, key=key)
    return done(transfers.write(Cause(ANA, f"write:{key}", NOW), overview.file.import_id))


def ids(*numbers: int) -> tuple[MovieId, ...]:
    return tuple(MovieId(number) for number in numbers)
