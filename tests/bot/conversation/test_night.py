"""A movie night from "who's in?" to "how was it?", among people with known tastes."""

import re

import pytest

from recommender.domain import ChatId, PersonId
from recommender.storage import Store
from tests.bot.conversation.table import Table, friends
from tests.planted import NOW


@pytest.fixture(params=[False, True], ids=["one run", "restarted before everything"])
def table(request: pytest.FixtureRequest, store: Store) -> Table:
    """Ann loves space, Bob loves love, Cleo is new; the bot may start anew before any tap."""
    return friends(store, restarted=request.param)


def begun(table: Table, words: str = "/movienight") -> Table:
    table.says("Ann", words)
    table.taps("Bob", "I'm in")
    table.taps("Cleo", "I'm in")
    return table


def voting(table: Table, words: str = "/movienight") -> Table:
    begun(table, words).taps("Ann", "Start the vote")
    return table


def stars(table: Table, name: str, film: str) -> float | None:
    """What somebody gave a film that is in their log once."""
    recommender = table.core.recommender
    (rating,) = [
        entry.rating
        for entry in recommender.history(PersonId(table.people[name]))
        if recommender.catalogue[entry.movie_id].name == film
    ]
    return rating


def test_the_first_card_says_who_is_in_and_who_is_new(table: Table) -> None:
    begun(table, "/movienight 90s comedy, no horror at 23:30")
    assert table.card.text.splitlines() == [
        "Movie night: comedy, from the 1990s, no horror",
        "In: Ann, Bob and Cleo",
        "Cleo has no profile yet.",
        "The vote closes at 23:30.",
        "Tap “I'm in”. Ann starts the vote when you're complete.",
    ]
    assert table.posts == 1


def test_people_join_and_leave_by_tapping(table: Table) -> None:
    table.says("Ann", "/movienight")
    assert table.taps("Bob", "I'm in") == "You're in."
    assert table.taps("Bob", "I'm in") == "You're in already."
    assert table.taps("Bob", "I'm out") == "You're out. Maybe next time!"
    assert "In: Ann" in table.card.text.splitlines()


def test_five_films_come_with_an_honest_line_each_and_a_poll_below(table: Table) -> None:
    voting(table)
    lines = table.card.text.splitlines()
    assert lines[0] == "Movie night: vote below for all you'd watch"
    films = [line.split(". ")[1] for line in lines if line[:1].isdigit()]
    assert len(films) == 5
    assert list(table.poll.options) == films
    bars = [re.match(r"Ann ([●○]{3}) · Bob ([●○]{3}) · Cleo \?", line) for line in lines[2:12:2]]
    assert all(bars)
    for member in (1, 2):  # on a short list something is best and something worst for each
        assert {bar[member] for bar in bars if bar} >= {"●●●", "●○○"}
    assert lines[-1] == "Waiting for Ann, Bob and Cleo."
    assert table.posts == 2


def test_nothing_that_somebody_has_seen_or_refused_is_on_the_list(table: Table) -> None:
    table.writes("Cleo", "forrest gump is not for me")
    table.writes("Cleo", "saw heat yesterday")
    voting(table)
    known = {"Alien (1979)", "Notting Hill (1999)", "Heat (1995)", "Forrest Gump (1994)"}
    assert not known & set(table.poll.options)


def test_most_votes_win_once_everybody_has_voted(table: Table) -> None:
    voting(table)
    first, second = table.poll.options[:2]
    table.votes("Ann", first)
    table.votes("Bob", first, second)
    assert "Voted: Ann and Bob. Waiting for Cleo." in table.card.text
    assert f"1. {first} · 2 votes" in table.card.text
    table.votes("Cleo", second, first)
    assert table.poll.is_closed
    assert table.film.text.splitlines()[0] == f"Tonight: {first}"
    assert "3 of 3 voted for it." in table.film.text
    assert table.card.text == f"Movie night: it's {first}"
    assert table.card.labels == []


def test_a_tie_goes_to_the_film_that_fits_better_and_says_so(table: Table) -> None:
    voting(table)
    options = table.poll.options
    table.votes("Ann", options[0])
    table.votes("Bob", options[4])
    table.taps("Ann", "Close the vote")
    assert "A tie with" in table.film.text
    assert "suits you better" in table.film.text


def test_nobody_voted_so_the_fit_decides(table: Table) -> None:
    voting(table).taps("Ann", "Close the vote")
    assert "Nobody voted, so it's the one that suits you best." in table.film.text


def test_a_vote_may_be_changed_and_taken_back(table: Table) -> None:
    voting(table)
    first, second = table.poll.options[:2]
    table.votes("Bob", first)
    table.votes("Bob", second)
    assert f"2. {second} · 1 vote" in table.card.text
    assert f"1. {first}\n" in table.card.text
    table.votes("Bob")
    assert "Waiting for Ann, Bob and Cleo." in table.card.text
    assert "vote\n" not in table.card.text


def test_a_veto_takes_a_film_out_of_the_vote_until_it_is_taken_back(table: Table) -> None:
    voting(table)
    first, second = table.poll.options[:2]
    assert table.taps("Bob", "✗ 1") == f"Vetoed: {first}. Tap again to take it back."
    assert f"1. {first}\nvetoed by Bob" in table.card.text
    assert table.taps("Bob", "✗ 2") == f"One veto each: yours is on {first}."
    assert table.taps("Bob", "✗ 1") == f"{first} is back. You have your veto again."
    table.taps("Bob", "✗ 1")
    for name in ("Ann", "Bob"):
        table.votes(name, first)
    table.votes("Cleo", second)
    assert f"Tonight: {second}" in table.film.text


def test_vetoes_are_secret_where_the_group_wants_it(table: Table) -> None:
    table.says("Cleo", "/settings")
    table.taps("Cleo", "Secret vetoes")
    assert "Vetoes are secret." in table.messages[-1].text
    voting(table).taps("Bob", "✗ 1")
    assert f"1. {table.poll.options[0]}\nvetoed\n" in table.card.text
    assert "vetoed by" not in table.card.text


def test_a_veto_cast_in_secret_is_not_named_when_the_group_names_vetoes_later(
    table: Table,
) -> None:
    table.says("Cleo", "/settings")
    table.taps("Cleo", "Secret vetoes")
    voting(table).taps("Bob", "✗ 1")
    table.taps("Cleo", "Name vetoes")
    first, second = table.poll.options[:2]
    table.taps("Ann", "✗ 2")
    assert f"1. {first}\nvetoed\n" in table.card.text
    assert f"2. {second}\nvetoed by Ann" in table.card.text
    table.taps("Cleo", "✗ 1")
    assert f"1. {first}\nvetoed by Cleo\n" in table.card.text
    for _ in range(2):
        table.taps("Bob", "✗ 1")  # taken back, and cast anew for all to see
    assert f"1. {first}\nvetoed by Bob and Cleo\n" in table.card.text


def test_everything_vetoed_brings_one_film_that_nobody_vetoed(table: Table) -> None:
    table.says("Ann", "/movienight")
    for name in ("Bob", "Cleo", "Dan", "Eve"):
        table.taps(name, "I'm in")
    table.taps("Ann", "Start the vote")
    vetoed = table.poll.options
    for number, name in enumerate(("Ann", "Bob", "Cleo", "Dan", "Eve"), start=1):
        table.taps(name, f"✗ {number}")
    assert table.taps("Ann", "Close the vote").startswith("Everything was vetoed")
    assert not any(film in table.film.text.splitlines()[0] for film in vetoed)


def test_other_films_keep_what_somebody_likes_and_never_bring_a_film_back(table: Table) -> None:
    voting(table)
    before = table.poll.options
    table.votes("Bob", before[1])
    assert table.taps("Ann", "Other films") == "4 fresh films. What you voted for stays."
    after = table.poll.options
    assert table.messages[1].is_closed
    assert before[1] in after
    assert set(before) & set(after) == {before[1]}
    assert f"{before[1]} · 1 vote" in table.card.text


def test_a_veto_stays_spent_when_its_film_is_swapped(table: Table) -> None:
    voting(table).taps("Bob", "✗ 1")
    table.taps("Ann", "Other films")
    assert table.taps("Bob", "✗ 1").startswith("One veto each")


def test_a_film_is_added_by_a_reply_to_the_card(table: Table) -> None:
    voting(table)
    (said,) = table.says("Cleo", "how about total recall?", to=table.card)
    assert said.text == "Total Recall (1990) is on the list, in a fresh poll. Votes so far count."
    assert table.poll.options[-1] == "Total Recall (1990)"
    assert "added by Cleo" in table.card.text
    (said,) = table.says("Bob", "total recall", to=table.poll)
    assert said.text == "Total Recall (1990) is on the list already."


def test_a_film_is_added_by_the_button_and_by_a_command(table: Table) -> None:
    begun(table)
    assert "Reply to this card" in table.taps("Bob", "Add a film")
    table.says("Bob", "blade runer")
    table.says("Cleo", "/add heat")
    assert "On the list already: Blade Runner (1982) and Heat (1995)" in table.card.text
    table.taps("Ann", "Start the vote")
    assert table.poll.options[:2] == ("Blade Runner (1982)", "Heat (1995)")
    assert len(table.poll.options) == 5


def test_an_ambiguous_title_is_asked_about_and_the_answer_adds_the_film(table: Table) -> None:
    voting(table, "/movienight no drama")
    (asked,) = table.says("Bob", "sabrina", to=table.card)
    assert asked.text == "Which “sabrina” do you mean?"
    table.taps("Bob", "Sabrina (1954)")
    assert table.poll.options[-1] == "Sabrina (1954)"


def test_everybody_adds_two_films_at_most(table: Table) -> None:
    begun(table)
    for title in ("heat", "blade runner"):
        table.says("Bob", f"/add {title}")
    (said,) = table.says("Bob", "/add total recall")
    assert said.text == "Leave some to the others: two films each."


def test_just_pick_for_us_gives_one_film_at_once(table: Table) -> None:
    begun(table).taps("Ann", "Just pick for us")
    first = table.film.text.splitlines()[0]
    assert first.startswith("Tonight: ")
    assert "My pick for Ann, Bob and Cleo." in table.film.text
    assert table.taps("Bob", "Another one") == "Here's another one."
    assert table.film.text.splitlines()[0] not in ("", first)
    assert sum(message.reply.poll is not None for message in table.messages) == 0


def test_a_pick_without_a_card_is_for_whoever_came_last_time(table: Table) -> None:
    voting(table).taps("Ann", "Close the vote")
    table.says("Bob", "just pick a movie for us")
    assert "My pick for" in table.film.text
    assert all(name in table.film.text for name in ("Ann", "Bob", "Cleo"))


def test_watching_is_logged_and_rated_with_two_taps(table: Table) -> None:
    voting(table)
    film = table.poll.options[0]
    table.votes("Ann", film)
    table.taps("Ann", "Close the vote")
    assert table.taps("Bob", "We watched it") == f"Logged {film}. How was it? Tap your stars."
    assert table.taps("Bob", "4★") == f"{film}: ★★★★. Noted."
    assert table.taps("Cleo", "2★") == f"{film}: ★★. Noted."
    assert "Watched by Bob and Cleo." in table.film.text
    assert (stars(table, "Bob", film), stars(table, "Cleo", film)) == (4.0, 2.0)
    assert (
        table.taps("Bob", "We watched it")
        == f"{film} is in your log already. Tap your stars if you like."
    )
    assert stars(table, "Bob", film) == 4.0


def test_the_next_day_it_asks_who_has_not_said_how_it_was(table: Table) -> None:
    voting(table).taps("Ann", "Close the vote")
    film = table.film.text.splitlines()[0].removeprefix("Tonight: ")
    table.taps("Ann", "We watched it")
    table.waits(hours=3)
    assert not table.messages[-1].text.startswith("How was")
    table.waits(hours=14)
    assert table.messages[-1].text.splitlines()[0] == f"How was {film} last night?"
    count = len(table.messages)
    table.waits(hours=1)
    assert len(table.messages) == count
    table.taps("Bob", "5★", on=table.messages[-1].reply.card or "")
    assert stars(table, "Bob", film) == 5.0
    assert table.core.recommender.watches(PersonId(table.people["Bob"]))[0].watched_on == NOW.date()


def test_films_with_votes_that_lost_are_offered_again(table: Table) -> None:
    voting(table)
    first, second, third = table.poll.options[:3]
    table.votes("Ann", first, second)
    table.votes("Bob", first, third)
    table.taps("Ann", "Close the vote")
    voting(table)
    assert set(table.poll.options[:2]) == {second, third}
    assert "liked last time" in table.card.text
    assert first in table.poll.options or len(table.poll.options) == 5


def test_past_nights_are_listed_newest_first(table: Table) -> None:
    assert (
        table.says("Ann", "/nights")[0].text == "No movie nights here yet. /movienight starts one."
    )
    voting(table).taps("Ann", "Close the vote")
    film = table.film.text.splitlines()[0].removeprefix("Tonight: ")
    assert table.says("Bob", "/nights")[0].text.splitlines() == [
        "Your movie nights",
        f"• {film}, today · Ann, Bob and Cleo",
    ]


def test_whoever_was_served_worst_is_served_first_the_next_time(table: Table) -> None:
    begun(table)
    table.says("Ann", "/add total recall")
    table.taps("Ann", "Start the vote")
    before = fits(table, "Bob")
    for name in ("Ann", "Cleo", "Bob"):
        table.votes(name, "Total Recall")
    voting(table)
    assert sum(fits(table, "Bob")[:4]) > sum(before[1:])


def fits(table: Table, name: str) -> list[float]:
    """How well each film of the list fits somebody, in its order."""
    store = table.core.store
    night = store.nights.open_in(ChatId(table.chat_id))
    assert night is not None
    person = PersonId(table.people[name])
    return [one.fits[person] for one in night.options if person in one.fits]
