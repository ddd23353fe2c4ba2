from itertools import pairwise

import pytest

from bot.replies import Answer, Incoming, Line, Reply, Text
from recommender.domain import ChatId
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.conftest import StartBot
from tests.end_to_end.nights import Night
from tests.end_to_end.rooms import Person, Room
from tests.end_to_end.running import HURRY, ScriptedDesk

_INTERVAL_S = HURRY.card_interval_s


@pytest.fixture
def group(bot_api: BotApi) -> Room:
    return bot_api.group("Friends")


@pytest.fixture
def ann(bot_api: BotApi) -> Person:
    return bot_api.person("Ann")


@pytest.fixture
def desk(group: Room) -> ScriptedDesk:
    return ScriptedDesk(Night(group))


def test_a_card_is_edited_and_never_posted_again(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room, desk: ScriptedDesk
) -> None:
    start_bot(desk)
    group.says(ann, "/movienight")
    card = group.next()
    bob = bot_api.person("Bob")

    assert group.taps(bob, card, "Join").answer() == "You're in"
    assert group.next().text == "In: Bob"
    group.says(bob, "/movienight")
    group.taps(ann, card, "Join")

    edited = group.next()
    assert (edited.message_id, edited.text) == (card.message_id, "In: Bob, Ann")
    assert bot_api.count("sendMessage") == 1


def test_twenty_people_tapping_at_once_lead_to_few_edits_and_the_last_state(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room, desk: ScriptedDesk
) -> None:
    start_bot(desk)
    group.says(ann, "/movienight")
    card = group.next()
    people = [bot_api.person(f"P{number}") for number in range(20)]

    taps = [group.taps(person, card, "Join") for person in people]

    assert {tap.answer() for tap in taps} == {"You're in"}
    everybody = group.until(lambda shown: "P19" in shown.text)
    assert everybody.text == f"In: {', '.join(person.first_name for person in people)}"
    edits = [call for call in bot_api.calls if call.method == "editMessageText"]
    assert len(edits) <= 10  # two on an idle machine
    assert all(later.at - sooner.at >= _INTERVAL_S for sooner, later in pairwise(edits))


def test_two_cards_of_one_chat_share_its_edits(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room
) -> None:
    def answer(incoming: Incoming) -> Answer:
        text = incoming.what.text if isinstance(incoming.what, Text) else ""
        return Answer(tuple(Reply((Line(f"{name}: {text}"),), card=name) for name in ("a", "b")))

    start_bot(ScriptedDesk(answer))
    for number in range(3):
        group.says(ann, f"@because_bot {number}")

    bot_api.wait(
        lambda: {shown.text for shown in group.messages.values()} == {"a: 2", "b: 2"},
        "not the last state",
    )

    edits = [call for call in bot_api.calls if call.method == "editMessageText"]
    assert all(later.at - sooner.at >= _INTERVAL_S for sooner, later in pairwise(edits))
    assert bot_api.count("sendMessage") == 2


def test_a_deleted_card_is_posted_anew_once(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room, desk: ScriptedDesk
) -> None:
    start_bot(desk)
    group.says(ann, "/movienight")
    first = group.next()

    group.deletes(first)
    tap = group.taps(ann, first, "Join")
    second = group.next()
    group.deletes(second)
    group.taps(bot_api.person("Bob"), second, "Join").answer()
    bot_api.wait(lambda: bot_api.count("editMessageText") == 2, "no second try")
    bot_api.settled()

    assert tap.answer() == "You're in"
    assert (second.text, second.edits) == ("In: Ann", 0)
    assert bot_api.count("sendMessage") == 2
    assert group.unread() == []


def test_a_card_and_its_buttons_live_on_after_a_restart(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room, desk: ScriptedDesk
) -> None:
    bot = start_bot(desk)
    group.says(ann, "/movienight")
    card = group.next()
    assert bot.stop() == 0
    tap = group.taps(ann, card, "Join")

    start_bot(desk)

    assert tap.answer() == "You're in"
    edited = group.next()
    assert (edited.message_id, edited.text) == (card.message_id, "In: Ann")


def test_a_card_that_nobody_recorded_is_taken_from_the_press_on_it(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room, desk: ScriptedDesk
) -> None:
    start_bot(desk)
    group.says(ann, "/movienight")
    card = group.next()
    desk.cards.clear()

    group.taps(ann, card, "Join")

    assert group.next().message_id == card.message_id
    assert desk.cards[ChatId(group.chat_id), "night:12"].message_id == card.message_id


def test_stopping_brings_the_card_up_to_date_first(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room, desk: ScriptedDesk
) -> None:
    bot = start_bot(desk)
    group.says(ann, "/movienight")
    card = group.next()
    taps = [group.taps(bot_api.person(f"P{number}"), card, "Join") for number in range(3)]
    assert [tap.answer() for tap in taps] == ["You're in"] * 3

    assert bot.stop() == 0

    assert group.messages[card.message_id].text == "In: P0, P1, P2"


def test_a_card_moves_along_when_its_group_gets_a_new_id(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room
) -> None:
    class MovingDesk(ScriptedDesk):
        async def migrated(self, old: ChatId, new: ChatId) -> None:
            await super().migrated(old, new)
            for chat_id, card in [key for key in self.cards if key[0] == old]:
                self.cards[new, card] = self.cards.pop((chat_id, card))

    desk = MovingDesk(Night(group))
    start_bot(desk)
    group.says(ann, "/movienight")
    card = group.next()

    new = group.becomes_supergroup(ann, announced=False)
    group.taps(ann, card, "Join")

    # Messages stay behind in the old group, so the new one needs a card of its own.
    assert new.next().text == "In: Ann"
    assert desk.moves == [(group.chat_id, new.chat_id)]


def test_what_falls_due_is_said_without_being_asked(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room, desk: ScriptedDesk
) -> None:
    room = bot_api.private(ann)
    lost = bot_api.group("Lost")
    lost.forbidden = "Forbidden: bot was kicked from the group chat"
    start_bot(desk)

    desk.due_replies = [
        Reply((Line("Gone"),), chat_id=ChatId(lost.chat_id)),
        Reply((Line("Ten minutes to vote!"),), chat_id=ChatId(group.chat_id)),
        Reply((Line("How was Heat (1995)?"),), chat_id=ChatId(room.chat_id)),
    ]

    assert group.next().text == "Ten minutes to vote!"
    assert room.next().text == "How was Heat (1995)?"
    bot_api.wait(lambda: bool(desk.lost_chats), "not told")
    assert desk.lost_chats == [lost.chat_id]
