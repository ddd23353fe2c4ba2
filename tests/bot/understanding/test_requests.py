"""Requests carry their films and wishes; questions of the log their period and stars."""

import datetime as dt

import pytest

from bot.intents import (
    CannotDo,
    Group,
    History,
    HistoryQuestion,
    Intent,
    Other,
    Recommend,
    Search,
    Similar,
    SmallTalk,
    Topic,
)
from bot.understanding.clauses import Acts
from recommender.domain import Filters
from tests.bot.understanding.chosen import FILM, acts, clause, mention


def asked(label: str, text: str, *films: str) -> Intent:
    (act,) = acts(text, clause(label, text, *films), context=FILM).intents
    return act


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("show history", HistoryQuestion()),
        (
            "what did I see in March",
            HistoryQuestion(since=date("2026-03-01"), until=date("2026-03-31")),
        ),
        (
            "how many films did I see in 2024?",
            HistoryQuestion("count", since=date("2024-01-01"), until=date("2024-12-31")),
        ),
        (
            "how many this year",
            HistoryQuestion("count", since=date("2026-01-01"), until=date("2026-11-25")),
        ),
        (
            "what did I watch yesterday?",
            HistoryQuestion(since=date("2026-11-24"), until=date("2026-11-24")),
        ),
        ("what's my average", HistoryQuestion("average")),
        (
            "which films did I give 5 stars",
            HistoryQuestion("films", rating_from=5.0, rating_to=5.0),
        ),
        ("films i gave 4 stars or more", HistoryQuestion("films", rating_from=4.0)),
        ("which horror films have i seen", HistoryQuestion(filters=Filters(genres=("Horror",)))),
    ],
)
def test_the_log_is_asked(text: str, question: HistoryQuestion) -> None:
    assert asked("history", text) == History(question)


def test_the_log_is_asked_about_a_film() -> None:
    text = "what did I give heat"
    assert asked("history", text, "heat") == History(
        HistoryQuestion("rating", (mention(text, "heat"),))
    )
    text = "did I see alien"
    assert asked("history", text, "alien") == History(
        HistoryQuestion("seen", (mention(text, "alien"),))
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("who directed heat?", "director"),
        ("who is in heat", "cast"),
        ("when did heat come out", "year"),
        ("how long is heat", "running_time"),
        ("what is heat about", "plot"),
        ("where can i watch heat", "where"),
        ("is heat any good", "score"),
        ("heat", None),
    ],
)
def test_a_fact_of_a_film_is_asked(text: str, fact: str | None) -> None:
    act = asked("search", text, "heat")
    assert isinstance(act, Search)
    assert act.asks == fact


def test_wishes_that_cannot_be_met_are_kept() -> None:
    act = asked("recommend", "a comedy under 2 hours on netflix, black and white")
    assert act == Recommend(
        Filters(genres=("Comedy",)), ("running_time", "streaming", "black_and_white")
    )


def test_similar_films_are_asked_with_wishes() -> None:
    text = "something like heat but not too violent, no musicals"
    act = asked("similar", text, "heat")
    assert isinstance(act, Similar)
    assert act.films == (mention(text, "heat"),)
    assert act.filters.not_genres == ("Musical",)
    assert act.topics == (Topic("mood", "violent", negated=True),)


def test_just_pick_is_one_film_now() -> None:
    assert asked("group", "just pick something for us") == Group(now=True)


@pytest.mark.parametrize(
    ("text", "moment", "unread"),
    [
        ("movie night on friday at 8", "2026-11-27 20:00", ()),
        ("what should we watch tomorrow at 20:30", "2026-11-26 20:30", ()),
        ("movie night tonight", None, ()),
        ("movie night tomorrow", None, ("tomorrow",)),
        ("movie night on friday", None, ("on friday",)),
    ],
)
def test_a_night_is_at_the_time_said(text: str, moment: str | None, unread: tuple[str]) -> None:
    when = None if moment is None else dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    assert acts(text, clause("group", text)) == Acts((Group(when=when),), unread)


def test_labels_with_a_detail_keep_it() -> None:
    assert asked("small_talk.joke", "tell me a joke") == SmallTalk("joke")
    assert asked("cannot_do.tickets", "book two seats") == CannotDo("tickets")
    assert asked("other", "hm") == Other()
