"""Films that people add: theirs alone at first, never in the way of what people say to the bot."""

import datetime as dt

import pytest

from bot.conversation.adding import A_DAY
from bot.conversation.respond import Conversation
from bot.presentation.buttons import encode
from bot.replies import Button
from recommender.domain import FIRST_ADDED_ID
from recommender.storage import Cause, Store
from tests import planted
from tests.planted import NOW, Talker


@pytest.fixture
def core(store: Store) -> Conversation:
    """With a title index of its own, since films are added."""
    return Conversation(planted.recommender(store, index=planted.titles()), zone=NOW.tzinfo)


@pytest.fixture
def ben(core: Conversation) -> Talker:
    return Talker(core, "Ben", 8)


def added(who: Talker, title: str, year: int = 2024) -> str:
    """Adds a film without genres; what was said at the end."""
    who.say(f"/add {title} ({year})")
    return who.say("skip").replies[0].text


def test_an_added_film_is_its_adders_until_somebody_else_adds_it_too(
    ana: Talker, ben: Talker
) -> None:
    assert added(ana, "The Zyzzyva Heist") == (
        "Added The Zyzzyva Heist (2024). Others will find it once a second person logs or adds it."
    )
    assert "Logged The Zyzzyva Heist (2024)" in ana.say("watched the zyzzyva heist").replies[0].text
    assert "Logged" not in ben.say("watched the zyzzyva heist").replies[0].text
    assert ana.say("the zyzzyva heist").replies[0].films == (FIRST_ADDED_ID,)
    assert added(ben, "the zyzzyva heist").startswith(
        "Added The Zyzzyva Heist (2024). Everyone here can find it now."
    )
    cleo = Talker(ana.core, "Cleo", 9)
    assert "Logged The Zyzzyva Heist (2024)" in cleo.say("watched zyzzyva heist").replies[0].text


def test_whoever_logs_it_by_a_button_confirms_it(ana: Talker, ben: Talker) -> None:
    added(ana, "The Zyzzyva Heist")
    film = ana.say("/film the zyzzyva heist").replies[0]
    seen_it = next(
        button.press
        for row in film.buttons
        for button in row
        if isinstance(button, Button) and "Seen" in button.label
    )
    assert "Logged The Zyzzyva Heist (2024)" in ben.press(encode(seen_it)).replies[0].text
    cleo = Talker(ana.core, "Cleo", 9)
    assert cleo.say("the zyzzyva heist").replies[0].films == (FIRST_ADDED_ID,)


def test_an_addition_taken_back_is_found_by_nobody(ana: Talker) -> None:
    added(ana, "The Zyzzyva Heist")
    ana.say("undo")
    assert ana.say("the zyzzyva heist").replies[0].films == ()


def test_more_is_more_even_if_a_film_is_called_so(ana: Talker) -> None:
    added(ana, "More", 1969)
    first = ana.say("recommend for me").replies[0].films
    assert len({*first, *ana.say("more").replies[0].films}) == 2 * len(first)


@pytest.mark.parametrize(
    "words", ["Recommend for me", "help", "my log", "surprise me", "thanks", "settings"]
)
def test_what_people_say_to_the_bot_stays_theirs(ana: Talker, store: Store, words: str) -> None:
    before = ana.say(words).intent
    assert "you'd say to me" in ana.say(f"/add {words}").replies[0].text
    cause = Cause(ana.person.person_id, "planted", 1.0)
    film, _ = ana.core.recommender.add_film(cause, words, None, ())  # as an older bot took it
    ana.core.recommender.share(film.movie_id)
    assert Talker(ana.core, "Ben", 8).say(words).intent == before


@pytest.mark.parametrize(
    "title", ["Buy followers at t.me/spam", "www.spam.example", "Cheap.shop films", "@spammerbot"]
)
def test_links_are_no_titles(ana: Talker, title: str) -> None:
    ana.say("/add")
    assert "link or a command" in ana.say(title).replies[0].text


def test_a_title_of_everyday_words_is_taken_with_its_year(ana: Talker) -> None:
    assert "you'd say to me" in ana.say("/add Thanks a Million").replies[0].text
    assert added(ana, "Thanks a Million", 1935).startswith("Added Thanks a Million (1935).")


def test_a_person_adds_so_many_films_a_day(ana: Talker) -> None:
    for number in range(A_DAY):
        assert added(ana, f"Zyzzyva {number}nd").startswith("Added ")
    ana.say("undo")
    assert "More tomorrow?" in ana.say("/add Zyzzyva Again (2024)").replies[0].text
    assert added(Talker(ana.core, "Ben", 8), "Zyzzyva Again").startswith("Added ")
    ana.now += dt.timedelta(days=1, seconds=1)
    assert added(ana, "Zyzzyva Once More").startswith("Added ")
