"""Stores who is not answered any more."""

from recommender import Database
from recommender.domain import PersonId


class Blocked:
    """People whom an admin has blocked."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, person_id: PersonId, at: float) -> None:
        """Block somebody who is known; again changes nothing."""
        self._db.execute(
            "INSERT OR IGNORE INTO blocked (person_id, at) VALUES (?, ?)", [person_id, at]
        )

    def remove(self, person_id: PersonId) -> bool:
        """Answer somebody again; False when they were not blocked."""
        gone = self._db.execute("DELETE FROM blocked WHERE person_id = ?", [person_id])
        return gone.rowcount > 0

    def holds(self, person_id: PersonId) -> bool:
        """Whether somebody is blocked."""
        found = self._db.execute("SELECT 1 FROM blocked WHERE person_id = ?", [person_id])
        return found.fetchone() is not None
