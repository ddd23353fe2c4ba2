"""SQL of the bot's own tables; films and logs are stored by the recommender."""

from bot.store.cards import Cards, PostedCard
from bot.store.groups import GroupSettings
from bot.store.inbox import Inbox, Received, WaitingLane
from bot.store.past_nights import PastNight
from bot.store.store import BotStore

__all__ = [
    "BotStore",
    "Cards",
    "GroupSettings",
    "Inbox",
    "PastNight",
    "PostedCard",
    "Received",
    "WaitingLane",
]
