"""A database that is busy or broken: people are told, and nothing is falsely said to be done."""

from pathlib import Path

from bot.replies import Answer, Incoming
from recommender.domain import PersonId
from recommender.errors import StorageBusy
from recommender.storage import Store
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.conftest import StartBot
from tests.end_to_end.real_core import real_desk
from tests.end_to_end.running import ScriptedDesk, echo


def test_an_answer_that_cannot_be_noted_is_an_apology(bot_api: BotApi, start_bot: StartBot) -> None:
    broken = [True]

    def answer(incoming: Incoming) -> Answer:
        if broken:
            broken.clear()
            raise StorageBusy("bot.db")
        return echo(incoming)

    start_bot(ScriptedDesk(answer))
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.says(ann, "watched heat")
    assert room.next().text.startswith("I can't get at my notes right now (ref ")
    room.says(ann, "watched heat")
    assert room.next().text == "You said: watched heat"


def test_whoever_writes_while_the_database_is_locked_is_told_and_answered_later(
    bot_api: BotApi, start_bot: StartBot, database: Path
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    with real_desk(database) as desk:
        running = start_bot(desk)
        room.says(ann, "watched alien")
        assert room.next().text.startswith("Logged Alien (1979)")
        operator = Store.open(database)
        with operator.atomic():
            room.says(ann, "watched the matrix, 4.5")
            assert room.next(20).text == (
                "I can't get at my notes right now. I'll answer as soon as I can."
            )
        assert room.next(20).text.startswith("Logged The Matrix (1999), today")
        assert operator.watches.count(PersonId(ann.person_id)) == 2
        operator.close()
        running.stop()
