"""Answers to what the bot said last: yes, skip, the third one, why, actually 3 stars.

Words of one meaning are read here without a model (`typed_answer`). What the reader labelled as a
follow-up becomes its intent here too (`follow_up`), about the film or the list talked about; where
there is none, the intent says so by an unnamed film, and the conversation asks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.intents import (
    AddFilm,
    Amend,
    Cancel,
    Choose,
    FilmRef,
    Intent,
    LogWatched,
    More,
    No,
    NotInterested,
    NotSeen,
    Nth,
    Opinion,
    OtherOne,
    Rate,
    Skip,
    SmallTalk,
    ThatFilm,
    Those,
    Undo,
    Viewing,
    Watchlist,
    Why,
    Yes,
)
from bot.understanding.attaching import attached
from bot.understanding.clauses import Clause, is_elliptic, named_or_pointed, target
from bot.understanding.context import Context
from bot.understanding.narrowing import filters_of, unmet_of
from bot.understanding.spans import (
    PositionValue,
    PraiseValue,
    RatingValue,
    Span,
    YearsValue,
)
from bot.understanding.topics import topics_of, unmet_beside
from bot.understanding.values.folding import folded
from bot.understanding.values.vocabulary import LANGUAGES, any_in, languages_in, words_of

_EDGES = " \t\n.,!?;:…\"'()*_-🏻🏼🏽🏾🏿"
_SIGNS = {"👍": "yes", "👌": "yes", "✅": "yes", "👎": "no", "❌": "no"}
_ONCE_MORE = re.compile(
    r"(?:and|also|plus|und|auch|y|tambien|et|aussi) (?:\w+ ){0,3}\w+"
    r"(?: (?:too|as well|also|auch|tambien|aussi))?"
)
_SKIP = re.compile(r"(?:please )?(?:skip|hide|dismiss) (?:\w+ ){0,2}\w+(?: please)?")
_PUT_BACK = re.compile(
    r"(?:(?:no|wait|oops|sorry|please|actually),? ){0,3}put (?:it|that|them) back(?: please)?"
)
_LONGEST_ANSWER = 60
_FEW_WORDS = 6
_SOME_WORDS = 10
_TELLING = frozenset({"rating", "praise", "position"})
"""Kinds of values that may stand in words about a film."""


def typed_answer(text: str, spans: Sequence[Span], context: Context) -> Intent | None:
    """The intent of a message that can only be an answer; None for a message of any other kind.

    "Yes", "skip", "no" and "cancel" do what the buttons of the open question do. With none open,
    "cancel" changes nothing and "quit" leaves the console.

    Args:
        text: The message as it was written.
        spans: Its values.
        context: What was asked.
    """
    if len(text) > _LONGEST_ANSWER:
        return None
    word = folded(text).strip(_EDGES)
    answer = _SIGNS.get(word.strip("\ufe0f")) or next(
        (key for name in LANGUAGES if (key := words_of(name).key_of("answers", word))), None
    )
    match answer:
        case "leave":
            return Cancel(leave=True)
        case "cancel":
            return Cancel()
        case "skip" if context.question is not None:
            return Skip()
        case "yes" if context.question is not None:
            return Yes()
        case "no" if context.question is not None:
            return No()
    if answer in _SIGNS.values() and not any(letter.isalnum() for letter in word):
        return SmallTalk("agreement")
    if context.last_act == "undo" and _PUT_BACK.fullmatch(word):
        return Undo(back=True)
    return _to_question(text, word, spans, context) or _of_list(word, spans, context)


def _of_list(word: str, spans: Sequence[Span], context: Context) -> Intent | None:
    """What is done with other films of the list: "and the fourth too", "skip number one"."""
    if context.listed and any(s.kind == "age" and s.end - s.start >= len(word) for s in spans):
        return More(filters_of(spans))  # "not that old"
    refs = tuple(s.value.ref for s in spans if isinstance(s.value, PositionValue))
    if not refs or not context.listed or any(isinstance(ref, ThatFilm) for ref in refs):
        return None
    if _SKIP.fullmatch(word):
        return NotInterested(refs)
    if not _ONCE_MORE.fullmatch(word):
        return None
    match context.last_act:
        case "watchlist":
            return Watchlist(refs)
        case "not_interested":
            return NotInterested(refs)
        case "log_watched":
            return LogWatched(tuple(Viewing(ref, undated=True) for ref in refs))
    return None


def _to_question(text: str, word: str, spans: Sequence[Span], context: Context) -> Intent | None:
    """The value that the open question waits for, if the message is little else."""
    whole = [span for span in spans if not text[: span.start].strip(_EDGES)]
    whole = [span for span in whole if not text[span.end :].strip(_EDGES)]
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


def follow_up(clause: Clause, plain: str, context: Context) -> tuple[Intent, ...]:
    """The intents of a clause with a label that refers back; empty for any other label.

    Args:
        clause: What the reader chose.
        plain: The whole message, folded.
        context: What was said last.
    """
    words = plain[clause.start : clause.end]
    films = named_or_pointed(clause, context)
    first = next((ref for ref in films if not isinstance(ref, ThatFilm)), None)
    languages = languages_in(plain)
    match clause.intent:
        case "yes":
            offered = isinstance(first, Nth) and context.question == "which_film"
            return (Choose(first),) if offered and first is not None else (Yes(),)
        case "no":
            return (No(None if isinstance(first, Those) else first),)
        case "skip":
            return (Skip(),)
        case "cancel":
            return (Cancel(leave=any_in(words, languages, "answers", "leave")),)
        case "choose":
            return (Choose(films[0]) if films else SmallTalk("agreement"),)
        case "more" if _is_correction(clause, context):
            return _amended(clause, plain, context)
        case "more":
            topics = topics_of(clause, plain)
            unmet = unmet_beside(topics, unmet_of(clause.spans))
            return (More(filters_of(clause.spans), unmet, topics),)
        case "why":
            return (Why(films[0] if films else None),)
        case "not_interested":
            return (NotInterested(target(clause, plain, context)),)
        case "not_seen":
            return (NotSeen(target(clause, plain, context)),)
        case "watchlist":
            remove = any_in(words, languages, "facts", "remove")
            return (Watchlist(target(clause, plain, context) if remove else films, remove),)
        case "amend":
            return _amended(clause, plain, context)
        case "undo":
            amended = _amended(clause, plain, context)
            if isinstance(amended[0], Amend):
                return amended  # "undo that, it was 3"
            return (Undo(films=tuple(ref for ref in films if not isinstance(ref, ThatFilm))),)
    return ()


def _is_correction(clause: Clause, context: Context) -> bool:
    """Whether "more" is of stars: "actually more like 3 stars"."""
    sure = any(isinstance(s.value, RatingValue) and s.value.surely for s in clause.spans)
    return sure and context.last_film is not None


def _amended(clause: Clause, plain: str, context: Context) -> tuple[Intent, ...]:
    """Corrected stars and days, film by film; or the film that was meant instead."""
    said = attached(plain, clause.films, clause.spans, start=clause.start, end=clause.end)
    amended = tuple(
        Amend(film.film, film.rating, film.day)
        for film in said.films
        if (film.rating is not None or film.day is not None) and not isinstance(film.film, Those)
    )
    if amended:
        return amended
    if said.films:
        return (No(said.films[0].film),)
    ratings = [s.value.stars for s in clause.spans if isinstance(s.value, RatingValue)]
    praises = [s.value.stars for s in clause.spans if isinstance(s.value, PraiseValue)]
    alone = attached(plain, (), (*clause.spans, _it(clause)), start=clause.start, end=clause.end)
    day = next((film.day for film in alone.films), None)
    stars = next(iter((*reversed(ratings), *praises)), None)
    if stars is None and day is None:
        return (No(),)
    return (Amend(target(clause, plain, context)[0], stars, day),)


def _it(clause: Clause) -> Span:
    """A pronoun for the film that a correction leaves out: "actually on saturday"."""
    return Span(clause.start, clause.start, "position", PositionValue(ThatFilm()))
