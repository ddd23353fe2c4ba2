"""From chosen words to films: each name with the year behind it, looked up in the index."""

import re
from collections.abc import Sequence

from bot.intents import Mention
from bot.understanding.context import Context
from bot.understanding.lattice import Candidate
from bot.understanding.spans import Span, YearsValue
from recommender import TitleIndex
from recommender.domain import Ambiguous, NotFound, Resolution, Resolved

_BETWEEN = re.compile(r"[\s,]*[(\[]?\s*(?:from|of)?\s*|\s*,?\s*(?:the|it's the)\s+$")
_PART = re.compile(r" [2-9](?![\d./,]\d|\w|/)")
_CLOSED = re.compile(r"\s*[)\]]")


def mentions_of(
    text: str,
    films: Sequence[Candidate],
    spans: Sequence[Span],
    titles: TitleIndex,
    context: Context,
) -> tuple[list[Mention], list[Span]]:
    """The films that a message names, and the values that are no part of a name.

    Args:
        text: The message as it was written.
        films: The stretches that the reader takes for names, in order.
        spans: All values.
        titles: The names of films.
        context: Whose films decide between namesakes.
    """
    found: list[Mention] = []
    used: set[int] = set()
    for one in films:
        surface = _with_part(text, one, titles, context)
        year = None
        for place, span in enumerate(spans):
            value = span.value
            if not isinstance(value, YearsValue) or value.first is None:
                continue
            if value.first != value.last or not _is_behind(text, one.end, span):
                continue
            resolution = titles.resolve(surface, year=value.first, seen=context.seen)
            if _has_year(resolution, value.first) or text[one.end : span.start].strip() in {
                "(",
                "[",
            }:
                year = value.first
                used.add(place)
            break
        found.append(
            Mention(surface, titles.resolve(surface, year=year, seen=context.seen), one.start)
        )
    inside = [
        place
        for place, span in enumerate(spans)
        if any(m.start <= span.start and span.end <= m.start + len(m.surface) for m in found)
    ]
    used.update(inside)
    return found, [span for place, span in enumerate(spans) if place not in used]


def _with_part(text: str, one: Candidate, titles: TitleIndex, context: Context) -> str:
    """A misspelt name, with the number behind it where that is another part: "kill bil 2"."""
    surface = text[one.start : one.end]
    number = _PART.match(text, one.end)
    if one.occurrence is not None or number is None:
        return surface
    alone = titles.resolve(surface, seen=context.seen)
    part = titles.resolve(surface + number[0], seen=context.seen)
    if isinstance(part, Resolved) and isinstance(alone, Resolved) and part.film != alone.film:
        return surface + number[0]
    return surface


def _is_behind(text: str, end: int, span: Span) -> bool:
    return span.start >= end and _BETWEEN.fullmatch(text, end, span.start) is not None


def _has_year(resolution: Resolution, year: int) -> bool:
    match resolution:
        case Resolved(film=film):
            return film.year is not None and abs(film.year - year) <= 1
        case Ambiguous(candidates=candidates):
            return any(c.film.year is not None and abs(c.film.year - year) <= 1 for c in candidates)
        case NotFound():
            return False
