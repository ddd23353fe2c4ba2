import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.dates import days
from bot.language.message import fold
from tests.bot.language.reading import NOW

DAYS = [
    ("last night", "2025-03-11"),
    ("yesterday", "2025-03-11"),
    ("yesterday evening", "2025-03-11"),
    ("tonight", "2025-03-12"),
    ("this morning", "2025-03-12"),
    ("the day before yesterday", "2025-03-10"),
    ("on friday", "2025-03-07"),
    ("friday night", "2025-03-07"),
    ("last monday", "2025-03-10"),
    ("on wed", "2025-03-05"),
    ("on wednesday", "2025-03-05"),
    ("last weekend", "2025-03-08"),
    ("over the weekend", "2025-03-08"),
    ("two weeks ago", "2025-02-26"),
    ("a couple of days ago", "2025-03-10"),
    ("3 days ago", "2025-03-09"),
    ("a month ago", "2025-02-12"),
    ("last week", "2025-03-05"),
    ("last year", "2024-03-12"),
    ("5 years ago", "2020-03-12"),
    ("3 march", "2025-03-03"),
    ("march 3rd 2020", "2020-03-03"),
    ("3rd of march", "2025-03-03"),
    ("dec 25", "2024-12-25"),
    ("on may 5", "2024-05-05"),
    ("29 feb", "2024-02-29"),
    ("in march", "2025-03-01"),
    ("in 2019", "2019-01-01"),
    ("2019-05-06", "2019-05-06"),
    ("03/04/2024", "2024-04-03"),
    ("12/25/2020", "2020-12-25"),
    ("31.12.24", "2024-12-31"),
    ("on 3/4", "2024-04-03"),
    ("at christmas", "2024-12-25"),
    ("on new year's eve", "2024-12-31"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_the_last_one_of_its_name(text, day):
    assert [str(found.date) for found in days(fold(text), NOW)] == [day]


VAGUE = ["years ago", "the other day", "as a kid", "when i was little", "ages ago", "recently"]


@pytest.mark.parametrize("text", VAGUE)
def test_some_time_ago_is_no_day(text):
    assert [found.date for found in days(fold(text), NOW)] == [None]


NO_DAYS = [
    "friday the 13th",
    "in 2040",
    "31 feb 2020",
    "on the 5th of may 2030",
    "may the force",
    "99/99/2020",
    "1995",
]


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day_that_has_been_is_not_read_as_one(text):
    assert list(days(fold(text), NOW)) == []


def test_a_weekday_is_counted_in_the_persons_own_zone():
    # It is already Thursday in Auckland.
    there = NOW.astimezone(dt.timezone(dt.timedelta(hours=13)))
    (day,) = days("yesterday", there)
    assert day.date == dt.date(2025, 3, 12)


WORDS = [
    "last",
    "this",
    "on",
    "in",
    "ago",
    "two",
    "3",
    "31",
    "29",
    "days",
    "weeks",
    "months",
    "years",
    "friday",
    "sunday",
    "night",
    "week",
    "weekend",
    "march",
    "feb",
    "2020",
    "2024",
    "2031",
    "03/04/2024",
    "30/02/2021",
    "christmas",
    "eve",
    "yesterday",
    "of",
    "the",
    "a",
    "few",
    "couple",
    "th",
    "1",
    "12",
    "999",
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
    st.dates(dt.date(1970, 1, 1), dt.date(2100, 1, 1)),
)
def test_no_day_lies_in_the_future(text, today):
    now = dt.datetime.combine(today, dt.time(12), tzinfo=dt.UTC)
    for day in days(text, now):
        assert day.date is None or day.date <= today
