"""The store: one database, its rooms, and the moments when all of them change together."""

import sqlite3
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from recommender.domain import MovieId
from recommender.storage.database import open_database, open_in_memory, open_read_only
from recommender.storage.films import AddedFilms
from recommender.storage.journal import Journal
from recommender.storage.merging import merge_films
from recommender.storage.people import People
from recommender.storage.sqlite import Database
from recommender.storage.watches import Watches


class Store:
    """Everything that must survive a restart. Use it on the thread that opened it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._written = self._rested_at = db.conn.total_changes
        self.journal = Journal(db)
        self.people = People(db)
        self.watches = Watches(db, self.journal)
        self.added_films = AddedFilms(db, self.journal)

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Open the file, made and migrated when needed.

        Raises:
            StorageError: If it cannot be used.
        """
        return cls(open_database(path))

    @classmethod
    def read_only(cls, path: Path) -> "Store":
        """Open an existing file beside the bot that writes to it.

        Raises:
            StorageError: If it cannot be used.
        """
        return cls(open_read_only(path))

    @classmethod
    def in_memory(cls) -> "Store":
        """A store that goes with the process."""
        return cls(open_in_memory())

    @property
    def database(self) -> Database:
        """The connection, for whoever keeps tables of its own in the same file."""
        return self._db

    def merge_films(self, ids: Mapping[MovieId, MovieId]) -> int:
        """Let all that people did with some films count for others; see `merging`."""
        return merge_films(self._db, ids)

    def atomic(self) -> AbstractContextManager[Database]:
        """All that happens within is kept, or none of it."""
        return self._db.atomic()

    def rest(self) -> None:
        """Move what was written into the file itself: until then it lies in the log beside it.

        It waits for nobody; what a reader still needs stays in the log.
        """
        if not self._db.conn.in_transaction:
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def rest_when_quiet(self) -> None:
        """The same, if something was written before the last call, and nothing since then."""
        written = self._db.conn.total_changes
        if written == self._written and written != self._rested_at:
            self.rest()
            self._rested_at = written
        self._written = written

    def close(self) -> None:
        """Close the connection, and leave nothing in the log beside the file."""
        with suppress(sqlite3.Error):  # a read-only connection cannot; what it read is no loss
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._db.close()
