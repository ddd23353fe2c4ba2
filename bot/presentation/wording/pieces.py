"""Formatting of parts of sentences: stars, days, genres, lists of names."""

import datetime as dt
from collections.abc import Sequence

from recommender.domain import Film, Filters

_GENRE_NAMES = {
    "Children": "family",
    "Film-Noir": "noir",
    "IMAX": "IMAX",
    "Sci-Fi": "sci-fi",
}
_DECADE_YEARS = 9


def stars(rating: float) -> str:
    """4.5 → "★★★★½"."""
    return "★" * int(rating) + ("½" if rating % 1 else "")


def day(date: dt.date, today: dt.date) -> str:
    """A day as one says it: "today", "yesterday", "on Sunday", "on 3 March 2020"."""
    days_ago = (today - date).days
    if days_ago == 0:
        return "today"
    if days_ago == 1:
        return "yesterday"
    if 1 < days_ago < 7:
        return f"on {date:%A}"
    year = "" if date.year == today.year else f" {date.year}"
    return f"on {date.day} {date:%B}{year}"


def genre(name: str) -> str:
    """A MovieLens genre as one says it."""
    return _GENRE_NAMES.get(name, name.lower())


def genres(film: Film) -> str:
    """A film's genres in a row, or nothing."""
    return ", ".join(genre(name) for name in film.genres)


def names(films: Sequence[Film]) -> str:
    """Names in a row: "Heat (1995), Alien (1979) and Aliens (1986)"."""
    return joined([film.name for film in films])


def joined(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def count(number: int, noun: str) -> str:
    """A number of things: "1 film", "3 films"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def wishes(filters: Filters) -> str:
    """Filters as one says them: "comedy from the 1990s, no horror"; empty for none."""
    parts: list[str] = []
    if filters.hidden_gems:
        parts.append("hidden gems")
    if filters.genres:
        parts.append(" + ".join(genre(name) for name in filters.genres))
    if filters.any_genres:
        parts.append(joined([genre(name) for name in filters.any_genres], "or"))
    if years := _years(filters.year_from, filters.year_to):
        parts.append(years)
    if filters.age:
        parts.append(filters.age)
    parts += filters.called
    if filters.not_genres:
        parts.append("no " + joined([genre(name) for name in filters.not_genres], "or"))
    return ", ".join(dict.fromkeys(parts))


def _years(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    if first is None:
        return f"up to {last}"
    if last is None:
        return f"since {first}"
    if first == last:
        return f"from {first}"
    if first % 10 == 0 and last - first == _DECADE_YEARS:
        return f"from the {first}s"
    return f"{first}–{last}"
