"""Nightly backups, and bringing one back, by hand and in the running bot."""

import asyncio
import datetime as dt
import os
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.runtime.config import KEYS
from bot.runtime.keeping import back_up_nightly, is_backup_due, one_bot_only
from bot.store import BotStore, Received
from recommender import Places, backups
from recommender.domain import MovieId, PersonId
from recommender.storage import Cause, Store

ANN = PersonId(7)
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """The folder of a bot that knows one film of one person, named in the environment."""
    for key in KEYS:
        monkeypatch.delenv(key, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    places = Places.of(tmp_path / "data", None)
    places.data_dir.mkdir()
    log(places, 1)
    return places


def log(places: Places, movie_id: int) -> None:
    store = Store.open(places.database)
    store.people.meet(ANN, "Ann", at=1.0)
    store.watches.log(Cause(ANN, f"tg:{movie_id}", 2.0), MovieId(movie_id))
    store.close()


def films(places: Places) -> list[int]:
    store = Store.open(places.database)
    found: list[int] = [entry.movie_id for entry in store.watches.history(ANN)]
    store.close()
    return found


def test_a_backup_is_due_once_a_night(places: Places) -> None:
    assert is_backup_due(places.backups, NOON)
    asyncio.run(nights(places, NOON))
    assert not is_backup_due(places.backups, NOON + 15 * HOUR)  # three at night
    assert is_backup_due(places.backups, NOON + 16 * HOUR)
    assert is_backup_due(places.backups, NOON + DAY)


async def nights(
    places: Places, *moments: dt.datetime, complaints: list[str] | None = None
) -> None:
    """Let the watch look at these moments, one after the other."""
    left, done = list(reversed(moments)), asyncio.Event()

    def clock() -> dt.datetime:
        if not left:
            done.set()
            return moments[-1]
        return left.pop()

    heard = [] if complaints is None else complaints
    task = asyncio.create_task(
        back_up_nightly(places, heard.append, clock=clock, look_every_s=0.001)
    )
    await done.wait()
    task.cancel()
    await asyncio.wait({task})


def test_every_night_has_its_backup_and_a_failure_is_told_once_an_hour(places: Places) -> None:
    asyncio.run(nights(places, NOON, NOON + HOUR, NOON + DAY, NOON + DAY + HOUR))
    assert len(backups(places.backups)) == 2
    places.database.write_bytes(b"not a database any more" * 500)
    complaints: list[str] = []
    late = NOON + 2 * DAY
    moments = (late, late + HOUR / 2, late + HOUR)
    asyncio.run(nights(places, *moments, complaints=complaints))
    assert len(complaints) == 2
    assert "bot.db" in complaints[0]
    assert len(backups(places.backups)) == 2


def test_a_backup_made_by_hand_is_brought_back_also_elsewhere(
    places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(places.database)
    BotStore(store.database).inbox.put([Received(5, "{}", ANN, f"chat:{ANN}", 1.0)])
    store.close()
    assert main(["backup"]) == 0
    (made,) = backups(places.backups)
    assert f"{made}: 1 people, 1 changes; opened and checked." in capsys.readouterr().out
    log(places, 2)

    assert main(["restore", str(made)]) == 0

    assert films(places) == [1]
    store = Store.open(places.database)
    assert BotStore(store.database).inbox.lanes() == ()  # answered since
    store.close()
    monkeypatch.setenv("DATA_DIR", str(places.data_dir / "of another machine"))
    assert main(["restore", str(made)]) == 0
    assert films(Places.of(places.data_dir / "of another machine", None)) == [1]
    assert os.stat(places.data_dir / "of another machine").st_mode & 0o777 == 0o700  # noqa: PTH116


def test_nothing_is_brought_back_under_a_running_bot(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup"]) == 0
    (made,) = backups(places.backups)
    log(places, 2)
    with one_bot_only(places):
        assert main(["restore", str(made)]) == 1
    assert "a bot that is running uses it" in capsys.readouterr().err
    assert films(places) == [1, 2]


def test_a_file_that_is_no_backup_is_refused(
    places: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"\xff\xd8" * 1000)
    assert main(["restore", str(tmp_path / "holiday.jpg")]) == 1
    assert "holiday.jpg" in capsys.readouterr().err
    assert main(["restore", str(tmp_path / "nowhere.db")]) == 1
    assert films(places) == [1]
