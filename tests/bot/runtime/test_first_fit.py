"""The first fit of a chat, and a larger set that comes meanwhile."""

import os
import socket
from pathlib import Path

import pytest

from bot.runtime.assembly import places_of
from bot.runtime.beside_chat import bringing
from bot.runtime.config import Config
from bot.runtime.first_fit import FirstFit
from tests.end_to_end.real_core import write_movielens


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data_dir=tmp_path / "data", movielens_dir=write_movielens(tmp_path / "set"))


def test_a_first_fit_goes_on_by_itself_and_is_waited_for(config: Config) -> None:
    told: list[str] = []
    fit = FirstFit(config, places_of(config), say=told.append, on_wait=lambda: told.append("wait"))
    snapshot = fit.snapshot()
    assert snapshot is not None
    assert snapshot.model.n_items > 0
    assert told == ["wait"]
    assert not fit.is_running
    fit.stop()


def test_a_first_fit_that_fails_says_why(config: Config, tmp_path: Path) -> None:
    (tmp_path / "set" / "ratings.csv").write_text("userId,movieId,rating,timestamp\nx,1,4,5\n")
    told: list[str] = []
    fit = FirstFit(config, places_of(config), say=told.append)
    assert fit.snapshot() is None
    assert len(told) == 1
    assert "ratings.csv, line 2" in told[0]
    fit.stop()


def test_a_first_fit_that_nobody_waits_for_is_stopped(config: Config) -> None:
    fit = FirstFit(config, places_of(config), say=print)
    pid = fit._process.pid
    fit.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_chat_says_that_a_larger_set_is_coming_and_ends_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    told: list[str] = []

    async def at_once() -> None:
        """The machine is free."""

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        config = Config(data_dir=tmp_path / "data", dataset="ml-32m", dataset_url=url)
        with bringing(config, say=told.append, may_fit=at_once) as larger:
            assert larger is not None
            assert larger.arrival.step == "fetching"
            assert places_of(config).dataset is None
    assert told == [
        "ml-32m is on its way in the background. Until it is here I know the embedded set."
    ]


def test_without_a_set_to_bring_a_chat_says_nothing(config: Config) -> None:
    told: list[str] = []

    async def at_once() -> None:
        """The machine is free."""

    with bringing(config, say=told.append, may_fit=at_once) as larger:
        assert larger is None
    assert told == []
