"""Records as text, for the table in which they wait for an answer."""

import datetime as dt
import json

from recommender.domain import MovieId
from recommender.transfer.records import Record, Says


def kept(record: Record) -> str:
    """A record as one line of JSON."""
    return json.dumps(
        [
            record.says.value,
            record.title,
            record.year,
            record.rating,
            None if record.watched_on is None else record.watched_on.isoformat(),
            int(record.rewatch),
            record.at,
            record.imdb_id,
            record.tmdb_id,
            record.movie_id,
            record.genres,
            record.note,
            record.file,
            record.line,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def record_of(text: str) -> Record:
    """The record that `kept` wrote."""
    says, title, year, rating, day, rewatch, at, imdb, tmdb, movie_id, genres, note, file, line = (
        json.loads(text)
    )
    return Record(
        Says(says),
        title,
        year,
        rating,
        None if day is None else dt.date.fromisoformat(day),
        bool(rewatch),
        at,
        imdb,
        tmdb,
        None if movie_id is None else MovieId(movie_id),
        tuple(genres),
        note,
        file,
        line,
    )
