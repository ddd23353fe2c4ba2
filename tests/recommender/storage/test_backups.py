"""Backups: whole, checked, thinned out, and good for coming back from anything."""

import datetime as dt
from pathlib import Path

import pytest

from recommender.domain import MovieId, PersonId
from recommender.errors import StorageError
from recommender.storage import Cause, Store
from recommender.storage.backups import (
    KEPT,
    back_up,
    backups,
    checked,
    made_at,
    reached_in,
    restore,
)

ANA = PersonId(7)
NOW = dt.datetime(2026, 11, 24, 4, 0, tzinfo=dt.UTC)


def logged(store: Store, *movie_ids: int) -> None:
    store.people.meet(ANA, "Ana", at=1.0)
    for movie_id in movie_ids:
        store.watches.log(Cause(ANA, f"tg:{movie_id}", 2.0), MovieId(movie_id))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


def films_in(database: Path) -> list[int]:
    store = Store.open(database)
    found: list[int] = [entry.movie_id for entry in store.watches.history(ANA)]
    store.close()
    return found


def test_a_backup_holds_what_still_lies_beside_the_file_and_stops_no_writer(
    database: Path, tmp_path: Path
) -> None:
    store = Store.open(database)
    logged(store, 1, 2)
    with store.atomic():
        logged(store, 3)
        made = back_up(database, tmp_path / "backups", NOW)
    store.close()
    assert (made.reached, made.people) == (2, 1)
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made_at(made.path) == NOW
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [made.path.name]
    assert films_in(made.path) == [1, 2]


def test_the_newest_fourteen_stay(database: Path, tmp_path: Path) -> None:
    Store.open(database).close()
    made = [
        back_up(database, tmp_path / "backups", NOW + dt.timedelta(days=day)).path
        for day in range(KEPT + 2)
    ]
    assert backups(tmp_path / "backups") == made[:1:-1]


def test_a_damaged_database_replaces_no_good_backup(database: Path, tmp_path: Path) -> None:
    store = Store.open(database)
    logged(store, *range(1, 400))
    store.close()
    good = back_up(database, tmp_path / "backups", NOW)
    content = bytearray(database.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 8192] = b"\x55" * 8192
    database.write_bytes(content)
    with pytest.raises(StorageError):
        back_up(database, tmp_path / "backups", NOW + dt.timedelta(days=1))
    assert list((tmp_path / "backups").iterdir()) == [good.path]
    restore(good.path, database, NOW)
    assert len(films_in(database)) == 399


def test_nothing_to_back_up_is_an_error(database: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"bot\.db"):
        back_up(database, tmp_path / "backups", NOW)


def test_a_backup_is_restored_beside_nothing_and_in_place_of_something(
    database: Path, tmp_path: Path
) -> None:
    store = Store.open(database)
    logged(store, 1)
    made = back_up(database, tmp_path / "backups", NOW)
    logged(store, 2)
    wal = database.with_name("bot.db-wal").read_bytes()
    store.close()
    database.with_name("bot.db-wal").write_bytes(wal)  # as a kill leaves it

    aside = restore(made.path, database, NOW)

    assert films_in(database) == [1]  # and nothing of the log beside the old file
    assert aside is not None
    assert films_in(aside / "bot.db") == [1, 2]
    elsewhere = tmp_path / "another machine" / "data" / "bot.db"
    assert restore(made.path, elsewhere, NOW) is None
    assert films_in(elsewhere) == [1]


@pytest.mark.parametrize("content", [b"", b"no database" * 1000], ids=["empty", "foreign"])
def test_what_is_no_backup_is_not_restored(database: Path, tmp_path: Path, content: bytes) -> None:
    store = Store.open(database)
    logged(store, 1)
    store.close()
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(content)
    with pytest.raises(StorageError, match=r"foreign\.db"):
        restore(foreign, database, NOW)
    assert films_in(database) == [1]


def test_a_half_copied_backup_is_no_backup(database: Path, tmp_path: Path) -> None:
    store = Store.open(database)
    logged(store, *range(1, 400))
    made = back_up(database, tmp_path / "backups", NOW)
    store.close()
    content = made.path.read_bytes()
    made.path.write_bytes(content[: len(content) // 2])
    with pytest.raises(StorageError, match="damaged"):
        checked(made.path)


def test_how_far_a_log_came_is_read_without_making_a_file(database: Path) -> None:
    assert reached_in(database) == 0
    assert not database.exists()
    database.touch()
    assert reached_in(database) == 0
    store = Store.open(database)
    logged(store, 1, 2)
    assert reached_in(database) == 2
    store.close()
