"""JSON files: what Trakt gives out, and our own exports."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from recommender.domain import GENRES, MovieId
from recommender.errors import BadImport
from recommender.transfer import values
from recommender.transfer.archive import Entry
from recommender.transfer.limits import LONGEST_NOTE, LONGEST_TITLE
from recommender.transfer.records import Kind, Record, Says
from recommender.transfer.tables import decoded
from recommender.transfer.values import BadValue

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
_Object: TypeAlias = "dict[str, Json]"

OWN_FORMAT = "because-you-watched"
OWN_VERSION = 1
MOST_PLAYS = 100
"""Viewings without a day that one count of plays stands for, at most."""


def parsed(entry: Entry) -> Json:
    """The content of a JSON file.

    Raises:
        BadImport: If it is none; it names the line.
    """
    try:
        content: Json = json.loads(decoded(entry))
    except json.JSONDecodeError as error:
        raise BadImport(entry.name, "json", line=error.lineno) from error
    except RecursionError as error:
        raise BadImport(entry.name, "json", line=1) from error
    return content


def kind_of(content: Json) -> Kind | None:
    """Where a JSON file comes from; None where nobody knows."""
    if isinstance(content, dict):
        return "own" if content.get("format") == OWN_FORMAT else None
    if not isinstance(content, list):
        return None
    first = next((one for one in content if isinstance(one, dict)), {})
    told = {"movie", "show", "episode", "season", "list", "person"} & first.keys()
    times = {"watched_at", "rated_at", "last_watched_at", "listed_at", "collected_at", "plays"}
    return "trakt" if told and times & first.keys() else None


class _Reader:
    """Reads entries of one file, and says which one is wrong."""

    def __init__(self, file: str, today: dt.date, zone: dt.tzinfo | None) -> None:
        self.file = file
        self.today = today
        self.zone = zone

    def day(self, text: str) -> dt.date | None:
        return values.day(text, order="day first", today=self.today)

    def moment(self, text: str) -> dt.datetime | None:
        found = values.moment(text, zone=self.zone)
        if found is not None:
            self.day(found.date().isoformat())
        return found


def trakt(
    file: str, content: Sequence[Json], *, today: dt.date, zone: dt.tzinfo | None, listed: Says
) -> Iterator[Record | None]:
    """What Trakt's objects say; None for those about series.

    Args:
        file: The file's name.
        content: The objects.
        today: Where the person is.
        zone: Theirs: Trakt tells moments.
        listed: What a list in this file says of its films.

    Raises:
        BadImport: If an object cannot be read; it names which.
    """
    reader = _Reader(file, today, zone)
    for number, one in enumerate(content, start=1):
        try:
            yield from _trakt_records(reader, one, number, listed)
        except BadValue as wrong:
            raise BadImport(file, wrong.problem, line=number, detail=wrong.detail[:60]) from wrong


def _trakt_records(
    reader: _Reader, one: Json, number: int, listed: Says
) -> Iterator[Record | None]:
    if not isinstance(one, dict) or not isinstance(movie := one.get("movie"), dict):
        yield None
        return
    ids = movie.get("ids")
    ids = ids if isinstance(ids, dict) else {}
    rating = values.stars(_text(one, "rating"), out_of=10)
    moment = reader.moment(
        _text(one, "watched_at")
        or _text(one, "last_watched_at")
        or _text(one, "rated_at")
        or _text(one, "listed_at")
    )
    says = Says.VIEWING
    if "watched_at" not in one and "last_watched_at" not in one and "plays" not in one:
        says = Says.RATED if rating is not None else listed
    record = Record(
        says,
        _title(movie),
        values.year(_text(movie, "year")),
        rating,
        moment.date() if moment is not None and says is Says.VIEWING else None,
        at=None if moment is None else moment.timestamp(),
        imdb_id=values.imdb_id(_text(ids, "imdb")),
        tmdb_id=values.number(_text(ids, "tmdb")),
        file=reader.file,
        line=number,
    )
    yield record
    for _ in range(1, min(values.number(_text(one, "plays")) or 1, MOST_PLAYS)):
        yield Record(
            Says.VIEWING,
            record.title,
            record.year,
            rewatch=True,
            imdb_id=record.imdb_id,
            tmdb_id=record.tmdb_id,
            file=reader.file,
            line=number,
        )


def own(file: str, content: Mapping[str, Json], *, today: dt.date) -> Iterator[Record]:
    """What our own export says, entry for entry.

    Raises:
        BadImport: If an entry cannot be read; it names which.
    """
    if content.get("version") != OWN_VERSION:
        raise BadImport(file, "unknown kind", detail=f"version {content.get('version')}"[:40])
    reader = _Reader(file, today, None)
    lists = {"viewings": Says.VIEWING, "watchlist": Says.WANTED, "dismissed": Says.DISMISSED}
    number = 0
    for name, says in lists.items():
        entries = content.get(name, [])
        for one in entries if isinstance(entries, list) else []:
            number += 1
            if not isinstance(one, dict):
                raise BadImport(file, "json", line=number, detail=name)
            try:
                yield _own_record(reader, one, number, says)
            except BadValue as wrong:
                raise BadImport(
                    file, wrong.problem, line=number, detail=wrong.detail[:60]
                ) from wrong


def _own_record(reader: _Reader, one: _Object, number: int, says: Says) -> Record:
    genres, at = one.get("genres"), one.get("at")
    movie_id = values.number(_text(one, "movie_id"))
    return Record(
        says,
        _title(one),
        values.year(_text(one, "year")),
        values.stars(_text(one, "rating"), out_of=5),
        reader.day(_text(one, "watched_on")),
        rewatch=one.get("rewatch") is True,
        at=float(at) if isinstance(at, int | float) and 0 <= at < 2**40 else None,
        imdb_id=values.imdb_id(_text(one, "imdb_id")),
        tmdb_id=values.number(_text(one, "tmdb_id")),
        movie_id=None if movie_id is None else MovieId(movie_id),
        genres=tuple(
            genre
            for genre in (genres if isinstance(genres, list) else [])
            if isinstance(genre, str) and genre in GENRES
        ),
        note=" ".join(_text(one, "note").split())[:LONGEST_NOTE] or None,
        file=reader.file,
        line=number,
    )


def _title(one: _Object) -> str:
    title = " ".join(_text(one, "title").split())
    if not title or len(title) > LONGEST_TITLE:
        raise BadValue("title", title[:60])
    return title


def _text(one: _Object, name: str) -> str:
    value = one.get(name)
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, str | int | float) else ""
