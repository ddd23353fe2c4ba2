"""Stores movie nights, each read whole and kept whole."""

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from typing import TypeAlias

from bot.night.state import Member, Night, Option
from recommender import Database
from recommender.domain import ChatId, Filters, MovieId, PersonId

Value: TypeAlias = str | int | float | None
_Row: TypeAlias = Mapping[str, Value]
_OPEN_IN = "chat_id = ? AND state IN ('gathering', 'voting')"
_UPDATES_LIVE_S = 172_800
"""Telegram gives an update up after a day, so no older one will come again."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A table that holds parts of a night, and what tells its rows apart within one."""

    table: str
    key: tuple[str, ...]


_MEMBERS = _Part("night_members", ("person_id",))
_OPTIONS = _Part("night_options", ("movie_id",))
_FITS = _Part("night_fits", ("movie_id", "person_id"))
_VOTES = _Part("night_votes", ("person_id", "movie_id"))
_VETOES = _Part("night_vetoes", ("person_id",))


class Nights:
    """The movie nights of all groups."""

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

    def get(self, night_id: int) -> Night | None:
        """One night, or None."""
        return next(iter(self._nights("night_id = ?", [night_id])), None)

    def open_in(self, chat_id: ChatId) -> Night | None:
        """The group's open night, or None."""
        return next(iter(self._nights(_OPEN_IN, [chat_id])), None)

    def open_with(self, person_id: PersonId) -> list[int]:
        """Ids of the open nights that somebody is in."""
        rows = self._db.execute(
            "SELECT night_id FROM nights JOIN night_members USING (night_id) "
            "WHERE person_id = ? AND state IN ('gathering', 'voting')",
            [person_id],
        )
        return [int(row[0]) for row in rows]

    def awaiting(self, now: float) -> list[Night]:
        """Open nights, and those whose members are to be asked by now, where the bot may write."""
        return self._nights(
            "chat_id NOT IN (SELECT chat_id FROM chats WHERE lost_at IS NOT NULL) "
            "AND (state IN ('gathering', 'voting') OR ask_at <= ?)",
            [now],
        )

    def decided_since(self, at: float) -> list[Night]:
        """Nights that found their film since then."""
        return self._nights("state = 'decided' AND changed_at >= ?", [at])

    def latest_decided(self, chat_id: ChatId, *, but: int = 0) -> Night | None:
        """The group's last night that found a film, other than the night with this id."""
        found = self._nights(
            "chat_id = ? AND state = 'decided' AND night_id <> ? ORDER BY night_id DESC LIMIT 1",
            [chat_id, but],
        )
        return next(iter(found), None)

    def save(self, night: Night, before: Night | None = None) -> Night:
        """Keep a night as it is now.

        Args:
            night: The night; a new one gets its id here, and its group must have no open one.
            before: The same night as it was read; None for a new one.

        Returns:
            The night with its id.
        """
        if before is None:
            night = replace(night, night_id=self._begin(night))
        elif (row := _night_row(night)) != _night_row(before):
            self._db.table("nights").update(night.night_id, dict(row))
        was = before or Night(night.night_id, night.chat_id, "new")
        self._keep(_MEMBERS, _member_rows(night), _member_rows(was))
        options = _option_rows(night)
        if options != _option_rows(was):  # all of them: an older version left gaps in their order
            self._keep(_OPTIONS, options, [])
        self._keep(_FITS, _fit_rows(night), _fit_rows(was))
        self._keep(_VOTES, _vote_rows(night), _vote_rows(was))
        self._keep(_VETOES, _veto_rows(night), _veto_rows(was))
        return night

    def _begin(self, night: Night) -> int:
        self._db.execute(
            "DELETE FROM night_updates WHERE night_id IN "
            "(SELECT night_id FROM nights WHERE chat_id = ? AND changed_at < ?)",
            [night.chat_id, night.began_at - _UPDATES_LIVE_S],
        )
        kept = self._db.table("nights").insert(dict(_night_row(night)))
        assert isinstance(kept.last_pk, int)
        return kept.last_pk

    def _keep(self, part: _Part, rows: Sequence[_Row], before: Sequence[_Row]) -> None:
        """Bring the rows of a table to what they are now."""
        table, key = self._db.table(part.table), ("night_id", *part.key)
        stay = {tuple(row[column] for column in key) for row in rows}
        for row in before:
            gone = [row[column] for column in key]
            if tuple(gone) not in stay:
                table.delete_where(" AND ".join(f"{column} = ?" for column in key), gone)
        changed = [dict(row) for row in rows if row not in before]
        if changed:
            table.upsert_all(changed, pk=key)

    def _nights(self, where: str, values: list[Value]) -> list[Night]:
        rows = list(self._db.table("nights").rows_where(where, values))
        return [
            Night(
                night_id=row["night_id"],
                chat_id=ChatId(row["chat_id"]),
                state=row["state"],
                thread_id=row["thread_id"],
                host_id=row["host_id"],
                wishes=_wishes(row["wishes"]),
                began_at=row["began_at"],
                changed_at=row["changed_at"],
                closes_at=row["closes_at"],
                remind_at=row["remind_at"],
                ask_at=row["ask_at"],
                round=row["round"],
                polls_tried=row["polls_tried"],
                poll_tried_at=row["poll_tried_at"],
                relaxed=bool(row["relaxed"]),
                winner=row["winner"],
                settled_by=row["settled_by"],
                members=self._members(row["night_id"]),
                ever_listed=self._options(row["night_id"]),
            )
            for row in rows
        ]

    def _members(self, night_id: Value) -> tuple[Member, ...]:
        rows = self._db.table("night_members").rows_where(
            "night_id = ?", [night_id], order_by="joined_at, person_id"
        )
        return tuple(
            Member(
                PersonId(row["person_id"]),
                row["joined_at"],
                row["voted_round"],
                bool(row["is_adding"]),
                bool(row["watched"]),
            )
            for row in rows
        )

    def _options(self, night_id: Value) -> tuple[Option, ...]:
        votes, vetoes = (self._people(table, night_id) for table in ("night_votes", "night_vetoes"))
        secret = self._people("night_vetoes", night_id, "AND is_secret = 1")
        fits: dict[int, dict[PersonId, float]] = {}
        for one in self._db.table("night_fits").rows_where("night_id = ?", [night_id]):
            fits.setdefault(one["movie_id"], {})[PersonId(one["person_id"])] = one["fit"]
        options = self._db.table("night_options").rows_where(
            "night_id = ?", [night_id], order_by="position"
        )
        return tuple(
            Option(
                MovieId(one["movie_id"]),
                one["origin"],
                one["added_by"],
                one["score"],
                one["because"],
                one["because_of"],
                fits.get(one["movie_id"], {}),
                tuple(votes.get(one["movie_id"], ())),
                tuple(vetoes.get(one["movie_id"], ())),
                frozenset(secret.get(one["movie_id"], ())),
                bool(one["dropped"]),
            )
            for one in options
        )

    def _people(
        self, table: str, night_id: Value, condition: str = ""
    ) -> dict[int, list[PersonId]]:
        people: dict[int, list[PersonId]] = {}
        for one in self._db.table(table).rows_where(f"night_id = ? {condition}", [night_id]):
            people.setdefault(one["movie_id"], []).append(PersonId(one["person_id"]))
        return people


def _night_row(night: Night) -> _Row:
    return {
        "chat_id": night.chat_id,
        "thread_id": night.thread_id,
        "host_id": night.host_id,
        "state": night.state,
        "wishes": json.dumps(asdict(night.wishes)),
        "began_at": night.began_at,
        "changed_at": night.changed_at,
        "closes_at": night.closes_at,
        "remind_at": night.remind_at,
        "ask_at": night.ask_at,
        "round": night.round,
        "polls_tried": night.polls_tried,
        "poll_tried_at": night.poll_tried_at,
        "relaxed": int(night.relaxed),
        "winner": night.winner,
        "settled_by": night.settled_by,
    }


def _member_rows(night: Night) -> list[_Row]:
    return [
        {
            "night_id": night.night_id,
            "person_id": member.person_id,
            "joined_at": member.joined_at,
            "voted_round": member.voted_round,
            "is_adding": int(member.is_adding),
            "watched": int(member.watched),
        }
        for member in night.members
    ]


def _option_rows(night: Night) -> list[_Row]:
    return [
        {
            "night_id": night.night_id,
            "movie_id": option.movie_id,
            "position": position,
            "origin": option.origin,
            "added_by": option.added_by,
            "score": option.score,
            "because": option.because,
            "because_of": option.because_of,
            "dropped": int(option.dropped),
        }
        for position, option in enumerate(night.ever_listed, start=1)
    ]


def _fit_rows(night: Night) -> list[_Row]:
    return [
        {**_of(night, option, person_id), "fit": fit}
        for option in night.ever_listed
        for person_id, fit in option.fits.items()
    ]


def _vote_rows(night: Night) -> list[_Row]:
    return [_of(night, option, who) for option in night.ever_listed for who in option.votes]


def _veto_rows(night: Night) -> list[_Row]:
    return [
        {**_of(night, option, who), "is_secret": int(who in option.secret_vetoes)}
        for option in night.ever_listed
        for who in option.vetoes
    ]


def _of(night: Night, option: Option, person_id: PersonId) -> dict[str, Value]:
    return {"night_id": night.night_id, "movie_id": option.movie_id, "person_id": person_id}


def _wishes(text: str) -> Filters:
    kept = json.loads(text)
    # JSON knows no tuples
    genres = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
    return Filters(**{**kept, **genres})
