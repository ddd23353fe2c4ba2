"""The bot's own tables, beside those of the recommender in one file."""

from bot.store.ballots import Ballots
from bot.store.cards import Cards
from bot.store.chats import Chats
from bot.store.inbox import Inbox
from bot.store.night_members import NightMembers
from bot.store.nights import Nights
from bot.store.schema import migrations
from recommender import Database
from recommender.domain import ChatId, PersonId


class BotStore:
    """What a messenger must keep: chats, cards, movie nights, unanswered updates."""

    def __init__(self, database: Database) -> None:
        """Bring the tables up to date.

        Args:
            database: The recommender's own connection; used on the thread that opened it.
        """
        migrations.apply(database)
        self.chats = Chats(database)
        self.cards = Cards(database)
        self.inbox = Inbox(database)
        self.nights = Nights(database)
        self.night_members = NightMembers(database)
        self.ballots = Ballots(database)

    def forget(self, person_id: PersonId) -> None:
        """Forget what a person sent and their private chat; the rest goes with the person."""
        self.inbox.forget(person_id)
        self.chats.forget(ChatId(person_id))  # a private chat has the number of the person
