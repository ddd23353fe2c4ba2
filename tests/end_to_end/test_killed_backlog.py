"""The whole bot as a process, stopped and killed while hundreds of messages wait."""

import signal
import time
from pathlib import Path

import pytest

from tests.end_to_end.backlogs import Backlog, bot_process
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.real_core import write_movielens


@pytest.fixture
def movielens(tmp_path: Path) -> Path:
    return write_movielens(tmp_path / "movielens")


@pytest.mark.slow
def test_whatever_ends_the_bot_nothing_is_lost_and_nothing_is_logged_twice(
    bot_api: BotApi, api_url: str, movielens: Path
) -> None:
    backlog = Backlog.sent(bot_api, people=30, films=10)
    for ending, answered in (("kill", 1), ("kill", 40), ("stop", 90), ("kill", 140), ("stop", 200)):
        with bot_process(api_url, movielens) as running:
            backlog.answered(answered)
            time.sleep(0.01)  # not at the very moment when a message arrives
            if ending == "kill":
                running.kill()
            else:
                running.send_signal(signal.SIGTERM)
                assert running.wait(30) == 0
    with bot_process(api_url, movielens) as running:
        backlog.answered()
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 0

    assert backlog.watches(movielens) == [10] * 30
    assert backlog.waiting(movielens) == 0
    print(f"{backlog.doubled()} answers came twice after three kills")  # noqa: T201 measured
