"""What was understood, as JSON values for other programs."""

from typing import TypeAlias

from bot.intents import Mention
from bot.language.understand import Understanding
from recommender.domain import Ambiguous, NotFound, Resolved

Json: TypeAlias = "str | int | float | bool | None | list[Json] | dict[str, Json]"

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
    match resolution:
        case Resolved(film):
            status, movie_id, title = "resolved", int(film.movie_id), film.name
        case Ambiguous():
            status, movie_id, title = "ambiguous", None, None
        case NotFound():
            status, movie_id, title = "not_found", None, None
    return {
        "surface": mention.surface,
        "status": status,
        "movie_id": movie_id,
        "title": title,
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
