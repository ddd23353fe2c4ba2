"""Opening the SQLite file: one connection, owned by the thread that opens it."""

import sqlite3
from pathlib import Path

from recommender.errors import StorageError
from recommender.storage.schema import migrations
from recommender.storage.sqlite import Database


def open_database(path: Path) -> Database:
    """Open `path` for reading and writing, made and migrated when needed.

    Raises:
        StorageError: If it is no database, or cannot be written.
    """
    try:
        # execute_plugins=False: installed sqlite-utils plugins would hook into our connection.
        db = Database(path, execute_plugins=False)
        db.enable_wal()
        db.execute("PRAGMA busy_timeout = 10000")
        _prepare(db)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(path, str(error)) from error
    return db


def open_read_only(path: Path) -> Database:
    """Open an existing `path` for reading only, beside a writer in another process.

    Raises:
        StorageError: If there is no such file or it is no database.
    """
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        db = Database(connection, execute_plugins=False)
        db.execute("PRAGMA busy_timeout = 10000")
        db.execute("SELECT count(*) FROM watches").fetchone()
    except (sqlite3.Error, OSError) as error:
        raise StorageError(path, str(error)) from error
    return db


def open_in_memory() -> Database:
    """A database that goes with its connection."""
    db = Database(memory=True, execute_plugins=False)
    _prepare(db)
    return db


def _prepare(db: Database) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    # A log that was acknowledged must survive a power cut: WAL alone syncs at checkpoints only.
    db.execute("PRAGMA synchronous = FULL")
    # What somebody had erased leaves no trace in the file's free pages.
    db.execute("PRAGMA secure_delete = ON")
    migrations.apply(db)
