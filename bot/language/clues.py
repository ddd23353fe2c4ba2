"""All that was found in one message, gathered before deciding what it asks."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from bot.intents import FilmRef, Mention, Nth, ThatFilm
from bot.language.context import Context
from bot.language.dates import Day, days
from bot.language.filters import filters_in
from bot.language.message import DAY_HOLE, FILM_HOLE, RATING_HOLE, Message, Span
from bot.language.ordinals import nths, numbers_of
from bot.language.phrases import anywhere
from bot.language.praise import opinions
from bot.language.ratings import Rating, bare_numbers, scales, thumbs
from bot.language.spans import find_mentions
from recommender import TitleIndex
from recommender.domain import Filters

F, R, D = FILM_HOLE, RATING_HOLE, DAY_HOLE
"""One film, rating or day in `Clues.pattern`, for building expressions."""

_HOLES = re.compile(f"{F}+|{R}+|{D}+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Clues:
    """What a message holds. Not slotted: the rarer parts are read when first asked for."""

    message: Message
    mentions: tuple[Mention, ...]
    scales: tuple[Rating, ...]
    """Ratings with a unit."""
    days: tuple[Day, ...]
    now: dt.datetime
    context: Context

    @cached_property
    def _film_spans(self) -> list[Span]:
        return [Span(m.start, m.start + len(m.surface)) for m in self.mentions]

    @cached_property
    def masked(self) -> str:
        """The folded text with holes over films, certain ratings and days."""
        return self.message.masked(
            films=self._film_spans,
            ratings=[rating.span for rating in self.scales],
            days=[day.span for day in self.days],
        )

    @cached_property
    def pattern(self) -> str:
        """The masked text with each hole as one character and single blanks: "watched F D, R"."""
        return _SPACES.sub(" ", _HOLES.sub(lambda hole: hole.group()[0], self.masked)).strip()

    @cached_property
    def opinions(self) -> tuple[Rating, ...]:
        """Praise and blame outside of films' names, in the order said."""
        found = [*opinions(self.masked), *thumbs(self.masked)]
        return tuple(sorted(found, key=lambda rating: rating.span.start))

    @cached_property
    def bare(self) -> tuple[Rating, ...]:
        """Bare numbers that may be stars."""
        return tuple(bare_numbers(self.masked))

    @cached_property
    def filters(self) -> Filters:
        """Wishes named outside of films' names."""
        return filters_in(self.wishes, self.now)

    @cached_property
    def wishes(self) -> str:
        """Where wishes are looked for. A day is none, unless films are wished "from last year"."""
        days = [day.span for day in self.days if not self._is_of_films(day.span)]
        ratings = [rating.span for rating in self.scales]
        return self.message.masked(films=self._film_spans, ratings=ratings, days=days)

    def _is_of_films(self, span: Span) -> bool:
        before = self.message.folded[max(0, span.start - 8) : span.start]
        return _FROM.search(before) is not None or self.message.folded.startswith("in ", span.start)

    @cached_property
    def positions(self) -> tuple[int, ...]:
        """Places of a list that are named: "the second one" is 2, "the last one" is -1."""
        found = nths(self.masked)
        if not found and self.context.listed and not self.mentions:
            found = numbers_of(self.pattern)
        return found

    def has(self, expression: re.Pattern[str]) -> bool:
        """Whether `pattern` matches anywhere."""
        return expression.search(self.pattern) is not None

    def starts(self, expression: re.Pattern[str]) -> bool:
        """Whether `pattern` begins like this."""
        return expression.match(self.pattern) is not None

    def asks(self, expression: re.Pattern[str]) -> bool:
        """Whether the message is a question: it begins like one or has a question mark."""
        return "?" in self.pattern or self.starts(expression)

    @property
    def tells_taste(self) -> bool:
        """Whether it says what the person likes or not: "I like …", "not into …"."""
        return self.has(_TASTE)

    def films(self) -> tuple[FilmRef, ...]:
        """The films a message is about: named, or pointed at in the last answer."""
        if self.mentions:
            return self.mentions
        if self.positions:
            return tuple(Nth(position) for position in self.positions)
        if _ALL.search(self.pattern) and self.context.listed:
            return tuple(Nth(place) for place in range(1, len(self.context.listed) + 1))
        return (ThatFilm(),)


_FROM = re.compile(r"\b(?:from|of|out|in)\s$")
_ALL = re.compile(
    r"\b(?:both|all|every\sone)\s(?:of\s)?(?:those|these|them)\b|\b(?:them|those|these)\s(?:all|"
    r"both)\b|"
    r"\b(?:seen|watched|saw)\s(?:all|both|everything)\b"
)


_TASTE = anywhere(
    r"(?:i|we|i'm|im|i'd|mostly|really|always)[ ,]+(?:\w+ ){0,2}?(?:like|love|enjoy|prefer|adore|"
    r"dig|hate|dislike|into|"
    r"fan of|looking for)",
    r"i'?m (?:\w+ )?(?:into|a (?:\w+ )?fan)",
)


def letters_beside_films(pattern: str) -> int:
    """How many letters and digits a message has beside the names of films."""
    return sum(character.isalnum() for character in pattern.replace(F, ""))


def gather(text: str, titles: TitleIndex, now: dt.datetime, context: Context) -> Clues:
    """Find the films, certain ratings and days in a message."""
    message = Message(text)
    found_scales = tuple(scales(message.folded))
    found_days = tuple(days(message.folded, now))
    masked = message.masked(
        ratings=[rating.span for rating in found_scales], days=[day.span for day in found_days]
    )
    mentions = find_mentions(message, masked, titles, context.seen)
    films = [Span(m.start, m.start + len(m.surface)) for m in mentions]
    return Clues(
        message,
        mentions,
        tuple(r for r in found_scales if not any(r.span.overlaps(film) for film in films)),
        tuple(d for d in found_days if not any(d.span.overlaps(film) for film in films)),
        now,
        context,
    )
