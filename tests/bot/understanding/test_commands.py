"""Commands become intents directly: names first, then values."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents import (
    AddFilm,
    Cancel,
    FilmRef,
    Group,
    LogWatched,
    Mention,
    NotInterested,
    Nth,
    Opinion,
    Rate,
    Recommend,
    Similar,
    ThatFilm,
    Undo,
    Viewing,
    Watchlist,
    Why,
)
from bot.understanding.clauses import UNNAMED, Acts
from bot.understanding.commands import command_in, commanded
from bot.understanding.context import Context
from recommender.domain import Filters, Resolved
from tests.bot.understanding.chosen import FILM, FIRST, LIST, NOW
from tests.bot.understanding.small_catalogue import titles


def said(text: str, context: Context = FIRST) -> Acts:
    command = command_in(text)
    assert command is not None
    return commanded(command, text, titles=titles(), now=NOW, context=context)


def name(film: FilmRef) -> str:
    assert isinstance(film, Mention)
    assert isinstance(film.resolution, Resolved)
    return film.resolution.film.name


def logged(text: str) -> list[tuple[str, float | None]]:
    (act,) = said(text).intents
    assert isinstance(act, LogWatched)
    return [(name(viewing.film), viewing.rating) for viewing in act.viewings]


@pytest.mark.parametrize(
    ("text", "films"),
    [
        ("/watched heat 4", [("Heat (1995)", 4)]),
        ("/watched heat", [("Heat (1995)", None)]),
        ("/watched@a_bot heat 9/10", [("Heat (1995)", 4.5)]),
        ("/watched toy story 3", [("Toy Story 3 (2010)", None)]),
        ("/watched toy story 3 4", [("Toy Story 3 (2010)", 4)]),
        ("/watched titanic 3", [("Titanic (1997)", 3)]),
        ("/watched seven 7", [("Seven (1995)", 3.5)]),
        ("/watched Argo, 2012", [("Argo (2012)", None)]),
        ("/watched 2012 4", [("2012 (2009)", 4)]),
        ("/watched 8 1/2 4", [("8 1/2 (1963)", 4)]),
        ("/watched Airplane! 4", [("Airplane! (1980)", 4)]),
        ("/watched Fight Club (1999) 4", [("Fight Club (1999)", 4)]),
        ("/watched Mr. & Mrs. Smith 3.5", [("Mr. & Mrs. Smith (2005)", 3.5)]),
        ("/watched I, Robot ★★★", [("I, Robot (2004)", 3)]),
        ("/watched heat 4, fight club 3", [("Heat (1995)", 4), ("Fight Club (1999)", 3)]),
        ("/watched heat and alien", [("Heat (1995)", None), ("Alien (1979)", None)]),
        (
            "/watched toy story 1, 2 and 3 last night",
            [
                ("Toy Story (1995)", None),
                ("Toy Story 2 (1999)", None),
                ("Toy Story 3 (2010)", None),
            ],
        ),
        ("/watched 9", [("9 (2009)", None)]),
    ],
)
def test_films_and_their_stars_are_read(text: str, films: list[tuple[str, float | None]]) -> None:
    assert logged(text) == films


def test_a_day_is_read() -> None:
    (act,) = said("/watched heat 4.5 yesterday").intents
    assert isinstance(act, LogWatched)
    assert act.viewings[0].watched_on == NOW.date() - dt.timedelta(days=1)


def test_a_day_that_is_not_understood_is_named_and_not_today() -> None:
    told = said("/watched heat on halloween eve")
    assert isinstance(told.intents[0], LogWatched)
    assert told.intents[0].viewings[0].undated
    assert told.unread == ("on halloween eve",)


@pytest.mark.parametrize("text", ["/watched The One and Only (1978)", "/watched xyzzy foo 4"])
def test_an_unknown_film_is_no_other_film(text: str) -> None:
    (act,) = said(text, LIST).intents
    assert isinstance(act, LogWatched)
    (viewing,) = act.viewings
    assert isinstance(viewing.film, Mention)
    assert viewing.film.movie_id is None
    assert text.index(viewing.film.surface) == viewing.film.start == len("/watched ")


def test_places_of_the_list_are_films() -> None:
    assert said("/watched 2 4.5", LIST).intents == (LogWatched((Viewing(Nth(2), 4.5),)),)
    assert said("/why 2", LIST).intents == (Why(Nth(2)),)
    assert said("/rate the third 4 stars", LIST).intents == (Rate((Opinion(Nth(3), 4.0),)),)
    assert said("/skip it", FILM).intents == (NotInterested((ThatFilm(),)),)


def test_a_number_alone_rates_the_film_talked_about() -> None:
    assert said("/rate 4", FILM).intents == (Rate((Opinion(ThatFilm(), 4.0),)),)
    assert said("/rate 4.5").intents == (Rate((Opinion(UNNAMED, 4.5),)),)


def test_a_command_without_a_film_asks_for_one() -> None:
    assert said("/watched").intents == (LogWatched((Viewing(UNNAMED),)),)
    assert said("/watched", LIST).intents == (LogWatched((Viewing(UNNAMED),)),)


def test_wishes_stand_behind_a_name() -> None:
    (act,) = said("/similar alien but funnier").intents
    assert isinstance(act, Similar)
    assert [name(film) for film in act.films] == ["Alien (1979)"]
    assert act.filters == Filters(genres=("Comedy",))
    assert said("/recommend comedy or thriller from the 80s").intents == (
        Recommend(Filters(any_genres=("Comedy", "Thriller"), year_from=1980, year_to=1989)),
    )


@pytest.mark.parametrize(
    ("argument", "moment"),
    [
        ("tomorrow at 8", "2026-11-26 20:00"),
        ("at 21:30", "2026-11-25 21:30"),
        ("in 2 hours", "2026-11-25 22:15"),
        ("in half an hour", "2026-11-25 20:45"),
        ("at noon", "2026-11-26 12:00"),
        ("at midnight", "2026-11-26 00:00"),
        ("20h", "2026-11-26 20:00"),
        ("at 9am", "2026-11-26 09:00"),
        ("next friday at 9", "2026-11-27 21:00"),
    ],
)
def test_a_night_has_its_day_and_time(argument: str, moment: str) -> None:
    (act,) = said(f"/movienight {argument}").intents
    assert act == Group(when=dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC))


def test_a_time_that_does_not_exist_is_named() -> None:
    assert said("/movienight at 25:00") == Acts((Group(),), ("at 25:00",))


def test_a_watchlist_is_shown_filled_and_emptied() -> None:
    assert said("/watchlist").intents == (Watchlist(),)
    for text, remove in (("/watchlist heat", False), ("/watchlist remove heat", True)):
        (act,) = said(text).intents
        assert isinstance(act, Watchlist)
        assert ([name(film) for film in act.films], act.remove) == (["Heat (1995)"], remove)


def test_commands_without_films_are_read() -> None:
    assert said("/undo").intents == (Undo(),)
    assert said("/cancel").intents == (Cancel(),)
    assert said("/add 1917").intents == (AddFilm("1917"),)
    assert said("/add Dune: Part Two (2024)").intents == (AddFilm("Dune: Part Two", 2024),)


@given(
    st.sampled_from(["watched", "rate", "similar", "movienight", "search", "why", "skip", "add"]),
    st.text(),
)
def test_any_argument_is_read(command: str, argument: str) -> None:
    text = f"/{command} {argument}"
    if (found := command_in(text)) is not None:
        assert commanded(found, text, titles=titles(), now=NOW, context=LIST).intents
