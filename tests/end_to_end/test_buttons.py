import pytest

from bot.intents import Help, StaleButton, Undo
from bot.presentation.buttons import decode, encode
from bot.replies import Answer, Button, Incoming, Line, LinkButton, Press, Reply, Text
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.conftest import StartBot
from tests.end_to_end.rooms import Person, Room
from tests.end_to_end.running import ScriptedDesk

_MENU = Reply((Line("Logged Heat (1995)"),), buttons=((Button("Undo", Undo(7)),),))


def _desk(pressed: Reply) -> ScriptedDesk:
    """Offers a button, and answers a press with `pressed`."""
    return ScriptedDesk(
        lambda incoming: Answer((pressed if isinstance(incoming.what, Press) else _MENU,))
    )


@pytest.fixture
def ann(bot_api: BotApi) -> Person:
    return bot_api.person("Ann")


@pytest.fixture
def room(bot_api: BotApi, ann: Person) -> Room:
    return bot_api.private(ann)


def test_a_press_says_its_notice_and_changes_the_message_that_held_it(
    start_bot: StartBot, ann: Person, room: Room
) -> None:
    done = Reply((Line("Took that back: Heat (1995)."),), replaces_pressed=True, toast="Done")
    desk = _desk(done)
    start_bot(desk)
    room.says(ann, "watched heat")
    menu = room.next()

    tap = room.taps(ann, menu, "Undo")

    assert tap.answer() == "Done"
    changed = room.next()
    assert (changed.message_id, changed.text) == (menu.message_id, "Took that back: Heat (1995).")
    assert changed.rows == ()
    assert desk.incoming[-1].what == Press(encode(Undo(7)))


def test_a_press_may_lead_to_a_new_message(start_bot: StartBot, ann: Person, room: Room) -> None:
    start_bot(_desk(Reply((Line("Here is why."),))))
    room.says(ann, "recommend")
    menu = room.next()

    assert room.taps(ann, menu, "Undo").answer() == ""

    shown = room.next()
    assert shown.message_id != menu.message_id
    assert (shown.text, shown.edits) == ("Here is why.", 0)


def test_a_press_may_lead_to_a_notice_alone(
    bot_api: BotApi, start_bot: StartBot, ann: Person, room: Room
) -> None:
    start_bot(_desk(Reply((), toast="x" * 300, replaces_pressed=True)))
    room.says(ann, "recommend")
    menu = room.next()

    notice = room.taps(ann, menu, "Undo").answer()

    assert notice == "x" * 199 + "…"
    bot_api.settled()
    assert room.unread() == []


def test_a_press_may_change_the_buttons_alone(start_bot: StartBot, ann: Person, room: Room) -> None:
    start_bot(_desk(Reply((), ((Button("Help", Help()),),), replaces_pressed=True)))
    room.says(ann, "recommend")
    menu = room.next()

    room.taps(ann, menu, "Undo")

    changed = room.next()
    assert (changed.text, changed.labels) == (menu.text, [["Help"]])


def test_a_double_tap_that_changes_nothing_more_is_no_error(
    bot_api: BotApi, start_bot: StartBot, ann: Person, room: Room
) -> None:
    start_bot(_desk(Reply((Line("Took that back."),), replaces_pressed=True)))
    room.says(ann, "watched heat")
    menu = room.next()

    taps = [room.taps(ann, menu, "Undo"), room.taps(ann, menu, "Undo")]

    assert [tap.answer() for tap in taps] == ["", ""]
    bot_api.settled()
    assert [shown.text for shown in room.unread()] == ["Took that back."]


def test_a_press_on_a_deleted_or_very_old_message_is_answered_with_a_new_one(
    start_bot: StartBot, ann: Person, room: Room
) -> None:
    start_bot(_desk(Reply((Line("Took that back."),), replaces_pressed=True)))
    room.says(ann, "watched heat")
    menu = room.next()
    data = encode(Undo(7))

    room.taps_data(ann, menu, data, accessible=False)
    fresh = room.next()
    room.deletes(menu)
    room.taps_data(ann, menu, data)

    assert fresh.message_id != menu.message_id
    assert room.next().text == "Took that back."


def test_a_forged_press_reaches_the_core_as_it_is_and_is_answered(
    start_bot: StartBot, ann: Person, room: Room
) -> None:
    heard: list[str] = []

    def answer(incoming: Incoming) -> Answer:
        if isinstance(incoming.what, Press):
            heard.append(incoming.what.data)
            assert decode(incoming.what.data) == StaleButton()
            return Answer((Reply((), toast="That button is too old."),))
        return Answer((_MENU,))

    start_bot(ScriptedDesk(answer))
    room.says(ann, "watched heat")
    menu = room.next()

    tap = room.taps_data(ann, menu, "'; DROP TABLE watches; --")

    assert tap.answer() == "That button is too old."
    assert heard == ["'; DROP TABLE watches; --"]


def test_a_press_is_answered_even_when_the_core_fails(
    bot_api: BotApi, start_bot: StartBot, ann: Person, room: Room
) -> None:
    def answer(incoming: Incoming) -> Answer:
        return Answer((_MENU,)) if isinstance(incoming.what, Text) else _planted_error()

    start_bot(ScriptedDesk(answer))
    room.says(ann, "watched heat")
    menu = room.next()

    assert room.taps(ann, menu, "Undo").answer().startswith("Something went wrong on my side (ref")
    bot_api.settled()
    assert room.unread() == []


def _planted_error() -> Answer:
    raise RuntimeError("planted")


def test_a_press_without_message_or_data_is_answered(
    bot_api: BotApi, start_bot: StartBot, ann: Person
) -> None:
    start_bot(ScriptedDesk())
    bot_api.open_queries.add("77")

    query = {"id": "77", "from": ann.as_json(), "chat_instance": "1", "game_short_name": "chess"}
    bot_api.happens({"callback_query": query})

    bot_api.wait(lambda: "77" in bot_api.answers, "a press is spinning")
    assert bot_api.answers["77"] == "That button is too old. Just write to me instead."


def test_a_press_too_old_to_be_answered_still_does_its_work(
    bot_api: BotApi, start_bot: StartBot, ann: Person, room: Room
) -> None:
    start_bot(_desk(Reply((Line("Took that back."),), replaces_pressed=True)))
    room.says(ann, "watched heat")
    menu = room.next()

    tap = room.taps(ann, menu, "Undo")
    bot_api.open_queries.discard(tap.query_id)

    assert room.next().text == "Took that back."


def test_a_link_button_opens_the_private_chat(start_bot: StartBot, ann: Person, room: Room) -> None:
    link = Reply((Line("Join in private"),), buttons=((LinkButton("Open", "join-12"),),))
    start_bot(ScriptedDesk(lambda _: Answer((link,))))

    room.says(ann, "/movienight")

    assert room.next().key("Open").url == "https://t.me/because_bot?start=join-12"
