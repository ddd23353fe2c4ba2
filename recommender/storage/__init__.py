"""The recommender's SQL."""

from recommender.storage.journal import Cause, Change, Journal
from recommender.storage.people import People, PersonRecord
from recommender.storage.sqlite import Database, Migrations
from recommender.storage.store import Store
from recommender.storage.watches import Watch, Watches

__all__ = [
    "Cause",
    "Change",
    "Database",
    "Journal",
    "Migrations",
    "People",
    "PersonRecord",
    "Store",
    "Watch",
    "Watches",
]
