"""What was understood, as JSON values for other programs."""

from typing import TypeAlias

from bot.intents import Mention
from bot.language.understand import Understanding
from recommender.domain import Ambiguous, NotFound, Resolution, Resolved

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_NAMES = {
    "thanks": "other",
    "yes": "other",
    "no": "other",
    "choose": "other",
    "not_seen": "other",
    "stale_button": "other",
    "start": "greeting",
}
"""Kinds that have no name of their own in the contract: they ask for no film and log none."""


def as_json(understanding: Understanding) -> dict[str, Json]:
    """One understood message in the shape of `python -m bot understand`."""
    filters = understanding.filters
    kind = understanding.intent.kind
    return {
        "text": understanding.text,
        "intent": _NAMES.get(kind, kind),
        "films": [_film(mention) for mention in understanding.mentions],
        "rating": understanding.rating,
        "watched_on": understanding.watched_on.isoformat() if understanding.watched_on else None,
        "filters": {
            "genres": list(filters.genres),
            "not_genres": list(filters.not_genres),
            "year_from": filters.year_from,
            "year_to": filters.year_to,
            "age": filters.age,
            "hidden_gems": filters.hidden_gems,
        },
    }


def _film(mention: Mention) -> dict[str, Json]:
    resolution = mention.resolution
    film = resolution.film if isinstance(resolution, Resolved) else None
    return {
        "surface": mention.surface,
        "status": _status(resolution),
        "movie_id": None if film is None else int(film.movie_id),
        "title": None if film is None else film.title,
        "year": None if film is None else film.year,
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
