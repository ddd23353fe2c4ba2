"""Movie nights when things go otherwise than planned."""

from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.respond import Conversation
from bot.intents import NightAction, NightTap
from bot.presentation.buttons import encode
from recommender.domain import ChatId, MovieId, PersonId
from recommender.storage import Store
from tests import planted
from tests.bot.conversation.table import GROUP, Table, friends
from tests.planted import NOW


@pytest.fixture
def table(store: Store) -> Table:
    return friends(store)


def voting(table: Table, *names: str) -> Table:
    table.says("Ann", "/movienight")
    for name in names or ("Bob", "Cleo"):
        table.taps(name, "I'm in")
    table.taps("Ann", "Start the vote")
    return table


def question(table: Table) -> str:
    poll = table.poll.reply.poll
    assert poll is not None
    return poll.question


def test_a_second_night_is_refused_kindly_while_one_is_on(table: Table) -> None:
    voting(table)
    (said,) = table.says("Bob", "/movienight")
    assert said.text == "Ann's movie night is on already: see the card above. One at a time!"
    (said,) = table.says("Bob", "just pick a movie for us")
    assert said.text == "You're voting already. Close the vote, and that's your film."
    assert table.posts == 2


def test_another_group_has_a_night_of_its_own(table: Table) -> None:
    voting(table)
    table.chat_id = -200
    table.says("Ann", "/movienight")
    assert table.card.text.startswith("Movie night\nIn: Ann")


def test_somebody_who_is_not_in_changes_nothing(table: Table) -> None:
    voting(table)
    before = table.card
    for label in ("✗ 1", "Other films", "Add a film", "Close the vote", "Cancel", "I'm out"):
        assert table.taps("Zoe", label) == "Tap “I'm in” first."
    assert table.card == before


def test_only_the_host_steers_until_the_host_has_slept_a_while(table: Table) -> None:
    voting(table)
    for label in ("Other films", "Close the vote", "Cancel"):
        assert table.taps("Bob", label).startswith("That's Ann's to tap.")
    table.waits(minutes=16)
    assert table.taps("Bob", "Close the vote") == "Closed."


def test_a_tap_that_is_delivered_twice_counts_once_and_says_the_same(table: Table) -> None:
    voting(table)
    assert table.taps("Bob", "✗ 1", times=2).startswith("Vetoed")
    assert "vetoed by Bob" in table.card.text
    table.taps("Ann", "Other films", times=2)
    assert len([m for m in table.messages if m.reply.poll is not None]) == 2


def test_a_movienight_that_is_delivered_twice_is_one_night(table: Table) -> None:
    table._updates = 500
    table.says("Ann", "/movienight")
    table._updates = 500
    said = table.says("Ann", "/movienight")
    assert (said, table.posts) == ([], 1)


def test_a_vote_that_is_delivered_twice_counts_once(table: Table) -> None:
    voting(table)
    table.votes("Bob", table.poll.options[0], times=3)
    assert f"{table.poll.options[0]} · 1 vote\n" in table.card.text


def test_whoever_votes_is_in(table: Table) -> None:
    voting(table)
    table.votes("Zoe", table.poll.options[0])
    assert "Waiting for Ann, Bob and Cleo." in table.card.text
    assert "Voted: Zoe." in table.card.text


def test_a_vote_in_a_poll_that_is_over_changes_nothing(table: Table) -> None:
    voting(table)
    poll = table.poll
    table.votes("Bob", poll.options[0])
    table.taps("Ann", "Close the vote")
    film = table.film
    table.votes_in(poll, "Cleo", poll.options[1])
    assert table.film == film


def test_a_vote_in_a_poll_that_was_swapped_changes_nothing(table: Table) -> None:
    voting(table)
    old = table.poll
    table.taps("Ann", "Other films")
    before = table.card.text
    table.votes_in(old, "Bob", old.options[0])
    assert table.card.text == before


def test_votes_in_polls_that_are_nobodys_are_ignored(table: Table) -> None:
    voting(table)
    before = list(table.messages)
    poll = table.poll
    object.__setattr__(poll, "poll_id", "somebody else's")
    table.votes_in(poll, "Bob", poll.options[0])
    assert table.messages == before


def test_options_that_are_not_there_are_ignored(table: Table) -> None:
    voting(table)
    poll = table.poll
    longer = (*poll.options, "Not there", "Neither")
    assert poll.reply.poll is not None
    object.__setattr__(poll.reply.poll, "options", longer)
    table.votes_in(poll, "Bob", "Not there")
    assert "Waiting for Ann, Bob and Cleo." in table.card.text


def test_old_buttons_of_a_settled_night_say_so(table: Table) -> None:
    voting(table)
    veto = encode(table.button("✗ 1").press)
    table.taps("Ann", "Close the vote")
    assert table.taps_data("Bob", veto) == "This night is settled."


def test_a_forged_button_of_another_groups_night_is_stale(table: Table) -> None:
    voting(table)
    table.chat_id = -200
    assert "no longer works" in table.taps_data("Eve", encode(NightTap(1, "cancel")))
    assert "no longer works" in table.taps_data("Eve", encode(NightTap(99, "join")))
    assert table.core.store.nights.open_in(ChatId(GROUP)) is not None


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    taps=st.lists(
        st.tuples(
            st.sampled_from(["Ann", "Bob", "Cleo", "Zoe"]),
            st.sampled_from(
                [
                    "join",
                    "leave",
                    "start",
                    "reroll",
                    "veto",
                    "add",
                    "close",
                    "cancel",
                    "watched",
                    "rate",
                    "pick",
                    "vote",
                    "/movienight",
                    "wait",
                ]
            ),
            st.integers(0, 50),
        ),
        max_size=12,
    )
)
def test_any_taps_in_any_order_leave_a_night_that_can_be_shown(
    taps: list[tuple[str, NightAction | Literal["vote", "/movienight", "wait"], int]],
) -> None:
    store = planted.empty_store()
    table = Table(Conversation(planted.recommender(store), zone=NOW.tzinfo))
    table.says("Ann", "/movienight")
    for name, action, number in taps:
        nights = [n for n in range(1, 20) if table.core.store.nights.get(n) is not None]
        match action:
            case "wait":
                table.waits(hours=number / 4)
            case "/movienight":
                table.says(name, action)
            case "vote":
                polls = [m for m in table.messages if m.poll_id is not None]
                if polls:
                    table.votes_in(
                        polls[-1], name, polls[-1].options[number % len(polls[-1].options)]
                    )
            case _:
                rating = 4.0 if action == "rate" else None
                film = MovieId(number) if action in ("veto", "add") else None
                table.taps_data(name, encode(NightTap(nights[-1], action, film, rating)))
    for number in range(1, 20):
        night = table.core.store.nights.get(number)
        if night is not None:
            assert (night.state == "decided") == (night.winner is not None)
    store.close()


def test_a_host_who_taps_out_hands_the_night_on(table: Table) -> None:
    table.says("Ann", "/movienight")
    table.taps("Bob", "I'm in")
    table.taps("Ann", "I'm out")
    assert "Bob starts the vote" in table.card.text
    table.taps("Bob", "Start the vote")
    assert len(table.poll.options) == 5


def test_a_host_who_leaves_the_group_hands_the_night_on(table: Table) -> None:
    voting(table)
    table.votes("Ann", table.poll.options[0])
    table.core.left(ChatId(GROUP), PersonId(table.people["Ann"]))
    table.waits(seconds=5)
    assert "Waiting for Bob and Cleo." in table.card.text
    assert "Ann" not in table.card.text
    assert table.taps("Bob", "Close the vote") == "Closed."


def test_the_last_to_leave_ends_the_night(table: Table) -> None:
    table.says("Ann", "/movienight")
    table.taps("Ann", "I'm out")
    assert table.card.text == "Movie night is off. /movienight starts another."
    table.says("Bob", "/movienight")
    assert "In: Bob" in table.card.text


def test_when_the_only_one_still_to_vote_leaves_the_vote_ends(table: Table) -> None:
    voting(table)
    for name in ("Ann", "Bob"):
        table.votes(name, table.poll.options[0])
    table.core.left(ChatId(GROUP), PersonId(table.people["Cleo"]))
    table.waits(seconds=5)
    assert table.poll.is_closed
    assert "2 of 2 voted for it." in table.film.text


def test_a_host_who_is_forgotten_leaves_no_trace_in_the_night(table: Table) -> None:
    voting(table)
    table.votes("Ann", table.poll.options[0])
    table.core.recommender.forget(PersonId(table.people["Ann"]))
    table.votes("Bob", table.poll.options[1])
    assert "Ann" not in table.card.text
    assert f"1. {table.poll.options[0]}\n" in table.card.text
    assert table.taps("Bob", "Close the vote") == "Closed."


def test_a_group_that_moves_gets_its_card_and_poll_anew_with_its_votes(table: Table) -> None:
    voting(table)
    table.votes("Bob", table.poll.options[0])
    options = table.poll.options
    for _ in range(2):
        table.core.migrated(ChatId(GROUP), ChatId(-1_000_100))
    table.chat_id = -1_000_100
    posts = table.posts
    table.waits(seconds=5)
    assert table.posts == posts + 2
    assert table.poll.options == options
    assert f"1. {options[0]} · 1 vote" in table.card.text
    assert "Voted: Bob. Waiting for Ann and Cleo." in table.card.text
    table.votes("Ann", options[0])
    table.votes("Cleo", options[0])
    assert f"Tonight: {options[0]}" in table.film.text


def test_where_polls_are_not_allowed_it_is_tried_twice_and_the_fit_may_decide(
    table: Table,
) -> None:
    table.can_poll = False
    voting(table)
    for number in range(10):
        table.taps(f"P{number}", "I'm in")
        table.waits(minutes=1)
    assert table.polls_refused == 2
    table.taps("Ann", "Close the vote")
    assert "Nobody voted" in table.film.text


def test_a_poll_that_was_lost_on_its_way_is_posted_at_the_next_tap(table: Table) -> None:
    table.can_poll = False  # as if the bot was killed before it could send it
    voting(table)
    table.can_poll = True
    table.waits(seconds=40)
    table.taps("Zoe", "I'm in")
    assert len(table.poll.options) == 5
    assert table.posts == 2


def test_a_poll_that_was_lost_on_its_way_is_posted_at_once_after_a_start(
    table: Table, store: Store
) -> None:
    table.can_poll = False
    voting(table)
    table.can_poll = True
    table.core = Conversation(planted.recommender(store), zone=NOW.tzinfo)
    table.waits(seconds=1)
    assert len(table.poll.options) == 5


def test_a_poll_that_is_posted_again_says_that_it_counts_and_the_next_one_does_not(
    table: Table,
) -> None:
    table.can_poll = False  # or it is in the chat, and the bot was killed before it knew
    voting(table)
    table.can_poll = True
    table.waits(seconds=40)
    said = "If there are two of these polls, this one counts."
    assert question(table).endswith(said)
    table.taps("Ann", "Other films")
    assert said not in question(table)


def test_a_removed_bot_says_nothing_and_goes_on_when_it_is_back(table: Table) -> None:
    voting(table)
    table.core.store.chats.lose(ChatId(GROUP), 1.0)
    assert table.waits(hours=30) == []
    assert not table.poll.is_closed
    table.says("Bob", "/movienight")
    assert table.poll.is_closed
    assert "In: Bob" in table.card.text


def test_forty_people_fit_on_the_cards_and_are_counted(table: Table) -> None:
    table.says("Ann", "/movienight")
    for number in range(39):
        table.taps(f"Somebody with a long name {number}", "I'm in")
    assert "In (40): Ann, " in table.card.text
    assert len(table.card.text) < 4096
    table.taps("Ann", "Start the vote")
    assert "Waiting for 40 people." in table.card.text
    assert "suits " in table.card.text
    assert len(table.card.text) < 2000
    for number in range(39):
        table.votes(f"Somebody with a long name {number}", table.poll.options[number % 2])
    assert "Waiting for Ann." in table.card.text
    table.votes("Ann", table.poll.options[0])
    assert "21 of 40 voted for it." in table.film.text


def test_a_group_of_one_gets_their_own_list_and_decides_alone(table: Table) -> None:
    table.says("Ann", "/movienight")
    table.taps("Ann", "Start the vote")
    options = table.poll.options
    answer = table.writes("Ann", "recommend for me")
    catalogue = table.core.recommender.catalogue
    own = [catalogue[film].name for reply in answer.replies for film in reply.films]
    assert set(options) <= set(own)
    table.votes("Ann", options[2])
    assert f"Tonight: {options[2]}" in table.film.text


def test_wishes_that_nothing_fits_are_told_and_the_night_can_be_called_off(table: Table) -> None:
    table.says("Ann", "/movienight western")
    assert table.taps("Ann", "Start the vote").startswith("I have nothing for you there (western)")
    assert table.taps("Ann", "Cancel") == "Movie night is off."


def test_one_film_left_needs_no_vote(table: Table) -> None:
    table.says("Ann", "/movienight horror from the 1950s")
    table.taps("Ann", "Start the vote")
    assert "Tonight: The Thing from Another World (1951)" in table.film.text


def test_without_a_model_people_can_gather_and_are_told_to_wait(store: Store) -> None:
    core = Conversation(planted.recommender(store, with_model=False), zone=NOW.tzinfo)
    table = Table(core)
    table.says("Ann", "/movienight")
    assert "few seconds" in table.taps("Ann", "Start the vote")
    assert table.card.text.startswith("Movie night")


def test_before_the_vote_nothing_can_be_vetoed_closed_or_swapped(table: Table) -> None:
    table.says("Ann", "/movienight")
    for action in ("veto", "close", "reroll", "watched"):
        said = table.taps_data("Ann", encode(NightTap(1, action)))
        assert said == "The vote hasn't started."


def test_a_name_of_a_thousand_letters_and_an_empty_one_are_shown_short(table: Table) -> None:
    table.says("x" * 1000, "/movienight")
    table.taps("", "I'm in")
    assert f"In: {'x' * 19}… and Somebody" in table.card.text
