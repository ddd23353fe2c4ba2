"""Backups: whole copies of the database, made beside whoever writes, each opened and checked."""

import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from recommender.errors import StorageError
from recommender.folders import make_private

KEPT = 14
_NAME = "backup-%Y%m%dT%H%M%SZ"
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, by the end of its name."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup that was found to be whole."""

    path: Path
    reached: int
    """The highest id that a change of its log ever had."""
    people: int


def back_up(database: Path, folder: Path, now: dt.datetime) -> Backup:
    """Copy the database, check the copy, and thin out older ones. The bot may go on meanwhile.

    The copy is that of one moment, with all that lies in the log beside the file. It has its name
    only once it is whole, on disk and checked.

    Args:
        database: The file.
        folder: Where backups lie; made when missing.
        now: With a time zone.

    Raises:
        StorageError: If there is no database, or the copy is not whole; older ones stay then.
    """
    path = folder / f"{now.astimezone(dt.UTC):{_NAME}}.db"
    unfinished = path.with_suffix(".tmp")
    try:
        make_private(folder)
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT, 0o600))
        with _reading(database) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)  # in one step: in several, each write would have it begin anew
            copy.execute("PRAGMA journal_mode = DELETE")  # one file and nothing beside it
        found = checked(unfinished)
        _sync(unfinished)
        unfinished.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(database, f"it cannot be backed up ({error})") from error
    finally:
        unfinished.unlink(missing_ok=True)
    for old in backups(folder)[KEPT:]:
        old.unlink(missing_ok=True)
    return Backup(path, found.reached, found.people)


def backups(folder: Path) -> list[Path]:
    """The backups of a folder, newest first."""
    return sorted(folder.glob("backup-*.db"), reverse=True)


def made_at(backup: Path) -> dt.datetime | None:
    """When a backup was made, by its name; None for a file that is named otherwise."""
    try:
        return dt.datetime.strptime(backup.stem, _NAME).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def checked(path: Path) -> Backup:
    """Open a copy and read all of it.

    Raises:
        StorageError: If it is damaged, or no database of this bot.
    """
    try:
        with _reading(path) as connection:
            complaints = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            if complaints != ["ok"]:
                raise StorageError(path, f"it is damaged ({complaints[0]})")
            people = connection.execute("SELECT count(*) FROM people").fetchone()[0]
            return Backup(path, _reached(connection), people)
    except sqlite3.Error as error:
        raise StorageError(path, f"it is damaged or no database of this bot ({error})") from error


def reached_in(path: Path) -> int:
    """The highest id that a change of a log ever had; 0 for no file, or one without a log.

    Raises:
        StorageError: If the file is damaged or no database.
    """
    if not path.exists() or not path.stat().st_size:
        return 0
    try:
        with _reading(path) as connection:
            known = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'"
            ).fetchone()
            return _reached(connection) if known else 0
    except sqlite3.Error as error:
        raise StorageError(path, str(error)) from error


def restore(backup: Path, database: Path, now: dt.datetime) -> Path | None:
    """Put a backup in the place of the database. Nobody may use the database meanwhile.

    Args:
        backup: Any file that `back_up` wrote.
        database: What it takes the place of; need not be there.
        now: With a time zone.

    Returns:
        The folder beside the database where the one that stood there lies now; None if there was
        none.

    Raises:
        StorageError: If the backup is not whole, or cannot be put there.
    """
    checked(backup)
    coming = database.with_name(f"{database.name}.tmp")
    aside = database.with_name(f"replaced-{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}")
    standing = [database, *(database.with_name(f"{database.name}{end}") for end in _BESIDE)]
    standing = [path for path in standing if path.exists()]
    try:
        make_private(database.parent)
        os.close(os.open(coming, os.O_WRONLY | os.O_CREAT, 0o600))
        with coming.open("wb") as target, backup.open("rb") as source:
            shutil.copyfileobj(source, target)
        _sync(coming)
        if standing:
            make_private(aside)
        for path in standing:
            path.replace(aside / path.name)
        coming.replace(database)
    except OSError as error:
        raise StorageError(database, f"a backup cannot be put there ({error})") from error
    return aside if standing else None


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.execute("PRAGMA busy_timeout = 10000")
        yield connection


def _reached(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'changes'").fetchone()
    return 0 if row is None else int(row[0])


def _sync(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
