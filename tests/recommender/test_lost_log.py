"""A log that is gone, or older than the model: said, and never passed over in silence."""

import datetime as dt
import logging
import shutil
from pathlib import Path

import pytest

from recommender.domain import MovieId, PersonId
from recommender.errors import LogLost
from recommender.model import save_snapshot
from recommender.opening import open_store
from recommender.places import Places
from recommender.storage import Cause, Store, back_up
from tests import planted

ANA = PersonId(7)
NOW = dt.datetime(2026, 11, 24, 4, 0, tzinfo=dt.UTC)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A bot with three logs."""
    places = Places.of(tmp_path, None)
    store = Store.open(places.database)
    log(store, 1, 2, 3)
    store.close()
    return places


def log(store: Store, *movie_ids: int) -> None:
    store.people.meet(ANA, "Ana", at=1.0)
    for movie_id in movie_ids:
        store.watches.log(Cause(ANA, f"tg:{movie_id}", 2.0), MovieId(movie_id))


def fitted_to(places: Places, position: int) -> None:
    save_snapshot(places.models, planted.snapshot().model, log_position=position)


def films_seen(places: Places, *, new: bool = False) -> int:
    """Opens as the bot does at its start; how many films Ana's log holds then."""
    store = open_store(places, new=new)
    found = store.watches.count(ANA)
    store.close()
    return found


@pytest.mark.parametrize("loss", ["deleted", "emptied", "log beside the file deleted"])
@pytest.mark.parametrize("known_from", ["model", "backup"])
def test_a_lost_log_stops_the_start_unless_told_to_begin_anew(
    places: Places, loss: str, known_from: str
) -> None:
    if known_from == "model":
        fitted_to(places, 3)
    else:
        back_up(places.database, places.backups, NOW)
    places.database.unlink()
    if loss == "emptied":
        places.database.touch()
    elif loss == "log beside the file deleted":
        elsewhere = places.data_dir / "elsewhere.db"
        store = Store.open(elsewhere)
        log(store, 1)
        shutil.copy(elsewhere, places.database)  # what a kill leaves, without elsewhere.db-wal
        store.close()
    with pytest.raises(LogLost, match=r"restore.*run --new"):
        films_seen(places)
    with pytest.raises(LogLost):  # the refused start made nothing that the next one believes
        films_seen(places)
    assert films_seen(places, new=True) == 0
    assert films_seen(places) == 0


def test_a_bot_that_nobody_has_used_starts_with_its_old_model(tmp_path: Path) -> None:
    places = Places.of(tmp_path, None)
    fitted_to(places, 0)
    assert films_seen(places) == 0


def test_everybody_was_forgotten_is_no_loss(places: Places) -> None:
    fitted_to(places, 3)
    store = Store.open(places.database)
    store.people.forget(ANA)
    store.close()
    assert films_seen(places) == 0


def test_after_an_older_database_came_back_new_logs_still_lead_to_refits(
    places: Places, caplog: pytest.LogCaptureFixture
) -> None:
    fitted_to(places, 100)
    with caplog.at_level(logging.WARNING):
        store = open_store(places)
    assert "The log ends at change 3" in caplog.text
    log(store, 4)
    assert store.journal.count_since(100) == 1
    store.close()
    caplog.clear()
    assert films_seen(places) == 4
    assert "The log ends" not in caplog.text
