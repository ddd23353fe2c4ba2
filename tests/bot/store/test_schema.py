"""The bot's tables in the recommender's file: made anew, or taken over with all that they hold."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.night.state import Member, Night, Option
from bot.store import BotStore
from recommender.domain import ChatId, MovieId, PersonId
from recommender.storage import Cause, Store

BEFORE = Path(__file__).with_name("before_the_bots_own_tables.sql")
"""A database of the time when all tables were the recommender's, with rows in every one."""
ANN, BOB = PersonId(7), PersonId(8)
FRIENDS = ChatId(-100)
ADDING_BOB, IN_ANN = Member(BOB, 1000.0, is_adding=True), Member(ANN, 1001.0)
KEEPS_ITS_OWN_BOOKS = ("_sqlite_migrations", "sqlite_sequence")


def columns(path: Path) -> dict[str, str]:
    """The columns of every table."""
    with closing(sqlite3.connect(path)) as connection:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            table: ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
            for (table,) in named
            if table not in KEEPS_ITS_OWN_BOOKS
        }


def rows(path: Path, of: dict[str, str] | None = None) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, or the named columns of some tables."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT {names} FROM {table}"), key=repr)  # noqa: S608
            for table, names in (of or columns(path)).items()
        }


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A file as the version before left it."""
    path = tmp_path / "bot.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(BEFORE.read_text("utf-8"))
    return path


def test_a_database_of_the_time_before_loses_nothing(older: Path) -> None:
    held, before = columns(older), rows(older)
    assert all(before.values())  # the file has something to lose in every table

    store = Store.open(older)
    bot = BotStore(store.database)
    night = bot.nights.open_in(FRIENDS)
    past = bot.past_nights.of(FRIENDS, limit=10)
    store.close()

    assert rows(older, held) == before
    assert night is not None
    assert night.host_id == BOB
    assert [one.winner for one in past] == [MovieId(6)]
    assert past[0].names == ("Ann", "Bob")


def test_nights_of_the_time_before_are_read_whole_and_go_on(older: Path) -> None:
    store = Store.open(older)
    bot = BotStore(store.database)
    past, night = bot.nights.get(1), bot.nights.open_in(FRIENDS)
    assert past is not None
    assert night is not None
    assert past.options == (
        Option(
            MovieId(6),
            "pick",
            score=0.9,
            because=MovieId(1214),
            because_of=ANN,
            fits={ANN: 0.9, BOB: 0.8},
            votes=(ANN,),
        ),
        Option(
            MovieId(47),
            "added",
            added_by=BOB,
            votes=(ANN,),
            vetoes=(BOB,),
            secret_vetoes=frozenset({BOB}),
        ),
    )
    assert (past.kind, past.thread_id, night.members) == ("settled", None, (ADDING_BOB,))
    later = night.with_film(Option(MovieId(47), "added", added_by=BOB)).with_member(IN_ANN)
    assert bot.nights.save(later, night) == later
    assert bot.nights.get(night.night_id) == later
    store.close()


def test_vetoes_of_the_time_before_are_named_where_the_group_named_them(older: Path) -> None:
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("UPDATE group_settings SET secret_vetoes = 0")
        connection.commit()
    store = Store.open(older)
    past = BotStore(store.database).nights.get(1)
    assert past is not None
    assert past.options[1].named_vetoes == (BOB,)
    store.close()


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
    assert night.members == ()
    store.close()
    left = rows(older)
    assert [row for row in left["night_vetoes"] if BOB in row] == []
    assert [row for row in left["watchlist"] if BOB in row] == []


def test_changes_of_the_time_before_can_still_be_undone_and_their_ids_are_not_given_again(
    older: Path,
) -> None:
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("UPDATE sqlite_sequence SET seq = 40 WHERE name = 'changes'")
        connection.commit()
    store = Store.open(older)
    undone = store.journal.undo(Cause(ANN, "tg:50", 1.0), 1)
    assert [(one.change_id, one.movie_id, one.undoes) for one in undone] == [(41, MovieId(6), 1)]
    assert store.database.execute("PRAGMA foreign_key_check").fetchall() == []
    store.close()


def test_a_night_begun_in_a_new_file_is_open(store: Store) -> None:
    bot = BotStore(store.database)
    store.people.meet(ANN, "Ann", at=0.0)
    bot.chats.meet(FRIENDS, "Friends", is_group=True)
    night = bot.nights.save(Night(0, FRIENDS, "gathering", host_id=ANN))
    assert bot.nights.open_in(FRIENDS) == night
