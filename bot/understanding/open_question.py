"""Values that an open question waits for: stars, a year, genres, one of the films offered."""

from collections.abc import Sequence
from dataclasses import replace

from bot.intents import (
    AddFilm,
    Choose,
    FilmRef,
    Intent,
    Nth,
    Opinion,
    OtherOne,
    Rate,
    ThatFilm,
)
from bot.understanding.clauses import Clause, is_elliptic
from bot.understanding.context import Context
from bot.understanding.narrowing import filters_of
from bot.understanding.spans import PositionValue, PraiseValue, RatingValue, Span, YearsValue
from bot.understanding.values.folding import folded

EDGES = " \t\n.,!?;:…\"'()*_-🏻🏼🏽🏾🏿"
"""Signs around the words of an answer."""
_FEW_WORDS = 6
_SOME_WORDS = 10
_TELLING = frozenset({"rating", "praise", "position"})
"""Kinds of values that may stand in words about a film."""


def to_question(text: str, word: str, spans: Sequence[Span], context: Context) -> Intent | None:
    """The value that the open question waits for, if the message is little else."""
    whole = [span for span in spans if not text[: span.start].strip(EDGES)]
    whole = [span for span in whole if not text[span.end :].strip(EDGES)]
    match context.question:
        case "rating":
            stars = _stars(text, spans, context)
            return None if stars is None else Rate((Opinion(ThatFilm(), stars),))
        case "year":
            years = [span.value for span in whole if isinstance(span.value, YearsValue)]
            year = next((value.first for value in years if value.first == value.last), None)
            return None if year is None else AddFilm(year=year)
        case "genres":
            genres = filters_of(spans)
            names = genres.genres + genres.any_genres
            return AddFilm(genres=names) if names and len(word.split()) <= _FEW_WORDS else None
        case "title":
            return AddFilm(text.strip()) if word else None
        case "which_film" | "which_act":
            return _choice([*whole, *_years(whole)], context)
    return None


def _stars(text: str, spans: Sequence[Span], context: Context) -> float | None:
    """The stars of a few plain words: "4", "maybe a 4", "loved it"."""
    ratings = [s.value.stars for s in spans if isinstance(s.value, RatingValue)]
    praises = [s.value.stars for s in spans if isinstance(s.value, PraiseValue)]
    most = _SOME_WORDS if ratings else _FEW_WORDS
    said = Clause("rate", 0, len(text), spans=tuple(s for s in spans if s.kind in _TELLING))
    asks = "?" in text or any(span.kind in {"genre", "years", "mood", "unmet"} for span in spans)
    if asks or len(text.split()) > most or not is_elliptic(said, folded(text), context):
        return None
    return next(iter((*reversed(ratings), *praises)), None)


def _choice(spans: Sequence[Span], context: Context) -> Intent | None:
    """One of the films offered: "2", "the second one", "the 1995 one", "the newer one"."""
    for span in spans:
        if isinstance(span.value, PositionValue):
            place = _offered(span.value.ref, context)
            if place is not None:
                return Choose(Nth(place))
    return None


def _years(spans: Sequence[Span]) -> list[Span]:
    return [
        replace(span, kind="position", value=PositionValue(OtherOne(year=span.value.first)))
        for span in spans
        if isinstance(span.value, YearsValue) and span.value.first == span.value.last
    ]


def _offered(ref: FilmRef, context: Context) -> int | None:
    """The place of a film among the offers, counted from 1; None if it is not there."""
    dated = [(year, at) for at, year in enumerate(context.years, 1) if year is not None]
    match ref:
        case Nth(position=position):
            at = position if position > 0 else len(context.listed) + 1 + position
            return at if 1 <= at <= len(context.listed) else None
        case OtherOne(year=int(year)):
            found = [at for of, at in dated if of == year]
            return found[0] if len(found) == 1 else None
        case OtherOne(age="newer"):
            return max(dated)[1] if dated else None
        case OtherOne(age="older"):
            return min(dated)[1] if dated else None
    return None
