"""Clauses as a reader would choose them, for tests of what follows from them."""

import datetime as dt

from bot.intents import Mention
from bot.understanding.clauses import Acts, Clause
from bot.understanding.context import Context
from bot.understanding.facts import acts_of
from bot.understanding.spans import PositionValue, Span
from bot.understanding.values import value_spans
from recommender.domain import Ambiguous, Candidate, Film, MovieId, NotFound, Resolved

NOW = dt.datetime(2026, 11, 25, 20, 15, tzinfo=dt.UTC)
"""A Wednesday evening."""
PRAISING = ("log_watched", "rate", "amend", "more")
"""Labels of clauses in which praise is stars."""
FIRST = Context()
LISTED = tuple(MovieId(number) for number in range(101, 106))
LIST = Context(listed=LISTED, last_act="recommend")
FILM = Context(last_film=MovieId(7), last_act="log_watched")


def mention(text: str, surface: str) -> Mention:
    """A film that is called as it is written; its id is the length of its name."""
    film = Film(MovieId(len(surface)), surface.title(), 2000)
    return Mention(surface, Resolved(film), text.index(surface))


def missing(text: str, surface: str) -> Mention:
    """A film that no catalogue holds."""
    return Mention(surface, NotFound(surface), text.index(surface))


def unsure(text: str, surface: str) -> Mention:
    """A film that may be one of two."""
    films = (Film(MovieId(1), surface, 1954), Film(MovieId(2), surface, 1995))
    asked = Ambiguous(surface, tuple(Candidate(film, 0.9) for film in films))
    return Mention(surface, asked, text.index(surface))


def clause(
    intent: str, text: str, *films: str, part: str | None = None, places: bool = False
) -> Clause:
    """A clause with these films and every value beside them.

    Args:
        intent: The label.
        text: The whole message.
        films: Names of films as they stand in the message.
        part: The words of the clause; None for the whole message.
        places: Whether numbers that may be places in a list are such.
    """
    start = text.index(part) if part is not None else 0
    end = start + len(part) if part is not None else len(text)
    named = tuple(mention(text, film) for film in films)
    spans = [
        span
        for span in value_spans(text, NOW)
        if start <= span.start
        and span.end <= end
        and (span.kind != "praise" or intent in PRAISING)
        and not any(f.start < span.end and span.start < f.start + len(f.surface) for f in named)
    ]
    return Clause(intent, start, end, named, tuple(_without_overlaps(spans, places=places)))


def _without_overlaps(spans: list[Span], *, places: bool) -> list[Span]:
    def weight(span: Span) -> tuple[int, bool]:
        return (span.end - span.start, isinstance(span.value, PositionValue) is places)

    chosen: list[Span] = []
    for span in sorted(spans, key=weight, reverse=True):
        if not any(span.start < other.end and other.start < span.end for other in chosen):
            chosen.append(span)
    return sorted(chosen, key=lambda span: span.start)


def acts(text: str, *clauses: Clause, context: Context = FIRST) -> Acts:
    """What a message of these clauses asks."""
    return acts_of(clauses, text=text, now=NOW, context=context)
