"""Opening the SQLite file: one connection, owned by the thread that opens it."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from recommender.errors import StorageError
from recommender.storage.schema import migrations
from recommender.storage.sqlite import WAIT_MS, Database, PatientDatabase

_PATIENCE_MS = 10_000
"""How long opening waits: nobody is being answered yet."""


def open_database(path: Path) -> Database:
    """Open `path` for reading and writing, made and migrated when needed, private to its owner.

    Raises:
        StorageError: If it is no database, or cannot be written.
    """
    try:
        _make_private(path)
        # execute_plugins=False: installed sqlite-utils plugins would hook into our connection.
        db = PatientDatabase(path, execute_plugins=False)
        db.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        db.enable_wal()
        _prepare(db)
        with db.atomic():
            # Deletes nothing. Without it nobody would notice a file that cannot be written.
            db.execute("DELETE FROM people WHERE 0")
        db.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
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
        db = PatientDatabase(connection, execute_plugins=False)
        db.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        db.execute("SELECT count(*) FROM watches").fetchone()
    except (sqlite3.Error, OSError) as error:
        raise StorageError(path, str(error)) from error
    return db


def open_in_memory() -> Database:
    """A database that goes with its connection."""
    db = PatientDatabase(memory=True, execute_plugins=False)
    _prepare(db)
    return db


def _make_private(path: Path) -> None:
    """Let nobody but its owner read the file and its log, which takes its mode from it."""
    os.close(os.open(path, os.O_RDONLY | os.O_CREAT, 0o600))
    for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        with suppress(FileNotFoundError, PermissionError):  # somebody else's: `doctor` tells
            if each.stat().st_mode & 0o077:
                each.chmod(0o600)


def _prepare(db: Database) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    # A log that was acknowledged must survive a power cut: WAL alone syncs at checkpoints only.
    db.execute("PRAGMA synchronous = FULL")
    migrations.apply(db)
