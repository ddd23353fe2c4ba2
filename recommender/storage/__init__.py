"""The recommender's SQL."""

from recommender.storage.journal import Cause, Change, Journal, Row
from recommender.storage.people import People, PersonRecord
from recommender.storage.sqlite import Database, Migrations
from recommender.storage.store import Store
from recommender.storage.watches import LogQuery, Watch, Watches

__all__ = [
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
]
