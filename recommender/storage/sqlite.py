"""sqlite-utils, imported without pandas, and with transactions that wait for their turn.

It imports pandas wherever that is installed, only to widen a map of column types. Measured, that
adds 0.25 s and 32 MiB to every start and every command, none of which needs it, so pandas is
hidden meanwhile. Evaluation, which does, imports it where it prints.
"""

import sqlite3
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from types import ModuleType

from recommender.errors import StorageBusy, StorageError


@contextmanager
def _hidden(name: str) -> Iterator[None]:
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    if name in modules:  # somebody has paid for it already
        yield
        return
    modules[name] = None  # makes `import` raise ImportError
    try:
        yield
    finally:
        del modules[name]


with _hidden("pandas"):
    from sqlite_utils import Database, Migrations
    from sqlite_utils.db import NotFoundError

WAIT_MS = 1000
"""How long a write waits for another program's. Everybody who talks to the bot waits with it."""
SHORT_WAIT_MS = 50
"""The same after a wait in vain, until a write succeeds."""


class PatientDatabase(Database):
    """A connection whose transactions take the right to write when they begin.

    The library begins them deferred. One that has read and then wants to write is thrown out at
    once when another program has written meanwhile, however long the connection may wait.
    """

    _waits_short = False

    @contextmanager
    def atomic(self) -> Generator[Database, None, None]:
        """All that happens within is kept, or none of it. Within another one it is a part of it.

        Raises:
            StorageBusy: If another program goes on writing.
            StorageError: If the database cannot be read or written.
        """
        if self.conn.in_transaction:
            with super().atomic():
                yield self
            return
        try:
            self._begin()
            try:
                yield self
                self.conn.execute("COMMIT")
            except BaseException:
                self.rollback()
                raise
        except sqlite3.DatabaseError as error:
            if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
                raise  # a mistake of ours
            raise self.trouble(error) from error

    def trouble(self, error: sqlite3.Error) -> StorageError:
        """What SQLite complains of, as an error of the storage."""
        path = self.execute("SELECT file FROM pragma_database_list").fetchone()[0] or ":memory:"
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return StorageBusy(path)
        return StorageError(path, str(error))

    def _begin(self) -> None:
        try:
            self.conn.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            self._wait(SHORT_WAIT_MS)
            self._waits_short = True
            raise
        if self._waits_short:
            self._wait(WAIT_MS)
            self._waits_short = False

    def _wait(self, milliseconds: int) -> None:
        self.conn.execute(f"PRAGMA busy_timeout = {milliseconds}")


__all__ = ["WAIT_MS", "Database", "Migrations", "NotFoundError", "PatientDatabase"]
