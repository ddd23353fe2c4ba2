"""How single values are spelled inside a button's data: short, ASCII, one spelling each.

Every `write_*` raises ValueError for a value that it cannot spell; every `read_*` raises
ValueError for text that it cannot read. Reading is lenient: `decode` compares with `encode`.
"""

import datetime as dt
import string
from collections.abc import Iterable

from bot.intents import ById, FilmRef
from recommender.domain import GENRES, Age, Filters, MovieId

_DIGITS = string.digits + string.ascii_lowercase
_WORD = frozenset(string.ascii_letters + string.digits + "_-")
_LETTERS = string.ascii_lowercase[: len(GENRES)]
_LARGEST = 2**63 - 1
_AGES: dict[str, Age] = {"o": "older", "n": "newer"}


def write_number(value: int) -> str:
    """A whole number from 0 upwards, in base 36."""
    if value < 0:
        raise ValueError(f"{value} is negative")
    digits = ""
    while value >= len(_DIGITS):
        value, digit = divmod(value, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return _DIGITS[value] + digits


def read_number(text: str) -> int:
    """What `write_number` wrote, as far as the database can hold it."""
    number = int(text, 36)
    if number > _LARGEST:
        raise ValueError(text)
    return number


def write_optional(value: int | None) -> str:
    """A number, or nothing."""
    return "" if value is None else write_number(value)


def read_optional(text: str) -> int | None:
    """What `write_optional` wrote."""
    return read_number(text) if text else None


def write_flag(value: bool) -> str:  # noqa: FBT001  (a codec's only argument)
    """Yes or nothing."""
    return "y" if value else ""


def read_flag(text: str) -> bool:
    """What `write_flag` wrote."""
    return text == "y"


def write_word(value: str) -> str:
    """Letters, digits, "_" and "-"."""
    if not _WORD.issuperset(value):
        raise ValueError(f"{value!r} does not fit a button")
    return value


def write_rating(rating: float | None) -> str:
    """Stars as a number of halves, or nothing."""
    if rating is None:
        return ""
    halves = int(rating * 2)
    if halves != rating * 2 or not 1 <= halves <= 10:
        raise ValueError(f"{rating} is no rating of 0.5-5 in halves")
    return write_number(halves)


def read_rating(text: str) -> float | None:
    """What `write_rating` wrote."""
    return read_number(text) / 2 if text else None


def write_day(day: dt.date | None) -> str:
    """A day as a number of days, or nothing."""
    return "" if day is None else write_number(day.toordinal())


def read_day(text: str) -> dt.date | None:
    """What `write_day` wrote."""
    try:
        return dt.date.fromordinal(read_number(text)) if text else None
    except OverflowError as error:
        raise ValueError(text) from error


def write_moment(moment: dt.datetime | None) -> str:
    """A moment to the minute, or nothing; the day and the zone of the message are not kept."""
    if moment is None:
        return ""
    return write_number(int(moment.timestamp()) // 60)


def read_moment(text: str) -> dt.datetime | None:
    """What `write_moment` wrote, in UTC."""
    try:
        return dt.datetime.fromtimestamp(60 * read_number(text), dt.UTC) if text else None
    except (OverflowError, OSError) as error:
        raise ValueError(text) from error


def write_films(films: Iterable[FilmRef]) -> str:
    """Films that are known by their ids, joined by dots."""
    return ".".join(write_number(_movie_id(film)) for film in films)


def _movie_id(film: FilmRef) -> MovieId:
    if not isinstance(film, ById):
        raise ValueError(f"{film!r} is not known by its id")  # noqa: TRY004  (one error for all)
    return film.movie_id


def read_films(text: str) -> tuple[ById, ...]:
    """What `write_films` wrote."""
    return tuple(ById(MovieId(read_number(part))) for part in text.split(".")) if text else ()


def read_film(text: str) -> ById:
    """The one film that `write_films` wrote."""
    (film,) = read_films(text)
    return film


def write_genres(genres: Iterable[str]) -> str:
    """A letter for each genre, in their order."""
    return "".join(_LETTERS[GENRES.index(genre)] for genre in genres)


def read_genres(text: str) -> tuple[str, ...]:
    """What `write_genres` wrote."""
    return tuple(GENRES[_LETTERS.index(letter)] for letter in text)


def write_filters(filters: Filters) -> str:
    """Wishes in seven parts joined by "-", without empty ones at the end.

    Genres, excluded genres, first year, last year, age, whether hidden gems are wanted, and genres
    of which one is enough.
    """
    age = "" if filters.age is None else filters.age[0]
    return "-".join(
        (
            write_genres(filters.genres),
            write_genres(filters.not_genres),
            write_optional(filters.year_from),
            write_optional(filters.year_to),
            age,
            write_flag(filters.hidden_gems),
            write_genres(filters.any_genres),
        )
    ).rstrip("-")


def read_filters(text: str) -> Filters:
    """What `write_filters` wrote."""
    parts = text.split("-")
    parts += [""] * (7 - len(parts))
    genres, not_genres, year_from, year_to, age, hidden_gems, any_genres = parts
    return Filters(
        genres=read_genres(genres),
        not_genres=read_genres(not_genres),
        year_from=read_optional(year_from),
        year_to=read_optional(year_to),
        age=_AGES.get(age),
        hidden_gems=read_flag(hidden_gems),
        any_genres=read_genres(any_genres),
    )
