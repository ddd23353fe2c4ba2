"""The changes that a log needs to hold what a file says."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from recommender.domain import MovieId
from recommender.storage import Cause, ImportRecord, Put, Row, Store
from recommender.storage.watches import watch_of
from recommender.transfer.combining import Wish, difference, wish_of
from recommender.transfer.records import Record

_AMENDED = 1000
"""The acts that amend a viewing are counted from here, the others from 0."""


def changes_of(
    store: Store, file: ImportRecord, cause: Cause, records: Mapping[MovieId, Sequence[Record]]
) -> dict[MovieId, tuple[int, list[Put]]]:
    """Of each film how many rows there are, and the changes that the log needs.

    A film that was seen joins no watchlist: other services leave it there for years.
    """
    person_id = cause.person_id
    watches = store.watches.rows_between(person_id, min(records), max(records))
    lists = store.watches.lists(person_id)
    found: dict[MovieId, tuple[int, list[Put]]] = {}
    for movie_id, of_film in records.items():
        wish = wish_of(of_film)
        rows = watches.get(movie_id, [])
        puts = [*_viewings(cause, movie_id, wish, rows, file.kind)]
        is_seen = file.kind != "own" and bool(rows or wish.viewings)
        if wish.wanted and not is_seen and movie_id not in lists["watchlist"]:
            puts.append(_listed("watchlist", cause, movie_id, wish.wanted_at))
        if wish.dismissed and movie_id not in lists["dismissals"]:
            puts.append(_listed("dismissals", cause, movie_id, wish.dismissed_at))
        found[movie_id] = (len(of_film), puts)
    return found


def _viewings(
    cause: Cause, movie_id: MovieId, wish: Wish, rows: Sequence[Row], source: str
) -> Iterable[Put]:
    by_id = {row["watch_id"]: row for row in rows}
    lacks = difference(wish, [watch_of(row) for row in rows])
    for act, viewing in enumerate(lacks.new):
        at = cause.at if viewing.at is None else min(viewing.at, cause.at)
        yield Put(
            "watches",
            {
                "person_id": cause.person_id,
                "movie_id": movie_id,
                "rating": viewing.rating,
                "watched_on": _iso(viewing.watched_on),
                "source": source,
                "update_key": cause.update_key,
                "logged_at": at,
                "note": viewing.note,
            },
            act,
        )
    for act, amended in enumerate(lacks.amended, start=_AMENDED):
        before = by_id[amended.watch.watch_id]
        after = {
            **before,
            "rating": amended.rating,
            "watched_on": _iso(amended.watched_on),
        }
        yield Put("watches", after, act, before)


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _listed(table: str, cause: Cause, movie_id: MovieId, at: float | None) -> Put:
    at = cause.at if at is None else min(at, cause.at)
    return Put(table, {"person_id": cause.person_id, "movie_id": movie_id, "at": at})
