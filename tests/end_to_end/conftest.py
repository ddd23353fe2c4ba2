"""A make-believe Telegram, and the real application talking to it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from bot.telegram.app import Tempo
from bot.telegram.desk import Desk
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.running import HURRY, CountedDesk, RunningBot
from tests.end_to_end.server import served

StartBot = Callable[..., RunningBot]


@pytest.fixture
def bot_api() -> Iterator[BotApi]:
    """The stand-in. The test fails if the bot broke a rule of Telegram's."""
    api = BotApi()
    yield api
    assert api.violations == []


@pytest.fixture
def api_url(bot_api: BotApi) -> Iterator[str]:
    with served(bot_api) as url:
        yield url


@pytest.fixture
def start_bot(bot_api: BotApi, api_url: str) -> Iterator[StartBot]:
    """Starts the bot with a desk: `start_bot(desk)`. It is stopped after the test."""
    with ExitStack() as stack:

        def start(
            desk: Desk, tempo: Tempo = HURRY, *, url: str = api_url, token: str = bot_api.token
        ) -> RunningBot:
            bot = RunningBot(CountedDesk(desk, bot_api), url, token, tempo)
            stack.callback(bot.stop)
            return bot

        yield start
