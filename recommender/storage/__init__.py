"""The only SQL of the project."""

from recommender.storage.ballots import Ballots, Option, Origin
from recommender.storage.cards import Cards, PostedCard
from recommender.storage.journal import Cause, Change, Journal
from recommender.storage.night_members import NightMember, NightMembers
from recommender.storage.nights import (
    GroupSettings,
    Night,
    Nights,
    PastNight,
    SettledBy,
)
from recommender.storage.people import People, PersonRecord
from recommender.storage.store import Store
from recommender.storage.watches import Watch, Watches

__all__ = [
    "Ballots",
    "Cards",
    "Cause",
    "Change",
    "GroupSettings",
    "Journal",
    "Night",
    "NightMember",
    "NightMembers",
    "Nights",
    "Option",
    "Origin",
    "PastNight",
    "People",
    "PersonRecord",
    "PostedCard",
    "SettledBy",
    "Store",
    "Watch",
    "Watches",
]
