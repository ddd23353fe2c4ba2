"""What was understood, as JSON values for other programs."""

import datetime as dt
from typing import TypeAlias

from bot.intents import CannotDo, Intent, LogWatched, Mention, Rate, SmallTalk
from bot.understanding.spans import PersonValue, Span
from bot.understanding.understand import Understanding
from recommender.domain import Ambiguous, NotFound, Resolution, Resolved

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_NAMES = {
    "thanks": "other",
    "yes": "other",
    "no": "other",
    "skip": "other",
    "cancel": "other",
    "choose": "other",
    "not_seen": "other",
    "stale_button": "other",
    "not_yours": "other",
    "small_talk": "other",
    "start": "greeting",
    "amend": "rate",
}
"""Kinds that have no name of their own in the contract."""
_LIMITS = {"showtimes": "search", "trailer": "search", "books": "rate"}
"""What is asked of things that the bot does not know, by what it would be called of a film."""


def name_of(intent: Intent) -> str:
    """The name of an intent in the contract of `python -m bot understand`."""
    match intent:
        case CannotDo(what=what):
            return _LIMITS.get(what, "other")
        case SmallTalk(topic="how_are_you"):
            return "greeting"
    return _NAMES.get(intent.kind, intent.kind)


def as_json(understanding: Understanding) -> dict[str, Json]:
    """One understood message in the shape of `python -m bot understand`."""
    filters = understanding.filters
    said = _said(understanding)
    rating = next((rating for rating, _ in said.values() if rating is not None), None)
    day = next((day for _, day in said.values() if day is not None), None)
    return {
        "text": understanding.text,
        "intent": name_of(understanding.intent),
        "confidence": round(understanding.confidence, 3),
        "second": None if understanding.second is None else name_of(understanding.second),
        "acts": [name_of(act) for act in understanding.acts],
        "films": [_film(mention, said) for mention in understanding.mentions],
        "people": [
            {
                "surface": understanding.text[span.start : span.end],
                "name": _name(understanding, span),
            }
            for span in understanding.values
            if span.kind == "person"
        ],
        "rating": rating,
        "watched_on": day.isoformat() if day else None,
        "filters": {
            "genres": list(filters.genres or filters.any_genres),
            "not_genres": list(filters.not_genres),
            "year_from": filters.year_from,
            "year_to": filters.year_to,
            "age": filters.age,
            "hidden_gems": filters.hidden_gems,
        },
    }


def _name(understanding: Understanding, span: Span) -> str:
    if isinstance(span.value, PersonValue):
        return span.value.name
    return understanding.text[span.start : span.end].title()


_Said: TypeAlias = dict[int, tuple[float | None, dt.date | None]]


def _said(understanding: Understanding) -> _Said:
    """Stars and day of each mention, by where it stands; places of a list below zero."""
    said: _Said = {}
    for act in understanding.acts:
        match act:
            case LogWatched(viewings=viewings):
                values = [(v.film, v.rating, v.watched_on) for v in viewings]
            case Rate(opinions=opinions):
                values = [(o.film, o.rating, None) for o in opinions]
            case _:
                continue
        for film, rating, day in values:
            key = film.start if isinstance(film, Mention) else -1 - len(said)
            said[key] = (rating, day)
    return said


def _film(mention: Mention, said: _Said) -> dict[str, Json]:
    resolution = mention.resolution
    film = resolution.film if isinstance(resolution, Resolved) else None
    rating, day = said.get(mention.start, (None, None))
    return {
        "surface": mention.written or mention.surface,
        "status": _status(resolution),
        "movie_id": None if film is None else int(film.movie_id),
        "title": None if film is None else film.title,
        "year": None if film is None else film.year,
        "rating": rating,
        "watched_on": day.isoformat() if day else None,
        "candidates": [
            {
                "movie_id": int(candidate.film.movie_id),
                "title": candidate.film.title,
                "year": candidate.film.year,
                "score": round(candidate.score, 4),
            }
            for candidate in resolution.candidates
        ],
    }


def _status(resolution: Resolution) -> str:
    match resolution:
        case Resolved():
            return "resolved"
        case Ambiguous():
            return "ambiguous"
        case NotFound():
            return "not_found"
