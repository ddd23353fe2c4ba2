"""Reads what somebody sent: finds out what it is, and makes records of its rows.

In an archive only the files that matter are read, each by what it holds.
"""

import datetime as dt
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from recommender.errors import BadImport
from recommender.transfer import json_files, values
from recommender.transfer.archive import Entry, opened
from recommender.transfer.limits import Limits
from recommender.transfer.records import Kind, Reading, Record, Says
from recommender.transfer.services import About, Format, format_of, lacking
from recommender.transfer.tables import Row, Table, table
from recommender.transfer.values import BadValue

_ASIDE = {"deleted", "orphaned", "likes", "lists"}
"""Folders of an archive with what is no log, or is one no more. A watchlist may lie in "lists"."""
SLICE = 1000
"""Rows between two pauses."""


def reading(
    name: str,
    stream: BinaryIO,
    *,
    today: dt.date,
    zone: dt.tzinfo | None = None,
    limits: Limits = Limits(),
    listed: Says | None = None,
) -> Generator[int, None, Reading]:
    """Read a file or an archive.

    Args:
        name: What it is called.
        stream: Its content, which can be sought in.
        today: Where the person is; no viewing is later.
        zone: The person's, for services that tell moments.
        limits: How much is read at most.
        listed: What a list says whose name does not tell: films seen or films wanted.

    Yields:
        How many rows were read so far, now and then.

    Returns:
        All of it.

    Raises:
        BadImport: If any of it cannot be read: then nothing counts.
    """
    collected = _Collected(name, today, zone, limits, listed)
    with opened(name, stream, limits) as (names, entry_of):
        wanted = [each for each in names if len(names) == 1 or _matters(each)]
        # Our own archive holds the same twice: whole, and for Letterboxd.
        own = [each for each in wanted if PurePosixPath(each).name == OWN_NAME]
        for each in own or sorted(wanted):
            yield from collected.read(entry_of(each), alone=len(names) == 1)
    return collected.result()


OWN_NAME = "because-you-watched.json"


def _matters(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.suffix.casefold() == ".txt":
        return False
    folders = {part.casefold() for part in path.parts[:-1]}
    return not folders & _ASIDE or "watchlist" in path.stem.casefold()


class _Collected:
    """The records of all files read so far."""

    def __init__(
        self,
        name: str,
        today: dt.date,
        zone: dt.tzinfo | None,
        limits: Limits,
        listed: Says | None,
    ) -> None:
        self._name = name
        self._today = today
        self._zone = zone
        self._limits = limits
        self._listed = listed
        self._kind: Kind | None = None
        self._records: list[Record] = []
        self._left_out = 0
        self._days_unsure = 0
        self._asks_list = False

    def read(self, entry: Entry, *, alone: bool) -> Generator[int, None, None]:
        """Read one file; in an archive one that is unknown is passed over."""
        if not entry.data.strip():
            if alone:
                raise BadImport(entry.name, "empty")
            return
        if entry.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
            yield from self._json(entry, alone=alone)
            return
        found = table(entry)
        form = format_of(found.columns)
        if form is None:
            if alone:
                raise _unknown(found)
            return
        yield from self._table(found, form, entry.stem, alone=alone)

    def result(self) -> Reading:
        """All that was read.

        Raises:
            BadImport: If nothing was.
        """
        if self._kind is None:
            raise BadImport(self._name, "unknown kind")
        if not self._records:
            raise BadImport(self._name, "no films")
        records = _without_reviews_of_diary(self._records)
        return Reading(
            self._kind, tuple(records), self._left_out, self._days_unsure, self._asks_list
        )

    def _table(
        self, found: Table, form: Format, stem: str, *, alone: bool
    ) -> Generator[int, None, None]:
        listed = self._says_list(stem) if form.is_list else None
        if form.is_list and listed is None:
            if not alone:
                return  # a list of the archive: neither a log nor the watchlist
            self._asks_list = True
        rows = yield from self._rows(found, form)
        days = [row.get(name) for row in rows for name in form.days]
        order = values.day_order(days)
        about = About(self._today, order, listed)
        self._kind = self._kind or form.kind
        for number, row in enumerate(rows, start=1):
            try:
                record = form.read(row, about)
            except BadValue as wrong:
                raise BadImport(
                    found.name, wrong.problem, line=row.line, detail=wrong.detail[:60]
                ) from wrong
            self._take(None if record is None else replace(record, file=found.name, line=row.line))
            if order == "unsure" and record is not None and record.says is Says.VIEWING:
                self._days_unsure += record.watched_on is None
            if number % SLICE == 0:
                yield len(self._records)

    def _rows(self, found: Table, form: Format) -> Generator[int, None, list[Row]]:
        rows: list[Row] = []
        users: set[str] = set()
        for row in found.rows(may_lack=form.may_lack):
            rows.append(row)
            users.add(row.get("userid"))
            if len(rows) % SLICE == 0:
                yield len(self._records)
            if len(rows) + len(self._records) > self._limits.rows:
                raise BadImport(self._name, "too many rows", detail=str(self._limits.rows))
            if len(users) > 1:  # a data set and nobody's own
                raise BadImport(found.name, "unknown kind", line=row.line, detail="userId")
        return rows

    def _says_list(self, stem: str) -> Says | None:
        if "watchlist" in stem or "wishlist" in stem:
            return Says.WANTED
        if "watched" in stem or stem in {"films", "seen"}:
            return Says.SEEN
        return self._listed

    def _json(self, entry: Entry, *, alone: bool) -> Generator[int, None, None]:
        content = json_files.parsed(entry)
        kind = json_files.kind_of(content)
        records: Iterator[Record | None]
        if kind == "own" and isinstance(content, dict):
            records = json_files.own(entry.name, content, today=self._today)
        elif kind == "trakt" and isinstance(content, list):
            listed = self._says_list(entry.stem)
            of_list = any(isinstance(one, dict) and "listed_at" in one for one in content)
            if of_list and listed is None:
                if not alone:
                    return
                self._asks_list = True
            records = json_files.trakt(
                entry.name,
                [one for one in content if not (isinstance(one, dict) and _is_collected(one))],
                today=self._today,
                zone=self._zone,
                listed=listed or Says.SEEN,
            )
        elif alone:
            raise BadImport(entry.name, "unknown kind")
        else:
            return
        self._kind = self._kind or kind
        for number, record in enumerate(records, start=1):
            self._take(record)
            if number % SLICE == 0:
                yield len(self._records)

    def _take(self, record: Record | None) -> None:
        if record is None:
            self._left_out += 1
            return
        self._records.append(record)
        if len(self._records) > self._limits.rows:
            raise BadImport(self._name, "too many rows", detail=str(self._limits.rows))


def _is_collected(one: dict[str, json_files.Json]) -> bool:
    """Whether an object says only that somebody owns a film."""
    return "collected_at" in one or "hidden_at" in one or "liked_at" in one


def _unknown(found: Table) -> BadImport:
    near = lacking(found.columns)
    if near is not None and near[1]:
        return BadImport(found.name, "columns", line=found.first_line, detail=", ".join(near[1]))
    return BadImport(found.name, "unknown kind", line=found.first_line)


def _without_reviews_of_diary(records: Sequence[Record]) -> list[Record]:
    """The records without those of reviews.csv that diary.csv tells too.

    Trakt's watched films repeat its history in the same way.
    """
    repeating = {file for file in {record.file for record in records} if _repeats(file)}
    if not repeating:
        return list(records)
    told = {
        record.film
        for record in records
        if record.says is Says.VIEWING and record.file not in repeating
    }
    return [
        record
        for record in records
        if record.says is not Says.VIEWING
        or record.file not in repeating
        or record.film not in told
    ]


def _repeats(file: str) -> bool:
    name = PurePosixPath(file.replace("\\", "/")).name.casefold()
    return name.startswith(("reviews", "watched-movies"))
