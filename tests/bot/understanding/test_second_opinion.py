"""A second reader's opinion: what it may name, and the acts it comes to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intents import LogWatched, Mention, Rate, Recommend, Search, Watchlist
from bot.understanding.context import Context
from bot.understanding.second_opinion import ACTS, SecondOpinion, place_of, read_as
from bot.understanding.understand import Understanding
from recommender.domain import Filters
from tests import planted
from tests.planted import NOW

ERASING = ("undo", "forget_me", "settings", "yes", "no", "choose", "amend")


def read(text: str, act: str, *films: str) -> Understanding | None:
    opinion = SecondOpinion(act, films)
    return read_as(text, opinion, titles=planted.shared_titles(), now=NOW, context=Context())


@pytest.mark.parametrize(
    ("film", "text", "place"),
    [
        ("Heat", "gezien: heat gisteren", (8, 12)),
        ("heat", "cheat death, heat", (13, 17)),
        ("The Matrix", "matrix was leuk", None),
        ("Star Wars", "een film met sterren", None),
        ("a.*z", "abcz", None),
        ("", "heat", None),
        (" ", "heat heat", None),
    ],
)
def test_a_film_stands_in_the_message_or_it_was_not_named(
    film: str, text: str, place: tuple[int, int] | None
) -> None:
    assert place_of(film, text) == place


def test_stars_and_days_come_from_the_message_and_its_own_rules() -> None:
    found = read("gezien: heat yesterday 4/5", "log_watched", "heat")
    assert found is not None
    (act,) = found.acts
    assert isinstance(act, LogWatched)
    (viewing,) = act.viewings
    assert isinstance(viewing.film, Mention)
    assert (viewing.film.movie_id, viewing.rating) == (43, 4.0)
    assert viewing.watched_on is not None
    assert (NOW.date() - viewing.watched_on).days == 1


def test_several_films_are_named_in_the_order_of_the_message() -> None:
    found = read("op mijn lijst: titanic en heat", "watchlist", "heat", "titanic", "Heat")
    assert found is not None
    (act,) = found.acts
    assert isinstance(act, Watchlist)
    assert [film.surface for film in act.films if isinstance(film, Mention)] == ["titanic", "heat"]


def test_wishes_are_read_by_our_rules() -> None:
    found = read("iets leuks uit de 90s, comedy graag", "recommend")
    assert found is not None
    assert found.acts == (Recommend(Filters(genres=("Comedy",), year_from=1990, year_to=1999)),)


@pytest.mark.parametrize(
    ("text", "act", "films"),
    [
        ("wat vind je van heat", "search", ("Titanic",)),
        ("wat vind je van het weer", "search", ("het weer",)),
        ("heat", "drop_tables", ("heat",)),
        ("heat", "", ()),
        *(("heat", act, ("heat",)) for act in ERASING),
    ],
)
def test_an_opinion_that_cannot_be_right_is_none(
    text: str, act: str, films: tuple[str, ...]
) -> None:
    assert read(text, act, *films) is None


def test_overlapping_films_are_read_once() -> None:
    found = read("toon star wars", "search", "star wars", "wars")
    assert found is None or isinstance(found.intent, Search)


@settings(max_examples=40)
@given(
    text=st.text(max_size=80),
    act=st.sampled_from([*ACTS, "nonsense"]),
    films=st.lists(st.text(max_size=12), max_size=4),
)
def test_any_opinion_of_any_text_is_read_or_none(text: str, act: str, films: list[str]) -> None:
    found = read(text, act, *films)
    assert found is None or all(mention.surface in text for mention in found.mentions)


@settings(max_examples=40)
@given(before=st.text(max_size=20), after=st.text(max_size=20), act=st.sampled_from([*ACTS]))
def test_an_opinion_with_a_film_brings_no_other_film(before: str, after: str, act: str) -> None:
    found = read(f"{before} heat {after}", act, "heat")
    if found is not None:
        assert {mention.movie_id for mention in found.mentions} <= {43}


def test_an_opinion_of_a_film_is_rated_only_with_its_own_stars() -> None:
    found = read("heat was geweldig", "rate", "heat")
    assert found is not None
    (act,) = found.acts
    assert isinstance(act, Rate)
    assert act.opinions[0].rating is None
