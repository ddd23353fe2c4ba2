"""Values in a message: days, stars, years, genres, places in a list; a reader chooses."""

import datetime as dt
from collections.abc import Iterable, Iterator

from bot.understanding.spans import GenreValue, Span
from bot.understanding.values.days import day_spans
from bot.understanding.values.folding import folded
from bot.understanding.values.positions import position_spans
from bot.understanding.values.praise import praise_spans, sign_spans
from bot.understanding.values.ratings import rating_spans
from bot.understanding.values.times import time_spans
from bot.understanding.values.vocabulary import Words, languages_in
from bot.understanding.values.wishes import gem_spans, genre_spans, mood_spans, unmet_spans
from bot.understanding.values.years import age_spans, year_spans


def value_spans(text: str, now: dt.datetime) -> tuple[Span, ...]:
    """Everything in a message that may mean a value, in order. Total; linear in the length.

    Spans of different kinds may overlap: "4" may be stars or a place. Of one kind only the
    longest are kept.

    Args:
        text: The message as it was written.
        now: Its moment, in the writer's own time zone.
    """
    plain = folded(text)
    found = [span for words in languages_in(plain) for span in _longest(_spans(plain, words, now))]
    # Where two languages read the same words, English comes first and gives way.
    each = {(span.kind, span.start, span.end): span for span in [*found, *sign_spans(plain)]}
    return tuple(_without_parts(_longest(each.values()), plain))


def _spans(text: str, words: Words, now: dt.datetime) -> Iterator[Span]:
    days = list(day_spans(text, words, now))
    yield from days
    yield from time_spans(text, words, now, days)
    yield from rating_spans(text, words)
    yield from praise_spans(text, words)
    yield from year_spans(text, words, now)
    yield from age_spans(text, words, now)
    yield from genre_spans(text, words)
    yield from gem_spans(text, words)
    yield from mood_spans(text, words)
    yield from unmet_spans(text, words)
    yield from position_spans(text, words, now)


def _without_parts(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """Spans without bare numbers that are part of a day, a time or a rating: "3 march", "4/5"."""
    kept = list(spans)
    is_part = bytearray(len(text))
    for span in kept:
        if span.kind in {"day", "time", "rating"} and not _is_bare(span, text):
            is_part[span.start : span.end] = b"\1" * (span.end - span.start)
    moods = [(span.start, span.end) for span in kept if span.kind == "mood"]
    return (
        span
        for span in kept
        if not (_is_bare(span, text) and is_part[span.start])
        and not (span.kind in _IN_MOODS and any(_says_more(mood, span) for mood in moods))
    )


_IN_MOODS = frozenset({"genre", "unmet", "gems"})


def _says_more(mood: tuple[int, int], span: Span) -> bool:
    """Whether words of a mood hold a wish that they say better, such as the "gory" of "not gory".

    A genre stays one: "a smart thriller", "feel-good".
    """
    within = mood[0] <= span.start and span.end <= mood[1]
    if isinstance(span.value, GenreValue):
        return within and span.value.negated and mood != (span.start, span.end)
    return within


def _is_bare(span: Span, text: str) -> bool:
    return span.kind in {"rating", "position"} and text[span.start : span.end].isdigit()


def _longest(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in order, without those that lie in another one of their kind."""
    reach: dict[str, int] = {}
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > reach.get(span.kind, -1):
            reach[span.kind] = span.end
            yield span
