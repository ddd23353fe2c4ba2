"""A movie night as a conversation sees it: with its people's names and the group's choices."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.night.state import Night
from bot.presentation.wording.night import closing_time, first_name
from bot.store import BotStore, GroupSettings
from recommender import Recommender
from recommender.domain import PersonId


@dataclass(frozen=True, slots=True)
class Stage:
    """What nights are played with."""

    recommender: Recommender
    store: BotStore
    now: dt.datetime
    """With the zone in which times are told."""


@dataclass(frozen=True, slots=True)
class Evening:
    """One night of one group, ready to be shown."""

    stage: Stage
    night: Night
    first_names: Mapping[PersonId, str]
    """Of who is in."""
    open_logs: frozenset[PersonId]
    """Who of them lets groups see films of their log."""
    settings: GroupSettings

    @property
    def recommender(self) -> Recommender:
        """What knows the films and the people."""
        return self.stage.recommender

    @property
    def store(self) -> BotStore:
        """What keeps cards and nights."""
        return self.stage.store

    @property
    def closes(self) -> str | None:
        """When the vote closes, in words; None without a time."""
        if self.night.closes_at is None:
            return None
        now = self.stage.now
        return closing_time(dt.datetime.fromtimestamp(self.night.closes_at, now.tzinfo), now)

    def name(self, person_id: PersonId | None) -> str | None:
        """What somebody who is in is called."""
        return None if person_id is None else self.first_names.get(person_id)

    def names(self, people: Iterable[PersonId] | None = None) -> list[str]:
        """What these people, or all who are in, are called."""
        wanted = set(self.first_names if people is None else people)
        return [name for person_id, name in self.first_names.items() if person_id in wanted]


def evening(stage: Stage, night: Night) -> Evening:
    """The night with its people's names."""
    people = [
        person
        for member in night.members
        if (person := stage.recommender.person(member.person_id)) is not None
    ]
    return Evening(
        stage,
        night,
        {person.person_id: first_name(person.first_name) for person in people},
        frozenset(person.person_id for person in people if person.shows_log_in_groups),
        stage.store.groups.settings(night.chat_id),
    )
