"""The bot's own tables, beside those of the recommender in one file."""

from contextlib import AbstractContextManager

from bot.store.blocked import Blocked
from bot.store.cards import Cards
from bot.store.chats import Chats
from bot.store.groups import Groups
from bot.store.inbox import Inbox
from bot.store.nights import Nights
from bot.store.past_nights import PastNights
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
        self._database = database
        self.blocked = Blocked(database)
        self.chats = Chats(database)
        self.cards = Cards(database)
        self.inbox = Inbox(database)
        self.nights = Nights(database)
        self.past_nights = PastNights(database)
        self.groups = Groups(database)

    def atomic(self) -> AbstractContextManager[Database]:
        """All that happens within is kept, or none of it.

        Raises:
            StorageError: If it cannot be kept; StorageBusy when another program goes on writing.
        """
        return self._database.atomic()

    def forget(self, person_id: PersonId) -> None:
        """Forget what a person sent and their private chat; the rest goes with the person."""
        self.inbox.forget(person_id)
        self.chats.forget(ChatId(person_id))  # a private chat has the number of the person
