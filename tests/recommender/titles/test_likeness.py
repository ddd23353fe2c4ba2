import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.titles import spelling, thresholds
from recommender.titles.likeness import likeness
from recommender.titles.spelling import is_ordinary, is_slip, sound_of, word_likeness

KNOWN = frozenset({"night", "living", "dead", "star", "stars", "wars", "half", "crash", "titans"})


def certainty(word: str) -> float:
    return spelling.certainty(word, KNOWN.__contains__)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("shawshenk redemtion", "shawshank redemption"),
        ("half bakeds", "half baked"),
        ("stars wars", "star wars"),
        ("alice and wonderland", "alice in wonderland"),
        ("blackhawk dwon", "black hawk down"),
        ("fantom of the opera", "phantom of the opera"),
        ("born on teh fourth uf july", "born on the fourth of july"),
    ],
)
def test_slips_alone_leave_no_doubt(typed: str, title: str) -> None:
    like = likeness(typed.split(), title.split(), certainty=certainty)
    assert like.sure
    assert like.score > 0.76


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("heat 2", "heat"),
        ("toy story 5", "toy story 4"),
        ("night of the living deb", "night of the living dead"),
        ("crash of the titans", "clash of the titans"),
        ("by a hair", "hair"),
        ("green lantern emerald knights", "green lantern"),
        ("shrk", "shrek"),
    ],
)
def test_other_differences_are_never_sure(typed: str, title: str) -> None:
    assert not likeness(typed.split(), title.split(), certainty=certainty).sure


@pytest.mark.parametrize(
    ("one", "other"),
    [("fantom", "phantom"), ("shreck", "shrek"), ("nite", "night"), ("incidious", "insidious")],
)
def test_words_that_sound_alike_share_a_sound(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


def test_a_slip_is_near_on_the_keyboard_or_to_the_ear() -> None:
    assert is_slip("basketnall", "basketball")
    assert is_slip("rigns", "rings")
    assert is_slip("gladiater", "gladiator")
    assert not is_slip("serena", "selena")
    assert not is_slip("jacket", "racket")
    assert not is_slip("cat", "bat")


def test_derived_words_count_as_spelled_but_less_surely() -> None:
    assert [certainty(word) for word in ("night", "nightly", "outbreak", "shreck")] == [
        1.0,
        thresholds.DERIVED_WORD,
        thresholds.DERIVED_WORD,
        0.0,
    ]


def test_ordinary_words_and_small_numbers_say_nothing_by_themselves() -> None:
    assert [is_ordinary(word) for word in ("up", "it", "12", "1984", "fargo")] == [
        True,
        True,
        True,
        False,
        False,
    ]


_keys = st.lists(st.text("abcst12", min_size=1, max_size=5), min_size=1, max_size=6)


@settings(deadline=None)
@given(_keys, _keys)
def test_likeness_is_a_share_and_a_key_is_most_like_itself(
    one: list[str], other: list[str]
) -> None:
    like = likeness(one, other, certainty=certainty).score
    assert like <= 1.0
    assert likeness(one, one, certainty=certainty).score >= like - 1e-9
    assert 0.0 <= word_likeness(one[0], other[0]) <= 1.0
