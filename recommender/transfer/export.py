"""A person's history as files: for Letterboxd, and whole for a bot like this one."""

import datetime as dt
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.movielens import Link
from recommender.domain import FIRST_ADDED_ID, MovieId, PersonId
from recommender.storage import Row, Store
from recommender.transfer.json_files import OWN_FORMAT, OWN_VERSION
from recommender.transfer.reading import OWN_NAME
from recommender.transfer.spreadsheet import csv_text

_WATCHED = ("Title", "Year", "Rating10", "WatchedDate", "Rewatch", "tmdbID", "imdbID")
_WATCHLIST = ("Title", "Year", "tmdbID", "imdbID")
_ROWS_A_FILE = 5_000
"""Letterboxd takes files of limited size: these stay below half a megabyte."""


def exported(
    store: Store,
    catalogue: Catalogue,
    links: Mapping[MovieId, Link],
    person_id: PersonId,
    *,
    now: dt.datetime,
    readme: str,
) -> bytes:
    """The zip of a person's history."""
    watches = store.watches.rows(person_id)
    wanted = store.watches.listed_at("watchlist", person_id)
    dismissed = store.watches.listed_at("dismissals", person_id)
    films = _Films(catalogue, links)
    whole = {
        "format": OWN_FORMAT,
        "version": OWN_VERSION,
        "exported_at": now.isoformat(timespec="seconds"),
        "viewings": [films.whole(movie_id, watch) for movie_id, watch in _viewings(watches)],
        "watchlist": [films.whole(movie_id, {"at": at}) for movie_id, at in wanted],
        "dismissed": [films.whole(movie_id, {"at": at}) for movie_id, at in dismissed],
    }
    zipped = BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, text: str) -> None:
            info = zipfile.ZipInfo(name, now.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)

        add("README.txt", readme)
        add(OWN_NAME, json.dumps(whole, ensure_ascii=False, indent=1))
        diary = sorted(watches, key=lambda row: str(row["watched_on"] or ""))
        for name, rows in _parts(
            "letterboxd-watched", [films.watched(*one) for one in _viewings(diary)]
        ):
            add(name, csv_text(_WATCHED, rows))
        for name, rows in _parts("letterboxd-watchlist", [films.named(one) for one, _ in wanted]):
            add(name, csv_text(_WATCHLIST, rows))
    return zipped.getvalue()


def _viewings(watches: Sequence[Row]) -> Iterator[tuple[MovieId, dict[str, object]]]:
    """The viewings with what is kept of each, told apart where a day has two of one film."""
    seen: dict[MovieId, set[object]] = {}
    for row in watches:
        movie_id, day = MovieId(int(row["movie_id"] or 0)), row["watched_on"]
        days = seen.setdefault(movie_id, set())
        yield (
            movie_id,
            {
                "rating": row["rating"],
                "watched_on": day,
                "rewatch": bool(days),
                "at": row["logged_at"],
                "note": row["note"],
            },
        )
        days.add(day)


def _parts(
    name: str, rows: Sequence[Sequence[object]]
) -> Iterator[tuple[str, Sequence[Sequence[object]]]]:
    """The rows in as many files as need be; one file where there are none."""
    starts = range(0, max(len(rows), 1), _ROWS_A_FILE)
    for number, start in enumerate(starts, start=1):
        suffix = f"-{number}" if len(starts) > 1 else ""
        yield f"{name}{suffix}.csv", rows[start : start + _ROWS_A_FILE]


class _Films:
    """Films as files name them."""

    def __init__(self, catalogue: Catalogue, links: Mapping[MovieId, Link]) -> None:
        self._catalogue = catalogue
        self._links = links

    def whole(self, movie_id: MovieId, said: Mapping[str, object]) -> dict[str, object]:
        """All that is known of which film it is, and what is said of it."""
        film, link = self._catalogue.get(movie_id), self._links.get(movie_id)
        return {
            "title": f"#{movie_id}" if film is None else film.title,
            "year": None if film is None else film.year,
            "imdb_id": None if link is None or link.imdb_id is None else f"tt{link.imdb_id}",
            "tmdb_id": None if link is None else link.tmdb_id,
            "movie_id": movie_id if movie_id < FIRST_ADDED_ID else None,
            "genres": [] if film is None else list(film.genres),
            **said,
        }

    def named(self, movie_id: MovieId) -> tuple[object, ...]:
        """The columns of a watchlist for Letterboxd."""
        told = self.whole(movie_id, {})
        return (told["title"], told["year"], told["tmdb_id"], told["imdb_id"])

    def watched(self, movie_id: MovieId, viewing: Mapping[str, object]) -> tuple[object, ...]:
        """The columns of a viewing for Letterboxd."""
        title, year, tmdb_id, imdb_id = self.named(movie_id)
        rating = viewing["rating"]
        stars = int(rating * 2) if isinstance(rating, float) else None
        rewatch = "true" if viewing["rewatch"] else "false"
        return (title, year, stars, viewing["watched_on"], rewatch, tmdb_id, imdb_id)
