"""Many chats at once, each chat in order."""

import asyncio
from collections.abc import Awaitable, Coroutine, Hashable
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

MOST_AT_ONCE = 1_000_000
"""No bound in practice: of each chat one update is in work, and those that wait for their turn
must not keep other chats from theirs."""


class ChatOrder(BaseUpdateProcessor):
    """Handles updates side by side, but those of one chat (or poll) one after another."""

    __slots__ = ("_lanes",)

    def __init__(self, most_at_once: int = MOST_AT_ONCE) -> None:
        super().__init__(most_at_once)
        # Weak: a lane lasts as long as an update runs or waits in it.
        self._lanes: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Run `coroutine` when it is this update's turn: asyncio's locks keep the queue's order."""
        lane = self._lanes.setdefault(_lane(update), asyncio.Lock())
        try:
            async with lane:
                await coroutine
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # never started, if the bot stopped while it waited

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""


def _lane(update: object) -> Hashable:
    if not isinstance(update, Update):
        return None
    if update.poll_answer is not None:
        return update.poll_answer.poll_id
    chat, person = update.effective_chat, update.effective_user
    return chat.id if chat is not None else person.id if person is not None else None
