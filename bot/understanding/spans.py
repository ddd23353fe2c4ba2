"""Spans: stretches of a message that mean one value, and where they stand."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.intents import FilmRef, Unmet
from recommender.domain import Age


@dataclass(frozen=True, slots=True)
class RatingValue:
    """Stars that were given in so many words: "4/5", "3.5 stars", "★★★", "9 out of 10"."""

    stars: float
    """0.5-5 in halves, rounded to the nearest half."""
    surely: bool = True
    """Whether the words can only be a rating; a bare "4" is one only where a reader says so."""
    each: bool = False
    """Whether it counts for every film named: "4 stars each", "all 5"."""


@dataclass(frozen=True, slots=True)
class PraiseValue:
    """Words of praise or blame: "loved it" 4.5, "meh" 2.5. An explicit number beats them."""

    stars: float


@dataclass(frozen=True, slots=True)
class DayValue:
    """A day, or the time that no calendar day answers: "yesterday", "on 5/6", "years ago"."""

    day: dt.date | None
    """None: a time was said and no single day follows from it ("years ago", "on halloween eve")."""
    until: dt.date | None = None
    """The last day, when a stretch of days was said ("in March", "last week")."""
    future: bool = False
    """Whether it lies ahead: "tomorrow", "next week"; "tonight" is today for who tells of it."""
    unread: bool = False
    """Whether the words name a day that nobody but the writer knows: "on my birthday"."""


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A moment to come at which something shall start or close: "at 8", "in 2 hours", "at noon"."""

    moment: dt.datetime | None
    """With the day and the writer's zone; None: no such time exists ("at 25:00")."""


@dataclass(frozen=True, slots=True)
class YearsValue:
    """One year, a decade or an open stretch: "1995", "the 80s", "before 1960", "from 2015 on"."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class AgeValue:
    """“Older”, “something newer”."""

    age: Age


@dataclass(frozen=True, slots=True)
class GenreValue:
    """Genres by their MovieLens names, wished for or not."""

    names: tuple[str, ...]
    """All of them together make the one word ("romcom": Comedy and Romance)."""
    negated: bool = False
    """“No musicals”, “not too scary”, “she gets sad easily”."""
    alternative: bool = False
    """Joined by "or" to the genre before it or behind it."""


@dataclass(frozen=True, slots=True)
class GemsValue:
    """A wish for what few know: "hidden gems", "nothing mainstream"."""


@dataclass(frozen=True, slots=True)
class MoodValue:
    """A mood that films shall suit: "something to cry to", "not too dark"."""

    mood: str
    """Its name in the table of moods."""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class PersonValue:
    """Somebody who is known to be credited for films."""

    name: str
    """In full where one is meant; else as written, for several who bear it."""


@dataclass(frozen=True, slots=True)
class UnmetValue:
    """A wish that is understood and cannot be met: a running time, a streaming service."""

    wish: Unmet
    negated: bool = False


@dataclass(frozen=True, slots=True)
class PositionValue:
    """Films by their place or by pointing: "the third", "2 and 4", "both", "it"."""

    ref: FilmRef


Value: TypeAlias = (
    RatingValue
    | PraiseValue
    | DayValue
    | TimeValue
    | YearsValue
    | AgeValue
    | GenreValue
    | GemsValue
    | MoodValue
    | PersonValue
    | UnmetValue
    | PositionValue
)

SpanKind: TypeAlias = Literal[
    "rating",
    "praise",
    "day",
    "time",
    "years",
    "age",
    "genre",
    "gems",
    "mood",
    "unmet",
    "position",
    "person",
    "number",
]


@dataclass(frozen=True, slots=True)
class Span:
    """One value where it stands in the message."""

    start: int
    """Offset in characters."""
    end: int
    """Exclusive."""
    kind: SpanKind
    value: Value | None
    """None for a kind that carries only its words: a number of no known meaning."""
