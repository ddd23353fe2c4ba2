import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.titles.words import fold, key_of, loose_words, title_key, words_of


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
    assert title_key(one).words == title_key(other).words


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
    assert title_key(one).words != title_key(other).words


def test_a_leading_article_is_noted_and_not_part_of_the_key() -> None:
    assert title_key("The Matrix") == (("matrix",), 1, "matrix")
    assert title_key("A Matrix").article == 2
    assert title_key("Matrix").article == 0
    assert title_key("The") == (("the",), 0, "the")


def test_the_loose_key_forgets_articles_and_ands_everywhere() -> None:
    assert loose_words(title_key("the fast & the furious").words) == ("fast", "furious")
    assert loose_words(("plus", "1")) == ("plus", "1")
    assert loose_words(("the",)) == ("the",)


def test_a_raw_key_keeps_numerals_as_spelled() -> None:
    assert title_key("Ocean's Eleven").raw == "oceanseleven"
    assert title_key("Oceans11").raw == "oceans11"


def test_a_short_form_means_its_long_form_beside_other_words_only() -> None:
    assert title_key("Saint Joan").words == title_key("St. Joan").words
    assert title_key("The Saint").words != title_key("St.").words


def test_folding_keeps_every_character_in_its_place() -> None:
    assert fold("“Amélie” – J’ADORE\u00a0ÇA") == '"amelie" - j\'adore ca'
    assert fold("Straße, Ærø, ﬁlm, İ, 8½") == "straße, æro, ﬁlm, i, 8½"


@given(st.text())
def test_folding_changes_no_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_accents_may_be_characters_of_their_own() -> None:
    assert title_key("Ame\u0301lie") == title_key("Amélie")


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
def test_the_key_of_a_key_is_the_key_itself_or_shorter(title: str) -> None:
    key = title_key(title).words
    while (again := title_key(" ".join(key)).words) != key:
        assert len(again) < len(key)  # an article or a "part" in front is dropped each time
        key = again


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(_title_words, st.text("abc IVX.,:'&-139é", min_size=1, max_size=6)), max_size=6
    ).map(" ".join)
)
def test_the_key_of_a_title_is_that_of_its_words(title: str) -> None:
    assert title_key(title) == key_of(words_of(title))
