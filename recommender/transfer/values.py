"""Reading single values of a row: stars, days, years, ids. Each says what is wrong with it."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from recommender.errors import ImportProblem

FIRST_YEAR, LAST_YEAR = 1870, 2100

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[, ].*)?")
_NAMED_MONTH = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y")
_IMDB = re.compile(r"(?:tt)?(\d{1,10})")

DayOrder: TypeAlias = Literal["day first", "month first", "unsure"]


class BadValue(ValueError):
    """A value that cannot be what its column says."""

    def __init__(self, problem: ImportProblem, detail: str) -> None:
        self.problem = problem
        self.detail = detail
        super().__init__(f"{problem}: {detail}")


def stars(text: str, *, out_of: int) -> float | None:
    """Stars, 0.5-5 in halves, from a rating; None for an empty one.

    Args:
        text: A number; a comma may stand for its point.
        out_of: The best rating of the scale, 5 or 10. A rating that falls between two halves goes
            to the higher one.

    Raises:
        BadValue: If it is no number of the scale.
    """
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        given = float(text)
    except ValueError:
        raise BadValue("rating", text) from None
    halves = int(given * 10 / out_of + 0.5) if 0 < given <= out_of else 0
    if not 1 <= halves <= 10:
        raise BadValue("rating", text)
    return halves / 2


def year(text: str) -> int | None:
    """A year; None for an empty one.

    Raises:
        BadValue: If it is none.
    """
    text = text.strip().removesuffix(".0")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or not FIRST_YEAR <= int(text[:5]) <= LAST_YEAR:
        raise BadValue("year", text)
    return int(text)


def day_order(texts: Iterable[str]) -> DayOrder:
    """In which order a file writes days like 3/4/2021: only a number above 12 tells."""
    firsts = seconds = 0
    found = False
    for text in texts:
        if match := _SLASHED.fullmatch(text.strip()):
            found = True
            firsts, seconds = max(firsts, int(match[1])), max(seconds, int(match[2]))
    if not found or firsts > 12:
        return "day first"
    return "month first" if seconds > 12 else "unsure"


def day(text: str, *, order: DayOrder, today: dt.date) -> dt.date | None:
    """A day; None for an empty one, and for one whose order nobody knows.

    Raises:
        BadValue: If it is none, or has not come yet.
    """
    text = text.strip()
    if not text:
        return None
    found = _day(text, order)
    if found is None:
        return None
    if not dt.date(FIRST_YEAR, 1, 1) <= found <= today + dt.timedelta(days=1):
        raise BadValue("day", text)
    return min(found, today)


def _day(text: str, order: DayOrder) -> dt.date | None:
    try:
        if match := _ISO.fullmatch(text):
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        if match := _SLASHED.fullmatch(text):
            first, second, of_year = int(match[1]), int(match[2]), int(match[3])
            if order == "unsure":
                return dt.date(of_year, first, second) if first == second else None
            if order == "month first":
                first, second = second, first
            return dt.date(of_year, second, first)
    except ValueError:
        raise BadValue("day", text) from None
    for form in _NAMED_MONTH:
        try:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    raise BadValue("day", text)


def moment(text: str, *, zone: dt.tzinfo | None) -> dt.datetime | None:
    """A moment like 2021-03-22T06:33:24.000Z where the person is; None for an empty one.

    Raises:
        BadValue: If it is none.
    """
    if not text.strip():
        return None
    try:
        found = dt.datetime.fromisoformat(text.strip())
        found = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
        return found.astimezone(zone)
    except (ValueError, OverflowError):
        raise BadValue("day", text) from None


def imdb_id(text: str) -> str | None:
    """IMDb's id, with zeros and without the tt; None for an empty one.

    Raises:
        BadValue: If it is none.
    """
    text = text.strip()
    if not text or text == "0":
        return None
    match = _IMDB.fullmatch(text)
    if match is None:
        raise BadValue("id", text)
    return match[1].zfill(7)


def number(text: str) -> int | None:
    """An id of TMDB or MovieLens; None for an empty one.

    Raises:
        BadValue: If it is none.
    """
    text = text.strip().removesuffix(".0")
    if not text or text == "0":
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 12:
        raise BadValue("id", text)
    return int(text)


def flag(text: str) -> bool:
    """Yes, true or 1."""
    return text.strip().casefold() in {"yes", "true", "1", "y"}


def at_noon(day: dt.date | None) -> float | None:
    """A day as a moment of it, unix seconds."""
    if day is None:
        return None
    return dt.datetime.combine(day, dt.time(12), dt.UTC).timestamp()
