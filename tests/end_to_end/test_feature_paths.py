"""One path for each feature, from a person's thumb to the database and back."""

from pathlib import Path

import pytest

from recommender.domain import PersonId
from recommender.storage import Store
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.faults import BadGateway, Dropped, Flood

pytestmark = pytest.mark.usefixtures("bot")


def watched(database: Path, person_id: int) -> list[tuple[int, float | None]]:
    store = Store.read_only(database)
    entries = store.watches.history(PersonId(person_id))
    store.close()
    return [(entry.movie_id, entry.rating) for entry in entries]


def test_log_a_film_rate_it_with_a_tap_and_take_it_back(bot_api: BotApi, database: Path) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "watched heat last night")
    logged = room.next()
    assert logged.text == "Logged Heat (1995), yesterday"
    room.taps(ann, logged, "4★")
    assert room.next().text == "Heat (1995): ★★★★. Noted."
    assert watched(database, ann.person_id) == [(43, 4.0)]

    room.says(ann, "undo")
    assert room.next().text == "Heat (1995) is back to no rating."
    room.says(ann, "undo")
    assert room.next().text == "Took Heat (1995) back out of your log."
    assert watched(database, ann.person_id) == []


def test_films_like_a_film_then_one_of_them_by_its_number(bot_api: BotApi, database: Path) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "/similar alien")
    listed = room.next()
    assert listed.text.startswith("If you like Alien (1979)…\n1. ")
    room.taps(ann, listed, "2")
    page = room.next()
    assert page.text.split(" · ")[0] == listed.text.splitlines()[2].removeprefix("2. ")
    room.taps(ann, page, "Not for me")
    assert room.next().text.startswith("Not for you: ")


def test_recommendations_say_why_and_never_repeat_what_was_seen(
    bot_api: BotApi, database: Path
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "saw blade runner, 5 stars")
    room.next()
    room.says(ann, "recommend for me")
    listed = room.next()
    assert listed.text.startswith("Because you watched Blade Runner (1982)…")
    assert listed.text.count("Blade Runner (1982)") == 1
    room.says(ann, "why?")
    assert "Because you watched Blade Runner (1982), which you gave ★★★★★." in room.next().text


def test_the_deck_gives_a_newcomer_a_taste(bot_api: BotApi, database: Path) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "/start")
    hello = room.next()
    room.taps(ann, hello, "Quick start")
    card = room.next()
    room.taps(ann, card, "Seen it 👍")
    following = room.next()
    assert following.text != card.text
    assert len(watched(database, ann.person_id)) == 1
    room.taps(ann, following, "Skip to picks")
    assert "Because you watched" in room.next().text


def test_a_film_that_two_people_added_is_everyones_and_logged(
    bot_api: BotApi, database: Path
) -> None:
    ann, ben = bot_api.person("Ann"), bot_api.person("Ben")
    anns, bens = bot_api.private(ann), bot_api.private(ben)

    anns.says(ann, "/add The Zyzzyva Heist")
    assert "what year" in anns.next().text
    anns.says(ann, "2021")
    assert "which genres" in anns.next().text
    anns.says(ann, "comedy, crime")
    assert anns.next().text.startswith("Added The Zyzzyva Heist (2021).")
    bens.says(ben, "/add The Zyzzyva Heist (2021)")
    assert "which genres" in bens.next().text
    bens.says(ben, "skip")
    assert "Everyone here can find it now" in bens.next().text
    bens.says(ben, "watched the zyzzyva heist yesterday")
    assert bens.next().text == "Logged The Zyzzyva Heist (2021), yesterday"


def test_being_forgotten_takes_a_tap_and_leaves_nothing(bot_api: BotApi, database: Path) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "watched heat")
    room.next()
    room.says(ann, "/forgetme")
    question = room.next()
    assert "1 logged film" in question.text
    room.taps(ann, question, "Erase everything")
    assert room.next().text.startswith("Done.")
    assert watched(database, ann.person_id) == []


def test_in_a_group_only_what_is_said_to_the_bot_is_answered(
    bot_api: BotApi, database: Path
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.group("Friends")

    room.says(ann, "watched heat last night")
    room.says(ann, "@because_bot something like alien")
    assert room.next().text.startswith("If you like Alien (1979)…")
    assert watched(database, ann.person_id) == []


def test_every_update_twice_and_a_bad_line_change_nothing_twice(
    bot_api: BotApi, database: Path
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    bot_api.twice = True
    bot_api.fails("sendMessage", Flood(), BadGateway(), Dropped())

    room.says(ann, "watched heat, 4.5")
    assert room.next().text == "Logged Heat (1995), today · ★★★★½"
    room.says(ann, "watched predator")
    room.next()
    room.says(ann, "undo")
    room.next()
    bot_api.settled()
    assert watched(database, ann.person_id) == [(43, 4.5)]


def test_hostile_text_and_forged_buttons_come_back_as_kind_words(
    bot_api: BotApi, database: Path
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "watched <i>x</i>'; DROP TABLE people; --")
    shown = room.next()
    assert shown.text
    room.says(ann, "hi")
    hello = room.next()
    toast = room.taps_data(ann, hello, "1lw:zzzzzzzzzz").answer()
    assert toast == "That button no longer works. Ask me again?"
    assert watched(database, ann.person_id) == []
