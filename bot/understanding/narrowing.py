"""Wishes of a clause as filters: genres for and against, years, age, hidden gems."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.intents import Unmet
from bot.understanding.spans import (
    AgeValue,
    GemsValue,
    GenreValue,
    MoodValue,
    Span,
    UnmetValue,
    YearsValue,
)
from recommender import moods
from recommender.domain import Filters


def filters_of(spans: Sequence[Span]) -> Filters:
    """What a list shall be narrowed to.

    Genres must all be met, but for those joined by "or"; years side by side widen to one stretch.
    """
    genres = [span.value for span in spans if isinstance(span.value, GenreValue)]
    refused = [name for value in genres if value.negated for name in value.names]
    wanted = [value for value in genres if not value.negated]
    every = _names(value for value in wanted if not value.alternative)
    some = _names(value for value in wanted if value.alternative)
    first, last = _merged([s.value for s in spans if isinstance(s.value, YearsValue)])
    ages = {span.value.age for span in spans if isinstance(span.value, AgeValue)}
    return Filters(
        genres=tuple(name for name in every if name not in refused),
        any_genres=tuple(name for name in some if name not in refused and name not in every),
        not_genres=tuple(dict.fromkeys(refused)),
        year_from=first,
        year_to=last,
        # "2010 or newer" has said it all.
        age=ages.pop() if len(ages) == 1 and first is None and last is None else None,
        hidden_gems=any(isinstance(span.value, GemsValue) for span in spans),
    )


def with_moods(filters: Filters, spans: Sequence[Span]) -> Filters:
    """Filters that hold the genres of moods too, as far as genres tell, where only filters count.

    Of a refused mood nothing is left but its opposite's genres.
    """
    for span in spans:
        if not isinstance(span.value, MoodValue):
            continue
        mood = moods()[span.value.mood]
        if span.value.negated:
            if mood.opposite is None:
                continue
            mood = moods()[mood.opposite]
        wanted = {*filters.genres, *filters.any_genres}
        out = (genre for genre in mood.single_not_genres if genre not in wanted)
        filters = replace(
            filters,
            any_genres=filters.any_genres or (() if filters.genres else mood.single_genres),
            not_genres=tuple(dict.fromkeys((*filters.not_genres, *out))),
        )
    return filters


def unmet_of(spans: Sequence[Span]) -> tuple[Unmet, ...]:
    """Wishes that are understood and cannot be met, in order."""
    wishes: list[Unmet] = []
    for span in spans:
        if isinstance(span.value, UnmetValue) and span.value.wish != "mood":
            wishes.append(span.value.wish)
        elif span.kind == "person":
            wishes.append("person")
    return tuple(dict.fromkeys(wishes))


def _names(values: Iterable[GenreValue]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for value in values for name in value.names))


def _merged(wishes: Sequence[YearsValue]) -> tuple[int | None, int | None]:
    whole = [(w.first, w.last) for w in wishes if w.first is not None and w.last is not None]
    if whole and len(whole) == len(wishes):
        # "80s and 90s": any of them will do.
        return min(first for first, _ in whole), max(last for _, last in whole)
    first = max((wish.first for wish in wishes if wish.first is not None), default=None)
    last = min((wish.last for wish in wishes if wish.last is not None), default=None)
    if first is not None and last is not None and first > last:
        return wishes[0].first, wishes[0].last
    return first, last
