"""Stars in so many words; ages, counts, days and places are none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.spans import PraiseValue, RatingValue
from bot.understanding.values import value_spans

NOW = dt.datetime(2026, 11, 25, 20, 15, tzinfo=dt.UTC)


def ratings(text: str) -> list[RatingValue]:
    return [s.value for s in value_spans(text, NOW) if isinstance(s.value, RatingValue)]


def praises(text: str) -> list[float]:
    return [s.value.stars for s in value_spans(text, NOW) if isinstance(s.value, PraiseValue)]


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("4/5", 4),
        ("9/10", 4.5),
        ("8.5/10", 4.5),
        ("7 out of 10", 3.5),
        ("5 out of 5", 5),
        ("90%", 4.5),
        ("80 percent", 4),
        ("90/100", 4.5),
        ("11/10", 5),
        ("0/10", 0.5),
        ("inception ⭐5", 5),
        ("rate inception ⭐ 4.5", 4.5),
        ("4.5⭐", 4.5),
        ("★★★½", 3.5),
        ("★★★☆☆", 3),
        ("⭐⭐⭐⭐", 4),
        ("****", 4),
        ("four and a half stars", 4.5),
        ("4 1/2 stars", 4.5),
        ("4½ stars", 4.5),
        ("half a star", 0.5),
        ("one star", 1),
        ("8 stars", 4),
        ("3,5 stars", 3.5),
        ("inception 8.7", 4.5),
        ("rate inception 3.7", 3.5),
        ("it gets a 4.5 from me", 4.5),
        ("heat, a 4", 4),
        ("i give heat a 9", 4.5),
        ("B+", 4),
    ],
)
def test_words_that_can_only_be_stars(text: str, stars: float) -> None:
    assert ratings(text) == [RatingValue(stars)]


@pytest.mark.parametrize(
    ("text", "stars"), [("heat 4", 4), ("titanic 3", 3), ("seven 7", 3.5), ("heat five", 5)]
)
def test_a_bare_number_may_be_stars(text: str, stars: float) -> None:
    assert ratings(text)[-1] == RatingValue(stars, surely=False)


@pytest.mark.parametrize(
    ("text", "stars", "surely"),
    [
        ("4 stars each", 4, True),
        ("all 5", 5, False),
        ("all 5 stars", 5, True),
        ("5 each", 5, False),
        ("4/5 for both", 4, True),
        ("both get a 4", 4, True),
    ],
)
def test_stars_may_count_for_every_film(text: str, stars: float, *, surely: bool) -> None:
    assert ratings(text) == [RatingValue(stars, surely, each=True)]


@pytest.mark.parametrize(
    "text",
    [
        "my son is 5",
        "she's 7",
        "aged 9",
        "my 4 year old",
        "10 years old",
        "top 5 films",
        "give me your top 5 boxing films",
        "the 7 of us",
        "we are 5",
        "5 people",
        "recommend 3 films",
        "3 days ago",
        "2 hours",
        "on 5/6",
        "on 4/5",
        "since 4/5",
        "24/7",
        "50/50",
        "no the other one",
        "that's the one",
        "the first one",
        "which one",
        "at 8",
        "8pm",
        "2012",
        "1,000",
        "$5",
        "season 4",
        "episode 3",
        "5th",
        "150%",
        "7:30",
    ],
)
def test_other_numbers_are_no_stars(text: str) -> None:
    assert ratings(text) == []


COUNTS = (
    "my son is {}",
    "she's {} and loves films",
    "a {} year old",
    "{} years old",
    "my top {}",
    "recommend {} films",
    "{} people",
    "the {} of us",
    "{} days ago",
    "in {} hours",
    "on {}/6",
    "season {}",
    "number {}",
    "part {}",
    "at {}",
    "{} times",
    "{}pm",
)


@given(st.sampled_from(COUNTS), st.integers(1, 10))
def test_ages_counts_days_and_places_are_never_stars(frame: str, number: int) -> None:
    assert ratings(frame.format(number)) == []


@given(st.floats(0, 10), st.sampled_from(["heat {}", "{} stars", "heat, {}/10", "⭐{}"]))
def test_stars_are_halves_between_a_half_and_five(number: float, frame: str) -> None:
    for rating in ratings(frame.format(round(number, 1))):
        assert 0.5 <= rating.stars <= 5
        assert (rating.stars * 2).is_integer()


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("loved it", [5]),
        ("it was great", [4.5]),
        ("i liked it", [4]),
        ("decent", [3.5]),
        ("it was ok", [3]),
        ("meh", [2.5]),
        ("boring", [2]),
        ("hated it", [1]),
        ("not bad", [3.5]),
        ("not great", [2.5]),
        ("wasn't good", [2]),
        ("didn't like it", [2]),
        ("not a fan", [2]),
        ("wasn't for me", [2]),
        ("loved one, hated the other", [5, 1]),
        ("two thumbs up", [4]),
        ("👍👍", [4.5]),
        ("👎", [1.5]),
        ("😍", [5]),
        ("something good", []),
        ("i'd love to", []),
        ("films like heat", []),
        ("my wife loved it", []),
        ("didn't like the ending", []),
        ("the acting was really bad", []),
        ("the twist in the sixth sense was amazing", []),
        ("loved it, though the music was awful", [5]),
        ("loved toy story", [5]),
        ("das Ende war schlecht", []),
    ],
)
def test_words_of_praise_and_blame_are_worth_stars(text: str, stars: list[float]) -> None:
    assert praises(text) == stars
