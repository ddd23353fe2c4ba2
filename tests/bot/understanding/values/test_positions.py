"""Places in a list and pointing words; counts, ages and names of films are none."""

import datetime as dt

import pytest

from bot.intents import FilmRef, Nth, OtherOne, ThatFilm, Those
from bot.understanding.spans import PositionValue, TimeValue
from bot.understanding.values import value_spans

NOW = dt.datetime(2026, 11, 25, 20, 15, tzinfo=dt.UTC)


def positions(text: str) -> list[FilmRef]:
    return [s.value.ref for s in value_spans(text, NOW) if isinstance(s.value, PositionValue)]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("the third", [Nth(3)]),
        ("put the third on my list", [Nth(3)]),
        ("the second one", [Nth(2)]),
        ("2nd one i've seen already", [Nth(2)]),
        ("number 3", [Nth(3)]),
        ("number two", [Nth(2)]),
        ("#4", [Nth(4)]),
        ("3 and 5", [Nth(3), Nth(5)]),
        ("numbers 2 and 4", [Nth(2), Nth(4)]),
        ("the first and the third", [Nth(1), Nth(3)]),
        ("the last one", [Nth(-1)]),
        ("both", [Those(2)]),
        ("add both of them", [Those(2)]),
        ("all of them", [Those()]),
        ("these", [Those()]),
        ("the first three", [Those(3)]),
        ("all of them except 4", [Those(without=(4,))]),
        ("all but the second", [Those(without=(2,))]),
        ("it", [ThatFilm()]),
        ("that one", [ThatFilm()]),
        ("the other one", [OtherOne()]),
        ("the 2005 one", [OtherOne(2005)]),
        ("the one from 1951", [OtherOne(1951)]),
        ("the newer one", [OtherOne(age="newer")]),
        ("the remake", [OtherOne(age="newer")]),
        ("the original", [OtherOne(age="older")]),
    ],
)
def test_films_are_pointed_at(text: str, refs: list[FilmRef]) -> None:
    assert positions(text) == refs


@pytest.mark.parametrize(
    "text",
    [
        "for the first time",
        "my first film",
        "last night",
        "the last film i saw",
        "first world war",
        "my son is 5",
        "the 7 of us",
        "your top 5",
        "4/5",
        "4.5",
        "⭐5",
        "5 stars",
        "10:30",
    ],
)
def test_other_words_and_numbers_are_no_places(text: str) -> None:
    assert positions(text) == []


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("at 8", "2026-11-26 20:00"),
        ("at 9", "2026-11-25 21:00"),
        ("tonight at 10", "2026-11-25 22:00"),
        ("tomorrow at 20:30", "2026-11-26 20:30"),
        ("9pm", "2026-11-25 21:00"),
        ("at 9:30 pm", "2026-11-25 21:30"),
        ("20h", "2026-11-26 20:00"),
        ("in half an hour", "2026-11-25 20:45"),
        ("in 90 minutes", "2026-11-25 21:45"),
        ("at noon", "2026-11-26 12:00"),
    ],
)
def test_a_time_is_the_next_one_to_come(text: str, moment: str) -> None:
    times = [s.value for s in value_spans(text, NOW) if isinstance(s.value, TimeValue)]
    assert times == [TimeValue(dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC))]


@pytest.mark.parametrize("text", ["at 25:00", "at 20:75"])
def test_a_time_that_no_clock_shows_is_none(text: str) -> None:
    times = [s.value for s in value_spans(text, NOW) if isinstance(s.value, TimeValue)]
    assert times == [TimeValue(None)]
