"""The recommender's SQL."""

from recommender.storage.backups import (
    Backup,
    back_up,
    backups,
    checked,
    made_at,
    reached_in,
    restore,
)
from recommender.storage.films import AddedFilm
from recommender.storage.journal import Cause, Change, Journal, Row
from recommender.storage.people import People, PersonRecord
from recommender.storage.sqlite import Database, Migrations
from recommender.storage.store import Store
from recommender.storage.watches import LogQuery, Watch, Watches

__all__ = [
    "AddedFilm",
    "Backup",
    "Cause",
    "Change",
    "Database",
    "Journal",
    "LogQuery",
    "Migrations",
    "People",
    "PersonRecord",
    "Row",
    "Store",
    "Watch",
    "Watches",
    "back_up",
    "backups",
    "checked",
    "made_at",
    "reached_in",
    "restore",
]
