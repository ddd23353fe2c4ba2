"""The whole bot as a process: `kill -9` at the worst moments, and a clean end on SIGTERM."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from recommender.domain import PersonId
from recommender.model import load_snapshot
from recommender.storage import Store
from tests.end_to_end.bot_api import TOKEN, BotApi
from tests.end_to_end.real_core import write_movielens

PATIENCE_S = 60.0
"""A busy machine may take a while to start Python twice and fit a model."""


@pytest.fixture
def movielens(tmp_path: Path) -> Path:
    return write_movielens(tmp_path / "movielens")


@contextmanager
def process(api_url: str, movielens: Path) -> Iterator["subprocess.Popen[str]"]:
    """`python -m bot` with an empty environment of its own."""
    environment = os.environ | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api_url,
        "MOVIELENS_DIR": str(movielens),
        "DATA_DIR": str(movielens.parent / "data"),
        "REFIT_AFTER_LOGS": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "bot"], env=environment, stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def until_logged(running: "subprocess.Popen[str]", words: str) -> list[str]:
    """Read the log until a line holds these words."""
    assert running.stderr is not None
    lines = []
    for line in running.stderr:
        lines.append(line)
        if words in line:
            return lines
    raise AssertionError(f"{words!r} is not in {lines}")


def test_nothing_acknowledged_is_lost_and_nothing_is_logged_twice(
    bot_api: BotApi, api_url: str, movielens: Path
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    with process(api_url, movielens) as running:
        room.says(ann, "watched heat, 4.5")
        assert room.next(PATIENCE_S).text == "Logged Heat (1995), today · ★★★★½"
        running.kill()  # perhaps before Telegram was told that the update has been handled
    with process(api_url, movielens) as running:
        room.says(ann, "watched heat, 4.5")
        said = [room.next(PATIENCE_S).text]
        while "already in your log" not in said[-1]:  # the first update may have come again
            said.append(room.next(PATIENCE_S).text)
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE_S) == 0
    store = Store.open(movielens.parent / "data" / "bot.db")
    assert store.watches.count(PersonId(ann.person_id)) == 1
    store.close()


def test_a_bot_killed_during_its_first_fit_has_a_model_after_the_restart(
    bot_api: BotApi, api_url: str, movielens: Path
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    models = movielens.parent / "data" / "models"
    with process(api_url, movielens) as running:
        until_logged(running, "Refitting the model.")
        running.kill()
    with process(api_url, movielens) as running:
        # The fit of the killed bot may have gone on by itself; either way there is a model soon.
        said = "still getting to know"
        while "still getting to know" in said:
            room.says(ann, "recommend for me")
            said = room.next(PATIENCE_S).text
            time.sleep(0.2)
        assert said.startswith("I don't know your taste yet")
        assert load_snapshot(models) is not None
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE_S) == 0
