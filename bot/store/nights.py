"""Stores movie nights: their times, their state and their result."""

import json
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias

from recommender import Database
from recommender.domain import ChatId, Filters, MovieId, PersonId

State: TypeAlias = Literal["gathering", "voting", "decided", "cancelled"]
SettledBy: TypeAlias = Literal["votes", "fit", "draw", "pick"]
Value: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Night:
    """One movie night of one group. All times are Unix seconds."""

    night_id: int
    chat_id: ChatId
    host_id: PersonId | None
    """Who began it; None once they are forgotten."""
    state: State
    wishes: Filters
    began_at: float
    changed_at: float
    """When it came into its state, or its poll was last made anew."""
    closes_at: float | None
    remind_at: float | None
    """None when nobody is to be reminded (any more)."""
    ask_at: float | None
    """When to ask how the film was; None when that is not to be asked (any more)."""
    round: int
    """Number of its newest poll; 0 before the first."""
    polls_tried: int
    """How often this round's poll was handed out to be posted."""
    poll_tried_at: float | None
    relaxed: bool
    winner: MovieId | None
    settled_by: SettledBy | None

    @property
    def is_open(self) -> bool:
        """Whether it is still being settled."""
        return self.state in ("gathering", "voting")


@dataclass(frozen=True, slots=True)
class PastNight:
    """A night that found its film."""

    winner: MovieId
    decided_at: float
    names: tuple[str, ...]
    """First names of who was in."""


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """What a group chose once for all its nights."""

    secret_vetoes: bool = False
    allows_seen: bool = False
    """Whether films that somebody has seen may be on the list."""


class Nights:
    """Movie nights, and what groups chose for them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def atomic(self) -> AbstractContextManager[Database]:
        """All that happens within is kept, or none of it."""
        return self._db.atomic()

    def said(self, update_key: str) -> tuple[int, str] | None:
        """The night that an update was about and what was said to it; None for a new update."""
        row = self._db.execute(
            "SELECT night_id, said FROM night_updates WHERE update_key = ?", [update_key]
        ).fetchone()
        return None if row is None else (int(row[0]), str(row[1]))

    def remember(self, update_key: str, night_id: int, said: str) -> None:
        """Keep what was said to an update, so that the same one again changes nothing."""
        self._db.execute(
            "INSERT INTO night_updates (update_key, night_id, said) VALUES (?, ?, ?)",
            [update_key, night_id, said],
        )

    def begin(
        self,
        chat_id: ChatId,
        host_id: PersonId,
        wishes: Filters,
        *,
        at: float,
        closes_at: float | None,
    ) -> Night:
        """Begin a night, with nobody in it yet; the group must have no open one."""
        # Telegram gives an update up after a day, so no older one will come again.
        self._db.execute(
            "DELETE FROM night_updates WHERE night_id IN "
            "(SELECT night_id FROM nights WHERE chat_id = ? AND changed_at < ?)",
            [chat_id, at - 172_800],
        )
        cursor = self._db.execute(
            "INSERT INTO nights (chat_id, host_id, state, wishes, began_at, changed_at, closes_at) "
            "VALUES (?, ?, 'gathering', ?, ?, ?, ?)",
            [chat_id, host_id, json.dumps(asdict(wishes)), at, at, closes_at],
        )
        return self._night("night_id = ?", [cursor.lastrowid])[0]

    def get(self, night_id: int) -> Night | None:
        """One night, or None."""
        return next(iter(self._night("night_id = ?", [night_id])), None)

    def open_in(self, chat_id: ChatId) -> Night | None:
        """The group's open night, or None."""
        found = self._night("chat_id = ? AND state IN ('gathering', 'voting')", [chat_id])
        return next(iter(found), None)

    def awaiting(self, now: float) -> list[Night]:
        """Open nights, and those whose members are to be asked by now, where the bot may write."""
        return self._night(
            "chat_id NOT IN (SELECT chat_id FROM chats WHERE lost_at IS NOT NULL) "
            "AND (state IN ('gathering', 'voting') OR ask_at <= ?)",
            [now],
        )

    def decided_since(self, at: float) -> list[Night]:
        """Nights that found their film since then."""
        return self._night("state = 'decided' AND changed_at >= ?", [at])

    def latest_decided(self, chat_id: ChatId, *, before: int) -> Night | None:
        """The group's last night that found a film before the night with this id."""
        found = self._night(
            "chat_id = ? AND state = 'decided' AND night_id < ? ORDER BY night_id DESC LIMIT 1",
            [chat_id, before],
        )
        return next(iter(found), None)

    def vote(
        self,
        night_id: int,
        *,
        at: float,
        closes_at: float | None,
        remind_at: float | None,
        relaxed: bool,
    ) -> None:
        """From gathering to voting."""
        self._change(
            night_id,
            "state = 'voting', round = 1, polls_tried = 0, changed_at = ?, closes_at = ?, "
            "remind_at = ?, relaxed = ?",
            [at, closes_at, remind_at, int(relaxed)],
        )

    def next_round(self, night_id: int, *, at: float) -> None:
        """The poll is made anew."""
        self._change(
            night_id,
            "round = round + 1, polls_tried = 0, poll_tried_at = NULL, changed_at = ?",
            [at],
        )

    def try_poll(self, night_id: int, *, at: float) -> None:
        """The poll was handed out to be posted."""
        self._change(night_id, "polls_tried = polls_tried + 1, poll_tried_at = ?", [at])

    def decide(
        self, night_id: int, winner: MovieId, by: SettledBy, *, at: float, ask_at: float | None
    ) -> None:
        """The night has its film."""
        self._change(
            night_id,
            "state = 'decided', winner = ?, settled_by = ?, changed_at = ?, remind_at = NULL, "
            "ask_at = ?",
            [winner, by, at, ask_at],
        )

    def cancel(self, night_id: int, *, at: float) -> None:
        """There will be no film."""
        self._change(night_id, "state = 'cancelled', changed_at = ?, remind_at = NULL", [at])

    def reminded(self, night_id: int) -> None:
        """Nobody is reminded twice."""
        self._change(night_id, "remind_at = NULL", [])

    def asked(self, night_id: int) -> None:
        """Nobody is asked twice how the film was."""
        self._change(night_id, "ask_at = NULL", [])

    def past(self, chat_id: ChatId, *, limit: int) -> list[PastNight]:
        """The group's nights that found a film, newest first."""
        nights = self._night(
            "chat_id = ? AND state = 'decided' ORDER BY night_id DESC LIMIT ?", [chat_id, limit]
        )
        return [
            PastNight(night.winner, night.changed_at, self._names(night.night_id))
            for night in nights
            if night.winner is not None
        ]

    def _names(self, night_id: int) -> tuple[str, ...]:
        rows = self._db.execute(
            "SELECT first_name FROM night_members JOIN people USING (person_id) "
            "WHERE night_id = ? ORDER BY joined_at, person_id",
            [night_id],
        )
        return tuple(row[0] for row in rows)

    def settings(self, chat_id: ChatId) -> GroupSettings:
        """What the group chose."""
        row = self._db.execute(
            "SELECT secret_vetoes, allows_seen FROM group_settings WHERE chat_id = ?", [chat_id]
        ).fetchone()
        return GroupSettings() if row is None else GroupSettings(bool(row[0]), bool(row[1]))

    def set_settings(self, chat_id: ChatId, settings: GroupSettings) -> None:
        """Keep what the group chose."""
        self._db.execute(
            "INSERT INTO group_settings (chat_id, secret_vetoes, allows_seen) VALUES (?, ?, ?) "
            "ON CONFLICT (chat_id) DO UPDATE SET secret_vetoes = excluded.secret_vetoes, "
            "allows_seen = excluded.allows_seen",
            [chat_id, int(settings.secret_vetoes), int(settings.allows_seen)],
        )

    def _change(self, night_id: int, what: str, values: list[Value]) -> None:
        self._db.execute(
            f"UPDATE nights SET {what} WHERE night_id = ?",  # noqa: S608  (the words are ours)
            [*values, night_id],
        )

    def _night(self, where: str, values: list[Value]) -> list[Night]:
        rows = self._db.execute(
            "SELECT night_id, chat_id, host_id, state, wishes, began_at, changed_at, closes_at, "  # noqa: S608
            "remind_at, ask_at, round, polls_tried, poll_tried_at, relaxed, winner, settled_by "
            f"FROM nights WHERE {where}",
            values,
        )
        return [
            Night(
                night_id=row[0],
                chat_id=ChatId(row[1]),
                host_id=None if row[2] is None else PersonId(row[2]),
                state=row[3],
                wishes=_wishes(row[4]),
                began_at=row[5],
                changed_at=row[6],
                closes_at=row[7],
                remind_at=row[8],
                ask_at=row[9],
                round=row[10],
                polls_tried=row[11],
                poll_tried_at=row[12],
                relaxed=bool(row[13]),
                winner=None if row[14] is None else MovieId(row[14]),
                settled_by=row[15],
            )
            for row in rows
        ]


def _wishes(text: str) -> Filters:
    kept = json.loads(text)
    # JSON knows no tuples
    genres = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
    return Filters(**{**kept, **genres})
