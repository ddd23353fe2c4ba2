"""Acts that ask for something: lists, facts, the own log, a movie night, the bot itself."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from bot.intents import (
    AddFilm,
    CannotDo,
    FilmFact,
    FilmRef,
    ForgetMe,
    Greeting,
    Group,
    Help,
    History,
    HistoryMeasure,
    HistoryQuestion,
    Intent,
    Limit,
    Mention,
    More,
    Nights,
    Other,
    Privacy,
    Recommend,
    Search,
    Settings,
    Similar,
    SmallTalk,
    SmallTalkTopic,
    Status,
    Thanks,
    ThatFilm,
    Watchlist,
)
from bot.understanding.clauses import Clause, named_or_pointed, target
from bot.understanding.context import Context
from bot.understanding.narrowing import filters_of, unmet_of, with_moods
from bot.understanding.spans import DayValue, RatingValue, Span, TimeValue, YearsValue
from bot.understanding.topics import (
    described,
    film_topic,
    is_about_unknown,
    topics_of,
    unmet_beside,
    without_refused,
)
from bot.understanding.values.vocabulary import Words, any_in, languages_in
from recommender.domain import NotFound

_OF_US = re.compile(r"\b(?:us|we|uns|wir|nos|nosotros|nous)\b")
_MY_LIST = re.compile(r"\b(?:my|meine[rn]?|mi|ma) (?:watch[ -]?)?(?:list|liste|lista)\b")
_WOULD_I = re.compile(
    r"\b(?:i'?d|i would|would i|i'?ll|will i|i might) (?:really )?(?:like|love|enjoy) $"
)
_IS_IT = re.compile(r"\W*(?:is|was|isn'?t|wasn'?t) (?:it|this|that)\b")
_PLAIN: Mapping[str, Intent] = {
    "greeting": Greeting(),
    "help": Help(),
    "thanks": Thanks(),
    "settings": Settings(),
    "privacy": Privacy(),
    "forget_me": ForgetMe(),
    "nights": Nights(),
    "status": Status(),
}
_MEASURES: tuple[HistoryMeasure, ...] = (
    "genres",
    "average",
    "count",
    "best",
    "worst",
    "last",
    "rating",
    "seen",
)
_FACTS: tuple[FilmFact, ...] = get_args(FilmFact)
_LIMITS: tuple[Limit, ...] = get_args(Limit)
_TOPICS: tuple[SmallTalkTopic, ...] = get_args(SmallTalkTopic)


def request(clause: Clause, plain: str, context: Context) -> Intent:
    """The act that a label names, with the films and wishes of its clause; else nothing we do.

    Args:
        clause: What the reader chose.
        plain: The whole message, folded.
        context: What it may refer to.
    """
    words = plain[clause.start : clause.end]
    languages = languages_in(plain)
    filters, topics = filters_of(clause.spans), topics_of(clause, plain)
    unmet = unmet_beside(topics, unmet_of(clause.spans))
    if not (topics or unmet or clause.films) and is_about_unknown(clause, plain):
        unmet = ("subject",)
    clause, left_out = without_refused(clause, plain, topics)
    topics = (*topics, *left_out)
    films = named_or_pointed(clause, context)
    label, _, detail = clause.intent.partition(".")
    match label:
        case "recommend" if _OF_US.search(words) and any_in(words, languages, "facts", "just_pick"):
            return Group(with_moods(filters, clause.spans), _moment(clause), now=True)
        case "recommend":
            return Recommend(filters, unmet, topics)
        case "similar" if clause.films and _WOULD_I.search(plain[: clause.films[0].start]):
            return Search(films, filters, "would_like", unmet)
        case "similar":
            seen_too = any_in(words, languages, "facts", "seen_too")
            return Similar(target(clause, plain, context), filters, seen_too, unmet, topics)
        case "search":
            asks = next((f for f in _FACTS if any_in(words, languages, "film_facts", f)), None)
            if films == (ThatFilm(),) and (told := described(clause, plain)):
                return Search((), filters, None, unmet, told)
            if asks is None and films == (ThatFilm(),) and _IS_IT.match(words):
                asks = "genres"  # "is it scary"
            if asks is None and films == (ThatFilm(),) and filters:
                return More(filters, unmet, topics)  # "make it a comedy"
            return Search(films, filters, asks if films else None, unmet, topics)
        case "history" if not films and _MY_LIST.search(words):
            return Watchlist()
        case "history":
            return History(_question(clause, words, languages, context))
        case "group":
            now_ = any_in(words, languages, "facts", "just_pick")
            return Group(with_moods(filters, clause.spans), _moment(clause), now=now_)
        case "add_film":
            return _addition(clause)
        case "small_talk":
            return SmallTalk(next((t for t in _TOPICS if t == detail), "about_films"), films)
        case "cannot_do":
            return CannotDo(next((limit for limit in _LIMITS if limit == detail), "other"))
        case _:
            told = described(clause, plain) if label == "other" else ()
            if told:
                return Search((), filters, None, unmet, told)
            return _PLAIN.get(label, Other(films))


def _is_known(ref: FilmRef) -> bool:
    return isinstance(ref, Mention) and not isinstance(ref.resolution, NotFound)


def leaving_out(before: Intent, clause: Clause, plain: str) -> Intent | None:
    """A list without films that are only left out of it: "like Heat, but not Collateral".

    Args:
        before: The act before the clause.
        clause: What the reader took for another act.
        plain: The whole message, folded.

    Returns:
        None where the clause is an act of its own.
    """
    if clause.intent != "not_interested" or not clause.films:
        return None
    if not isinstance(before, Recommend | Similar | Search | More):
        return None
    words = plain[clause.start : clause.films[0].start].split()
    if not words or not _LEAVES_OUT.issuperset(words):
        return None
    left_out = (film_topic(film) for film in clause.films)
    return replace(before, topics=(*before.topics, *left_out))


_LEAVES_OUT = frozenset("but not and no without except , the".split())


def _question(
    clause: Clause, words: str, languages: Sequence[Words], context: Context
) -> HistoryQuestion:
    """What is asked of the own log: "which films did I give 5 stars", "how many in March"."""
    films = named_or_pointed(clause, context)
    measure: HistoryMeasure = next(
        (m for m in _MEASURES if any_in(words, languages, "history", m)), "films"
    )
    if measure in {"best", "worst", "last"}:
        # "the lowest" is no film's name
        films = tuple(film for film in films if _is_known(film))
        measure = "films" if films else measure
    if measure in {"rating", "seen"} and not films:
        measure = "films"
    stars = [s.value.stars for s in clause.spans if isinstance(s.value, RatingValue)]
    low = high = stars[-1] if stars else None
    if any_in(words, languages, "history", "at_least"):
        high = None
    elif any_in(words, languages, "history", "at_most"):
        low = None
    since, until = _stretch(clause.spans)
    # A year beside the log is when films were seen, unless a decade or genre says otherwise.
    rest = [s for s in clause.spans if not isinstance(s.value, YearsValue) or since is None]
    return HistoryQuestion(measure, films, since, until, low, high, filters_of(rest))


def _stretch(spans: Sequence[Span]) -> tuple[dt.date | None, dt.date | None]:
    for span in spans:
        if isinstance(span.value, DayValue) and span.value.day is not None:
            return span.value.day, span.value.until or span.value.day
    return None, None


def _moment(clause: Clause) -> dt.datetime | None:
    times = [s.value.moment for s in clause.spans if isinstance(s.value, TimeValue)]
    return next((moment for moment in times if moment is not None), None)


def _addition(clause: Clause) -> AddFilm:
    """The film to add; its year may stand behind its name."""
    years = [span.value for span in clause.spans if isinstance(span.value, YearsValue)]
    year = next((value.first for value in years if value.first == value.last), None)
    genres = filters_of(clause.spans).genres
    return AddFilm(clause.films[0].surface if clause.films else None, year, genres)


def unread_in(clause: Clause, today: dt.date) -> tuple[Span, ...]:
    """Times and days that a movie night was given and that name no moment: "at 25:00"."""
    if clause.intent != "group":
        return ()
    times = [span for span in clause.spans if isinstance(span.value, TimeValue)]
    days = [span for span in clause.spans if isinstance(span.value, DayValue)]
    days = [span for span in days if span.value != DayValue(today)]
    if any(isinstance(s.value, TimeValue) and s.value.moment is not None for s in times):
        return ()
    return (*times, *days)
