import pytest

from bot.language.message import fold
from bot.language.praise import opinions
from bot.language.ratings import bare_numbers, scales, thumbs

WITH_A_UNIT = [
    ("8/10", 4.0),
    ("8.5/10", 4.5),
    ("8,5/10", 4.5),
    ("10/10 would watch again", 5.0),
    ("11/10", 5.0),
    ("0/10", 0.5),
    ("3/5", 3.0),
    ("4.5/5", 4.5),
    ("85/100", 4.5),
    ("85%", 4.5),
    ("9 out of 10", 4.5),
    ("nine out of ten", 4.5),
    ("eight and a half out of ten", 4.5),
    ("7 of 10", 3.5),
    ("5 out of 6 stars", 4.0),
    ("a zero out of 6", 0.5),
    ("4 stars", 4.0),
    ("4 star", 4.0),
    ("four stars", 4.0),
    ("four and a half stars", 4.5),
    ("3 1/2 stars", 3.5),
    ("3½ stars", 3.5),
    ("half a star", 0.5),
    ("zero stars", 0.5),
    ("8 stars", 4.0),
    ("★★★½", 3.5),
    ("★★★☆☆", 3.0),
    ("⭐⭐⭐⭐", 4.0),
    ("⭐️⭐️⭐️", 3.0),
    ("4.5 ⭐", 4.5),
    ("****", 4.0),
    ("***1/2", 3.5),
    ("B+", 4.0),
    ("a solid b", 3.5),
    ("i give it an A", 4.5),
    ("gave it a c minus", 2.5),
    ("grade: F", 0.5),
]


@pytest.mark.parametrize(("text", "stars"), WITH_A_UNIT)
def test_a_rating_with_a_unit_becomes_half_stars(text, stars):
    assert [rating.stars for rating in scales(fold(text))][:1] == [stars]


NO_UNIT = [
    "at 8:30",
    "1995",
    "f***ing great",
    "star wars",
    "the 4 star wars films",
    "9/11",
    "24/7",
    "12/25/2020",
    "a b movie",
    "50/50",
    "a good movie",
]


@pytest.mark.parametrize("text", NO_UNIT)
def test_other_numbers_are_no_rating_by_themselves(text):
    assert list(scales(fold(text))) == []


BARE = [
    ("4.5", 4.5),
    ("4,5", 4.5),
    ("4", 4.0),
    ("3 1/2", 3.5),
    ("3½", 3.5),
    ("four and a half", 4.5),
    ("four point five", 4.5),
    ("seven", 3.5),
    ("9", 4.5),
    ("10", 5.0),
]


@pytest.mark.parametrize(("text", "stars"), BARE)
def test_a_bare_number_may_be_stars(text, stars):
    assert [rating.stars for rating in bare_numbers(fold(text))] == [stars]


PRAISED = [
    ("loved it", 5.0),
    ("Loved it!!", 5.0),
    ("my favourite", 5.0),
    ("masterpiece", 5.0),
    ("amazing", 4.5),
    ("so good", 4.5),
    ("it was great", 4.5),
    ("liked it", 4.0),
    ("really enjoyed it", 4.0),
    ("pretty good", 3.5),
    ("not bad", 3.5),
    ("wasn't terrible", 3.0),
    ("it was ok", 3.0),
    ("so-so", 3.0),
    ("meh", 2.5),
    ("wasn't great", 2.5),
    ("didn't love it", 2.5),
    ("not my thing", 2.0),
    ("not a fan", 2.0),
    ("didnt like it", 2.0),
    ("not that funny", 2.0),
    ("boring", 2.0),
    ("fell asleep", 2.0),
    ("bad", 1.5),
    ("hated it", 1.0),
    ("worst film ever", 1.0),
    ("what a waste of time", 1.0),
]


@pytest.mark.parametrize(("text", "stars"), PRAISED)
def test_words_of_praise_and_blame_are_worth_stars(text, stars):
    assert [rating.stars for rating in opinions(fold(text))][:1] == [stars]


NO_PRAISE = [
    "something like heat",
    "i would like a comedy",
    "some people like it",
    "my wife likes comedies",
    "it looks like rain",
    "two tickets please",
]


@pytest.mark.parametrize("text", NO_PRAISE)
def test_a_comparison_or_a_wish_is_no_opinion(text):
    assert list(opinions(fold(text))) == []


SIGNS = [
    ("👍", 4.0),
    ("👍👍", 4.5),
    ("👎", 1.5),
    ("two thumbs up", 4.5),
    ("thumbs down", 1.5),
    ("😍", 5.0),
]


@pytest.mark.parametrize(("text", "stars"), SIGNS)
def test_thumbs_and_faces_are_opinions(text, stars):
    assert [rating.stars for rating in thumbs(fold(text))] == [stars]
