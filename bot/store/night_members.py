"""Stores the members of movie nights."""

from dataclasses import dataclass

from recommender import Database
from recommender.domain import ChatId, PersonId


@dataclass(frozen=True, slots=True)
class NightMember:
    """Somebody who is in."""

    person_id: PersonId
    first_name: str
    shows_log: bool
    """Whether groups may see films of the person's log."""
    voted_round: int | None
    """The round of the person's last vote; None without one, or when it was taken back."""
    watched: bool
    """Whether the person said that they watched the film."""


class NightMembers:
    """The people in movie nights."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, night_id: int) -> tuple[NightMember, ...]:
        """Who is in, in the order they joined."""
        rows = self._db.execute(
            "SELECT person_id, first_name, shows_log_in_groups, voted_round, watched "
            "FROM night_members JOIN people USING (person_id) WHERE night_id = ? "
            "ORDER BY joined_at, person_id",
            [night_id],
        )
        return tuple(
            NightMember(
                PersonId(person_id),
                first_name,
                bool(shows_log),
                voted_round,
                bool(watched),
            )
            for person_id, first_name, shows_log, voted_round, watched in rows
        )

    def join(self, night_id: int, person_id: PersonId, at: float) -> bool:
        """Let somebody in; False when they are in already."""
        cursor = self._db.execute(
            "INSERT OR IGNORE INTO night_members (night_id, person_id, joined_at) VALUES (?, ?, ?)",
            [night_id, person_id, at],
        )
        return cursor.rowcount > 0

    def leave(self, night_id: int, person_id: PersonId) -> bool:
        """Let somebody out, with their votes; False when they were not in."""
        cursor = self._db.execute(
            "DELETE FROM night_members WHERE night_id = ? AND person_id = ?", [night_id, person_id]
        )
        return cursor.rowcount > 0

    def leave_group(self, chat_id: ChatId, person_id: PersonId) -> None:
        """Take somebody out of a group's open night; past nights stay as they were."""
        self._db.execute(
            "DELETE FROM night_members WHERE person_id = ? "
            "AND night_id IN (SELECT night_id FROM nights WHERE chat_id = ? "
            "AND state IN ('gathering', 'voting'))",
            [person_id, chat_id],
        )

    def voted(self, night_id: int, person_id: PersonId, round_: int | None) -> None:
        """Keep in which round a member voted last; None for a vote taken back."""
        self._change(night_id, person_id, "voted_round = ?", [round_])

    def is_adding(self, night_id: int, person_id: PersonId) -> bool:
        """Whether the next words of a member name a film to add."""
        row = self._db.execute(
            "SELECT is_adding FROM night_members WHERE night_id = ? AND person_id = ?",
            [night_id, person_id],
        ).fetchone()
        return row is not None and bool(row[0])

    def set_adding(self, night_id: int, person_id: PersonId, *, adding: bool) -> None:
        """Keep whether the next words of a member name a film to add."""
        self._change(night_id, person_id, "is_adding = ?", [int(adding)])

    def watched(self, night_id: int, person_id: PersonId) -> None:
        """A member watched the film."""
        self._change(night_id, person_id, "watched = 1", [])

    def _change(
        self, night_id: int, person_id: PersonId, what: str, values: list[int | None]
    ) -> None:
        self._db.execute(
            f"UPDATE night_members SET {what} WHERE night_id = ? AND person_id = ?",  # noqa: S608
            [*values, night_id, person_id],
        )
