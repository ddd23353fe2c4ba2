"""The recommender's SQL."""

from recommender.storage.bulk import Put
from recommender.storage.imports import ImportRecord, ImportRow
from recommender.storage.journal import Cause, Change, Journal, Row
from recommender.storage.people import People, PersonRecord
from recommender.storage.sqlite import Database, Migrations
from recommender.storage.store import Store
from recommender.storage.watches import LogQuery, Watch, Watches

__all__ = [
    "Cause",
    "Change",
    "Database",
    "ImportRecord",
    "ImportRow",
    "Journal",
    "LogQuery",
    "Migrations",
    "People",
    "PersonRecord",
    "Put",
    "Row",
    "Store",
    "Watch",
    "Watches",
]
