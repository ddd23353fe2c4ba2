"""A movie night that changes its mind: wishes, times, tastes, topics, and voters from outside."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.respond import Conversation
from bot.intents import Vote
from bot.presentation.wording.night import closing_time, fits
from bot.replies import Chat, Incoming, Reply, Text
from recommender.domain import ChatId, PersonId
from recommender.storage import Store
from tests import planted
from tests.bot.conversation.table import GROUP, Table
from tests.planted import NOW


@pytest.fixture
def table(store: Store) -> Table:
    table = Table(Conversation(planted.recommender(store), zone=NOW.tzinfo))
    for film in ("alien", "aliens", "the matrix", "robocop", "predator"):
        table.writes("Ann", f"watched {film} long ago")
    return table


def gathered(table: Table, words: str = "/movienight") -> Table:
    table.says("Ann", words)
    table.taps("Bob", "I'm in")
    return table


def test_wishes_change_by_a_reply_to_the_card_and_add_up(table: Table) -> None:
    gathered(table)
    (said,) = table.says("Bob", "make it a comedy", to=table.card)
    assert said.text == "Now looking for: comedy."
    table.says("Bob", "no horror please", to=table.card)
    assert table.card.text.splitlines()[0] == "Movie night: comedy, no horror"
    assert table.posts == 1
    table.taps("Ann", "Start the vote")
    assert "Notting Hill (1999)" in table.poll.options


def test_another_command_changes_wishes_and_time(table: Table) -> None:
    gathered(table, "/movienight western")
    (said,) = table.says("Bob", "/movienight comedy or romance at 23:00")
    assert said.text == "Now looking for: comedy or romance. The vote closes at 23:00."
    assert table.card.text.startswith("Movie night: comedy or romance\nIn: Ann and Bob")
    assert len(table.says("Bob", "/movienight")) == 1
    assert table.card.text.startswith("Movie night: comedy or romance")


def test_wishes_of_somebody_who_is_not_in_wait_until_they_are(table: Table) -> None:
    gathered(table)
    (said,) = table.says("Zoe", "no horror", to=table.card)
    assert said.text == "Tap “I'm in” first."


def test_wishes_stand_once_the_vote_is_on(table: Table) -> None:
    gathered(table).taps("Ann", "Start the vote")
    options = table.poll.options
    (said,) = table.says("Bob", "no horror", to=table.card)
    assert said.text.startswith("The vote is on, so the wishes stand.")
    assert table.poll.options == options


def test_a_command_or_a_pick_in_reply_to_the_card_is_no_wish(table: Table) -> None:
    gathered(table)
    table.says("Bob", "/recommend a comedy", to=table.card)
    assert table.card.text.startswith("Movie night\n")
    table.says("Bob", "just pick a romance for us", to=table.card)
    assert "My pick for Ann and Bob (romance)." in table.film.text


def test_comedy_or_thriller_takes_either(table: Table) -> None:
    gathered(table, "/movienight sci-fi or romance")
    table.taps("Ann", "Start the vote")
    recommender = table.core.recommender
    films = {film.name: film for film in recommender.catalogue}
    for name in table.poll.options:
        assert {"Sci-Fi", "Romance"} & set(films[name].genres)


@pytest.mark.parametrize(
    ("words", "closes"),
    [
        ("tomorrow at 8", "at 20:00 tomorrow, Wednesday (UTC)"),
        ("in 2 hours", "at 22:15"),
        ("at noon", "at 12:00 tomorrow, Wednesday (UTC)"),
        ("20h", "at 20:00 tomorrow, Wednesday (UTC)"),
        ("at 23h", "at 23:00"),
        ("on friday at 9pm", "at 21:00 on Friday (UTC)"),
    ],
)
def test_a_time_on_another_day_says_which_and_in_which_zone(
    table: Table, words: str, closes: str
) -> None:
    gathered(table, f"/movienight {words}")
    assert f"The vote closes {closes}." in table.card.text.splitlines()


def test_a_time_is_told_in_the_zone_of_the_bot() -> None:
    berlin, sao_paulo = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Sao_Paulo")
    eve = dt.datetime(2026, 11, 24, 23, 30, tzinfo=berlin)
    moment = dt.datetime(2026, 12, 7, 20, 0, tzinfo=berlin)
    assert closing_time(moment, eve) == "at 20:00 on Monday, 7 December (CET)"
    there = eve.astimezone(sao_paulo)
    assert closing_time(there + dt.timedelta(days=1), there).endswith("Wednesday (UTC-3)")


def test_who_rates_four_films_in_private_has_a_profile_on_the_open_card(table: Table) -> None:
    gathered(table)
    assert "Bob has no profile yet." in table.card.text
    for film in ("titanic", "ghost", "notting hill", "amelie"):
        table.writes("Bob", f"{film} 4.5")
    table.waits(seconds=5)
    assert "no profile" not in table.card.text


def test_who_rates_four_films_during_the_vote_sees_what_suits_them(table: Table) -> None:
    gathered(table).taps("Ann", "Start the vote")
    assert " · Bob ?" in table.card.text
    for film in ("titanic", "ghost", "notting hill", "amelie"):
        table.writes("Bob", f"{film} 4.5")
    table.waits(seconds=5)
    assert " · Bob ?" not in table.card.text
    assert " · Bob ●" in table.card.text


def vote_from_outside(table: Table, name: str) -> tuple[Reply, ...]:
    poll, person = table.poll, table.person(name)
    assert poll.poll_id is not None
    voted = Vote(poll.poll_id, (0,), from_outside=True)
    private = Chat(ChatId(person.person_id))
    return table.core.respond(Incoming(private, person, voted, "tg:outside", NOW)).replies


def test_the_vote_of_an_outsider_counts_nothing_and_is_not_answered(table: Table) -> None:
    gathered(table).taps("Ann", "Start the vote")
    before = table.card
    assert vote_from_outside(table, "Zoe") == ()
    table.waits(seconds=5)
    assert table.card == before


def test_only_voters_who_are_not_in_are_asked_about(table: Table) -> None:
    gathered(table).taps("Ann", "Start the vote")
    poll_id = table.poll.poll_id or ""
    assert table.core.stranger_in(poll_id, PersonId(table.people["Bob"])) is None
    assert table.core.stranger_in(poll_id, table.person("Zoe").person_id) == GROUP
    assert table.core.stranger_in("nobody's", table.person("Zoe").person_id) is None


def test_a_film_vetoed_tonight_is_not_added_again(table: Table) -> None:
    gathered(table).taps("Ann", "Start the vote")
    vetoed = table.poll.options[0]
    table.taps("Bob", "✗ 1")
    table.taps("Ann", "Other films")
    (said,) = table.says("Ann", f"/add {vetoed}")
    assert said.text == f"{vetoed} was vetoed tonight, so it stays off the list."


def test_a_closed_poll_is_not_closed_again_after_a_start(table: Table, store: Store) -> None:
    gathered(table).taps("Ann", "Start the vote")
    table.taps("Ann", "Other films")
    table.core = Conversation(planted.recommender(store), zone=NOW.tzinfo)
    shown = table.core.due(table.now)
    assert [reply for reply in shown if reply.poll is not None] == []


def test_everything_of_a_night_goes_to_its_topic(table: Table) -> None:
    person, chat = table.person("Ann"), Chat(ChatId(GROUP), is_group=True, title="Friends")
    begin = Incoming(chat, person, Text("/movienight"), "tg:1000", NOW, thread_id=17)
    table._see(table.core.respond(begin).replies, here=True)
    core = table.core
    night = core.store.nights.open_in(ChatId(GROUP))
    assert night is not None
    assert night.thread_id == 17
    table.taps("Ann", "Start the vote")
    table.votes("Ann", table.poll.options[0])
    table.waits(hours=17)
    seen = [message.reply for message in table.messages]
    assert {reply.thread_id for reply in seen} == {17}
    assert any("How was" in reply.text for reply in seen)


def test_a_reminder_goes_to_the_topic_too(table: Table) -> None:
    gathered(table).taps("Ann", "Start the vote")
    nights = table.core.store.nights
    night = nights.open_in(ChatId(GROUP))
    assert night is not None
    nights.save(replace(night, thread_id=17), night)
    (said,) = table.waits(minutes=61)
    assert (said.text, said.thread_id) == ("Still to vote: Ann and Bob.", 17)


def test_bars_tell_films_apart_where_per_cents_would_not() -> None:
    films: list[list[tuple[str, float | None]]] = [
        [("Ann", 0.99), ("Bob", 0.97)],
        [("Ann", 0.98), ("Bob", 0.98)],
        [("Ann", 1.0), ("Bob", None)],
    ]
    assert [fits(film, films) for film in films] == [
        "Ann ●●○ · Bob ●○○",
        "Ann ●○○ · Bob ●●●",
        "Ann ●●● · Bob ?",
    ]


def test_of_many_it_is_told_how_many_a_film_suits_and_whom_least() -> None:
    films = [
        [(f"P{person}", 0.95 + 0.01 * (place if person else -place)) for person in range(8)]
        for place in range(5)
    ]
    assert fits(films[4], films) == "suits 7 of 8 · P0 least"
    assert fits(films[0], films) == "suits 1 of 8 · P1 least"


def test_two_people_of_one_name_have_a_bar_each() -> None:
    films = [[("Ann", 0.9), ("Ann", 0.1)], [("Ann", 0.1), ("Ann", 0.9)]]
    assert fits(films[0], films) == "Ann ●●● · Ann ●○○"
