import datetime as dt
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.intents import (
    AddFilm,
    Amend,
    ById,
    Cancel,
    CardTap,
    Choose,
    Entry,
    EntryStep,
    Export,
    ForgetMe,
    Greeting,
    Group,
    Help,
    History,
    HistoryQuestion,
    Import,
    ImportStep,
    Intent,
    LogWatched,
    Mention,
    More,
    NightAction,
    Nights,
    NightTap,
    No,
    NotInterested,
    NotSeen,
    Nth,
    Opinion,
    Other,
    Privacy,
    Rate,
    Recommend,
    Search,
    Settings,
    Similar,
    Skip,
    StaleButton,
    Start,
    Status,
    Thanks,
    ThatFilm,
    Those,
    Undo,
    Viewing,
    Vote,
    Watchlist,
    Why,
    Yes,
)
from bot.presentation.buttons import MAX_BYTES, decode, encode
from recommender.domain import FIRST_ADDED_ID, GENRES, Filters, MovieId, NotFound

movie_ids = st.integers(0, FIRST_ADDED_ID + 10**6).map(MovieId)
films = movie_ids.map(ById)
one_film = films.map(lambda film: (film,))
ratings = st.none() | st.integers(1, 10).map(lambda halves: halves / 2)
row_ids = st.integers(0, 2**63 - 1)
years = st.none() | st.integers(1800, 2200)
genres = st.lists(st.sampled_from(GENRES), unique=True, max_size=len(GENRES)).map(tuple)
few_genres = st.lists(st.sampled_from(GENRES), unique=True, max_size=3).map(tuple)
filters = st.builds(
    Filters,
    genres=genres,
    any_genres=few_genres,
    not_genres=genres,
    year_from=years,
    year_to=years,
    age=st.sampled_from((None, "older", "newer")),
    hidden_gems=st.booleans(),
)
minutes = st.integers(0, 60 * 24 * 365 * 100).map(
    lambda minute: dt.datetime.fromtimestamp(60 * minute, dt.UTC)
)
viewings = st.builds(
    Viewing,
    films,
    ratings,
    st.none() | st.dates(),
    undated=st.booleans(),
    rewatch=st.booleans(),
)
questions = st.builds(
    HistoryQuestion,
    st.just("films"),
    st.just(()),
    st.none() | st.dates(),
    st.none() | st.dates(),
    ratings,
    ratings,
)
words = st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True)

intents: st.SearchStrategy[Intent] = st.one_of(
    st.builds(Recommend, filters),
    st.builds(Similar, one_film, filters, include_seen=st.booleans()),
    st.builds(Search, one_film, filters),
    st.builds(More, filters),
    st.builds(Why, st.none() | films),
    st.builds(LogWatched, st.tuples(viewings)),
    st.builds(Rate, st.tuples(st.builds(Opinion, films, ratings))),
    st.builds(Amend, films, ratings, st.none() | st.dates()),
    st.builds(NotInterested, one_film),
    st.builds(NotSeen, one_film),
    st.builds(Watchlist, one_film | st.just(()), remove=st.booleans(), page=st.integers(0, 10**4)),
    st.builds(Undo, st.none() | row_ids, one_film | st.just(())),
    st.builds(History, questions, st.integers(0, 10**6)),
    st.builds(No, st.none() | films),
    st.builds(Cancel, leave=st.booleans()),
    st.builds(Choose, films),
    st.builds(AddFilm, year=years, genres=genres),
    st.builds(Start, st.just("") | words),
    st.builds(ForgetMe, confirmed=st.booleans()),
    st.builds(
        Entry, st.sampled_from(get_args(EntryStep)), row_ids, ratings, st.none() | st.dates()
    ),
    st.builds(
        Import,
        st.sampled_from([step for step in get_args(ImportStep) if step != "read"]),
        st.none() | row_ids,
        st.none() | st.integers(0, 10**6),
        st.none() | movie_ids,
    ),
    st.builds(Settings, st.none() | words),
    st.builds(Group, filters, st.none() | minutes, now=st.booleans()),
    st.builds(
        NightTap, row_ids, st.sampled_from(get_args(NightAction)), st.none() | movie_ids, ratings
    ),
    st.builds(
        CardTap,
        movie_ids,
        st.sampled_from(("up", "down", "skip", "done")),
        st.integers(0, 10**4),
    ),
    st.sampled_from(
        (Yes(), Skip(), Greeting(), Thanks(), Help(), Privacy(), Status(), Nights(), Export()),
    ),
)


@given(intents)
@example(
    Similar(
        (ById(MovieId(FIRST_ADDED_ID + 10**6)),),
        Filters(GENRES, (), GENRES, 1990, 1999, "older", hidden_gems=True),
        include_seen=True,
    )
)
def test_a_button_says_what_was_put_in_it_in_64_ascii_bytes(intent: Intent) -> None:
    data = encode(intent)
    assert 1 <= len(data.encode("ascii")) <= MAX_BYTES
    assert decode(data) == intent


@given(st.text(max_size=80) | st.text("1rcsilwapgnt:.-y0987abz", max_size=66).map("1".__add__))
def test_any_bytes_at_all_are_an_intent_or_stale(data: str) -> None:
    intent = decode(data)
    assert isinstance(intent, StaleButton) or encode(intent) == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        "1",
        "1rc:",  # a trailing colon is never written
        "1rc:A",
        "1ra:9s:b",  # 5.5 stars
        "1ra:9s:0",
        "1ra:٣",  # a digit, though not ASCII
        "1lw:1::zzzzzzzzzzzz",  # a day after the last day
        "1nt:1:z",  # no such action
        "1un:1:2:3",
        "1wy:1.2",  # why asks about one film
        "1ch",
        "1hi: 1",
        "1hi:1_0",
        "1si:-1",
        "0rc",
        "2rc",
        "1xx",
        "1rc:::::::::",
        "1hi:" + "1" * 61,
        "'; DROP TABLE watches; --",
    ],
)
def test_a_forged_or_old_button_is_stale(data: str) -> None:
    assert decode(data) == StaleButton()


@pytest.mark.parametrize(
    "intent",
    [
        Similar((Nth(2),)),
        Choose(ThatFilm()),
        Rate((Opinion(Mention("heat", NotFound("heat")), 4.0),)),
        Rate((Opinion(ById(MovieId(6)), 4.3),)),
        Rate((Opinion(ById(MovieId(6)), 4.0), Opinion(ById(MovieId(7)), 3.0))),
        Recommend(unmet=("person",)),
        Undo(films=(Those(),)),
        AddFilm("Heat", 1995),
        Import("read"),
        Entry("note", 1, words="with Ana"),
        Settings("two words"),
        Start("x" * 64),
        Recommend(Filters(genres=("Romcom",))),
        Other(),
        Vote("1", (0,)),
        StaleButton(),
    ],
)
def test_what_no_button_can_carry_is_refused_at_once(intent: Intent) -> None:
    with pytest.raises(ValueError, match=r".+"):
        encode(intent)
