"""Changes with their rows before and after: idempotence per update, and undo.

A row is changed only through `Journal.put` and `Journal.remove`. One act of an update never
changes the same film in the same table twice, however often the update is delivered; another act
of it may ("undo that, I saw Heat yesterday"). Undoing is itself a change, so it can be undone.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from recommender.domain import MovieId, PersonId
from recommender.storage.sqlite import Database

Value: TypeAlias = str | int | float | None
Row: TypeAlias = Mapping[str, Value]

_KEYS: dict[str, tuple[str, ...]] = {
    "watches": ("watch_id",),
    "dismissals": ("person_id", "movie_id"),
    "watchlist": ("person_id", "movie_id"),
    "added_films": ("movie_id",),
}
"""The journalled tables with their primary keys: nothing else can be named in SQL here."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row that one update changed."""

    change_id: int
    person_id: PersonId
    table: str
    movie_id: MovieId
    before: Row | None
    """None: the row was new."""
    after: Row | None
    """None: the row was removed."""
    at: float
    """Unix seconds."""
    undoes: int | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Cause:
    """Who changes something, because of which update, and when."""

    person_id: PersonId
    update_key: str
    at: float
    """Unix seconds."""
    act: int = 0
    """Which of the things that the update asks for, in its order."""


class Journal:
    """The one door through which rows change."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, change_id: int) -> Change | None:
        """One change, or None."""
        return self._first("change_id = ?", [change_id])

    def of_update(self, cause: Cause, table: str, movie_id: MovieId) -> Change | None:
        """What this act already did to this film in this table, or None."""
        return self._first(
            "person_id = ? AND update_key = ? AND act = ? AND row_table = ? AND movie_id = ? "
            "AND undoes IS NULL",
            [cause.person_id, cause.update_key, cause.act, table, movie_id],
        )

    def latest(self, person_id: PersonId) -> Change | None:
        """The person's last change that is neither undone nor an undoing."""
        return self._first("person_id = ? AND undone = 0 AND undoes IS NULL", [person_id])

    def position(self) -> int:
        """The id of the newest change; 0 when there is none. Grows with every change."""
        row = self._db.execute("SELECT coalesce(max(change_id), 0) FROM changes").fetchone()
        return int(row[0])

    def reached(self) -> int:
        """The highest id that a change ever had; 0 when there never was one.

        Unlike `position` it also counts changes of people who were forgotten.
        """
        row = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'changes'").fetchone()
        return 0 if row is None else int(row[0])

    def continue_after(self, position: int) -> None:
        """Give no id up to `position` any more; ids that are higher already stay so.

        A model that was fitted to a later log than this one, which was brought back from a backup,
        would take new changes for some that it has seen.
        """
        reached = self.reached()
        if position <= reached:
            return
        with self._db.atomic():
            self._db.execute("DELETE FROM sqlite_sequence WHERE name = 'changes'")
            self._db.execute("INSERT INTO sqlite_sequence VALUES ('changes', ?)", [position])

    def count_since(self, position: int) -> int:
        """How many changes after `position` matter to a fit: watchlists and added films do not."""
        return self._db.table("changes").count_where(
            "change_id > ? AND row_table IN ('watches', 'dismissals')", [position]
        )

    def put(self, cause: Cause, table: str, row: Row, *, before: Row | None = None) -> Change:
        """Insert `row`, or let it take the place of `before`; once per act and film."""
        movie_id = MovieId(int(row["movie_id"] or 0))
        with self._db.atomic():
            if done := self.of_update(cause, table, movie_id):
                return done
            after = self._write(table, row)
            return self._record(cause, table, movie_id, before=before, after=after)

    def remove(self, cause: Cause, table: str, row: Row) -> Change:
        """Remove `row`; once per act and film."""
        movie_id = MovieId(int(row["movie_id"] or 0))
        with self._db.atomic():
            if done := self.of_update(cause, table, movie_id):
                return done
            self._delete(table, row)
            return self._record(cause, table, movie_id, before=row, after=None)

    def undo(
        self, cause: Cause, change_id: int, *, keep: Callable[[Change], bool] = lambda _: False
    ) -> tuple[Change, ...]:
        """Take back a change with all that the same update changed.

        Args:
            cause: Who undoes, and why.
            change_id: Any change of the update.
            keep: Which changes must stay all the same.

        Returns:
            The changes that did so, in the order made; empty when there is nothing (left) to
            take back, or when the change is somebody else's. The same act gets the same answer
            again.
        """
        with self._db.atomic():
            done = self._all(
                "update_key = ? AND act = ? AND undoes IS NOT NULL",
                cause,
                [cause.update_key, cause.act],
            )
            if done:
                return done
            target = self.get(change_id)
            if target is None or target.person_id != cause.person_id:
                return ()
            batch = self._all(
                "undone = 0 AND update_key = (SELECT update_key FROM changes WHERE change_id = ?)",
                cause,
                [change_id],
            )
            return tuple(
                self._take_back(cause, change) for change in reversed(batch) if not keep(change)
            )

    def _take_back(self, cause: Cause, change: Change) -> Change:
        if change.before is not None:
            self._write(change.table, change.before)
        elif change.after is not None:
            self._delete(change.table, change.after)
        undoing = self._record(
            cause,
            change.table,
            change.movie_id,
            before=change.after,
            after=change.before,
            undoes=change.change_id,
        )
        self._db.execute("UPDATE changes SET undone = 1 WHERE change_id = ?", [change.change_id])
        if change.undoes is not None:  # taking back an undoing puts the first change in force again
            self._db.execute("UPDATE changes SET undone = 0 WHERE change_id = ?", [change.undoes])
        return undoing

    def _write(self, table: str, row: Row) -> Row:
        columns = list(row)
        names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
        updates = ", ".join(f"{name} = excluded.{name}" for name in columns)
        keys = ", ".join(_KEYS[table])
        # upsert() needs every key, and SQLite chooses that of a new watch: RETURNING tells it
        rows = self._db.query(
            f"INSERT INTO {table} ({names}) VALUES ({marks}) "  # noqa: S608  (names are ours)
            f"ON CONFLICT ({keys}) DO UPDATE SET {updates} RETURNING *",
            list(row.values()),
        )
        return next(iter(list(rows)))

    def _delete(self, table: str, row: Row) -> None:
        keys = _KEYS[table]
        # not delete(): the row may be gone by another change, and then there is nothing to do
        self._db.table(table).delete_where(
            " AND ".join(f"{key} = ?" for key in keys), [row[key] for key in keys]
        )

    def _record(
        self,
        cause: Cause,
        table: str,
        movie_id: MovieId,
        *,
        before: Row | None,
        after: Row | None,
        undoes: int | None = None,
    ) -> Change:
        made = self._db.table("changes").insert(
            {
                "person_id": cause.person_id,
                "update_key": cause.update_key,
                "act": cause.act,
                "row_table": table,
                "movie_id": movie_id,
                "row_before": None if before is None else json.dumps(dict(before)),
                "row_after": None if after is None else json.dumps(dict(after)),
                "at": cause.at,
                "undoes": undoes,
            }
        )
        return Change(
            change_id=int(made.last_pk or 0),
            person_id=cause.person_id,
            table=table,
            movie_id=movie_id,
            before=before,
            after=after,
            at=cause.at,
            undoes=undoes,
            undone=False,
        )

    def _first(self, where: str, values: list[Value]) -> Change | None:
        rows = self._db.table("changes").rows_where(
            where, values, order_by="change_id DESC", limit=1
        )
        return next((_change(row) for row in rows), None)

    def _all(self, where: str, cause: Cause, values: list[Value]) -> tuple[Change, ...]:
        rows = self._db.table("changes").rows_where(
            f"person_id = ? AND {where}", [cause.person_id, *values], order_by="change_id"
        )
        return tuple(_change(row) for row in rows)


def _change(row: Mapping[str, str | int | float | None]) -> Change:
    undoes = row["undoes"]
    return Change(
        change_id=int(row["change_id"] or 0),
        person_id=PersonId(int(row["person_id"] or 0)),
        table=str(row["row_table"]),
        movie_id=MovieId(int(row["movie_id"] or 0)),
        before=_row(row["row_before"]),
        after=_row(row["row_after"]),
        at=float(row["at"] or 0),
        undoes=None if undoes is None else int(undoes),
        undone=bool(row["undone"]),
    )


def _row(text: Value) -> Row | None:
    if text is None:
        return None
    row: Row = json.loads(str(text))
    return row
