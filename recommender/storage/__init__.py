"""The only SQL of the project."""

from recommender.storage.cards import Cards, PostedCard
from recommender.storage.journal import Cause, Change, Journal
from recommender.storage.people import People, PersonRecord
from recommender.storage.store import Store
from recommender.storage.watches import Watch, Watches

__all__ = [
    "Cards",
    "Cause",
    "Change",
    "Journal",
    "People",
    "PersonRecord",
    "PostedCard",
    "Store",
    "Watch",
    "Watches",
]
