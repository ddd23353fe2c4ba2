"""What this edge needs of the core: one answer for each thing that arrives, and its bookkeeping."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from bot.replies import Answer, Incoming, Reply
from bot.store import PostedCard, Received, WaitingLane
from recommender.domain import ChatId, PersonId


class Desk(Protocol):
    """The core, as Telegram sees it. Calls may come at any moment and from many chats at once.

    A vote says nothing of its chat, so its `Incoming` names the voter's private chat; replies to
    it should carry the `chat_id` of the poll.
    """

    async def respond(self, incoming: Incoming) -> Answer:
        """Answer one thing. The same `update_key` again must change nothing and say the same."""
        ...

    async def receive(self, updates: Sequence[Received]) -> None:
        """Keep updates until they are answered; when this returns a kill loses none of them."""
        ...

    async def waiting_lanes(self) -> tuple[WaitingLane, ...]:
        """Where updates wait that were received and not answered, the oldest first."""
        ...

    async def first_waiting(self, lane: str, most: int) -> tuple[Received, ...]:
        """The first updates that wait in a lane, oldest first."""
        ...

    async def newest_received(self) -> int | None:
        """The newest update received lately, by this run or an earlier one."""
        ...

    async def answered(self, update_id: int) -> None:
        """An update needs no answer any more."""
        ...

    async def card(self, chat_id: ChatId, card: str) -> PostedCard | None:
        """The message to edit for `card`; None while it has not been posted."""
        ...

    async def posted(self, posted: PostedCard) -> None:
        """A card is now this message, perhaps instead of an earlier one that was deleted."""
        ...

    async def shows(self, edited: PostedCard) -> None:
        """The message of a card shows something else now; nothing if it is the card no more."""
        ...

    async def closed(self, chat_id: ChatId, card: str) -> None:
        """`card` was a poll, and is closed for ever or gone."""
        ...

    async def stranger_in(self, poll_id: str, person_id: PersonId) -> ChatId | None:
        """The group of a poll whose voter may not be of it; None where nothing is to ask."""
        ...

    async def connected(self, bot_id: int, username: str, *, reads_all_messages: bool) -> None:
        """Telegram told the bot's own name, and whether groups show it everything."""
        ...

    async def migrated(self, old: ChatId, new: ChatId) -> None:
        """A group became a supergroup and has a new id. May be told more than once."""
        ...

    async def lost(self, chat_id: ChatId) -> None:
        """The bot was removed, blocked or lost the right to write there."""
        ...

    async def left(self, chat_id: ChatId, person_id: PersonId) -> None:
        """A person left a group."""
        ...

    async def due(self, now: dt.datetime) -> tuple[Reply, ...]:
        """What is to be said or closed by now. Each reply names its `chat_id`."""
        ...
