"""Floods: one person is told once and kept quiet, nobody else notices, and nothing is lost."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.store import Received
from recommender.domain import PersonId
from tests import planted
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.conftest import StartBot
from tests.end_to_end.real_core import real_desk
from tests.end_to_end.running import ScriptedDesk

SLOW_DOWN = "You're faster than I am!"


def test_a_flood_is_answered_once_and_then_in_silence_while_others_are_answered(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    eve, ann = bot_api.person("Eve"), bot_api.person("Ann")
    flooded = bot_api.group("Friends")
    for number in range(150):
        flooded.says(eve, f"/help@because_bot {number}")
    start_bot(ScriptedDesk())
    bot_api.private(ann).says(ann, "hello")
    assert bot_api.private(ann).next().text == "You said: hello"

    bot_api.settled()

    said = [shown.text for shown in flooded.unread()]
    assert sum(SLOW_DOWN in text for text in said) == 1
    assert len(said) == 17
    flooded.says(eve, "/help@because_bot me")
    assert flooded.next().text == "You said: /help me"


def test_logs_of_a_flood_are_done_and_counted(
    bot_api: BotApi, start_bot: StartBot, tmp_path: Path
) -> None:
    eve = bot_api.person("Eve")
    flooded = bot_api.group("Friends")
    titles = [film.name for film in planted.films()][:30]
    for title in titles:
        flooded.says(eve, f"@because_bot watched {title}, 4")
    with real_desk(tmp_path / "bot.db") as desk:
        bot = start_bot(desk)
        bot_api.settled()
        told = flooded.until(
            lambda shown: "caught up" in shown.text and SLOW_DOWN not in shown.text
        )
        bot.stop()
        logged = asyncio.run(
            desk._worker.run(lambda core: core.recommender.count_watches(PersonId(eve.person_id)))
        )
    assert logged == len(titles)
    assert told.text == "I've caught up and noted what you sent in 14 messages."


def test_while_the_inbox_cannot_be_written_nothing_is_confirmed_and_the_bot_tries_again(
    bot_api: BotApi, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    class FullDisk(ScriptedDesk):
        failures = 3

        async def receive(self, updates: Sequence[Received]) -> None:
            if self.failures:
                self.failures -= 1
                assert not bot_api.idle
                raise OSError(28, "No space left on device")
            await super().receive(updates)

    ann = bot_api.person("Ann")
    bot_api.private(ann).says(ann, "hello")
    start_bot(FullDisk())

    assert "as soon as I can" in bot_api.private(ann).next().text
    assert bot_api.private(ann).next().text == "You said: hello"
    bot_api.settled()
    assert caplog.text.count("keeping updates failed") == 3
    assert len(bot_api.private(ann).log) == 2


def test_an_update_that_cannot_be_read_ends_nothing(bot_api: BotApi, start_bot: StartBot) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    bot_api.happens({"message": {"chat": {"id": "x"}}})
    bot_api.happens({"message": room.message(ann) | {"date": "yesterday", "text": "hm"}})
    room.says(ann, "hello")
    start_bot(ScriptedDesk())
    assert room.next().text == "You said: hello"
    bot_api.settled()
