"""Movie nights: the less travelled ways through."""

import pytest

from bot.conversation.respond import Conversation
from bot.intents import NightTap
from bot.presentation.buttons import encode
from recommender import LogEntry
from recommender.domain import MovieId, PersonId
from recommender.storage import Cause, Store
from tests import planted
from tests.bot.conversation.table import Table
from tests.planted import BOTH, HEART, NOW, SPACE, Talker


@pytest.fixture
def table(store: Store) -> Table:
    # With titles of its own: films join and leave.
    recommender = planted.recommender(store, index=planted.titles())
    table = Table(Conversation(recommender, zone=NOW.tzinfo))
    for film in ("alien", "aliens", "the matrix", "robocop", "predator"):
        table.writes("Ann", f"watched {film} long ago")
    return table


def voting(table: Table, words: str = "/movienight", *names: str) -> Table:
    table.says("Ann", words)
    for name in names or ("Bob", "Cleo"):
        table.taps(name, "I'm in")
    table.taps("Ann", "Start the vote")
    return table


def test_a_pick_is_made_for_who_is_in_when_it_is_asked_for_in_words(table: Table) -> None:
    table.says("Ann", "/movienight")
    table.taps("Bob", "I'm in")
    table.says("Cleo", "just pick a movie for us")
    assert "My pick for Ann, Bob and Cleo." in table.film.text
    assert table.card.text.startswith("Movie night: it's ")


def test_a_pick_that_finds_nothing_says_so_and_opens_nothing(table: Table) -> None:
    (said,) = table.says("Ann", "just pick a western for us")
    assert said.text.startswith("I have nothing for you there (western)")
    table.says("Ann", "/movienight western")
    table.taps("Bob", "I'm in")
    (said,) = table.says("Bob", "just pick something for us")
    assert said.text.startswith("I have nothing for you there (western)")
    assert table.taps("Ann", "Just pick for us").startswith("I have nothing for you there")


def test_without_a_model_a_pick_asks_for_a_moment(store: Store) -> None:
    table = Table(Conversation(planted.recommender(store, with_model=False), zone=NOW.tzinfo))
    (said,) = table.says("Ann", "just pick a movie for us")
    assert "few seconds" in said.text


def test_joining_a_pick_shows_the_fit_of_who_joins(table: Table) -> None:
    for film in ("notting hill", "ghost", "titanic", "pretty woman", "amelie"):
        table.writes("Bob", f"watched {film} long ago")
    table.says("Ann", "just pick a movie for us")
    assert "Bob" not in table.film.text
    table.taps("Bob", "I'm in too")
    assert " · Bob " in table.film.text
    table.taps("Ann", "We watched it")
    assert table.taps_data("Ann", encode(NightTap(1, "reroll"))) == "This night is settled."


def test_when_everything_is_vetoed_and_nothing_is_left_the_night_is_off(table: Table) -> None:
    voting(table, "/movienight horror", "Bob")
    assert len(table.poll.options) == 2
    table.taps("Ann", "✗ 1")
    table.taps("Bob", "✗ 2")
    assert table.taps("Ann", "Close the vote").startswith("I have nothing for you there (horror)")
    assert table.card.text.startswith("Movie night is off.")
    assert table.poll.is_closed


def test_a_vote_that_ends_by_itself_with_everything_vetoed_picks_another(table: Table) -> None:
    voting(table, "/movienight", "Bob", "Cleo", "Dan", "Eve")
    for number, name in enumerate(("Ann", "Bob", "Cleo", "Dan", "Eve"), start=1):
        table.taps(name, f"✗ {number}")
    vetoed = table.poll.options
    for name in ("Ann", "Bob", "Cleo", "Dan", "Eve"):
        table.votes(name, vetoed[0])
    assert "My pick for" in table.film.text
    assert not any(film in table.film.text for film in vetoed)


def test_where_everything_has_votes_there_is_nothing_to_swap(table: Table) -> None:
    voting(table)
    table.votes("Bob", *table.poll.options)
    assert table.taps("Ann", "Other films").startswith("Every film here has votes")


def test_where_nothing_fresh_is_left_the_list_stays(table: Table) -> None:
    voting(table, "/movienight horror", "Bob")
    before = table.card.text
    assert table.taps("Ann", "Other films").startswith("I have nothing for you there (horror)")
    assert table.card.text == before
    assert not table.poll.is_closed


def test_rerolls_come_to_an_end(table: Table) -> None:
    voting(table)
    said = [table.taps("Ann", "Other films") for _ in range(10)]
    assert said[0] == "5 fresh films. What you voted for stays."
    assert said[-1].startswith(("That's enough rerolls", "I have nothing left"))


def test_a_veto_on_a_film_that_was_swapped_says_so(table: Table) -> None:
    voting(table)
    old = encode(table.button("✗ 1").press)
    table.taps("Ann", "Other films")
    assert table.taps_data("Bob", old) == "That film is no longer on the list."


def test_the_list_takes_ten_films(table: Table) -> None:
    names = [f"P{number}" for number in range(6)]
    table.says("Ann", "/movienight")
    for name in names:
        table.taps(name, "I'm in")
    films = [MovieId(film) for film in (*HEART, *BOTH)]
    said = [
        table.taps_data(names[place // 2], encode(NightTap(1, "add", film)))
        for place, film in enumerate(films[:11])
    ]
    assert said[-2].endswith("is on the list.")
    assert said[-1] == "The list is full."
    table.taps("Ann", "Start the vote")
    assert len(table.poll.options) == 10


def test_a_forged_film_is_not_added(table: Table) -> None:
    table.says("Ann", "/movienight")
    assert "no longer" in table.taps_data("Ann", encode(NightTap(1, "add", MovieId(99_999))))


def test_never_mind_ends_the_wait_for_a_title(table: Table) -> None:
    table.says("Ann", "/movienight")
    table.taps("Ann", "Add a film")
    assert table.says("Ann", "never mind")[0].text == "OK, I'll leave it."
    assert "Heat (1995) · drama" in table.says("Ann", "heat")[0].text


def test_a_title_nobody_knows_can_join_the_catalogue_and_the_list(table: Table) -> None:
    table.says("Ann", "/movienight")
    (said,) = table.says("Ann", "/add The Zyzzyva Heist")
    assert said.text.startswith("I don't know a film called")
    table.taps("Ann", "Add it")
    table.says("Ann", "2021")
    table.says("Ann", "comedy")
    assert "On the list already: The Zyzzyva Heist (2021)" in table.card.text
    table.taps("Ann", "Start the vote")
    assert table.poll.options[0] == "The Zyzzyva Heist (2021)"
    assert "1. The Zyzzyva Heist (2021)\nadded by Ann" in table.card.text
    table.votes("Ann", "Zyzzyva")
    assert "Tonight: The Zyzzyva Heist (2021)" in table.film.text


def test_an_added_film_that_is_taken_back_keeps_its_number(table: Table) -> None:
    table.says("Ann", "/movienight")
    table.says("Ann", "/add The Zyzzyva Heist")
    table.taps("Ann", "Add it")
    table.says("Ann", "2021")
    table.says("Ann", "comedy")
    table.taps("Ann", "Start the vote")
    options = table.poll.options
    table.says("Ann", "undo")
    table.votes("Bob", options[1])
    assert "1. (taken back)" in table.card.text
    assert f"2. {options[1]} · 1 vote" in table.card.text


def test_an_open_night_whose_time_is_over_makes_room_for_the_next(table: Table) -> None:
    voting(table)
    table.now = table.now.replace(day=27)
    table.says("Bob", "/movienight")
    assert table.poll.is_closed
    assert "In: Bob" in table.card.text


def test_films_that_lost_come_back_only_where_they_still_belong(table: Table) -> None:
    voting(table)
    options = table.poll.options
    table.votes("Ann", *options)
    table.taps("Ann", "Close the vote")
    won = table.film.text.splitlines()[0].removeprefix("Tonight: ")
    lost = [film for film in options if film != won]
    table.writes("Bob", f"watched {lost[0]}")
    table.writes("Cleo", f"{lost[1]} is not for me")
    voting(table)
    assert not {won, lost[0], lost[1]} & set(table.poll.options)
    assert table.card.text.count("liked last time") == 2


def test_a_rating_in_words_after_the_tap_goes_to_the_film_of_the_night(table: Table) -> None:
    voting(table)
    table.taps("Ann", "Close the vote")
    film = table.film.text.splitlines()[0].removeprefix("Tonight: ")
    table.taps("Ann", "We watched it")
    (said,) = table.says("Ann", "4.5", to=table.film)
    assert said.text == f"{film}: ★★★★½. Noted."


def test_everyone_in_the_world_of_films_has_seen_everything(table: Table) -> None:
    for film in (*SPACE, *HEART, *BOTH):
        table.taps_data("Ann", encode(NightTap(0, "join")))
        person = table.person("Ann").person_id
        recommender = table.core.recommender
        recommender.log(_cause(person, film), (LogEntry(MovieId(film)),))
    table.says("Ann", "/movienight")
    assert table.taps("Ann", "Start the vote") == "I have nothing left that none of you has seen."


def _cause(person: PersonId, film: int) -> Cause:
    return Cause(person, f"test:{film}", NOW.timestamp())


def test_other_films_keep_what_somebody_added_by_hand(table: Table) -> None:
    table.says("Ann", "/movienight")
    for name in ("Bob", "Cleo"):
        table.taps(name, "I'm in")
    table.says("Bob", "/add titanic")
    table.taps("Ann", "Start the vote")
    assert "Titanic (1997)" in table.poll.options

    table.taps("Ann", "Other films")

    assert "Titanic (1997)" in table.poll.options


def test_a_comment_on_the_card_is_no_title(table: Table) -> None:
    table.says("Ann", "/movienight")
    table.taps("Bob", "I'm in")
    table.taps("Ann", "Start the vote")
    before = table.poll.options

    table.says("Bob", "oh nice, i think this is a great list this time", to=table.card)

    assert table.poll.options == before


def test_movie_night_in_private_says_where_nights_happen(core: Conversation) -> None:
    answer = Talker(core).say("/movienight")
    assert answer.replies[0].text.startswith("Movie nights happen in groups.")
