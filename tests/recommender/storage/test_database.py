"""The SQLite file: how it is opened, and what survives."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from recommender.domain import MovieId, PersonId
from recommender.errors import StorageBusy, StorageError
from recommender.storage import Cause, Database, Store
from recommender.storage.schema import migrations

ANA = PersonId(7)


def test_what_was_logged_is_there_after_reopening(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "bot.db")
    store.people.meet(ANA, "Ana", at=1.0)
    store.watches.log(Cause(ANA, "tg:1", 2.0), MovieId(6))
    store.close()
    again = Store.open(tmp_path / "bot.db")
    assert [entry.movie_id for entry in again.watches.history(ANA)] == [6]
    again.close()


def test_the_file_is_in_wal_mode_with_foreign_keys_and_strict_tables(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "bot.db")
    assert store._db.journal_mode == "wal"
    assert store._db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    tables = store._db.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'")
    own = {name: strict for name, strict in tables if not name.startswith(("sqlite_", "_sqlite"))}
    assert set(own.values()) == {1}
    store.close()


def test_a_reader_in_another_connection_sees_what_is_committed(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "bot.db")
    store.people.meet(ANA, "Ana", at=1.0)
    reader = Store.read_only(tmp_path / "bot.db")
    store.watches.log(Cause(ANA, "tg:1", 2.0), MovieId(6))
    assert [person for person, _ in reader.watches.histories()] == [ANA]
    with pytest.raises(Exception, match="readonly"):
        reader.people.meet(PersonId(8), "Ben", at=3.0)
    reader.close()
    store.close()


def test_a_file_that_is_no_database_is_named_in_the_error(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(StorageError, match=r"bot\.db"):
        Store.open(path)


def test_reading_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"bot\.db"):
        Store.read_only(tmp_path / "bot.db")


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two connections to one file, as of the bot and of a command beside it."""
    one, other = Store.open(tmp_path / "bot.db"), Store.open(tmp_path / "bot.db")
    yield one, other
    one.close()
    other.close()


def test_whoever_begins_to_write_is_not_thrown_out_by_another_writer(
    two: tuple[Store, Store],
) -> None:
    one, other = two
    with one.atomic():
        assert one.people.get(ANA) is None  # a transaction that began by reading
        with pytest.raises(StorageBusy), other.atomic():
            pass
        one.people.meet(ANA, "Ana", at=1.0)
    other.people.meet(PersonId(8), "Ben", at=3.0)
    assert one.people.get(PersonId(8)) is not None


def test_after_a_long_wait_the_next_ones_are_short_until_a_write_succeeds(
    two: tuple[Store, Store],
) -> None:
    one, other = two
    assert wait_ms(other) == 1000
    with one.atomic(), pytest.raises(StorageBusy), other.atomic():
        pass
    assert wait_ms(other) == 50
    with other.atomic():
        pass
    assert wait_ms(other) == 1000


def wait_ms(store: Store) -> int:
    found: int = store.database.execute("PRAGMA busy_timeout").fetchone()[0]
    return found


def meet_many(store: Store) -> None:
    with store.atomic():
        store.people.meet(ANA, "Ana", at=1.0)
        for number in range(1000):
            store.people.meet(PersonId(100 + number), "x" * 1000, at=1.0)


def test_what_fails_in_a_transaction_is_an_error_of_the_storage_and_leaves_nothing() -> None:
    store = Store.in_memory()
    store.database.execute("PRAGMA max_page_count = 1")  # less than there is: the disk is full
    with pytest.raises(StorageError, match="full"):
        meet_many(store)
    assert store.people.get(ANA) is None
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes")
def test_a_file_that_cannot_be_written_is_refused_at_once() -> None:
    with tempfile.TemporaryDirectory() as folder:  # tmp_path lies where only its owner may look
        path = Path(folder, "bot.db")
        Store.open(path).close()
        path.chmod(0o444)
        with as_somebody_else(Path(folder)), pytest.raises(StorageError, match=r"bot\.db"):
            Store.open(path)


@contextmanager
def as_somebody_else(folder: Path) -> Iterator[None]:
    """Without the powers of root, where tests are run by root: it may write anything."""
    if os.geteuid() != 0:
        yield
        return
    os.chown(folder, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes")
def test_the_file_is_made_private_also_when_it_was_not(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    store = Store.open(path)
    assert path.stat().st_mode & 0o777 == 0o600
    store.people.meet(ANA, "Ana", at=1.0)
    assert path.with_name("bot.db-wal").stat().st_mode & 0o777 == 0o600
    store.close()
    path.chmod(0o644)
    Store.open(path).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_was_logged_moves_into_the_file_itself_when_there_is_time(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    store = Store.open(path)
    store.people.meet(ANA, "Ana", at=1.0)
    shutil.copy(path, tmp_path / "before.db")
    store.rest()
    shutil.copy(path, tmp_path / "after.db")
    store.close()
    assert not path.with_name("bot.db-wal").exists()
    after = Store.read_only(tmp_path / "after.db")
    assert after.people.get(ANA) is not None
    after.close()
    with pytest.raises(StorageError):  # all of it lay in the log beside the file
        Store.read_only(tmp_path / "before.db")


def test_how_far_the_log_came_is_known_after_everybody_was_forgotten(store: Store) -> None:
    assert store.journal.reached() == 0
    store.people.meet(ANA, "Ana", at=1.0)
    store.watches.log(Cause(ANA, "tg:1", 2.0), MovieId(6))
    store.people.forget(ANA)
    assert (store.journal.reached(), store.journal.position()) == (1, 0)


def test_a_log_that_is_older_than_the_model_goes_on_behind_what_the_model_knows(
    store: Store,
) -> None:
    store.people.meet(ANA, "Ana", at=1.0)
    store.watches.log(Cause(ANA, "tg:1", 2.0), MovieId(6))
    assert store.journal.count_since(100) == 0
    store.journal.continue_after(100)
    store.watches.log(Cause(ANA, "tg:2", 2.0), MovieId(7))
    assert store.journal.position() == 101
    assert store.journal.count_since(100) == 1
    store.journal.continue_after(50)  # never back
    assert store.journal.reached() == 101


def test_films_added_before_are_everybodys_where_a_second_person_knows_them() -> None:
    db = Database(memory=True, execute_plugins=False)
    migrations.apply(db, stop_before="added_film_states")
    for person_id in (7, 8):
        db.execute("INSERT INTO people (person_id, first_seen_at) VALUES (?, 1)", [person_id])
    for movie_id, added_by in ((1, 7), (2, 7), (3, 7), (4, None)):
        db.execute(
            "INSERT INTO added_films VALUES (?, ?, ?, 2024, '[]', 1)",
            [movie_id, added_by, f"Film {movie_id}"],
        )
    for movie_id, person_id in ((1, 7), (2, 8)):
        db.execute(
            "INSERT INTO watches (person_id, movie_id, source, update_key, logged_at) "
            "VALUES (?, ?, 'chat', 'tg:1', 1)",
            [person_id, movie_id],
        )
    db.execute("INSERT INTO watchlist VALUES (8, 3, 1)")
    migrations.apply(db)
    states = {one.film.movie_id: one.state for one in Store(db).added_films.all()}
    assert states == {1: "private", 2: "shared", 3: "shared", 4: "shared"}
