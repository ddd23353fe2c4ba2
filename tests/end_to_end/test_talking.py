import logging
import re
import threading
from dataclasses import replace

import pytest

from bot.intents import Undo
from bot.replies import Answer, Button, Incoming, Line, Reply, Style
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.conftest import StartBot
from tests.end_to_end.faults import BadGateway, Dropped, Flood
from tests.end_to_end.running import HURRY, ScriptedDesk, echo, said


def test_a_message_is_answered_with_every_character_as_it_was(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    start_bot(ScriptedDesk())
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "similar to <b>Heat & 🎬\"'</b>; DROP TABLE films")

    shown = room.next()
    assert shown.text == "You said: similar to <b>Heat & 🎬\"'</b>; DROP TABLE films"
    assert shown.quoted is None


def test_a_command_reaches_the_core_without_the_name_of_the_bot(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    desk = ScriptedDesk()
    start_bot(desk)
    ann = bot_api.person("Ann", language_code="de")
    room = bot_api.private(ann)

    room.says(ann, "/similar@Because_Bot heat")

    assert room.next().text == "You said: /similar heat"
    assert desk.incoming[0].person.first_name == "Ann"
    assert desk.incoming[0].person.language_code == "de"
    assert re.fullmatch(r"tg:\d+:\d+", desk.incoming[0].update_key)
    assert desk.incoming[0].at.tzinfo is not None


def test_a_long_answer_comes_in_parts_and_in_order_with_its_buttons_at_the_end(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    lines = tuple(Line(f"Film number {number} (1999) 🎬", Style.QUIET) for number in range(600))
    reply = Reply(lines, buttons=((Button("Undo", Undo()),),))
    start_bot(ScriptedDesk(lambda _: Answer((reply,))))
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "what have I seen")
    bot_api.settled()

    parts = room.unread()
    assert len(parts) >= 4
    assert "\n".join(part.text for part in parts) == reply.text
    assert [part.labels for part in parts[:-1]] == [[]] * (len(parts) - 1)
    assert parts[-1].labels == [["Undo"]]


def test_a_slow_answer_delays_its_own_chat_only(bot_api: BotApi, start_bot: StartBot) -> None:
    ann_may_go = threading.Event()

    def answer(incoming: Incoming) -> Answer:
        if said(incoming) == "slow":
            ann_may_go.wait(10)
        return echo(incoming)

    start_bot(ScriptedDesk(answer))
    ann, bob = bot_api.person("Ann"), bot_api.person("Bob")
    anns, bobs = bot_api.private(ann), bot_api.private(bob)

    anns.says(ann, "slow")
    anns.says(ann, "quick")
    bobs.says(bob, "hello")
    assert bobs.next().text == "You said: hello"
    assert anns.unread() == []
    ann_may_go.set()

    assert [anns.next().text, anns.next().text] == ["You said: slow", "You said: quick"]


def test_many_messages_of_one_chat_are_answered_in_their_order(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    start_bot(ScriptedDesk())
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    for number in range(25):
        room.says(ann, str(number))
    bot_api.settled()

    assert [shown.text for shown in room.unread()] == [f"You said: {n}" for n in range(25)]


def test_an_update_delivered_again_gets_no_second_answer(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    start_bot(ScriptedDesk())
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    bot_api.twice = True

    first = room.says(ann, "watched heat")
    bot_api.settled()
    bot_api.redelivers(first)
    room.says(ann, "undo")
    bot_api.settled()

    assert [shown.text for shown in room.unread()] == ["You said: watched heat", "You said: undo"]


@pytest.mark.parametrize(
    "fault",
    [Flood(retry_after_s=0.2), BadGateway(), Dropped()],
    ids=["flood", "bad gateway", "dropped"],
)
def test_no_answer_is_lost_to_trouble_on_the_way(
    bot_api: BotApi, start_bot: StartBot, fault: Flood | BadGateway | Dropped
) -> None:
    start_bot(ScriptedDesk())
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    bot_api.fails("sendMessage", fault)

    room.says(ann, "hello")

    assert room.next().text == "You said: hello"
    bot_api.settled()
    assert room.unread() == []


def test_a_flooded_chat_keeps_nobody_else_waiting(bot_api: BotApi, start_bot: StartBot) -> None:
    start_bot(ScriptedDesk())
    ann, bob = bot_api.person("Ann"), bot_api.person("Bob")
    anns, bobs = bot_api.private(ann), bot_api.private(bob)
    bot_api.fails("sendMessage", Flood(retry_after_s=3600))

    anns.says(ann, "hello")
    bot_api.wait(lambda: not bot_api.faults_left("sendMessage"), "not sent")
    bobs.says(bob, "hello")

    assert bobs.next().text == "You said: hello"
    assert anns.unread() == []


def test_polling_goes_on_after_trouble_on_the_way(bot_api: BotApi, start_bot: StartBot) -> None:
    start_bot(ScriptedDesk())
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    room.says(ann, "one")
    room.next()
    bot_api.fails("getUpdates", Dropped(took_effect=True))

    room.says(ann, "two")

    assert room.next().text == "You said: two"
    bot_api.settled()
    assert room.unread() == []


def test_an_error_is_told_with_a_reference_that_finds_it_in_the_log(
    bot_api: BotApi, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    def answer(incoming: Incoming) -> Answer:
        if said(incoming) == "boom":
            raise RuntimeError("a planted error")
        return echo(incoming)

    start_bot(ScriptedDesk(answer))
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "boom")
    room.says(ann, "still there?")

    told = re.fullmatch(
        r"Something went wrong on my side \(ref ([0-9a-f]{4})\)\. Please try again\.",
        room.next().text,
    )
    assert told is not None
    assert room.next().text == "You said: still there?"
    assert f"ref {told[1]}" in caplog.text
    assert "RuntimeError: a planted error" in caplog.text
    assert [record.levelno for record in caplog.records if told[1] in record.message] == [
        logging.ERROR
    ]


@pytest.mark.parametrize(
    "content",
    [
        {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]},
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 2}},
        {
            "sticker": {"file_id": "s", "file_unique_id": "s", "width": 9, "height": 9}
            | {"is_animated": False, "is_video": False, "type": "regular"}
        },
        {"location": {"longitude": 1.0, "latitude": 2.0}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
    ids=["photo", "voice", "sticker", "location", "dice"],
)
def test_what_is_no_text_gets_a_kind_word_in_private_and_none_in_a_group(
    bot_api: BotApi, start_bot: StartBot, content: dict[str, object]
) -> None:
    desk = ScriptedDesk()
    start_bot(desk)
    ann = bot_api.person("Ann")
    room, group = bot_api.private(ann), bot_api.group("Friends")

    bot_api.happens({"message": group.message(ann) | content})
    bot_api.happens({"message": room.message(ann) | content})

    assert room.next().text == "I can only read words. Which film is it?"
    bot_api.settled()
    assert group.unread() == []
    assert desk.incoming == []


def test_a_file_is_declined_kindly(bot_api: BotApi, start_bot: StartBot) -> None:
    start_bot(ScriptedDesk())
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    document = {"file_id": "d", "file_unique_id": "d", "file_name": "ratings.csv"}
    bot_api.happens({"message": room.message(ann) | {"document": document}})

    assert room.next().text.startswith("I can't read files.")


def test_updates_of_no_concern_and_unreadable_ones_hold_nothing_back(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    start_bot(ScriptedDesk())
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    bot_api.happens({"message": {"message_id": "nonsense", "chat": 5}})
    bot_api.happens({"message": room.message(ann) | {"pinned_message": room.message(ann)}})
    bot_api.happens({"message": room.message(ann) | {"group_chat_created": True}})
    room.says(ann, "hello")

    assert room.next().text == "You said: hello"
    bot_api.settled()
    assert room.unread() == []


def test_somebody_who_blocked_the_bot_is_let_go(bot_api: BotApi, start_bot: StartBot) -> None:
    desk = ScriptedDesk()
    start_bot(desk)
    ann, bob = bot_api.person("Ann"), bot_api.person("Bob")
    anns, bobs = bot_api.private(ann), bot_api.private(bob)

    anns.says(ann, "hello")
    anns.loses_the_bot(ann)
    bobs.forbidden = "Forbidden: bot was blocked by the user"
    bobs.says(bob, "hello")
    bot_api.settled()

    assert set(desk.lost_chats) == {anns.chat_id, bobs.chat_id}


def test_a_slow_answer_shows_that_the_bot_is_typing(bot_api: BotApi, start_bot: StartBot) -> None:
    may_go = threading.Event()

    def answer(incoming: Incoming) -> Answer:
        may_go.wait(10)
        return echo(incoming)

    start_bot(ScriptedDesk(answer))
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "hello")
    bot_api.wait(lambda: bot_api.count("sendChatAction") == 1, "no sign of typing")
    may_go.set()

    assert room.next().text == "You said: hello"


def test_a_group_is_not_written_to_faster_than_telegram_allows(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    start_bot(ScriptedDesk(), replace(HURRY, group_messages=2, group_period_s=0.4))
    ann = bot_api.person("Ann")
    group = bot_api.group("Friends")

    for number in range(4):
        group.says(ann, f"@because_bot {number}")
    times = [group.next().at for _ in range(4)]

    # Two at once, then one each fifth of a second; without a limit all four come within hundredths.
    assert times[3] - times[0] >= 0.2
