"""A clause as the reader chose it: one act, its films, its values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.intents import FilmRef, Intent, Mention, Nth, OtherOne, ThatFilm, Those
from bot.understanding.context import Context
from bot.understanding.everyday import PRONOUNS
from bot.understanding.spans import PositionValue, Span
from bot.understanding.values.vocabulary import is_known, languages_in
from recommender import is_ordinary
from recommender.domain import NotFound

_WORD = re.compile(r"[^\W\d_](?:[\w']*[^\W_])?")


@dataclass(frozen=True, slots=True)
class Clause:
    """One act of a message."""

    intent: str
    """The label of the act: "rate", "watchlist", "small_talk.joke", …"""
    start: int
    end: int
    films: tuple[Mention, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Acts:
    """What a message asks, in order, and what of it was not understood."""

    intents: tuple[Intent, ...]
    unread: tuple[str, ...] = ()


UNNAMED = Mention("", NotFound(""))
"""A film that an act needs and the message does not name: ask which."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A film where a clause names it or points at it."""

    film: FilmRef
    start: int
    end: int


def placed(
    films: Sequence[Mention], spans: Sequence[Span]
) -> tuple[tuple[Placed, ...], tuple[Span, ...]]:
    """The films of a clause in order, and the pronouns that mean films named beside them.

    "It" beside a named film is that film, and "both" beside two are these. "The other one" beside
    a named film says which film of that name, and is left to the index.
    """
    found = [Placed(film, film.start, film.start + len(film.surface)) for film in films]
    pronouns: list[Span] = []
    for span in spans:
        if not isinstance(span.value, PositionValue) or lies_in(span, films):
            continue
        ref = span.value.ref
        if isinstance(ref, ThatFilm) or (isinstance(ref, Those) and not ref.without):
            pronouns.append(span)
        elif not (films and ref == OtherOne()) and not _describes(span, films):
            found.append(Placed(ref, span.start, span.end))
    if not found and pronouns:
        # "These" says more than "it".
        many = [s for s in pronouns if s.value != PositionValue(ThatFilm())]
        said = (many or pronouns)[0]
        if isinstance(said.value, PositionValue):
            return (Placed(said.value.ref, said.start, said.end),), ()
    return tuple(sorted(found, key=lambda film: film.start)), tuple(pronouns)


def _describes(span: Span, films: Sequence[Mention]) -> bool:
    """Whether a place only describes the film behind it: "the first Alien", "the new Solo"."""
    return any(0 <= film.start - span.end <= 1 for film in films)


def lies_in(span: Span, films: Sequence[Mention]) -> bool:
    """Whether a value is part of a film's name."""
    return any(
        film.start <= span.start and span.end <= film.start + len(film.surface) for film in films
    )


def named_or_pointed(clause: Clause, context: Context) -> tuple[FilmRef, ...]:
    """Films that a clause names or points at, in order; places of the list one by one."""
    films, _ = placed(clause.films, clause.spans)
    return tuple(dict.fromkeys(ref for film in films for ref in one_by_one(film.film, context)))


def one_by_one(ref: FilmRef, context: Context) -> tuple[FilmRef, ...]:
    """A pointing word as single films: "all but the fourth" as places of the list."""
    if isinstance(ref, Those) and ref.without and context.listed:
        places = range(1, len(context.listed) + 1)
        return tuple(Nth(place) for place in places if place not in ref.without)
    return (ref,)


def target(clause: Clause, plain: str, context: Context) -> tuple[FilmRef, ...]:
    """The films that an act is about: named, pointed at, or the one talked about last.

    Where there is none, the answer is one film that is not named, so that the act asks.
    """
    refs = named_or_pointed(clause, context)
    if refs:
        return refs
    return (ThatFilm(),) if is_elliptic(clause, plain, context) else (UNNAMED,)


def is_elliptic(clause: Clause, plain: str, context: Context) -> bool:
    """Whether words that name no film can only be about the one talked about: "solid, a 4".

    A word that is neither ordinary nor in the tables may be the name of another film, which
    nobody recognised ("hereditary was brilliant"); then they are not.
    """
    return context.last_film is not None and is_plain(clause, plain)


def is_plain(clause: Clause, plain: str) -> bool:
    """Whether all words of a clause beside its values are ordinary or in the tables."""
    taken = [(span.start, span.end) for span in clause.spans]
    languages = languages_in(plain)
    return all(
        is_ordinary(found[0].replace("'", ""))
        or is_known(found[0], languages)
        or found[0].partition("'")[0] in PRONOUNS  # "i've", "you'll"
        for found in _WORD.finditer(plain, clause.start, clause.end)
        if not any(start <= found.start() < end for start, end in taken)
    )
