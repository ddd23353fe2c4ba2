"""Prepares a history for the model: one entry for each film, the newest counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.domain import HistoryEntry, MovieId, Signal


@dataclass(frozen=True, slots=True)
class FilmRecord:
    """All that one person said and did about one film."""

    movie_id: MovieId
    rating: float | None
    """The newest rating given."""
    signal: Signal
    """The newest signal."""
    watches: int
    """How often it was watched; 0 if it was only dismissed."""
    at: float | None
    """Unix seconds of the newest entry."""


def film_records(history: Sequence[HistoryEntry]) -> list[FilmRecord]:
    """Gather a history by film, in the order of each film's newest entry."""
    records: dict[MovieId, FilmRecord] = {}
    for entry in history:
        before = records.pop(entry.movie_id, None)
        rating = entry.rating
        if rating is None and before is not None:
            rating = before.rating
        records[entry.movie_id] = FilmRecord(
            entry.movie_id,
            rating,
            entry.signal,
            (before.watches if before else 0) + (entry.signal is Signal.WATCHED),
            entry.at,
        )
    return list(records.values())
