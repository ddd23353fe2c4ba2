"""SQL of the bot's own tables; films and logs are stored by the recommender."""

from bot.store.ballots import Option, Origin
from bot.store.cards import Cards, PostedCard
from bot.store.inbox import Inbox, Received, WaitingLane
from bot.store.night_members import NightMember
from bot.store.nights import GroupSettings, Night, PastNight, SettledBy
from bot.store.store import BotStore

__all__ = [
    "BotStore",
    "Cards",
    "GroupSettings",
    "Inbox",
    "Night",
    "NightMember",
    "Option",
    "Origin",
    "PastNight",
    "PostedCard",
    "Received",
    "SettledBy",
    "WaitingLane",
]
