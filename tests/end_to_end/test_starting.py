import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.replies import Answer
from tests.end_to_end.bot_api import TOKEN, BotApi
from tests.end_to_end.conftest import StartBot
from tests.end_to_end.echo_bot import KeepingDesk
from tests.end_to_end.faults import BadGateway, Conflict, Dropped, Flood
from tests.end_to_end.rooms import PATIENCE_S
from tests.end_to_end.running import HURRY, ScriptedDesk
from tests.end_to_end.server import served

_SECRET_HALF = TOKEN.partition(":")[2]


def test_a_wrong_token_ends_with_one_clear_sentence(
    bot_api: BotApi, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    bot = start_bot(ScriptedDesk(), token="123456:another-token")

    assert bot.wait() == 1

    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 1
    assert "does not accept the bot token" in errors[0].message
    assert "TELEGRAM_BOT_TOKEN" in errors[0].message
    assert "another-token" not in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("token", ["", "hello", "123456", "12 34:ab", "123:a/../b", "123:ab\n"])
def test_what_is_no_token_is_not_even_tried(
    bot_api: BotApi, start_bot: StartBot, caplog: pytest.LogCaptureFixture, token: str
) -> None:
    bot = start_bot(ScriptedDesk(), token=token)

    assert bot.wait() == 1

    assert "TELEGRAM_BOT_TOKEN is no bot token" in caplog.text
    assert bot_api.calls == []


def test_an_unreachable_api_is_reported_and_tried_again(
    bot_api: BotApi, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with socket.create_server(("127.0.0.1", 0)) as reserved:
        port = reserved.getsockname()[1]
    bot = start_bot(ScriptedDesk(), url=f"http://127.0.0.1:{port}")
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    room.says(ann, "hello")

    _wait_for(lambda: f"Telegram cannot be reached at http://127.0.0.1:{port}" in caplog.text)
    with served(bot_api, port):
        assert room.next().text == "You said: hello"
        assert bot.stop() == 0
    assert "Traceback" not in caplog.text


def test_a_bot_that_never_got_through_stops_at_once(start_bot: StartBot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        bot = start_bot(ScriptedDesk(), url=f"http://127.0.0.1:{silent.getsockname()[1]}")
        connection, _ = silent.accept()
        with connection:
            assert bot.stop() == 0


@pytest.mark.parametrize("fault", [BadGateway(), Dropped()], ids=["bad gateway", "dropped"])
def test_a_bad_start_is_no_end(
    bot_api: BotApi, start_bot: StartBot, fault: BadGateway | Dropped
) -> None:
    bot_api.fails("getMe", fault)
    start_bot(ScriptedDesk())
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "hello")

    assert room.next().text == "You said: hello"


def test_the_menus_and_the_profile_are_published(bot_api: BotApi, start_bot: StartBot) -> None:
    start_bot(ScriptedDesk())

    bot_api.wait(lambda: bot_api.count("setMyDescription") == 1, "no description")
    menus = {
        json.loads(call.fields["scope"])["type"]: [
            command["command"] for command in json.loads(call.fields["commands"])
        ]
        for call in bot_api.calls
        if call.method == "setMyCommands"
    }
    assert menus.keys() == {"all_private_chats", "all_group_chats"}
    assert "recommend" in menus["all_private_chats"]
    assert "movienight" in menus["all_group_chats"]
    assert bot_api.count("setMyShortDescription") == 1


def test_menus_that_cannot_be_published_do_not_delay_or_stop_the_bot(
    bot_api: BotApi, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    bot_api.fails("setMyCommands", Flood(retry_after_s=80_000), BadGateway())
    bot_api.fails("setMyDescription", Dropped())
    start_bot(ScriptedDesk())
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "hello")

    assert room.next().text == "You said: hello"
    _wait_for(lambda: "did not take the description" in caplog.text)
    assert "did not take the private menu" in caplog.text


def test_only_the_updates_that_it_handles_are_asked_for(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    start_bot(ScriptedDesk())

    bot_api.wait(lambda: bot_api.count("getUpdates") > 0, "no polling")
    polls = [call for call in bot_api.calls if call.method == "getUpdates"]
    assert json.loads(polls[0].fields["allowed_updates"]) == [
        "message",
        "callback_query",
        "poll_answer",
        "my_chat_member",
    ]
    assert bot_api.count("deleteWebhook") == 1


def test_the_core_learns_the_name_of_the_bot(bot_api: BotApi, start_bot: StartBot) -> None:
    bot_api.me["can_read_all_group_messages"] = True
    desk = ScriptedDesk()
    start_bot(desk)

    bot_api.wait(lambda: bot_api.count("getUpdates") > 0, "no polling")
    assert desk.names == [("because_bot", True)]


def test_no_log_line_holds_the_token_at_any_level(
    bot_api: BotApi, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("", "httpx", "httpcore", "telegram", "asyncio", "bot"):
        caplog.set_level(logging.DEBUG, logger=name)
    desk = ScriptedDesk(lambda _: _raise(f"GET https://api.telegram.org/bot{TOKEN}/getMe"))
    bot_api.fails("getUpdates", Dropped(), BadGateway())
    bot_api.fails("sendMessage", Dropped())
    bot = start_bot(desk)
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "hello")
    shown = room.next()
    bot.stop()

    loggers = {record.name.partition(".")[0] for record in caplog.records}
    assert {"bot", "httpx", "httpcore", "telegram"} <= loggers
    assert "/bot[token]/getMe" in caplog.text
    for text in (caplog.text, shown.text, repr([record.args for record in caplog.records])):
        assert TOKEN not in text
        assert _SECRET_HALF not in text


def test_a_terminated_process_answers_what_it_has_in_hand_and_ends_cleanly(
    bot_api: BotApi, api_url: str, tmp_path: Path
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    room.says(ann, "hello")
    with _thinking_process(api_url, 0.3, tmp_path / "bot.db") as process:
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=5)  # the promise: a clean stop within 5 s

    assert process.returncode == 0
    assert [shown.text for shown in room.unread()] == ["You said: hello"]
    assert bot_api.idle
    assert "Traceback" not in log
    assert _SECRET_HALF not in log


def test_messages_received_when_the_process_is_killed_are_answered_after_the_restart(
    bot_api: BotApi, api_url: str, start_bot: StartBot, tmp_path: Path
) -> None:
    ann, ben = bot_api.person("Ann"), bot_api.person("Ben")
    room, other = bot_api.private(ann), bot_api.private(ben)
    room.says(ann, "watched heat")
    room.says(ann, "4.5")
    other.says(ben, "hello")
    with _thinking_process(api_url, 60, tmp_path / "bot.db") as process:
        # Telegram has been told that all is received: only the inbox knows of it now.
        bot_api.wait(lambda: bot_api.idle, "the updates are not confirmed")
        process.kill()
    assert room.unread() == other.unread() == []

    desk = KeepingDesk(tmp_path / "bot.db")
    start_bot(desk)

    assert [room.next().text for _ in range(2)] == ["You said: watched heat", "You said: 4.5"]
    assert other.next().text == "You said: hello"
    bot_api.settled()
    assert room.unread() == other.unread() == []


def test_one_slow_chat_does_not_keep_updates_from_others(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    ann, ben = bot_api.person("Ann"), bot_api.person("Ben")
    flooded, free = bot_api.private(ann), bot_api.private(ben)
    bot_api.fails("sendMessage", Flood(retry_after_s=600))
    bot = start_bot(ScriptedDesk(), replace(HURRY, stop_s=0.2))
    flooded.says(ann, "hello")
    bot_api.wait(lambda: not bot_api.faults_left("sendMessage"), "not sent")

    for word in ("one", "two", "three"):
        free.says(ben, word)

    said = [free.next().text for _ in range(3)]
    assert said == ["You said: one", "You said: two", "You said: three"]
    bot.stop()


def test_an_answer_that_takes_too_long_waits_for_the_next_start(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    bot_api.fails("sendMessage", Flood(retry_after_s=600))
    desk = ScriptedDesk()
    bot = start_bot(desk, replace(HURRY, stop_s=0.2))
    room.says(ann, "hello")
    bot_api.wait(lambda: not bot_api.faults_left("sendMessage"), "not sent")

    assert bot.stop() == 0

    assert len(desk.inbox) == 1
    start_bot(desk)
    assert room.next().text == "You said: hello"


def test_two_bots_with_one_token_are_reported(
    bot_api: BotApi, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    bot_api.fails("getUpdates", Conflict())
    start_bot(ScriptedDesk())

    _wait_for(lambda: "Another program is polling with this bot's token" in caplog.text)


def test_an_address_with_a_path_and_a_slash_at_its_end_is_honoured(
    bot_api: BotApi, api_url: str, start_bot: StartBot
) -> None:
    start_bot(ScriptedDesk(), url=f"{api_url}/telegram/")
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "hello")

    assert room.next().text == "You said: hello"


@contextmanager
def _thinking_process(
    api_url: str, answer_s: float, database: Path
) -> Iterator[subprocess.Popen[str]]:
    """The bot in a process of its own, busy with its first answer."""
    process = subprocess.Popen(  # noqa: S603 our own interpreter
        [sys.executable, "-m", "tests.end_to_end.echo_bot", api_url, str(answer_s), str(database)],
        env=os.environ | {"TELEGRAM_BOT_TOKEN": TOKEN},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "thinking\n"
            yield process
        finally:
            process.kill()


def _wait_for(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.01)


def _raise(text: str) -> Answer:
    raise RuntimeError(text)
