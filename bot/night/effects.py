"""Effects of a step in a movie night: things to say, and requests to the recommender."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from bot.night.state import Night
from recommender.domain import MovieId, PersonId


class Notice(Enum):
    """What somebody is told of their tap; the words are the presentation's."""

    ALREADY_ON = auto()
    VOTING_ALREADY = auto()
    WISHES_CHANGED = auto()
    WISHES_STAND = auto()
    NO_MODEL = auto()
    NOTHING_FITS = auto()
    ALL_VETOED = auto()
    YOURE_IN = auto()
    IN_ALREADY = auto()
    YOURE_OUT = auto()
    NOT_IN = auto()
    ONLY_HOST = auto()
    OVER = auto()
    NOT_YET = auto()
    VOTE_IS_ON = auto()
    OTHERS = auto()
    ALL_LIKED = auto()
    ENOUGH_REROLLS = auto()
    VETOED = auto()
    VETO_BACK = auto()
    ONE_VETO = auto()
    WAS_VETOED = auto()
    NOT_ON_LIST = auto()
    NAME_A_FILM = auto()
    ADDED = auto()
    ADDED_FRESH_POLL = auto()
    ON_LIST_ALREADY = auto()
    LIST_FULL = auto()
    ENOUGH_ADDED = auto()
    CLOSED = auto()
    IS_OFF = auto()
    ANOTHER = auto()


@dataclass(frozen=True, slots=True)
class Say:
    """Tell whoever acted."""

    notice: Notice
    movie_id: MovieId | None = None
    person_id: PersonId | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class PostPoll:
    """Post the poll of the newest round."""


@dataclass(frozen=True, slots=True)
class Remind:
    """Tell the group who has still to vote."""

    people: tuple[PersonId, ...]
    minutes_left: int | None


@dataclass(frozen=True, slots=True)
class AskHowItWas:
    """Ask the group how the film was."""


@dataclass(frozen=True, slots=True)
class LogWatch:
    """Put the film into somebody's log."""

    person_id: PersonId
    movie_id: MovieId
    watched_on: dt.date
    rating: float | None


@dataclass(frozen=True, slots=True)
class ChooseList:
    """Find films to go with those that stay; `Listed` answers."""

    keep: tuple[MovieId, ...]
    avoid: frozenset[MovieId]


@dataclass(frozen=True, slots=True)
class ChooseOne:
    """Find the one film for these people; `Picked` answers."""

    avoid: frozenset[MovieId]
    or_cancel: bool
    """Whether the night ends where there is none."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Find how films fit who is in; `Measured` answers."""

    movie_ids: tuple[MovieId, ...]


Request: TypeAlias = ChooseList | ChooseOne | Measure
"""Answered by an event before anything else happens."""
Effect: TypeAlias = Say | PostPoll | Remind | AskHowItWas | LogWatch | Request
Step: TypeAlias = tuple[Night, Sequence[Effect]]
"""A state and what it wants done."""


def say(
    night: Night,
    notice: Notice,
    *,
    movie_id: MovieId | None = None,
    person_id: PersonId | None = None,
    number: int = 0,
) -> Step:
    """The night as it is, and a word to whoever acted."""
    return night, (Say(notice, movie_id, person_id, number),)
