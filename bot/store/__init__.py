"""What the bot keeps for itself: the only SQL outside of the recommender."""

from bot.store.cards import Cards, PostedCard
from bot.store.groups import GroupSettings
from bot.store.inbox import Inbox, Received
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
]
