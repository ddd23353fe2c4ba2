"""A movie night with everything on it, read at once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.presentation.wording.night import first_name
from bot.store import BotStore, GroupSettings, Night, NightMember, Option
from recommender import Recommender
from recommender.domain import MovieId, PersonId

HOST_GRACE_S = 15 * 60
"""So long after the last step only the host may take the next; a host may fall asleep."""


@dataclass(frozen=True, slots=True)
class Evening:
    """One night of one group."""

    recommender: Recommender
    store: BotStore
    night: Night
    members: tuple[NightMember, ...]
    options: tuple[Option, ...]
    settings: GroupSettings
    now: dt.datetime
    """With the zone in which times are told."""

    @property
    def night_id(self) -> int:
        """Whose evening it is."""
        return self.night.night_id

    @property
    def at(self) -> float:
        """Now, in Unix seconds."""
        return self.now.timestamp()

    @property
    def host(self) -> NightMember | None:
        """Who began it, or who joined first once that person is out; None when nobody is in."""
        began = [member for member in self.members if member.person_id == self.night.host_id]
        return next(iter((*began, *self.members)), None)

    def member(self, person_id: PersonId) -> NightMember | None:
        """Somebody who is in, or None."""
        return next((m for m in self.members if m.person_id == person_id), None)

    def name(self, person_id: PersonId | None) -> str | None:
        """What somebody who is in is called."""
        found = None if person_id is None else self.member(person_id)
        return None if found is None else first_name(found.first_name)

    def names(self, people: Sequence[PersonId] | None = None) -> list[str]:
        """What these people, or all who are in, are called."""
        return [
            first_name(member.first_name)
            for member in self.members
            if people is None or member.person_id in people
        ]

    def option(self, movie_id: MovieId | None) -> Option | None:
        """A film on the list, or None."""
        return next((option for option in self.options if option.movie_id == movie_id), None)

    def waiting(self) -> list[PersonId]:
        """Who has not voted in the newest poll."""
        return [m.person_id for m in self.members if m.voted_round != self.night.round]

    def may_steer(self, person_id: PersonId) -> bool:
        """Whether somebody who is in may start, close, reroll and cancel."""
        host = self.host
        idle = self.at - self.night.changed_at > HOST_GRACE_S
        return idle or host is None or host.person_id == person_id


def evening(recommender: Recommender, store: BotStore, night: Night, now: dt.datetime) -> Evening:
    """Read a night as it stands."""
    return Evening(
        recommender,
        store,
        night,
        store.night_members.of(night.night_id),
        store.ballots.options(night.night_id),
        store.nights.settings(night.chat_id),
        now,
    )


def again(before: Evening) -> Evening:
    """The same night as it stands now."""
    night = before.store.nights.get(before.night_id)
    assert night is not None
    return evening(before.recommender, before.store, night, before.now)
