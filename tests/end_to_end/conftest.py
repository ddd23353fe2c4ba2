"""A make-believe Telegram, and the real application talking to it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.telegram.app import Tempo
from bot.telegram.desk import Desk
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.real_core import real_desk
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


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
def bot(database: Path, start_bot: StartBot) -> Iterator[None]:
    """The running bot with the real core and this database."""
    with real_desk(database) as desk:
        running = start_bot(desk)
        yield
        running.stop()
