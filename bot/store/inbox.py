"""Stores updates until they are answered, so that a restart loses none."""

from collections.abc import Iterable, Sequence
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
    """Who sent it, so that it goes when they are forgotten; None when no person did."""
    lane: str = ""
    """Updates of one lane, such as a chat, are handled one after another."""
    received_at: float = 0.0
    """Unix seconds."""


@dataclass(frozen=True, slots=True)
class WaitingLane:
    """A lane in which updates wait."""

    lane: str
    newest: int
    """The number of its last update."""


class Inbox:
    """What was received, until it is answered."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, updates: Sequence[Received]) -> None:
        """Keep updates, all of them or none; one that is kept already stays as it is."""
        if not updates:
            return
        with self._db.atomic():
            # Not the library's insert_all, which takes five times as long: floods come in here.
            self._db.conn.executemany(
                "INSERT OR IGNORE INTO inbox (update_id, person_id, payload, received_at, lane) "
                "VALUES (?, ?, ?, ?, ?)",
                [
                    (one.update_id, one.person_id, one.payload, one.received_at, one.lane)
                    for one in updates
                ],
            )
            newest = max(updates, key=lambda one: one.update_id)
            self._db.table("inbox_newest").upsert(
                {"place": 1, "update_id": newest.update_id, "received_at": newest.received_at},
                pk="place",
            )

    def lanes(self) -> tuple[WaitingLane, ...]:
        """The lanes in which updates wait, the one that waits longest first."""
        rows = self._db.execute(
            "SELECT lane, max(update_id) FROM inbox GROUP BY lane ORDER BY min(update_id)"
        )
        return tuple(WaitingLane(lane, newest) for lane, newest in rows)

    def first_of(self, lane: str, most: int) -> tuple[Received, ...]:
        """The first updates that wait in a lane, oldest first."""
        rows = self._db.table("inbox").rows_where(
            "lane = ?", [lane], order_by="update_id", limit=most
        )
        return tuple(
            Received(
                row["update_id"],
                row["payload"],
                None if row["person_id"] is None else PersonId(row["person_id"]),
                row["lane"],
                row["received_at"],
            )
            for row in rows
        )

    def count(self) -> int:
        """How many updates wait."""
        return self._db.table("inbox").count_where()

    def holds(self, update_id: int) -> bool:
        """Whether an update waits: it was not answered, and its sender was not forgotten."""
        return self._db.table("inbox").count_where("update_id = ?", [update_id]) > 0

    def newest(self, *, since: float) -> int | None:
        """The newest update received since a moment; None when it is longer ago.

        After a week of silence the numbers begin anywhere, so an old one says nothing.
        """
        rows = self._db.table("inbox_newest").rows_where("received_at >= ?", [since])
        return next((int(row["update_id"]) for row in rows), None)

    def remove(self, update_ids: Iterable[int]) -> None:
        """Forget updates that were answered; again changes nothing."""
        numbers = list(update_ids)
        self._db.table("inbox").delete_where(
            f"update_id IN ({', '.join('?' * len(numbers))})", numbers
        )

    def belongs_to(self, bot_id: int) -> bool:
        """Say whose updates come now; those of another bot, which cannot be answered, go.

        Returns:
            Whether any went.
        """
        with self._db.atomic():
            known = self._db.execute("SELECT bot_id FROM inbox_newest").fetchone()
            other = known is not None and known[0] not in (None, bot_id)
            if other:
                self.clear()
            self._db.execute(
                "INSERT INTO inbox_newest (place, update_id, received_at, bot_id) "
                "VALUES (1, 0, 0, ?) ON CONFLICT (place) DO UPDATE SET bot_id = excluded.bot_id",
                [bot_id],
            )
            return other

    def clear(self) -> None:
        """Forget all that waits: what a backup holds of it was answered long ago."""
        with self._db.atomic():
            self._db.table("inbox").delete_where()
            self._db.table("inbox_newest").delete_where()

    def forget(self, person_id: PersonId) -> None:
        """Forget what a person sent."""
        self._db.table("inbox").delete_where("person_id = ?", [person_id])
