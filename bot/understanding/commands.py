"""Slash commands: "/watched heat 4.5 yesterday", "/similar alien", "/movienight tomorrow at 8".

A command says what is asked, so its argument holds only films and values, and becomes an intent
without a reader.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.intents import (
    AddFilm,
    Cancel,
    FilmRef,
    ForgetMe,
    Help,
    Intent,
    Mention,
    Nights,
    Nth,
    Operate,
    Other,
    Privacy,
    Settings,
    Start,
    Status,
    Undo,
    Watchlist,
)
from bot.understanding.clauses import Acts, Clause
from bot.understanding.context import Context
from bot.understanding.facts import acts_of
from bot.understanding.series import series_in
from bot.understanding.spans import PositionValue, RatingValue, Span
from bot.understanding.values import value_spans
from recommender import TitleIndex
from recommender.domain import NotFound, Resolved

_COMMAND = re.compile(
    r"\s*/(?P<name>[A-Za-z_]{1,32})(?:@\w{1,64})?(?P<argument>(?:\s.*)?)", re.DOTALL
)
_LABELS: Mapping[str, str] = {
    "similar": "similar",
    "like": "similar",
    "recommend": "recommend",
    "recs": "recommend",
    "rec": "recommend",
    "recommendations": "recommend",
    "watched": "log_watched",
    "log": "log_watched",
    "seen": "log_watched",
    "watch": "log_watched",
    "rate": "rate",
    "rating": "rate",
    "skip": "not_interested",
    "hide": "not_interested",
    "watchlist": "watchlist",
    "list": "watchlist",
    "movienight": "group",
    "night": "group",
    "search": "search",
    "movie": "search",
    "film": "search",
    "find": "search",
    "more": "more",
    "why": "why",
    "history": "history",
    "diary": "history",
}
"""Commands that take films or values, by the label they stand for."""
_OF_FILMS = frozenset(
    {"similar", "log_watched", "rate", "not_interested", "watchlist", "search", "why"}
)
_VALUES = frozenset({"rating", "praise", "day", "years", "age", "genre", "gems", "unmet"})
_TOLD = ("rating", "praise", "day")
_BEHIND_NAMES: Mapping[str, tuple[str, ...]] = {"log_watched": _TOLD, "rate": _TOLD}
"""Kinds of values that may stand behind a name."""
_AS_WRITTEN = 0.95
"""The likeness from which a name is the film's own, numbers and all: "toy story 3"."""
_REMOVES = re.compile(r"(?:remove|delete|drop|off)\s", re.IGNORECASE)
_YEAR = re.compile(r"\(?\b(?P<year>(?:18[89]|19\d|20\d)\d)\b\)?\s*$")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BUT = re.compile(r"\s(?:but|aber|pero|mais)\s", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,;&\n]\s*(?:(?:and|und|y|et)\s)?|\s(?:and|und|y|et)\s", re.IGNORECASE)
_EDGES = " \t\n,.;:!?-\"'“”"


@dataclass(frozen=True, slots=True)
class Command:
    """A command as Telegram sends it."""

    name: str
    argument: str
    start: int
    """Where the argument starts in the message."""


def command_in(text: str) -> Command | None:
    """The command that a message is, or None."""
    found = _COMMAND.fullmatch(text)
    if found is None:
        return None
    argument = found["argument"].lstrip()
    return Command(found["name"].lower(), argument.rstrip(), found.end() - len(argument))


def commanded(
    command: Command, text: str, *, titles: TitleIndex, now: dt.datetime, context: Context
) -> Acts:
    """What a command asks.

    Args:
        command: As `command_in` read it.
        text: The whole message.
        titles: The catalogue's names.
        now: The message's moment, in the writer's own time zone.
        context: What was said last; decides whether "/watched 2" is a place in a list.
    """
    label = _LABELS.get(command.name)
    if label is None:
        return Acts((_plain(command),))
    spans = [
        replace(span, start=span.start + command.start, end=span.end + command.start)
        for span in value_spans(command.argument, now)
    ]
    films: tuple[Mention, ...] = ()
    if label in _OF_FILMS:
        films, spans = _Argument(command, label, text, titles, context).films(spans)
    elif label != "group":
        spans = [span for span in spans if span.kind not in {"time", "position"}]
    clause = Clause(label, command.start, len(text), films, tuple(spans))
    acts = acts_of((clause,), text=text, now=now, context=context)
    first = acts.intents[0] if acts.intents else None
    if isinstance(first, Watchlist) and _REMOVES.match(command.argument):
        return replace(acts, intents=(replace(first, remove=True),))
    return acts


@dataclass(frozen=True, slots=True)
class _Argument:
    """What stands behind a command that takes films: names first, then values."""

    command: Command
    label: str
    text: str
    titles: TitleIndex
    context: Context

    def films(self, spans: Sequence[Span]) -> tuple[tuple[Mention, ...], list[Span]]:
        """The films of the argument and the values beside them."""
        start, values = self._start(), [span for span in spans if span.kind in _VALUES]
        if not self.text[start:].strip(_EDGES):
            return (), []
        place = self._place(start, spans)
        if place is not None:
            return (), [place, *(span for span in values if span.start >= place.end)]
        parts = series_in(self.text[start:], self.titles, seen=self.context.seen)
        if parts:
            films = tuple(replace(m, start=m.start + start) for part in parts for m in part.films)
            taken = [(part.start + start, part.end + start) for part in parts]
        else:
            films = self._named(start, values)
            taken = [(film.start, film.start + len(film.surface)) for film in films]
        beside = [s for s in values if not any(s.start < b and a < s.end for a, b in taken)]
        return films, beside

    def _start(self) -> int:
        lead = _REMOVES.match(self.command.argument)
        return self.command.start + (lead.end() if lead is not None else 0)

    def _place(self, start: int, spans: Sequence[Span]) -> Span | None:
        """A place or a pronoun that is the whole argument but for values behind it."""
        for span in spans:
            if isinstance(span.value, PositionValue) and not self.text[start : span.start].strip():
                values = [s for s in spans if s.start >= span.end and s.kind in _VALUES]
                alone = self._ends(span.end, len(self.text), values)[-1] <= span.end
                if alone and self._fits(span.value.ref, self.text[span.start : span.end]):
                    return span
        return None

    def _fits(self, ref: FilmRef, written: str) -> bool:
        """Whether a place is meant: "/watched 9" may be a film, "/rate 4" stars."""
        if not isinstance(ref, Nth) or not written.isdigit() or self.label == "why":
            return True
        if self.label == "rate" and self.context.last_film is not None:
            return False
        return ref.position <= len(self.context.listed)

    def _ends(self, start: int, end: int, values: Sequence[Span]) -> list[int]:
        """Where a name between two places may end, the longest first: values may stand behind it.

        A rating, a day and words of praise may, each once.
        """
        ends = [start + len(self.text[start:end].rstrip(_EDGES))]
        kinds = set(_BEHIND_NAMES.get(self.label, ()))
        for span in sorted(values, key=lambda span: (-span.end, span.start)):
            last = ends[-1]
            between = self.text[span.end : max(span.end, last)].strip(_EDGES)
            if span.kind in kinds and start <= span.start < last and not between:
                kinds.discard(span.kind)
                if isinstance(span.value, RatingValue) and span.value.surely and span.start > start:
                    ends.pop()  # "★★★" is part of no name
                ends.append(start + len(self.text[start : span.start].rstrip(_EDGES)))
        return ends

    def _named(self, start: int, values: Sequence[Span]) -> tuple[Mention, ...]:
        """The films named, but for values behind them; a list of names where all are known."""
        but = _BUT.search(self.text, start)
        end = but.start() if but is not None else len(self.text)
        ends = self._ends(start, end, values)
        tried = [self._mention(start, last) for last in ends if last > start]
        if self.label == "search" and values and not isinstance(tried[0].resolution, Resolved):
            return ()  # "/search 80s westerns"
        best = _best(tried)
        if best is not None:
            return (best,)
        if ends[-1] <= start:
            return ()  # "/rate 4.5" is about the film talked about
        return self._list(start, end, values) or (tried[-1],)

    def _list(self, start: int, end: int, values: Sequence[Span]) -> tuple[Mention, ...]:
        """Names parted by commas and "and", if all of them are known."""
        parts = list(_PARTS.finditer(self.text, start, end))
        firsts = [start, *(part.end() for part in parts)]
        lasts = [*(part.start() for part in parts), end]
        films: list[Mention] = []
        for first, last in zip(firsts, lasts, strict=True):
            ends = self._ends(first, last, values)
            film = _best([self._mention(first, end) for end in ends if end > first])
            if film is not None:
                films.append(film)
            elif ends[-1] > first:
                return ()
        return tuple(films)

    def _mention(self, start: int, end: int) -> Mention:
        words = self.text[start:end]
        surface = words.strip(_EDGES) or words.strip()
        resolution = self.titles.resolve(surface, seen=self.context.seen)
        return Mention(surface, resolution, start + words.find(surface))


def _best(tried: Sequence[Mention]) -> Mention | None:
    """The name of a film among readings of one text, the longest first; None if none is known."""
    sure = [m for m in tried if isinstance(m.resolution, Resolved)]
    sure = [m for m in sure if isinstance(r := m.resolution, Resolved) and r.score >= _AS_WRITTEN]
    if len(sure) > 1 and not _akin(sure[0], sure[-1]):
        return sure[-1]  # "seven 7" is no film about the seventh of a series
    known = [mention for mention in tried if not isinstance(mention.resolution, NotFound)]
    return next(iter((*sure, *known)), None)


def _akin(long: Mention, short: Mention) -> bool:
    """Whether a name with a number is a part of what the name alone means."""
    if not isinstance(long.resolution, Resolved) or isinstance(short.resolution, NotFound):
        return False
    return long.resolution.film in [c.film for c in short.resolution.candidates]


def _plain(command: Command) -> Intent:
    """The intent of a command that takes no films."""
    argument = command.argument
    word = argument if _TOKEN.fullmatch(argument) else ""
    match command.name:
        case "undo":
            return Undo()
        case "cancel":
            return Cancel()
        case "help":
            return Help()
        case "start":
            return Start(word)
        case "privacy":
            return Privacy()
        case "forgetme":
            return ForgetMe()
        case "settings":
            return Settings(word or None)
        case "nights":
            return Nights()
        case "status":
            return Status()
        case "refit" | "films" | "block" | "unblock" as asked:
            return Operate(asked, argument)
        case "add":
            return _addition(argument)
    return Other()


def _addition(argument: str) -> AddFilm:
    """The film to add: all of the argument, but for a year at its end."""
    year = _YEAR.search(argument)
    title = argument[: year.start() if year is not None else None].strip(" ,\"“”'")
    if not title:  # "/add 1917"
        return AddFilm(argument.strip("()") or None)
    return AddFilm(title, int(year["year"]) if year is not None else None)
