"""Reading messages in tests, and showing what was understood in one short line."""

import csv
import datetime as dt
from dataclasses import fields
from pathlib import Path

from bot.intents import ById, FilmRef, Intent, Mention, Nth, ThatFilm
from bot.language.context import Context
from bot.language.understand import Understanding, understand
from recommender import TitleIndex
from recommender.catalogue.spelling import spoken_title
from recommender.domain import Ambiguous, Film, Filters, MovieId, Resolved

NOW = dt.datetime(2025, 3, 12, 20, 0, tzinfo=dt.UTC)
"""A Wednesday evening."""

_FILMS = Path(__file__).with_name("known_films.csv")


def known_titles(kind: type[TitleIndex] = TitleIndex) -> TitleIndex:
    """The index of known_films.csv: films of the embedded set with their numbers of ratings, and
    younger ones, whose numbers are made up.
    """
    films: list[Film] = []
    popularity: dict[MovieId, int] = {}
    with _FILMS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            movie_id = MovieId(int(row["movieId"]))
            name = spoken_title(row["title"])
            films.append(
                Film(movie_id, name.title, name.year, tuple(row["genres"].split("|")), row["title"])
            )
            popularity[movie_id] = int(row["ratings"])
    return kind.build(films, popularity)


def read(titles: TitleIndex, text: str, context: Context = Context()) -> Understanding:
    """Understand a message written on that Wednesday."""
    return understand(text, titles=titles, now=NOW, context=context)


def named(understanding: Understanding) -> list[str]:
    """The films named, as `shown` shows them."""
    return [_ref(mention) for mention in understanding.mentions]


def shown(intent: Intent) -> str:
    """An intent in one line: "log_watched Heat (1995) | 4.5 2025-03-11".

    An unsure film shows like a sure one, an unknown one as "heat??", a place as "#2", the film
    talked about as "it". Wishes show as "+Comedy -Horror 1990-1999 older gems".
    """
    parts: list[str] = []
    films: list[str] = []
    for field in fields(intent):
        value = getattr(intent, field.name)
        if field.name == "kind":
            continue
        if isinstance(value, Mention | Nth | ThatFilm | ById):
            films.append(_ref(value))
        elif isinstance(value, tuple) and field.name == "films":
            films += [_ref(ref) for ref in value]
        elif isinstance(value, Filters):
            parts += _filters(value)
        elif value is True:
            parts.append(field.name)
        elif value not in (None, False, "", (), 0):
            parts.append(str(value) if not isinstance(value, dt.time) else f"{value:%H:%M}")
    words = " ".join(parts)
    return f"{intent.kind} {', '.join(films)}".strip() + (f" | {words}" if words else "")


def _ref(ref: FilmRef) -> str:
    match ref:
        case Mention(surface, resolution):
            match resolution:
                case Resolved(film):
                    return film.name
                case Ambiguous(_, (best, *_)):
                    return best.film.name  # whether to ask is for the titles to know
                case _:
                    return f"{surface}??"
        case Nth(position):
            return f"#{position}"
        case ThatFilm():
            return "it"
        case ById(movie_id):
            return f"id{movie_id}"


def _filters(filters: Filters) -> list[str]:
    parts = [f"+{genre}" for genre in filters.genres]
    parts += [f"-{genre}" for genre in filters.not_genres]
    if filters.year_from is not None or filters.year_to is not None:
        parts.append(f"{filters.year_from or ''}-{filters.year_to or ''}")
    if filters.age is not None:
        parts.append(filters.age)
    if filters.hidden_gems:
        parts.append("gems")
    return parts
