"""Events of a movie night: taps, words, votes, time, and answers of the recommender."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from recommender.domain import Filters, MovieId, PersonId


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at a moment."""

    at: dt.datetime
    """With the zone in which the group is told times."""

    @property
    def seconds(self) -> float:
        """The moment as Unix seconds."""
        return self.at.timestamp()


@dataclass(frozen=True, slots=True)
class ByPerson(Event):
    """Something that somebody does."""

    person_id: PersonId


@dataclass(frozen=True, slots=True)
class Begin(ByPerson):
    """Asks for a night, or for one film at once."""

    wishes: Filters = Filters()
    closes_at: float | None = None
    now: bool = False
    """Whether one film is to be picked at once."""
    with_them: tuple[PersonId, ...] = ()
    """Who else is in from the start."""


@dataclass(frozen=True, slots=True)
class Wish(ByPerson):
    """Says what the films shall be like."""

    wishes: Filters


class Join(ByPerson):
    """Wants to be in."""


class Leave(ByPerson):
    """Wants to be out."""


class Start(ByPerson):
    """Wants the vote to start."""


class Pick(ByPerson):
    """Wants one film at once."""


class Reroll(ByPerson):
    """Wants other films."""


class Close(ByPerson):
    """Wants the vote closed."""


class Cancel(ByPerson):
    """Calls the night off."""


class NameFilm(ByPerson):
    """Is going to name a film for the list."""


class StopNaming(ByPerson):
    """Is not going to name a film after all."""


@dataclass(frozen=True, slots=True)
class Add(ByPerson):
    """Wants a film on the list."""

    movie_id: MovieId


@dataclass(frozen=True, slots=True)
class Veto(ByPerson):
    """Vetoes a film, or takes the veto back."""

    movie_id: MovieId | None
    is_secret: bool = False
    """Whether the group keeps vetoes secret at that moment."""


@dataclass(frozen=True, slots=True)
class Vote(ByPerson):
    """Votes in a poll; no places take the vote back."""

    round: int
    places: tuple[int, ...]
    """Places of the films in the list."""
    from_outside: bool = False
    """Whether the voter is no member of the group: the poll was forwarded."""


@dataclass(frozen=True, slots=True)
class Watched(ByPerson):
    """Says that they watched the film, perhaps with stars."""

    rating: float | None = None


class ShowTaste(ByPerson):
    """Has logged enough films by now to say how others fit them."""


class LeaveGroup(ByPerson):
    """Is no longer in the group."""


class Move(Event):
    """The group has a new id: its messages stayed behind."""


class Tick(Event):
    """Time passes."""


@dataclass(frozen=True, slots=True)
class LostPoll(Event):
    """The poll is not in the chat."""

    after_start: bool = False
    """Whether the bot has just been started, so that no poll can be on its way."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A film that the recommender has for these people."""

    movie_id: MovieId
    score: float | None
    """How well it fits the group, 0-1; None for a film that the model does not know."""
    fits: Mapping[PersonId, float]
    """How well it fits each of whom enough is known, 0-1."""
    because: tuple[PersonId, MovieId] | None = None
    """Who watched which film that speaks for it."""
    liked_last_time: bool = False


@dataclass(frozen=True, slots=True)
class Listed(Event):
    """Answers `ChooseList`."""

    films: tuple[Choice, ...] | None
    """Those to keep and fresh ones; None without a model."""
    relaxed: bool = False
    """Whether some are a compromise."""


@dataclass(frozen=True, slots=True)
class Picked(Event):
    """Answers `ChooseOne`."""

    film: Choice | None
    """None when there is none."""
    has_model: bool
    or_cancel: bool
    """As it was asked."""


@dataclass(frozen=True, slots=True)
class Measured(Event):
    """Answers `Measure`."""

    films: tuple[Choice, ...]
