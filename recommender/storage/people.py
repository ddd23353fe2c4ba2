"""People, and what was shown to whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from recommender.domain import MovieId, PersonId
from recommender.storage.sqlite import Database


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What is kept of a person besides their films."""

    person_id: PersonId
    first_name: str
    time_zone: str | None
    shows_log_in_groups: bool


class People:
    """Who writes to the bot."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def meet(self, person_id: PersonId, first_name: str, at: float) -> bool:
        """Remember a person; True when they were unknown. A new first name replaces the old."""
        known = self._db.execute(
            "SELECT first_name FROM people WHERE person_id = ?", [person_id]
        ).fetchone()
        if known is None or (first_name and known[0] != first_name):
            self._db.execute(
                "INSERT INTO people (person_id, first_name, first_seen_at) VALUES (?, ?, ?) "
                "ON CONFLICT (person_id) DO UPDATE SET first_name = excluded.first_name",
                [person_id, first_name, at],
            )
        return known is None

    def get(self, person_id: PersonId) -> PersonRecord | None:
        """One person, or None."""
        row = self._db.execute(
            "SELECT person_id, first_name, time_zone, shows_log_in_groups FROM people "
            "WHERE person_id = ?",
            [person_id],
        ).fetchone()
        if row is None:
            return None
        return PersonRecord(PersonId(row[0]), row[1], row[2], bool(row[3]))

    def set_time_zone(self, person_id: PersonId, time_zone: str | None) -> None:
        """The IANA name of the person's zone, or None for the bot's own."""
        self._db.execute(
            "UPDATE people SET time_zone = ? WHERE person_id = ?", [time_zone, person_id]
        )

    def set_shows_log_in_groups(self, person_id: PersonId, *, allowed: bool) -> None:
        """Whether groups may see films of the person's log."""
        self._db.execute(
            "UPDATE people SET shows_log_in_groups = ? WHERE person_id = ?",
            [int(allowed), person_id],
        )

    def forget(self, person_id: PersonId) -> None:
        """Erase a person with all that hangs on them."""
        with self._db.atomic():
            self._db.execute("DELETE FROM people WHERE person_id = ?", [person_id])

    def show(self, person_id: PersonId, movie_ids: Iterable[MovieId], at: float) -> None:
        """Remember that these films were recommended to the person."""
        with self._db.atomic():
            for movie_id in movie_ids:
                self._db.execute(
                    "INSERT INTO shown (person_id, movie_id, at) VALUES (?, ?, ?) "
                    "ON CONFLICT (person_id, movie_id) DO UPDATE SET at = excluded.at",
                    [person_id, movie_id, at],
                )

    def shown_since(self, person_id: PersonId, at: float) -> dict[MovieId, float]:
        """Films recommended to the person since `at`, with the last time of each."""
        rows = self._db.execute(
            "SELECT movie_id, at FROM shown WHERE person_id = ? AND at >= ?", [person_id, at]
        )
        return {MovieId(row[0]): float(row[1]) for row in rows}
