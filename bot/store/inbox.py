"""Stores updates until they are answered, so that a restart loses none."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender import Database
from recommender.domain import PersonId


@dataclass(frozen=True, slots=True)
class Received:
    """One update as the messenger sent it."""

    update_id: int
    payload: str
    """The update as JSON."""
    person_id: PersonId | None = None
    """Who sent it, so that it goes when they are forgotten."""


class Inbox:
    """What was received, until it is answered."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, updates: Sequence[Received], at: float) -> None:
        """Keep updates, all of them or none; one that is kept already stays as it is.

        Args:
            updates: In the order they arrived.
            at: Unix seconds.
        """
        if not updates:
            return
        with self._db.atomic():
            self._db.table("inbox").insert_all(
                (
                    {
                        "update_id": one.update_id,
                        "person_id": one.person_id,
                        "payload": one.payload,
                        "received_at": at,
                    }
                    for one in updates
                ),
                pk="update_id",
                ignore=True,
            )
            newest = max(one.update_id for one in updates)
            self._db.table("inbox_newest").upsert(
                {"place": 1, "update_id": newest, "received_at": at}, pk="place"
            )

    def waiting(self) -> tuple[Received, ...]:
        """What is not answered yet, oldest first."""
        return tuple(
            Received(
                row["update_id"],
                row["payload"],
                None if row["person_id"] is None else PersonId(row["person_id"]),
            )
            for row in self._db.table("inbox").rows_where(order_by="update_id")
        )

    def newest(self, *, since: float) -> int | None:
        """The newest update received since a moment; None when it is longer ago.

        After a week of silence the numbers begin anywhere, so an old one says nothing.
        """
        rows = self._db.table("inbox_newest").rows_where("received_at >= ?", [since])
        return next((int(row["update_id"]) for row in rows), None)

    def remove(self, update_id: int) -> None:
        """Forget an update that was answered; again changes nothing."""
        self._db.table("inbox").delete_where("update_id = ?", [update_id])

    def forget(self, person_id: PersonId) -> None:
        """Forget what a person sent."""
        self._db.table("inbox").delete_where("person_id = ?", [person_id])
