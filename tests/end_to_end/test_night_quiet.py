"""A movie night keeps to its topic, to its group, and to what has to be said."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.conftest import StartBot
from tests.end_to_end.real_core import real_desk
from tests.end_to_end.rooms import Person, Room
from tests.end_to_end.shown import Shown

TOPIC: Mapping[str, object] = {"message_thread_id": 17, "is_topic_message": True}
NOWHERE: Mapping[str, object] = MappingProxyType({})
SILENT_CALLS = {"editMessageText", "editMessageReplyMarkup", "stopPoll", "sendPoll", "sendMessage"}


@pytest.fixture
def group(bot_api: BotApi) -> Room:
    return bot_api.group("Friends", kind="supergroup")


@pytest.fixture
def people(bot_api: BotApi) -> tuple[Person, Person]:
    return bot_api.person("Ann"), bot_api.person("Ben")


def voting(
    group: Room, people: tuple[Person, Person], where: Mapping[str, object] = NOWHERE
) -> tuple[Shown, Shown]:
    """The card and the poll of a night of two."""
    ann, ben = people
    group.says(ann, "/movienight", fields=where)
    card = group.next()
    group.taps(ben, card, "I'm in").answer()
    group.taps(ann, card, "Start the vote").answer()
    return card, group.until(lambda shown: shown.poll_id is not None)


def quiet_calls(bot_api: BotApi) -> list[str]:
    return [call.method for call in bot_api.calls if call.method in SILENT_CALLS]


def test_in_a_forum_the_poll_and_the_film_stay_in_the_topic(
    bot_api: BotApi, bot: None, group: Room, people: tuple[Person, Person]
) -> None:
    ann, ben = people
    card, poll = voting(group, people, TOPIC)
    for person in (ann, ben):  # a vote says nothing of any topic
        group.votes(person, poll, poll.options[0])
    film = group.until(lambda shown: shown.text.startswith("Tonight: "))

    assert {card.thread_id, poll.thread_id, film.thread_id} == {17}


def test_a_vote_in_a_forwarded_poll_counts_nothing_and_a_members_joins_them(
    bot_api: BotApi, bot: None, group: Room, people: tuple[Person, Person]
) -> None:
    outsider, member = bot_api.person("Oda"), bot_api.person("Mia")
    group.outsiders.add(outsider.person_id)
    card, poll = voting(group, people)
    group.votes(outsider, poll, poll.options[0])
    group.votes(member, poll, poll.options[1])
    group.until(lambda shown: "Voted: Mia." in shown.text)
    bot_api.settled()

    assert "Oda" not in group.messages[card.message_id].text
    assert f"{poll.options[0]} · 1 vote" not in group.messages[card.message_id].text
    assert bot_api.count("getChatMember") == 2


def test_a_start_closes_no_poll_twice_and_edits_no_card_that_says_the_same(
    bot_api: BotApi,
    start_bot: StartBot,
    database: Path,
    group: Room,
    people: tuple[Person, Person],
) -> None:
    ann, _ = people
    with real_desk(database) as desk:
        running = start_bot(desk)
        card, _ = voting(group, people)
        bot_api.wait(lambda: "✗ 5" in str(group.messages[card.message_id].rows), "no list")
        group.taps(ann, group.messages[card.message_id], "Other films").answer()
        group.until(lambda shown: shown.poll_id is not None and not shown.closed)
        bot_api.settled()
        running.stop()
    before = quiet_calls(bot_api)
    with real_desk(database) as desk:
        running = start_bot(desk)
        group.says(ann, "/nights")
        group.until(lambda shown: shown.text.startswith("No movie nights here yet."))
        bot_api.settled()
        running.stop()

    assert quiet_calls(bot_api)[len(before) :] == ["sendMessage"]
    assert bot_api.count("stopPoll") == 1
