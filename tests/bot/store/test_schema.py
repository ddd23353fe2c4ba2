"""The bot's tables in the recommender's file: made anew, or taken over with all that they hold."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import BotStore
from recommender.domain import ChatId, Filters, MovieId, PersonId
from recommender.storage import Store

BEFORE = Path(__file__).with_name("before_the_bots_own_tables.sql")
"""A database of the time when all tables were the recommender's, with rows in every one."""
ANN, BOB = PersonId(7), PersonId(8)
FRIENDS = ChatId(-100)
KEEPS_ITS_OWN_BOOKS = ("_sqlite_migrations", "sqlite_sequence")


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in KEEPS_ITS_OWN_BOOKS
        ]
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)  # noqa: S608
            for table in tables
        }


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A file as the version before left it."""
    path = tmp_path / "bot.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(BEFORE.read_text("utf-8"))
    return path


def test_a_database_of_the_time_before_loses_nothing(older: Path) -> None:
    before = rows(older)
    assert all(before.values())  # the file has something to lose in every table

    store = Store.open(older)
    bot = BotStore(store.database)
    night = bot.nights.open_in(FRIENDS)
    past = bot.nights.past(FRIENDS, limit=10)
    store.close()

    after = rows(older)
    assert {table: after[table] for table in before} == before
    assert night is not None
    assert night.host_id == BOB
    assert [one.winner for one in past] == [MovieId(6)]
    assert past[0].names == ("Ann", "Bob")


def test_opening_twice_is_opening_once(older: Path) -> None:
    for _ in range(2):
        store = Store.open(older)
        BotStore(store.database)
        store.close()
    assert len(rows(older)["nights"]) == 2


def test_a_new_file_has_the_same_tables_as_an_old_one(older: Path, tmp_path: Path) -> None:
    for path in (older, tmp_path / "new.db"):
        store = Store.open(path)
        BotStore(store.database)
        store.close()
    assert rows(older).keys() == rows(tmp_path / "new.db").keys()


def test_whoever_is_forgotten_is_gone_from_the_bots_tables_too(older: Path) -> None:
    store = Store.open(older)
    bot = BotStore(store.database)

    store.people.forget(BOB)

    night = bot.nights.open_in(FRIENDS)
    assert night is not None
    assert night.host_id is None
    assert bot.night_members.of(night.night_id) == ()
    store.close()
    left = rows(older)
    assert [row for row in left["night_vetoes"] if BOB in row] == []
    assert [row for row in left["watchlist"] if BOB in row] == []


def test_a_night_begun_in_a_new_file_is_open(store: Store) -> None:
    bot = BotStore(store.database)
    store.people.meet(ANN, "Ann", at=0.0)
    bot.chats.meet(FRIENDS, "Friends", is_group=True)
    night = bot.nights.begin(FRIENDS, ANN, Filters(), at=1.0, closes_at=None)
    assert bot.nights.open_in(FRIENDS) == night
