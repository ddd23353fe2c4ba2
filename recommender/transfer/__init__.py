"""Histories in and out: files of other services and our own, and the films that they mean."""

from recommender.transfer.limits import Limits
from recommender.transfer.matching import Matcher
from recommender.transfer.outcomes import Count, OpenFilm, Outcome, Overview, Progress
from recommender.transfer.reading import reading
from recommender.transfer.records import FilmNamed, Kind, Reading, Record, Says
from recommender.transfer.transfers import Transfers

__all__ = [
    "Count",
    "FilmNamed",
    "Kind",
    "Limits",
    "Matcher",
    "OpenFilm",
    "Outcome",
    "Overview",
    "Progress",
    "Reading",
    "Record",
    "Says",
    "Transfers",
    "reading",
]
