"""Many changes of one update at once: what an import writes. The same rows as one by one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from recommender.storage.journal import Cause, Row, upsert
from recommender.storage.sqlite import Database


@dataclass(frozen=True, slots=True)
class Put:
    """A row to insert, or to let take the place of another."""

    table: str
    row: Row
    act: int = 0
    """Tells several changes of one film in one table apart."""
    before: Row | None = None


def put_all(db: Database, cause: Cause, puts: Sequence[Put]) -> int:
    """Make changes through the journal, all of them or none; those made already are passed over.

    Returns:
        How many were made now.
    """
    with db.atomic():
        done = {
            (act, table, movie_id)
            for act, table, movie_id in db.execute(
                "SELECT act, row_table, movie_id FROM changes "
                "WHERE person_id = ? AND update_key = ? AND undoes IS NULL",
                [cause.person_id, cause.update_key],
            )
        }
        changes = []
        for put in puts:
            key = (put.act, put.table, put.row["movie_id"])
            if key in done:
                continue
            done.add(key)
            before = None if put.before is None else json.dumps(dict(put.before))
            after = json.dumps(_written(db, put.table, put.row))
            changes.append((cause.person_id, cause.update_key, *key, before, after, cause.at))
        db.conn.executemany(
            "INSERT INTO changes "
            "(person_id, update_key, act, row_table, movie_id, row_before, row_after, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            changes,
        )
        return len(changes)


def _written(db: Database, table: str, row: Row) -> dict[str, object]:
    cursor = db.conn.execute(upsert(table, row), list(row.values()))
    columns = [column[0] for column in cursor.description]
    values: tuple[object, ...] = cursor.fetchone()
    return dict(zip(columns, values, strict=True))
