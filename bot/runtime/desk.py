"""The core as the edges see it: asynchronous in front, one worker thread behind."""

import datetime as dt
import logging
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from bot.conversation.respond import Conversation
from bot.replies import Answer, Incoming, Reply, Text
from bot.runtime.answered import AnsweredNotes
from bot.runtime.metrics import Metrics
from bot.runtime.worker import Worker
from bot.store import PostedCard, Received, WaitingLane
from recommender.domain import ChatId, PersonId

if TYPE_CHECKING:  # only who has one imports it
    from bot.runtime.second_reader import SecondReader

_log = logging.getLogger(__name__)

_Result = TypeVar("_Result")

_FRESH_S = 86_400.0
"""Telegram keeps updates for a day; an older number says nothing of those to come."""


class CoreDesk:
    """Takes what arrives to the one thread that owns the core, and brings the answer back."""

    def __init__(
        self,
        worker: Worker[Conversation],
        *,
        second: "SecondReader | None" = None,
        notes: AnsweredNotes | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._worker = worker
        self._metrics = metrics or Metrics()
        self._second = second
        self._notes = notes
        self._answered: deque[int] = deque(() if notes is None else notes.left())
        """Updates that were answered and still lie in the inbox."""
        self.reads_all_messages = False

    async def respond(self, incoming: Incoming) -> Answer:
        """Answer one thing, where it is unsure with a second reader's opinion.

        Nothing is done for somebody who was forgotten since they sent it.
        """
        with self._metrics.answers.time(), self._metrics.failures.count_exceptions():
            return await self._respond(incoming)

    async def _respond(self, incoming: Incoming) -> Answer:
        kept = incoming.inbox_id

        def is_void(core: Conversation) -> bool:
            return kept is not None and not core.store.inbox.holds(kept)

        if self._second is None or not isinstance(incoming.what, Text):
            return await self._run(
                lambda core: Answer() if is_void(core) else core.respond(incoming)
            )
        answer = await self._run(
            lambda core: (
                Answer()
                if is_void(core)
                else None
                if core.is_unsure(incoming)
                else core.respond(incoming)
            )
        )
        if answer is not None:
            return answer
        # The core's thread is free meanwhile.
        opinion = await self._second.opinion_of(incoming.what.text)
        return await self._run(
            lambda core: Answer() if is_void(core) else core.respond(incoming, opinion)
        )

    async def receive(self, updates: Sequence[Received]) -> None:
        """Keep updates until they are answered."""
        await self._run(lambda core: core.store.inbox.put(updates))

    async def waiting_lanes(self) -> tuple[WaitingLane, ...]:
        """Where updates wait that were received and not answered."""
        return await self._run(lambda core: core.store.inbox.lanes())

    async def first_waiting(self, lane: str, most: int) -> tuple[Received, ...]:
        """The first updates that wait in a lane."""
        return await self._run(lambda core: core.store.inbox.first_of(lane, most))

    async def newest_received(self) -> int | None:
        """The newest update received within the last day."""
        since = dt.datetime.now(dt.UTC).timestamp() - _FRESH_S
        return await self._run(lambda core: core.store.inbox.newest(since=since))

    async def answered(self, update_id: int) -> None:
        """An update needs no answer any more."""
        if update_id not in self._answered:
            self._answered.append(update_id)
            if self._notes is not None:
                with suppress(OSError):  # the inbox is what counts
                    self._notes.add(update_id)
        await self._worker.run(self._clear)
        if self._notes is not None and not self._answered:
            self._notes.clear()

    async def card(self, chat_id: ChatId, card: str) -> PostedCard | None:
        """The message to edit for `card`; None while it has not been posted."""
        return await self._run(lambda core: core.store.cards.get(chat_id, card))

    async def posted(self, posted: PostedCard) -> None:
        """A card is now this message."""
        await self._run(lambda core: core.store.cards.post(posted))

    async def shows(self, edited: PostedCard) -> None:
        """The message of a card shows something else now."""
        await self._run(lambda core: core.store.cards.shows(edited))

    async def closed(self, chat_id: ChatId, card: str) -> None:
        """`card` was a poll, and is closed for ever or gone."""
        await self._run(lambda core: core.store.cards.forget(chat_id, card))

    async def stranger_in(self, poll_id: str, person_id: PersonId) -> ChatId | None:
        """The group of a poll whose voter may not be of it; None where nothing is to ask."""
        return await self._run(lambda core: core.stranger_in(poll_id, person_id))

    async def connected(self, bot_id: int, username: str, *, reads_all_messages: bool) -> None:
        """Telegram told the bot's own name, and whether groups show it everything."""
        self.reads_all_messages = reads_all_messages
        if await self._run(lambda core: core.store.inbox.belongs_to(bot_id)):
            _log.warning("What another bot had received and not answered was left.")

    async def migrated(self, old: ChatId, new: ChatId) -> None:
        """A group became a supergroup."""
        await self._run(lambda core: core.migrated(old, new))

    async def lost(self, chat_id: ChatId) -> None:
        """The bot was removed, blocked or lost the right to write."""
        now = dt.datetime.now(dt.UTC).timestamp()
        await self._run(lambda core: core.store.chats.lose(chat_id, now))

    async def left(self, chat_id: ChatId, person_id: PersonId) -> None:
        """A person left a group."""
        await self._run(lambda core: core.left(chat_id, person_id))

    async def due(self, now: dt.datetime) -> tuple[Reply, ...]:
        """What is to be said or closed by now."""
        return await self._run(lambda core: core.due(now))

    async def _run(self, job: Callable[[Conversation], _Result]) -> _Result:
        """Do a job on the core's thread, and before it take out of the inbox what was answered."""

        def cleared_first(core: Conversation) -> _Result:
            with suppress(Exception):  # `answered` tries again, and says what is wrong
                self._clear(core)
            return job(core)

        return await self._worker.run(cleared_first)

    def _clear(self, core: Conversation) -> None:
        answered = list(self._answered)
        if answered:
            core.store.inbox.remove(answered)
            for update_id in answered:
                self._answered.remove(update_id)
