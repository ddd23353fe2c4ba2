"""Cards: messages that are edited for ever, gently, and never posted twice."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import replace
from typing import TypeVar
from weakref import WeakValueDictionary

from bot.replies import Reply
from bot.store import PostedCard
from bot.telegram.desk import Desk
from bot.telegram.outbox import Outbox
from bot.telegram.trouble import reference
from bot.telegram.updates import Place, Pressed
from recommender.domain import ChatId

_logger = logging.getLogger(__name__)

_REMEMBERED = 1024

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Cards:
    """Keeps each card's message at its last state, with few edits.

    Twenty people tapping within a second lead to two edits: one at once, and one with the last
    state when the interval is over. Edits run beside the updates that asked for them.
    """

    def __init__(self, outbox: Outbox, desk: Desk, interval_s: float) -> None:
        self._outbox = outbox
        self._desk = desk
        self._interval_s = interval_s
        self._waiting: dict[ChatId, dict[str, tuple[Place, Reply]]] = {}
        self._workers: dict[ChatId, asyncio.Task[None]] = {}
        self._free_at: OrderedDict[ChatId, float] = OrderedDict()
        self._reposted: OrderedDict[tuple[ChatId, str], None] = OrderedDict()
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()
        self._posting = asyncio.Lock()

    async def show(self, place: Place, reply: Reply, pressed: Pressed | None = None) -> None:
        """Post the card of `reply`, or bring its message up to date within the interval.

        A poll is closed at once. Without a record of the card, a pressed message that the reply
        replaces is taken for it.
        """
        assert reply.card is not None
        chat_id = self._outbox.current(place.chat_id)
        # Taps, votes and the clock may all want the same card first.
        async with self._locks.setdefault((chat_id, reply.card), asyncio.Lock()):
            standing = await self._desk.card(chat_id, reply.card)
            if standing is None and pressed is not None and reply.replaces_pressed:
                standing = await self._taken_for(chat_id, reply.card, pressed)
            if reply.poll is not None and reply.poll.closed:
                await self._close(chat_id, reply.card, standing, reply)
            elif standing is None:
                await self._post(place, reply)
            else:
                self._edit_soon(chat_id, reply.card, place, reply)

    async def _taken_for(self, chat_id: ChatId, card: str, pressed: Pressed) -> PostedCard | None:
        if pressed.message_id is None:
            return None
        taken = PostedCard(chat_id, card, pressed.message_id, None)
        await self._desk.posted(taken)
        return taken

    async def _close(
        self, chat_id: ChatId, card: str, standing: PostedCard | None, reply: Reply
    ) -> None:
        if standing is None:
            _logger.info("The poll of %s is not open in %s.", card, chat_id)
        elif await self._outbox.close_poll(chat_id, standing.message_id, reply):
            await self._desk.closed(chat_id, card)

    async def polls_known(self) -> None:
        """Wait until no poll is sent but not yet recorded: its votes arrive that early."""
        async with self._posting:
            pass

    async def drained(self) -> None:
        """Wait until every card shows its last state."""
        while self._workers:
            await asyncio.wait(self._workers.values())

    def drop(self) -> None:
        """Give up the edits that are still waiting."""
        for worker in self._workers.values():
            worker.cancel()

    async def _post(self, place: Place, reply: Reply) -> None:
        assert reply.card is not None
        async with self._posting:
            posted = await self._outbox.send(place, reply)
            if posted is not None:
                await self._desk.posted(
                    PostedCard(
                        posted.chat_id,
                        reply.card,
                        posted.message_id,
                        posted.poll_id,
                        self._outbox.digest(reply),
                    )
                )

    def _edit_soon(self, chat_id: ChatId, card: str, place: Place, reply: Reply) -> None:
        self._waiting.setdefault(chat_id, {})[card] = (place, reply)
        if chat_id not in self._workers:
            self._workers[chat_id] = asyncio.create_task(self._work(chat_id))

    async def _work(self, chat_id: ChatId) -> None:
        waiting = self._waiting[chat_id]
        clock = asyncio.get_running_loop().time
        try:
            while waiting:
                await asyncio.sleep(self._free_at.get(chat_id, 0.0) - clock())
                card = next(iter(waiting))
                place, reply = waiting.pop(card)
                try:
                    if await self._edit(chat_id, card, place, reply):
                        _remember(self._free_at, chat_id, clock() + self._interval_s)
                except Exception as error:  # noqa: BLE001 the chat's other cards still want their edits
                    reference(f"editing the card {card} in {chat_id}", error)
                    _remember(self._free_at, chat_id, clock() + self._interval_s)
        finally:
            del self._workers[chat_id], self._waiting[chat_id]

    async def _edit(self, chat_id: ChatId, card: str, place: Place, reply: Reply) -> bool:
        """Bring a card up to date; False where it shows that already, also since an earlier run."""
        standing, digest = await self._desk.card(chat_id, card), self._outbox.digest(reply)
        if standing is not None and standing.shown == digest:
            return False
        # Of a poll only the buttons can be changed.
        change = reply if reply.poll is None else replace(reply, lines=())
        if standing is not None and await self._outbox.edit(chat_id, standing.message_id, change):
            await self._desk.shows(replace(standing, shown=digest))
        elif (chat_id, card) in self._reposted:
            # Somebody deletes it again and again, and means it.
            _logger.info("The card %s in %s was deleted twice.", card, chat_id)
        else:
            _remember(self._reposted, (chat_id, card), None)
            await self._post(place, reply)
        return True


def _remember(memory: OrderedDict[_Key, _Value], key: _Key, value: _Value) -> None:
    memory[key] = value
    memory.move_to_end(key)
    if len(memory) > _REMEMBERED:
        memory.popitem(last=False)
