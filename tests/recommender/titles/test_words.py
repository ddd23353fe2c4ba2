import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.titles.naming import naming_of
from recommender.titles.words import article_of, key_of, loose, raw_run, run, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amélie", "amelie"),
        ("Ødipus", "odipus"),
        ("Straße", "strasse"),
        ("Beauty & the Beast", "beauty and the beast"),
        ("Schindler’s List", "schindlers list"),
        ("E.T.", "et"),
        ("S.W.A.T.", "swat"),
        ("L.A. Confidential", "la confidential"),
        ("20,000 Leagues", "20000 leagues"),
        ("twenty thousand leagues", "20000 leagues"),
        ("Rocky IV", "rocky four"),
        ("Rocky V", "rocky 5"),
        ("Saw X", "saw 10"),
        ("Star Trek V: The Final Frontier", "star trek 5 the final frontier"),
        ("Batman v Superman", "batman versus superman"),
        ("Kill Bill: Vol. 2", "kill bill volume two"),
        ("Godfather: Part II", "godfather 2"),
        ("Star Wars: Episode I", "star wars 1"),
        ("Doctor Zhivago", "dr. zhivago"),
        ("Mister Roberts", "mr roberts"),
        ("Saint Elmo's Fire", "st. elmos fire"),
        ("Twenty-Eight Days Later", "28 days later"),
        ("One Hundred and One Dalmatians", "101 dalmatians"),
        ("two thousand and one", "2001"),
        ("nineteen eighty-four", "1984"),
        ("nineteen seventeen", "1917"),
        ("The Seventh Seal", "7th seal"),
        ("50 First Dates", "fifty first dates"),
        ("Nightmare Before Xmas", "nightmare before christmas"),
        ("teh matrix", "the matrix"),
        ("The Grey", "the gray"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Malcolm X", "Malcolm"),
        ("V for Vendetta", "5 for Vendetta"),
        ("Heat", "Heat 2"),
        ("Chapter 27", "27"),
        ("X-Men", "10 Men"),
    ],
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


def test_a_leading_article_is_noted_and_not_part_of_the_key() -> None:
    words = words_of("The Matrix")
    assert (run(words), article_of(words)) == (("matrix",), 1)
    assert article_of(words_of("A Matrix")) == 2
    assert article_of(words_of("Matrix")) == 0
    assert run(words_of("The")) == ("the",)


def test_the_loose_key_forgets_articles_and_ands_everywhere() -> None:
    assert loose(run(words_of("the fast & the furious"))) == loose(run(words_of("fast furious")))
    assert loose(("plus", "1")) == ("plus", "1")
    assert loose(("the",)) == ("the",)


def test_a_raw_run_keeps_numerals_as_spelled() -> None:
    assert raw_run(words_of("Ocean's Eleven")) == "oceanseleven"
    assert raw_run(words_of("Oceans11")) == "oceans11"


def test_words_know_their_places() -> None:
    text = "saw  E.T. & twenty-eight days later!"
    assert [text[word.start : word.end] for word in words_of(text)] == [
        "saw",
        "E.T.",
        "&",
        "twenty-eight",
        "days",
        "later",
    ]


@settings(deadline=None)
@given(st.text(max_size=80))
def test_words_are_total_ordered_and_within_the_text(text: str) -> None:
    end = 0
    for word in words_of(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end


_TITLE_WORDS = (
    "the a and matrix part ii iv v x 2 three twenty one hundred first doctor dr vol. episode &"
)
_title_words = st.sampled_from(_TITLE_WORDS.split())


@settings(deadline=None)
@given(st.lists(_title_words, max_size=6).map(" ".join))
def test_looking_a_key_up_again_changes_nothing_once_settled(title: str) -> None:
    key = key_of(title)
    for _ in range(len(title.split()) + 1):
        again = key_of(key)
        if again == key:
            return
        assert len(again) < len(key)  # an article or a "part" in front went with each look
        key = again
    assert key_of(key) == key


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(_title_words, st.text("abc IVX.,:'&-139é", min_size=1, max_size=6)), max_size=6
    ).map(" ".join)
)
def test_the_fast_way_to_a_key_agrees_with_the_thorough_one(title: str) -> None:
    words = words_of(title)
    assert naming_of(title) == (" ".join(run(words)), article_of(words), raw_run(words))
