"""The log: what people watched, refused, and want to see."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from recommender.domain import HistoryEntry, MovieId, PersonId, Signal
from recommender.storage.journal import Cause, Change, Journal, Row, Value
from recommender.storage.sqlite import Database, NotFoundError


@dataclass(frozen=True, slots=True)
class Watch:
    """One viewing of one film by one person."""

    watch_id: int
    movie_id: MovieId
    rating: float | None
    watched_on: dt.date | None
    """None: seen some time."""
    note: str | None = None
    """What the person wrote to remember it by: "with Ana, at the Rex"."""


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which viewings are asked for. The empty value asks for all."""

    movie_ids: tuple[MovieId, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    rating_from: float | None = None
    rating_to: float | None = None

    def admits(self, watch: Watch) -> bool:
        """Whether a viewing is asked for; one without a day, or stars, answers no query by them."""
        if self.movie_ids and watch.movie_id not in self.movie_ids:
            return False
        day, rating = watch.watched_on, watch.rating
        in_time = (self.since, self.until) == (None, None) or (
            day is not None and (self.since or dt.date.min) <= day <= (self.until or dt.date.max)
        )
        in_stars = (self.rating_from, self.rating_to) == (None, None) or (
            rating is not None and (self.rating_from or 0.0) <= rating <= (self.rating_to or 5.0)
        )
        return in_time and in_stars


class Watches:
    """Watches, dismissals and watchlists, all changed through the journal."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def log(
        self,
        cause: Cause,
        movie_id: MovieId,
        *,
        rating: float | None = None,
        watched_on: dt.date | None = None,
        source: str = "chat",
    ) -> Change:
        """Log one viewing. The same update logs the same film once, however often it comes."""
        return self._journal.put(
            cause,
            "watches",
            {
                "person_id": cause.person_id,
                "movie_id": movie_id,
                "rating": rating,
                "watched_on": None if watched_on is None else watched_on.isoformat(),
                "source": source,
                "update_key": cause.update_key,
                "logged_at": cause.at,
            },
        )

    def amend(
        self,
        cause: Cause,
        watch: Watch,
        *,
        rating: float | None,
        watched_on: dt.date | None,
        note: str | None = None,
    ) -> Change:
        """Change the rating, the day or the note of a watch: no note leaves it, "" removes it."""
        before = self._watch_row(watch.watch_id)
        after: Row = {
            **before,
            "rating": rating,
            "watched_on": None if watched_on is None else watched_on.isoformat(),
            "note": before["note"] if note is None else note or None,
        }
        return self._journal.put(cause, "watches", after, before=before)

    def remove(self, cause: Cause, watch: Watch) -> Change:
        """Take a watch out of the log."""
        return self._journal.remove(cause, "watches", self._watch_row(watch.watch_id))

    def dismiss(self, cause: Cause, movie_id: MovieId) -> Change | None:
        """Mark a film "not for me"; None when it already is, by another update."""
        return self._put_on("dismissals", cause, movie_id)

    def want(self, cause: Cause, movie_id: MovieId) -> Change | None:
        """Put a film on the watchlist; None when it already is, by another update."""
        return self._put_on("watchlist", cause, movie_id)

    def unwant(self, cause: Cause, movie_id: MovieId) -> Change | None:
        """Take a film off the watchlist; None when it is not on it."""
        return self._take_off("watchlist", cause, movie_id)

    def undismiss(self, cause: Cause, movie_id: MovieId) -> Change | None:
        """Take "not for me" back; None when the film is not dismissed."""
        return self._take_off("dismissals", cause, movie_id)

    def get(self, person_id: PersonId, watch_id: int) -> Watch | None:
        """One watch of a person, or None."""
        which = "person_id = ? AND watch_id = ?"
        return next(self._watches(which, [person_id, watch_id]), None)

    def last_of(self, person_id: PersonId, movie_id: MovieId) -> Watch | None:
        """The person's newest watch of a film, or None."""
        return next(self._watches("person_id = ? AND movie_id = ?", [person_id, movie_id]), None)

    def seen_before(self, logged: Change) -> bool:
        """Whether the person had logged the film before the watch that a change logged."""
        return self._any(
            "person_id = ? AND movie_id = ? AND watch_id < ?",
            [logged.person_id, logged.movie_id, (logged.after or {}).get("watch_id")],
        )

    def newest(self, person_id: PersonId, query: LogQuery = LogQuery()) -> tuple[Watch, ...]:
        """The person's watches that answer a query, newest first."""
        return tuple(
            watch for watch in self._watches("person_id = ?", [person_id]) if query.admits(watch)
        )

    def rows_between(
        self, person_id: PersonId, first: MovieId, last: MovieId
    ) -> dict[MovieId, list[Row]]:
        """The person's watches of films with ids from one to another, newest first, as rows."""
        rows = self._db.query(
            "SELECT * FROM watches WHERE person_id = ? AND movie_id BETWEEN ? AND ? "  # noqa: S608
            f"ORDER BY {_NEWEST_FIRST}",
            [person_id, first, last],
        )
        found: dict[MovieId, list[Row]] = {}
        for row in rows:
            found.setdefault(MovieId(row["movie_id"]), []).append(row)
        return found

    def rows(self, person_id: PersonId) -> list[Row]:
        """All of the person's watches as rows, in the order logged."""
        return list(
            self._db.query(
                "SELECT * FROM watches WHERE person_id = ? ORDER BY watch_id", [person_id]
            )
        )

    def listed_at(self, table: str, person_id: PersonId) -> list[tuple[MovieId, float]]:
        """The films of one of the person's lists, oldest first, each with when it joined."""
        rows = self._db.table(table).rows_where(
            "person_id = ?", [person_id], order_by="at, movie_id DESC"
        )
        return [(MovieId(row["movie_id"]), float(row["at"])) for row in rows]

    def lists(self, person_id: PersonId) -> dict[str, frozenset[MovieId]]:
        """The person's lists by the names of their tables."""
        tables = ("watchlist", "dismissals")
        return {table: frozenset(self._listed(table, person_id)) for table in tables}

    def count(self, person_id: PersonId) -> int:
        """How many watches the person has logged."""
        return self._db.table("watches").count_where("person_id = ?", [person_id])

    def count_films(self, person_id: PersonId) -> int:
        """How many different films the person has logged."""
        return int(
            self._db.execute(
                "SELECT count(DISTINCT movie_id) FROM watches WHERE person_id = ?", [person_id]
            ).fetchone()[0]
        )

    def watched_by_others(self, person_id: PersonId, movie_id: MovieId) -> bool:
        """Whether anybody else has logged a film."""
        return self._any("movie_id = ? AND person_id <> ?", [movie_id, person_id])

    def dismissed(self, person_id: PersonId) -> frozenset[MovieId]:
        """Films that the person never wants to be shown."""
        return frozenset(self._listed("dismissals", person_id))

    def wanted(self, person_id: PersonId) -> tuple[MovieId, ...]:
        """The person's watchlist, newest first."""
        return tuple(self._listed("watchlist", person_id))

    def history(self, person_id: PersonId) -> tuple[HistoryEntry, ...]:
        """All that the person did with films, oldest first."""
        rows = self._db.execute(f"{_HISTORY} WHERE person_id = ? {_OLDEST_FIRST}", [person_id])
        return tuple(_entry(row) for row in rows)

    def histories(self) -> Iterator[tuple[PersonId, tuple[HistoryEntry, ...]]]:
        """Everyone's history, by person, each oldest first."""
        rows = self._db.execute(f"{_HISTORY} ORDER BY person_id, moment, noted, position")
        for person_id, group in groupby(rows, key=lambda row: int(row[0])):
            yield PersonId(person_id), tuple(_entry(row) for row in group)

    def _watches(self, where: str, values: list[Value]) -> Iterator[Watch]:
        """Watches, newest first."""
        rows = self._db.table("watches").rows_where(
            where,
            values,
            order_by=_NEWEST_FIRST,
        )
        for row in rows:
            yield watch_of(row)

    def _watch_row(self, watch_id: int) -> Row:
        row: Row = self._db.table("watches").get(watch_id)
        return row

    def _any(self, where: str, values: list[Value]) -> bool:
        return any(self._db.table("watches").rows_where(where, values, limit=1))

    def _put_on(self, table: str, cause: Cause, movie_id: MovieId) -> Change | None:
        if movie_id in self._listed(table, cause.person_id):
            return self._journal.of_update(cause, table, movie_id)
        row: Row = {"person_id": cause.person_id, "movie_id": movie_id, "at": cause.at}
        return self._journal.put(cause, table, row)

    def _take_off(self, table: str, cause: Cause, movie_id: MovieId) -> Change | None:
        try:
            row: Row = self._db.table(table).get((cause.person_id, movie_id))
        except NotFoundError:
            return self._journal.of_update(cause, table, movie_id)
        return self._journal.remove(cause, table, row)

    def _listed(self, table: str, person_id: PersonId) -> list[MovieId]:
        rows = self._db.table(table).rows_where(
            "person_id = ?", [person_id], select="movie_id", order_by="at DESC, movie_id"
        )
        return [MovieId(row["movie_id"]) for row in rows]


def watch_of(row: Row) -> Watch:
    """A row of the log as a viewing."""
    day, rating, note = row["watched_on"], row["rating"], row["note"]
    return Watch(
        int(row["watch_id"] or 0),
        MovieId(int(row["movie_id"] or 0)),
        None if rating is None else float(rating),
        None if day is None else dt.date.fromisoformat(str(day)),
        None if note is None else str(note),
    )


# What was noted elsewhere keeps its moment, so that a log that came in a file has its order.
_NEWEST_FIRST = (
    "coalesce(watched_on, date(logged_at, 'unixepoch')) DESC, logged_at DESC, watch_id DESC"
)
_HISTORY = """
SELECT person_id, movie_id, rating, watched_at, signal FROM (
    SELECT person_id, movie_id, rating,
           CASE WHEN watched_on IS NULL THEN NULL ELSE unixepoch(watched_on) END AS watched_at,
           'watched' AS signal,
           coalesce(unixepoch(watched_on), logged_at) AS moment, logged_at AS noted,
           watch_id AS position
    FROM watches
    UNION ALL
    SELECT person_id, movie_id, NULL, at, 'dismissed', at, at, 0 FROM dismissals
)
"""
_OLDEST_FIRST = "ORDER BY moment, noted, position"


def _entry(row: tuple[int, int, float | None, float | None, str]) -> HistoryEntry:
    _, movie_id, rating, watched_at, signal = row
    at = None if watched_at is None else float(watched_at)
    return HistoryEntry(MovieId(movie_id), rating, at, Signal(signal))
