"""Genres, moods, years and gems, signed; and wishes that cannot be met."""

import datetime as dt

import pytest

from bot.intents import Unmet
from bot.understanding.narrowing import filters_of, unmet_of
from bot.understanding.spans import GenreValue, MoodValue, UnmetValue, YearsValue
from bot.understanding.values import value_spans
from recommender.domain import Filters

NOW = dt.datetime(2026, 11, 25, 20, 15, tzinfo=dt.UTC)


def filters(text: str) -> Filters:
    return filters_of(value_spans(text, NOW))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a comedy", Filters(genres=("Comedy",))),
        ("a romcom", Filters(genres=("Romance", "Comedy"))),
        ("a funny western", Filters(genres=("Comedy", "Western"))),
        ("comedy or thriller", Filters(any_genres=("Comedy", "Thriller"))),
        (
            "a comedy, a western or a musical",
            Filters(genres=("Comedy",), any_genres=("Western", "Musical")),
        ),
        ("a family comedy please, no musicals", Filters(("Comedy",), (), ("Musical",))),
        ("no horror or musicals", Filters(not_genres=("Horror", "Musical"))),
        ("no horror, musicals or westerns", Filters(not_genres=("Horror", "Musical", "Western"))),
        ("not too scary, a comedy or a western", Filters((), ("Comedy", "Western"), ("Horror",))),
        ("no horror, comedy please", Filters(("Comedy",), (), ("Horror",))),
        ("comedy but not romantic", Filters(("Comedy",), (), ("Romance",))),
        ("no romcoms", Filters(not_genres=("Romance",))),
        ("nothing scary", Filters(not_genres=("Horror",))),
        ("not too scary", Filters(not_genres=("Horror",))),
        ("less scary", Filters(not_genres=("Horror",))),
        ("she hates horror", Filters(not_genres=("Horror",))),
        ("my wife can't stand westerns", Filters(not_genres=("Western",))),
        ("i don't like musicals", Filters(not_genres=("Musical",))),
        ("she gets sad easily", Filters(not_genres=("Drama",))),
        ("anything but horror", Filters(not_genres=("Horror",))),
        ("i don't mind horror", Filters(genres=("Horror",))),
        ("feeling down, cheer me up", Filters(("Comedy",), (), ("Drama",))),
        ("i feel like laughing tonight", Filters(genres=("Comedy",))),
        ("we need a good cry", Filters(genres=("Drama",))),
        ("no zombies please", Filters(not_genres=("Horror",))),
        ("hidden gems", Filters(hidden_gems=True)),
        ("nothing mainstream", Filters(hidden_gems=True)),
        ("something older", Filters(age="older")),
        ("these are too old for me", Filters(age="newer")),
        ("the 80s", Filters(year_from=1980, year_to=1989)),
        ("80s and 90s westerns", Filters(("Western",), year_from=1980, year_to=1999)),
        ("a thriller newer than 2010", Filters(("Thriller",), year_from=2011)),
    ],
)
def test_wishes_become_filters(text: str, expected: Filters) -> None:
    assert filters(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the 80s", 1980, 1989),
        ("80's", 1980, 1989),
        ("nineties", 1990, 1999),
        ("the early 90s", 1990, 1993),
        ("late eighties", 1986, 1989),
        ("2000s", 2000, 2009),
        ("before 1960", None, 1959),
        ("older than the 70s", None, 1969),
        ("from 2015 on", 2015, None),
        ("2015 onwards", 2015, None),
        ("since 2010", 2010, None),
        ("2010 or newer", 2010, None),
        ("2010+", 2010, None),
        ("after 2000", 2001, None),
        ("newer than 2010", 2011, None),
        ("made after 1999", 2000, None),
        ("nothing before 1990", 1990, None),
        ("no old movies", 1980, None),
        ("nothing newer than 2010", None, 2010),
        ("from 2017-present", 2017, None),
        ("the past two decades", 2006, None),
        ("until 1970", None, 1970),
        ("between 1990 and 1995", 1990, 1995),
        ("1990-1995", 1990, 1995),
        ("from the 80s to the 90s", 1980, 1999),
        ("in 1995", 1995, 1995),
        ("1995", 1995, 1995),
        ("the last ten years", 2016, None),
        ("this year", 2026, None),
        ("something recent", 2016, None),
        ("old movies", None, 1979),
        ("classics", None, 1979),
    ],
)
def test_years_are_stretches(text: str, first: int | None, last: int | None) -> None:
    found = [s.value for s in value_spans(text, NOW) if isinstance(s.value, YearsValue)]
    assert found == [YearsValue(first, last)]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("under 2 hours", "running_time"),
        ("90 minutes or less", "running_time"),
        ("something short", "running_time"),
        ("on netflix", "streaming"),
        ("black and white", "black_and_white"),
        ("pg-13", "age_rating"),
        ("in french", "language"),
        ("with subtitles", "language"),
        ("got any french new wave?", "language"),
        ("anything from Iran", "language"),
        ("oscar winners", "awards"),
        ("studio ghibli", "company"),
        ("with a female lead", "subject"),
        ("based on a true story", "subject"),
        ("a film for christmas eve", "subject"),
    ],
)
def test_wishes_that_cannot_be_met_are_understood(text: str, wish: Unmet) -> None:
    assert unmet_of(value_spans(text, NOW)) == (wish,)


def test_a_wish_that_cannot_be_met_may_be_against() -> None:
    found = [s.value for s in value_spans("not too artsy", NOW) if s.kind == "unmet"]
    assert found == [UnmetValue("mood", negated=True)]


@pytest.mark.parametrize(
    ("text", "moods"),
    [
        ("not too violent", [MoodValue("violent", negated=True)]),
        ("nothing too dark please", [MoodValue("dark", negated=True)]),
        ("no violence", [MoodValue("short-on-violence")]),
        ("dark and gritty", [MoodValue("dark"), MoodValue("dark")]),
        ("a good film", []),
    ],
)
def test_moods_are_wished_for_or_refused(text: str, moods: list[MoodValue]) -> None:
    assert [s.value for s in value_spans(text, NOW) if s.kind == "mood"] == moods


def test_a_mood_keeps_the_genres_within_it_but_for_those_it_refuses() -> None:
    smart = [span.value for span in value_spans("a smart thriller", NOW)]
    assert smart == [MoodValue("thoughtful"), GenreValue(("Thriller",))]
    scary = [span.value for span in value_spans("scary but not gory", NOW)]
    assert scary == [MoodValue("scary-not-gory"), GenreValue(("Horror",))]
