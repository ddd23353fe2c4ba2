"""The only SQL of the project."""

from recommender.storage.journal import Cause, Change, Journal
from recommender.storage.people import People, PersonRecord
from recommender.storage.store import Store
from recommender.storage.watches import Watch, Watches

__all__ = ["Cause", "Change", "Journal", "People", "PersonRecord", "Store", "Watch", "Watches"]
