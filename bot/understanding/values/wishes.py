"""Wishes for and against: genres, moods, hidden gems, and those that cannot be met.

Each is signed: "no musicals", "not too violent", "less scary" and "she gets sad easily" are
against, "comedy or thriller" is either.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import get_args

from bot.intents import Unmet
from bot.understanding.spans import GemsValue, GenreValue, MoodValue, Span, UnmetValue
from bot.understanding.values.numbers import count
from bot.understanding.values.vocabulary import WINDOW, Found, Rules, Words, stands_behind, words_of
from recommender import moods

_ANY_TIME = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Wishes mean the same at any time."""
_PAUSE = re.compile(r"\s?[,/]\s?")


def genre_spans(text: str, words: Words) -> Iterator[Span]:
    """Genres named in a folded message, in order; "no horror or musicals" is against both."""
    previous: tuple[int, GenreValue, Span] | None = None
    for found in _genres(words.language).finditer(text):
        key = words.key_of("genres", found[0])
        if key is None:
            continue
        names = tuple(key.split("+"))
        gap = None if previous is None else text[previous[0] : found.start()]
        negated = is_refused(text, found.start(), words)
        joined = gap is not None and len(gap) < WINDOW and _joint(words.language).fullmatch(gap)
        either = bool(joined) and joined["or"] is not None if joined else False
        if previous is not None and joined and previous[1].negated and not negated:
            # "No horror, musicals or westerns" goes on; "no horror, comedy please" corrects, and so
            # does "no horror, a comedy".
            negated = joined["join"] is not None or (
                _PAUSE.fullmatch(gap or "") is not None and _goes_on(text, found.end(), words)
            )
        value = GenreValue(names[:1] if negated else names, negated)
        if previous is not None:
            if either and not negated and not previous[1].negated:
                value = replace(value, alternative=True)
                yield replace(previous[2], value=replace(previous[1], alternative=True))
            else:
                yield previous[2]
        previous = found.end(), value, Span(found.start(), found.end(), "genre", value)
    if previous is not None:
        yield previous[2]
    for start, end, value in _AVERSIONS.read(text, words, _ANY_TIME):
        yield Span(start, end, "genre", value)


def gem_spans(text: str, words: Words) -> Iterator[Span]:
    """Wishes for what few know."""
    for start, end, value in _GEMS.read(text, words, _ANY_TIME):
        yield Span(start, end, "gems", value)


def mood_spans(text: str, words: Words) -> Iterator[Span]:
    """Moods that films shall suit, or shall not."""
    for start, end, value in _MOODS.read(text, words, _ANY_TIME):
        refused = is_refused(text, start, words)
        yield Span(start, end, "mood", replace(value, negated=True) if refused else value)


def unmet_spans(text: str, words: Words) -> Iterator[Span]:
    """Wishes that are understood and cannot be met."""
    for start, end, value in _UNMET.read(text, words, _ANY_TIME):
        refused = is_refused(text, start, words)
        yield Span(start, end, "unmet", replace(value, negated=refused) if refused else value)


@cache
def _genres(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w']){words_of(language).any_of('genres')}(?!\w)")


@cache
def _refusal(language: str) -> re.Pattern[str]:
    """Ends in front of a genre that is not wanted."""
    words = words_of(language)
    no, filler = words.phrases("wishes", "no"), words.phrases("wishes", "filler")
    return re.compile(rf"(?<!\w){no}[\s-]{{1,3}}(?:{filler}[\s-]{{1,3}}){{0,4}}$")


def is_refused(text: str, start: int, words: Words) -> bool:
    """Whether the words before a wish turn it into its opposite: "no", "not too", "she hates"."""
    found = _refusal(words.language).search(text, max(0, start - WINDOW), start)
    if found is None:
        return False
    return not stands_behind(text, start, words, "wishes", "welcome")


@cache
def _joint(language: str) -> re.Pattern[str]:
    """What joins a genre to the one before it."""
    words = words_of(language)
    films, article = words.any_of("films"), words.phrases("wishes", "article")
    return re.compile(
        rf"(?:[\s-]{{1,3}}{films})?\s?(?:,?\s?(?P<join>(?P<or>{words.phrases('wishes', 'or')})"
        rf"|{words.phrases('wishes', 'join')})\s|[,/]\s?)(?:{article}\s){{0,2}}"
    )


def _goes_on(text: str, end: int, words: Words) -> bool:
    """Whether a list of genres goes on behind `end`, to an "or"."""
    join = rf"{words.phrases('wishes', 'or')}|{words.phrases('wishes', 'join')}"
    return re.match(rf"[^.!?]{{0,30}}?\s(?:{join})\s", text[end : end + WINDOW]) is not None


def _no_places(words: Words) -> Mapping[str, str]:
    return {
        "count": count(words),
        "number": count(words),
        "films": words.any_of("films"),
        "word": r"[^\W\d_]{1,15}",
    }


def _aversion(found: Found, now: dt.datetime) -> GenreValue | None:
    key = found.words.key_of("aversions", found.match[0])
    return None if key is None else GenreValue((key,), negated=True)


_AVERSIONS = Rules("aversions", _no_places, dict.fromkeys(("Drama", "Horror"), _aversion))
_GEMS = Rules("gems", _no_places, {"gems": lambda found, now: GemsValue()})
_WISHES: tuple[Unmet, ...] = get_args(Unmet)


def _reader_of(wish: Unmet) -> Callable[[Found, dt.datetime], UnmetValue]:
    return lambda found, now: UnmetValue(wish)


def _mood_reader(mood: str) -> Callable[[Found, dt.datetime], MoodValue]:
    return lambda found, now: MoodValue(mood)


_MOODS = Rules("moods", _no_places, {mood: _mood_reader(mood) for mood in moods()})
_UNMET = Rules("unmet", _no_places, {wish: _reader_of(wish) for wish in _WISHES})
