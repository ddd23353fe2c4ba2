"""From a message to its acts: commands and plain answers by rule, all else by the reader."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.intents import (
    FilmRef,
    Intent,
    LogWatched,
    Mention,
    More,
    Rate,
    Recommend,
    Search,
    Similar,
)
from bot.understanding.asking import asked_about, asked_of_maker
from bot.understanding.clauses import Acts, Clause
from bot.understanding.commands import Command, command_in, commanded, is_wish
from bot.understanding.context import Context
from bot.understanding.facts import acts_of
from bot.understanding.follow_ups import typed_answer
from bot.understanding.known_people import full_names
from bot.understanding.lattice import Candidate
from bot.understanding.naming import mentions_of
from bot.understanding.others import is_of_others, tells_of_another
from bot.understanding.parts import TELLS, Part
from bot.understanding.people import person_spans
from bot.understanding.plain_wishes import SURE, WISHES, PlainWish, plain_wish
from bot.understanding.reader import Reader, Reading, shipped
from bot.understanding.series import Several, series_in
from bot.understanding.spans import Span
from bot.understanding.values import value_spans
from recommender import People, TitleIndex
from recommender.domain import Filters

LONGEST = 4096
"""Telegram's limit for a message, in characters; what stands behind it is not read."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one message was understood as."""

    text: str
    acts: tuple[Intent, ...]
    """What it asks, in order; at least one."""
    confidence: float = 1.0
    """Probability that the acts are right, 0-1."""
    second: Intent | None = None
    """The first act of the second likeliest reading."""
    mentions: tuple[Mention, ...] = ()
    """Films named, in the order they stand in `text`."""
    unread: tuple[str, ...] = ()
    """Pieces that were seen and not understood."""
    values: tuple[Span, ...] = field(default=(), repr=False)

    @property
    def intent(self) -> Intent:
        """The first act."""
        return self.acts[0]

    @property
    def filters(self) -> Filters:
        """The wishes of the first act that has any."""
        for act in self.acts:
            match act:
                case Recommend(filters=found) | Similar(filters=found):
                    return found
                case Search(filters=found) | More(filters=found):
                    return found
        return Filters()


def understand(
    text: str,
    *,
    titles: TitleIndex,
    now: dt.datetime,
    context: Context = Context(),
    reader: Reader | None = None,
    people: People | None = None,
) -> Understanding:
    """Read a message. Total: any text at all is understood as something.

    Args:
        text: What the person wrote, without the bot's @name.
        titles: The names of the films.
        now: The moment it was written, in the person's time zone.
        context: What the last answer said.
        reader: Whose weights to read with; None takes those that come with the bot.
        people: Who is known to be credited; None: names are told by the words around them alone.
    """
    read = text[:LONGEST]
    command = command_in(read)
    if command is not None:
        wished = _wished(command, titles=titles, now=now, context=context, people=people)
        if wished is not None:
            return Understanding(text, wished)
        acts = commanded(command, read, titles=titles, now=now, context=context)
        mentions = tuple(f for act in acts.intents for f in films_of(act) if isinstance(f, Mention))
        return Understanding(text, acts.intents, mentions=mentions, unread=acts.unread)
    spans = values_of(read, now, context)
    answer = typed_answer(read, spans, context)
    if answer is not None and not isinstance(answer, Rate):
        return Understanding(text, (answer,), values=tuple(spans))
    named = () if people is None else full_names(read, people)
    reading = (reader or shipped()).read(read, spans, titles, context, names=named)
    if answer is not None and not tells_of_another(reading, spans):
        return Understanding(text, (answer,), values=tuple(spans))
    wish = plain_wish(read, spans, reading.films, named, people)
    if wish.is_whole:
        reading = _as_wish(reading, wish)
        if wish.people:  # "both De Niro and Pacino" points at no list
            spans = [span for span in spans if span.kind != "position"]
    question = _question(read, reading, wish, titles)
    if question is not None:
        mentions = tuple(film for film in films_of(question) if isinstance(film, Mention))
        return Understanding(text, (question,), SURE, mentions=mentions)
    found = Found(read, reading, context, spans, titles, known=wish.people)
    acts = found.acts(reading, reading.parts, now)
    second = found.acts(reading, (_whole(reading, reading.second),), now)
    return Understanding(
        text,
        acts.intents,
        reading.confidence,
        second.intents[0] if second.intents else None,
        found.mentions,
        acts.unread,
        found.values,
    )


def values_of(text: str, now: dt.datetime, context: Context) -> list[Span]:
    """The values of a message, without what only looks like a film's place.

    A bare number is a place only where there is a list, and the "this" of "this month" is none.
    """
    spans = value_spans(text, now)
    times = [(span.start, span.end) for span in spans if span.kind in {"day", "time", "years"}]

    def is_place(span: Span) -> bool:
        within = any(start <= span.start and span.end <= end for start, end in times)
        return not within and (bool(context.listed) or not text[span.start : span.end].isdecimal())

    ratings = [(span.start, span.end) for span in spans if span.kind == "rating"]

    def is_read(span: Span) -> bool:
        return any(start <= span.start and span.end <= end for start, end in ratings)

    return [
        span
        for span in spans
        if (span.kind != "position" or is_place(span))
        and (span.kind != "number" or not is_read(span))  # the "1/2" of "4 1/2"
    ]


def _wished(
    command: Command,
    *,
    titles: TitleIndex,
    now: dt.datetime,
    context: Context,
    people: People | None,
) -> tuple[Intent, ...] | None:
    """What a command asks whose argument is a wish for somebody's films: "/recommend tom hanks"."""
    if people is None or not is_wish(command) or not command.argument:
        return None
    asked = understand(command.argument, titles=titles, now=now, context=context, people=people)
    match asked.acts:
        case ((Recommend() | Search(films=()) | More()) as act,) if any(
            topic.kind == "person" for topic in act.topics
        ):
            return asked.acts
    return None


def _question(
    text: str, reading: Reading, wish: PlainWish, titles: TitleIndex
) -> Search | Recommend | None:
    """What is asked of a film in so many words, where the reader did not see it."""
    maker = asked_of_maker(text, titles)
    if maker is not None:
        return maker
    return None if reading.films or wish.is_whole else asked_about(text, titles)


def _as_wish(reading: Reading, wish: PlainWish) -> Reading:
    """A message that is nothing but a wish, whatever the reader took it for."""
    label = reading.parts[0].label
    if label not in WISHES or (label == "similar" and not wish.films):
        label = "recommend"
    sure = max(SURE, reading.confidence)
    return replace(reading, films=wish.films, parts=(_whole(reading, label),), confidence=sure)


def _whole(reading: Reading, label: str) -> Part:
    return Part(label, 0, len(reading.lattice.words), 0.0)


_OF_SEVERAL = frozenset({"log_watched", "rate", "watchlist", "not_interested", "not_seen", "amend"})
"""Acts that take a series film by film; for all others its name is one name."""


class Found:
    """The films of a message under its clauses."""

    def __init__(
        self,
        text: str,
        reading: Reading,
        context: Context,
        spans: Sequence[Span],
        titles: TitleIndex,
        *,
        known: Sequence[Span] = (),
    ) -> None:
        self._text = text
        self._context = context
        people = tuple(
            one
            for one in person_spans(reading.lattice, reading.films)
            if not any(one.start < other.end and other.start < one.end for other in known)
        )
        self.values = (*spans, *sorted((*people, *known), key=lambda span: span.start))
        self._alone, self._left = mentions_of(text, reading.films, self.values, titles, context)
        occurrences = [c.occurrence for c in reading.lattice.candidates if c.occurrence is not None]
        several = series_in(text, titles, occurrences=occurrences, seen=context.seen)
        self._several = [one for one in several if _is_named(one, reading.films)]
        outside = [m for m in self._alone if not any(_lies_in(m, one) for one in self._several)]
        self._apart = sorted(
            (*outside, *(film for one in self._several for film in one.films)),
            key=lambda mention: mention.start,
        )
        telling = any(part.label in _OF_SEVERAL for part in reading.parts)
        self.mentions = tuple(self._apart if telling else self._alone)

    def acts(self, reading: Reading, parts: Sequence[Part], now: dt.datetime) -> Acts:
        """The acts that clauses come to."""
        clauses = list(self._clauses(reading, parts))
        return acts_of(clauses, text=self._text, now=now, context=self._context)

    def _clauses(self, reading: Reading, parts: Sequence[Part]) -> Iterator[Clause]:
        words = reading.lattice.words
        alone = len(parts) == 1
        for part in parts:
            start = 0 if alone or part.first == 0 else words[part.first].start
            end = len(self._text) if alone or part.last >= len(words) else words[part.last].start
            label = part.label
            if label in TELLS and is_of_others(self._text[start:end]):
                label = "other"
            of_several = label in _OF_SEVERAL
            films = self._apart if of_several else self._alone
            groups = self._several if of_several else ()
            yield Clause(
                label,
                start,
                end,
                tuple(m for m in films if start <= m.start < end),
                tuple(
                    span
                    for span in self._left
                    if start <= span.start
                    and span.end <= end
                    and not any(one.start <= span.start and span.end <= one.end for one in groups)
                ),
            )


def _is_named(several: Several, films: Sequence[Candidate]) -> bool:
    """Whether the reader takes a part of the stretch for a film."""
    return any(several.start < one.end and one.start < several.end for one in films)


def _lies_in(mention: Mention, several: Several) -> bool:
    return several.start <= mention.start < several.end


def films_of(intent: Intent) -> tuple[FilmRef, ...]:
    """The films that an intent names or points at, in order."""
    match intent:
        case LogWatched(viewings=viewings):
            return tuple(viewing.film for viewing in viewings)
        case Rate(opinions=opinions):
            return tuple(opinion.film for opinion in opinions)
        case _:
            films = getattr(intent, "films", ())
            film = getattr(intent, "film", None)
            return (*films, *(() if film is None else (film,)))
