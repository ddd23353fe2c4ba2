"""`doctor` against a make-believe Telegram and real folders: what is wrong, and the fix."""

import datetime as dt
import os
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.runtime.config import KEYS
from recommender import back_up
from recommender.domain import MovieId, PersonId
from recommender.storage import Cause, Store
from tests.end_to_end.bot_api import TOKEN
from tests.end_to_end.real_core import write_movielens


@pytest.fixture
def data(tmp_path: Path, api_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a bot that has been in use, named in the environment."""
    for key in KEYS:
        monkeypatch.delenv(key, raising=False)
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    monkeypatch.setenv("DATA_DIR", str(data))
    monkeypatch.setenv("MOVIELENS_DIR", str(write_movielens(tmp_path / "movielens")))
    monkeypatch.setenv("TELEGRAM_API_URL", api_url)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    store = Store.open(data / "bot.db")
    store.people.meet(PersonId(7), "Ana", 1.0)
    store.watches.log(Cause(PersonId(7), "tg:1", 1.0), MovieId(1))
    store.close()
    back_up(data / "bot.db", data / "backups", dt.datetime.now(dt.UTC))
    return data


def test_all_is_well(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "WRONG" not in told
    assert "database: whole: 1 people, 1 changes" in told
    assert "privacy mode: " in told
    assert TOKEN not in told


def test_what_is_wrong_is_said_with_its_fix(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    os.truncate(data / "bot.db", 0)
    data.chmod(0o755)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "999:another")
    monkeypatch.setenv("MOVIELENS_DIR", str(data))
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "WRONG database: " in told
    assert "python -m bot restore" in told
    assert f"chmod 700 {data}" in told
    assert "WRONG Telegram: it does not accept the token" in told
    assert "WRONG films: " in told
    assert "another" not in told
