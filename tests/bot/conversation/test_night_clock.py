"""What happens in a movie night by the clock, and what a group never learns."""

import pytest

from bot.conversation.respond import Conversation
from recommender.domain import ChatId
from recommender.storage import Store
from tests import planted
from tests.bot.conversation.table import Table, friends
from tests.planted import NOW

HALF_PAST_TEN = "/movienight at 22:30"
"""It is 20:15."""


@pytest.fixture
def table(store: Store) -> Table:
    return friends(store)


def voting(table: Table, words: str = HALF_PAST_TEN) -> Table:
    table.says("Ann", words)
    for name in ("Bob", "Cleo"):
        table.taps(name, "I'm in")
    table.taps("Ann", "Start the vote")
    return table


def test_the_vote_closes_at_its_time_after_one_reminder_of_who_is_missing(table: Table) -> None:
    voting(table)
    assert "The vote closes at 22:30." in table.card.text
    table.votes("Ann", table.poll.options[1])
    assert table.waits(minutes=120) == []
    (said,) = table.waits(minutes=6)
    assert said.text == "9 minutes left to vote: Bob and Cleo."
    assert table.waits(minutes=5) == []
    assert not table.poll.is_closed
    table.waits(minutes=5)
    assert table.poll.is_closed
    assert f"Tonight: {table.poll.options[1]}" in table.film.text


def test_nobody_is_reminded_once_all_have_voted(table: Table) -> None:
    voting(table)
    for name in ("Ann", "Bob", "Cleo"):
        table.votes(name, table.poll.options[0])
    assert table.waits(minutes=126) == []


def test_a_vote_without_a_time_reminds_after_an_hour_and_ends_after_a_day(table: Table) -> None:
    voting(table, "/movienight")
    assert table.waits(minutes=59) == []
    (said,) = table.waits(minutes=2)
    assert said.text == "Still to vote: Ann, Bob and Cleo."
    assert table.waits(hours=22) == []
    table.waits(hours=2)
    assert table.poll.is_closed
    assert "Nobody voted" in table.film.text


def test_a_time_that_comes_before_anybody_starts_means_a_pick(table: Table) -> None:
    table.says("Ann", HALF_PAST_TEN)
    table.taps("Bob", "I'm in")
    table.waits(hours=3)
    assert "My pick for Ann and Bob." in table.film.text


def test_a_time_that_is_past_means_tomorrow(table: Table) -> None:
    table.says("Ann", "/movienight at 20:00")
    table.waits(hours=1)
    assert table.card.text.startswith("Movie night\n")
    assert "closes at 20:00" in table.card.text


def test_a_night_that_nobody_starts_is_forgotten_without_a_word(table: Table) -> None:
    table.says("Ann", "/movienight")
    assert table.waits(hours=13) == []
    assert table.card.text.startswith("Movie night is off.")


def test_after_a_start_open_nights_are_shown_once_more(store: Store, table: Table) -> None:
    voting(table)
    table.votes("Bob", table.poll.options[0])
    table.core = Conversation(planted.recommender(store), zone=NOW.tzinfo)
    before = (table.posts, table.card.text)
    table.waits(seconds=5)
    assert (table.posts, table.card.text) == before
    assert table.core.due(table.now) == ()


def test_a_bot_killed_between_settling_and_saying_so_says_so_after_the_start(
    store: Store, table: Table
) -> None:
    voting(table)
    messages, cards = list(table.messages), table.core.store.cards
    table.taps("Ann", "Close the vote")
    film = table.film.text
    # Nothing of it had reached the group.
    table.messages = messages
    cards.forget(planted_chat(table), "night:1:film")
    table.core = Conversation(planted.recommender(store), zone=NOW.tzinfo)
    table.waits(seconds=5)
    assert table.poll.is_closed
    assert table.film.text == film


def planted_chat(table: Table) -> ChatId:
    return ChatId(table.chat_id)


def test_a_private_log_is_never_shown_in_the_group(table: Table) -> None:
    table.writes("Cleo", "watched heat yesterday, 1 star")
    table.says("Ann", "/movienight")
    for name in ("Bob", "Cleo"):
        table.taps(name, "I'm in")
    table.says("Bob", "/add heat")
    table.taps("Ann", "Start the vote")
    seen = "".join(message.text for message in table.messages)
    for film in ("Alien (1979)", "Notting Hill", "RoboCop", "has seen"):
        assert film not in seen


def test_whoever_allows_it_has_their_films_named(table: Table) -> None:
    table.core.recommender.let_groups_see_log(table.person("Ann").person_id, allowed=True)
    table.writes("Ann", "watched heat yesterday")
    table.says("Ann", "/movienight")
    table.taps("Bob", "I'm in")
    table.says("Bob", "/add heat")
    table.taps("Ann", "Start the vote")
    assert "added by Bob · Ann has seen it" in table.card.text
    assert " · Ann watched " in table.card.text
    table.core.recommender.let_groups_see_log(table.person("Ann").person_id, allowed=False)
    table.votes("Bob", table.poll.options[0])
    assert "Ann has seen it" not in table.card.text
    assert "Ann watched" not in table.card.text


def test_seen_films_may_come_where_the_group_allows_it(table: Table) -> None:
    table.says("Bob", "/settings")
    table.taps("Bob", "Allow seen films")
    assert "Films that somebody has seen may be on the list." in table.messages[-1].text
    table.says("Ann", "/movienight from the 1970s")
    table.taps("Ann", "Just pick for us")
    assert table.film.text.splitlines()[0] in (
        "Tonight: Alien (1979)",
        "Tonight: Star Wars: Episode IV - A New Hope (1977)",
    )


def test_in_private_there_is_no_movie_night(table: Table) -> None:
    assert "Movie nights happen in groups" in table.writes("Ann", "/nights").replies[0].text
