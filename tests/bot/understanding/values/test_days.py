"""Days: "1.5 weeks ago", "on 5/6", "on halloween"; what has no day gets none."""

import datetime as dt

import pytest

from bot.understanding.spans import DayValue
from bot.understanding.values import value_spans

NOW = dt.datetime(2026, 11, 25, 20, 15, tzinfo=dt.UTC)
"""A Wednesday evening."""
TODAY = NOW.date()


def days(text: str) -> list[DayValue]:
    return [s.value for s in value_spans(text, NOW) if isinstance(s.value, DayValue)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("watched inception 1.5 weeks ago", "2026-11-15"),
        ("one and a half weeks ago", "2026-11-15"),
        ("a year and a half ago", "2025-05-25"),
        ("watched inception seventy two days ago", "2026-09-14"),
        ("twenty-one days ago", "2026-11-04"),
        ("a fortnight ago", "2026-11-11"),
        ("couple days ago", "2026-11-23"),
        ("a couple of weeks ago", "2026-11-11"),
        ("half a year ago", "2026-05-25"),
        ("2 hours ago", "2026-11-25"),
        ("22 hours ago", "2026-11-24"),
        ("a month ago", "2026-10-25"),
        ("3 yrs ago", "2023-11-25"),
        ("two decades back", "2006-11-25"),
        ("watched heat on 5/6", "2026-06-05"),
        ("on 11/23", "2026-11-23"),
        ("on 24/12/2025", "2025-12-24"),
        ("on 2024-02-02", "2024-02-02"),
        ("on 3 march 2024", "2024-03-03"),
        ("on march 3rd", "2026-03-03"),
        ("on the 1st of december", "2025-12-01"),
        ("last christmas", "2025-12-25"),
        ("watched inception on halloween", "2026-10-31"),
        ("on new year's eve", "2025-12-31"),
        ("over easter", "2026-04-05"),
        ("on st patrick's day", "2026-03-17"),
        ("last thanksgiving", "2025-11-27"),
        ("yesterday", "2026-11-24"),
        ("last night", "2026-11-24"),
        ("the day before yesterday", "2026-11-23"),
        ("tonight", "2026-11-25"),
        ("on saturday night", "2026-11-21"),
        ("last weds", "2026-11-18"),
        ("Friday", "2026-11-20"),
        ("three sundays ago", "2026-11-08"),
        ("on tuesday last week", "2026-11-17"),
        ("last week on tuesday", "2026-11-17"),
        ("on the 5th", "2026-11-05"),
        ("on the 31st", "2026-10-31"),
        ("the thing was on saturday", "2026-11-21"),
    ],
)
def test_a_day_is_read(text: str, day: str) -> None:
    assert days(text) == [DayValue(dt.date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in March", "2026-03-01", "2026-03-31"),
        ("in december", "2025-12-01", "2025-12-31"),
        ("in february 2024", "2024-02-01", "2024-02-29"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("last weekend", "2026-11-21", "2026-11-22"),
        ("the weekend before last", "2026-11-14", "2026-11-15"),
        ("this year", "2026-01-01", "2026-11-25"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("in the past week", "2026-11-18", "2026-11-25"),
        ("the last 3 days", "2026-11-22", "2026-11-25"),
    ],
)
def test_a_stretch_of_days_has_two_ends(text: str, first: str, last: str) -> None:
    assert days(text) == [DayValue(dt.date.fromisoformat(first), dt.date.fromisoformat(last))]


@pytest.mark.parametrize(
    "text",
    [
        "years ago",
        "as a kid",
        "the other day",
        "ages ago",
        "in the 90s",
        "when it came out",
        "in early march",
        "at the end of last year",
        "in spring",
        "the week before last",
        "the night before",
        "in 5th grade",
        "before the pandemic",
    ],
)
def test_some_time_ago_is_no_day(text: str) -> None:
    assert days(text) == [DayValue(None)]


@pytest.mark.parametrize(
    "text",
    [
        "on halloween eve",
        "on my birthday",
        "over the holidays",
        "after christmas",
        "during the storm",
        "on 45/67",
        "on feb 30 2024",
    ],
)
def test_a_day_that_cannot_be_known_is_not_read_and_never_today(text: str) -> None:
    assert [value for value in days(text) if value.day is None] == [DayValue(None, unread=True)]
    assert TODAY not in [value.day for value in days(text)]


@pytest.mark.parametrize("text", ["tomorrow", "next week", "next friday", "in 3 days", "someday"])
def test_days_to_come_are_in_the_future(text: str) -> None:
    assert [value.future for value in days(text)] == [True]


@pytest.mark.parametrize("text", ["not last night", "it was on saturday, not today"])
def test_a_day_that_is_denied_is_none(text: str) -> None:
    assert TODAY not in [value.day for value in days(text)]
    assert TODAY - dt.timedelta(days=1) not in [value.day for value in days(text)]


def test_no_number_of_years_is_too_large() -> None:
    assert [value.day for value in days("watched it 999 decades ago")] == [None]
