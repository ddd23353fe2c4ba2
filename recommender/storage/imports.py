"""What people sent in files, kept until it is written to their log or dropped."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from recommender.domain import MovieId, PersonId
from recommender.storage.sqlite import Database, NotFoundError

_DRAFTS = 10
"""Files of one person that wait for a yes: people send several csv files in a row."""
_DRAFT_S = 7 * 86_400.0
"""How long they wait."""

ImportState: TypeAlias = Literal["asking", "draft", "written"]
"""asking: what its list says is not known yet; draft: nothing of it is in the log; written: all
that was sure is, and the rows that are left are those that were not."""


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One file."""

    import_id: int
    person_id: PersonId
    file: str
    kind: str
    state: ImportState
    rows: int
    left_out: int
    days_unsure: int
    at: float
    """Unix seconds."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of a file."""

    film: int
    """The same for all rows that name the same film."""
    movie_id: MovieId | None
    candidates: tuple[MovieId, ...]
    record: str
    """What it says, as JSON."""


class Imports:
    """The files of everybody. Rows of people who are forgotten go with them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def open(
        self,
        person_id: PersonId,
        update_key: str,
        *,
        file: str,
        kind: str,
        state: ImportState,
        rows: int,
        left_out: int,
        days_unsure: int,
        at: float,
    ) -> int:
        """Keep a file; of those that were never written only the newest stay.

        Returns:
            Its id.
        """
        with self._db.atomic():
            self._db.table("imports").delete_where(
                "person_id = :person AND (update_key = :key OR import_id IN ("
                "SELECT import_id FROM imports WHERE person_id = :person AND state <> 'written' "
                "ORDER BY import_id DESC LIMIT -1 OFFSET :kept) "
                "OR (state <> 'written' AND at < :old))",
                {
                    "person": person_id,
                    "key": update_key,
                    "kept": _DRAFTS - 1,
                    "old": at - _DRAFT_S,
                },
            )
            made = self._db.table("imports").insert(
                {
                    "person_id": person_id,
                    "update_key": update_key,
                    "file": file,
                    "kind": kind,
                    "state": state,
                    "rows": rows,
                    "left_out": left_out,
                    "days_unsure": days_unsure,
                    "at": at,
                }
            )
            return int(made.last_pk or 0)

    def put_rows(self, import_id: int, rows: Iterable[ImportRow]) -> None:
        """Keep rows of a file."""
        with self._db.atomic():
            self._db.conn.executemany(
                "INSERT INTO import_rows (import_id, film, movie_id, candidates, record) "
                "VALUES (?, ?, ?, ?, ?)",
                [
                    (import_id, row.film, row.movie_id, json.dumps(row.candidates), row.record)
                    for row in rows
                ],
            )

    def get(self, import_id: int) -> ImportRecord | None:
        """One file, or None."""
        try:
            row = self._db.table("imports").get(import_id)
        except NotFoundError:
            return None
        return _record(row)

    def of(self, person_id: PersonId) -> tuple[ImportRecord, ...]:
        """The person's files, newest first."""
        rows = self._db.table("imports").rows_where(
            "person_id = ?", [person_id], order_by="import_id DESC"
        )
        return tuple(_record(row) for row in rows)

    def rows_of(
        self, import_id: int, *, after: MovieId | None = None, most: int | None = None
    ) -> tuple[ImportRow, ...]:
        """Rows whose film is sure, by film; of films after one, and of so many films at most."""
        rows = self._db.execute(
            "SELECT film, movie_id, candidates, record FROM import_rows "
            "WHERE import_id = :import AND movie_id IN (SELECT DISTINCT movie_id FROM import_rows "
            "WHERE import_id = :import AND movie_id > :after ORDER BY movie_id LIMIT :most) "
            "ORDER BY movie_id, row_id",
            {
                "import": import_id,
                "after": -(2**62) if after is None else after,
                "most": -1 if most is None else most,
            },
        )
        return tuple(_row(row) for row in rows)

    def open_rows(
        self,
        import_id: int,
        *,
        film: int | None = None,
        most: int | None = None,
        unknown: bool = False,
    ) -> tuple[ImportRow, ...]:
        """Rows whose film is not sure: those that may be asked about first.

        Args:
            import_id: The file.
            film: Of one film alone.
            most: Of so many films at most.
            unknown: Those alone that nothing was found for.
        """
        which, values = ("film = ?", [film]) if film is not None else ("1", [])
        which += " AND candidates = '[]'" if unknown else ""
        rows = self._db.execute(
            "SELECT film, movie_id, candidates, record FROM import_rows "  # noqa: S608  (ours)
            f"WHERE import_id = ? AND movie_id IS NULL AND film IN ("
            f"SELECT film FROM import_rows WHERE import_id = ? AND movie_id IS NULL AND {which} "
            "GROUP BY film ORDER BY max(candidates = '[]'), film LIMIT ?) "
            "ORDER BY candidates = '[]', film, row_id",
            [import_id, import_id, *values, -1 if most is None else most],
        )
        return tuple(_row(row) for row in rows)

    def count_open(self, import_id: int, *, unknown: bool = False) -> int:
        """How many films are not sure, or those alone that nothing was found for."""
        which = " AND candidates = '[]'" if unknown else ""
        row = self._db.execute(
            "SELECT count(DISTINCT film) FROM import_rows "  # noqa: S608  (ours)
            f"WHERE import_id = ? AND movie_id IS NULL{which}",
            [import_id],
        ).fetchone()
        return int(row[0])

    def say(self, import_id: int, says: str) -> None:
        """Say what the rows of a file say of their films, and that nothing is to ask any more."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE import_rows SET record = json_set(record, '$[0]', ?) WHERE import_id = ? "
                "AND record ->> '$[0]' IN ('seen', 'wanted')",
                [says, import_id],
            )
            self.set_state(import_id, "draft")

    def set_state(self, import_id: int, state: ImportState) -> None:
        """Say how far a file is."""
        self._db.execute("UPDATE imports SET state = ? WHERE import_id = ?", [state, import_id])

    def drop_sure(self, import_id: int) -> None:
        """Forget rows that are in the log now; a file that has no others goes with them."""
        with self._db.atomic():
            self._db.table("import_rows").delete_where(
                "import_id = ? AND movie_id IS NOT NULL", [import_id]
            )
            self._drop_if_empty(import_id)

    def drop_films(self, import_id: int, films: Iterable[int]) -> None:
        """Forget the rows of films, and the file with its last one."""
        with self._db.atomic():
            self._db.conn.executemany(
                "DELETE FROM import_rows WHERE import_id = ? AND film = ?",
                [(import_id, film) for film in films],
            )
            self._drop_if_empty(import_id)

    def _drop_if_empty(self, import_id: int) -> None:
        self._db.table("imports").delete_where(
            "import_id = ? AND import_id NOT IN (SELECT import_id FROM import_rows)", [import_id]
        )

    def drop(self, import_id: int) -> None:
        """Forget a file."""
        self._db.table("imports").delete_where("import_id = ?", [import_id])


def _record(row: dict[str, int | float | str]) -> ImportRecord:
    state: ImportState = "draft"
    if row["state"] in ("asking", "written"):
        state = "asking" if row["state"] == "asking" else "written"
    return ImportRecord(
        int(row["import_id"]),
        PersonId(int(row["person_id"])),
        str(row["file"]),
        str(row["kind"]),
        state,
        int(row["rows"]),
        int(row["left_out"]),
        int(row["days_unsure"]),
        float(row["at"]),
    )


def _row(row: tuple[int, int | None, str, str]) -> ImportRow:
    film, movie_id, candidates, record = row
    return ImportRow(
        film,
        None if movie_id is None else MovieId(movie_id),
        tuple(MovieId(one) for one in json.loads(candidates)),
        record,
    )
