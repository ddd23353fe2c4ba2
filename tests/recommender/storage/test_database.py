"""The SQLite file: how it is opened, and what survives."""

from pathlib import Path

import pytest

from recommender.domain import MovieId, PersonId
from recommender.errors import StorageError
from recommender.storage import Cause, Store

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
