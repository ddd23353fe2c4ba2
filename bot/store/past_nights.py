"""Reads what earlier movie nights of a group came to."""

from dataclasses import dataclass

from recommender import Database
from recommender.domain import ChatId, MovieId, PersonId

REMEMBERED_NIGHTS = 10
"""Who was well served longer ago than so many nights is forgiven."""


@dataclass(frozen=True, slots=True)
class PastNight:
    """A night that found its film."""

    winner: MovieId
    decided_at: float
    names: tuple[str, ...]
    """First names of who was in."""


class PastNights:
    """The nights that are over, of all groups."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, chat_id: ChatId, *, limit: int) -> list[PastNight]:
        """The group's nights that found a film, newest first."""
        nights = self._db.execute(
            "SELECT night_id, winner, changed_at FROM nights "
            "WHERE chat_id = ? AND state = 'decided' ORDER BY night_id DESC LIMIT ?",
            [chat_id, limit],
        ).fetchall()
        return [PastNight(MovieId(won), at, self._names(night_id)) for night_id, won, at in nights]

    def winners(self, chat_id: ChatId, *, limit: int) -> frozenset[MovieId]:
        """The films of the group's last nights."""
        rows = self._db.execute(
            "SELECT winner FROM nights WHERE chat_id = ? AND state = 'decided' "
            "ORDER BY night_id DESC LIMIT ?",
            [chat_id, limit],
        )
        return frozenset(MovieId(row[0]) for row in rows)

    def vetoed_since(self, chat_id: ChatId, at: float, *, but: int) -> frozenset[MovieId]:
        """Films that were vetoed in other nights of a group that changed since a moment."""
        rows = self._db.execute(
            "SELECT DISTINCT movie_id FROM night_vetoes JOIN nights USING (night_id) "
            "WHERE chat_id = ? AND changed_at >= ? AND night_id <> ?",
            [chat_id, at, but],
        )
        return frozenset(MovieId(row[0]) for row in rows)

    def missed(self, chat_id: ChatId) -> dict[PersonId, float]:
        """How much less than the others each person got from the group's last nights.

        Returns:
            For who was there: over those nights, the mean fit of the film less the person's own,
            summed. Negative for who got more than the others.
        """
        rows = self._db.execute(
            """
            WITH last AS (
                SELECT night_id, winner FROM nights WHERE chat_id = ? AND state = 'decided'
                ORDER BY night_id DESC LIMIT ?
            ), fits AS (
                SELECT night_id, person_id, fit FROM last
                JOIN night_fits USING (night_id) WHERE movie_id = winner
            ), means AS (SELECT night_id, avg(fit) AS mean FROM fits GROUP BY night_id)
            SELECT person_id, sum(mean - fit) FROM fits JOIN means USING (night_id)
            GROUP BY person_id
            """,
            [chat_id, REMEMBERED_NIGHTS],
        )
        return {PersonId(person_id): float(missed) for person_id, missed in rows}

    def _names(self, night_id: int) -> tuple[str, ...]:
        rows = self._db.execute(
            "SELECT first_name FROM night_members JOIN people USING (person_id) "
            "WHERE night_id = ? ORDER BY joined_at, person_id",
            [night_id],
        )
        return tuple(row[0] for row in rows)
