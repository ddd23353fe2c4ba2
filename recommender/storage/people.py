"""People, and what was shown to whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from recommender.domain import MovieId, PersonId
from recommender.storage.sqlite import Database, NotFoundError


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
        try:
            row = self._db.table("people").get(person_id)
        except NotFoundError:
            return None
        return PersonRecord(
            person_id, row["first_name"], row["time_zone"], bool(row["shows_log_in_groups"])
        )

    def first_seen(self) -> dict[PersonId, float]:
        """When each person wrote first, in Unix seconds."""
        rows = self._db.execute("SELECT person_id, first_seen_at FROM people")
        return {PersonId(person_id): float(at) for person_id, at in rows}

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
        self._db.table("people").delete_where("person_id = ?", [person_id])

    def show(self, person_id: PersonId, movie_ids: Iterable[MovieId], at: float) -> None:
        """Remember that these films were recommended to the person."""
        self._db.table("shown").upsert_all(
            [{"person_id": person_id, "movie_id": one, "at": at} for one in movie_ids],
            pk=("person_id", "movie_id"),
        )

    def shown_since(self, person_id: PersonId, at: float) -> dict[MovieId, float]:
        """Films recommended to the person since `at`, with the last time of each."""
        rows = self._db.table("shown").rows_where("person_id = ? AND at >= ?", [person_id, at])
        return {MovieId(row["movie_id"]): float(row["at"]) for row in rows}
