"""Days of the calendar, counted back from today."""

import datetime as dt
import re

_MONTHS_A_YEAR = 12
_FIRST_YEAR = 1880
_LOOK_BACK = 9
"""Years; far enough for a 29 February."""


def months_back(today: dt.date, months: int) -> dt.date | None:
    """The same day so many months before (after, when negative), or the month's last one."""
    year, month = divmod(today.year * _MONTHS_A_YEAR + today.month - 1 - months, _MONTHS_A_YEAR)
    if not _FIRST_YEAR <= year <= dt.MAXYEAR:
        return None
    for day in (today.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(day, today.day))
        except ValueError:
            continue
    return None


def weekday_back(today: dt.date, weekday: int, *, on_the_day: int) -> dt.date:
    """The last such weekday (0 is Monday); `on_the_day` is how far back it is on itself."""
    return today - dt.timedelta(days=(today.weekday() - weekday) % 7 or on_the_day)


def latest(today: dt.date, month: int, day: int, year: str | None = None) -> dt.date | None:
    """The last such day that has been, or the one of that year; None where none exists."""
    if year is not None:
        try:
            return dt.date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        except ValueError:
            return None
    for candidate in range(today.year, today.year - _LOOK_BACK, -1):
        try:
            date = dt.date(candidate, month, day)
        except ValueError:  # 29 February, or no day at all
            continue
        if date <= today:
            return date
    return None


def month_of(today: dt.date, month: int, year: str | None = None) -> tuple[dt.date, dt.date]:
    """First and last day of the last such month that has begun, or of that year's."""
    value = int(year) if year is not None else today.year - (month > today.month)
    first = dt.date(value, month, 1)
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def year_of(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def numeric(today: dt.date, written: str) -> dt.date | None:
    """A day in figures: "2024-05-02", "5/6", "5.6.2024"; None where there is no such day.

    Day first, as most of the world writes it, unless only month first makes a day.
    """
    parts = re.findall(r"\d+", written)
    if len(parts) == 3 and len(parts[0]) == 4:
        return latest(today, int(parts[1]), int(parts[2]), parts[0])
    if len(parts) not in {2, 3}:
        return None
    year = parts[2] if len(parts) == 3 else None
    day, month = int(parts[0]), int(parts[1])
    first = latest(today, month, day, year) if 1 <= month <= 12 else None
    return first or (latest(today, day, month, year) if 1 <= day <= 12 else None)


def feast_of(today: dt.date, feast: str) -> dt.date | None:
    """The last such feast: "12-25", "easter+1" (days from Easter), "11-thu4" (fourth Thursday)."""
    fixed = re.fullmatch(r"(\d+)-(\d+)", feast)
    if fixed is not None:
        return latest(today, int(fixed[1]), int(fixed[2]))
    for year in (today.year, today.year - 1):
        day = _moving(year, feast)
        if day is not None and day <= today:
            return day
    return None


def _moving(year: int, feast: str) -> dt.date | None:
    after_easter = re.fullmatch(r"easter([+-]\d+)?", feast)
    if after_easter is not None:
        return _easter(year) + dt.timedelta(days=int(after_easter[1] or 0))
    nth = re.fullmatch(r"(\d+)-(mon|thu|sun)(\d)", feast)
    if nth is None:
        return None
    first = dt.date(year, int(nth[1]), 1)
    weekday = {"mon": 0, "thu": 3, "sun": 6}[nth[2]]
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (int(nth[3]) - 1))


def _easter(year: int) -> dt.date:
    """Easter Sunday, by the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)
