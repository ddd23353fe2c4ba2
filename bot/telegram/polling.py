"""Long polling that keeps every update before it confirms it.

Ours and not the library's: its updater confirms updates once they are queued in memory, so a
killed process loses them. Here they are in the database first. They leave it when they were
answered, and what is left at a start is answered then, in the order of its chat.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.store import Received
from bot.telegram.desk import Desk
from bot.telegram.updates import ALLOWED_UPDATES
from recommender.domain import PersonId

_logger = logging.getLogger(__name__)

LONGEST_PAUSE_S = 30.0


class LongPolling:
    """Fetches updates, keeps them, confirms them and hands them on. It waits for no answer.

    Args:
        bot: Where updates come from.
        desk: What keeps them.
        process: Does the work on one update.
        timeout_s: How long Telegram holds a request while there is nothing to report.
        first_pause_s: Wait after a failure; it doubles with each further one.
    """

    def __init__(
        self,
        bot: Bot,
        desk: Desk,
        process: Callable[[Update], Awaitable[None]],
        *,
        timeout_s: int,
        first_pause_s: float,
    ) -> None:
        self._bot = bot
        self._desk = desk
        self._process = process
        self._timeout_s = timeout_s
        self._first_pause_s = first_pause_s
        self._offset: int | None = None
        self._working: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            InvalidToken: If Telegram does not accept the token any more.
        """
        # A webhook, perhaps of an earlier life of the bot, keeps updates from those who poll.
        await self._unhooked()
        newest = await self._desk.newest_received()
        self._offset = None if newest is None else newest + 1
        for kept in await self._desk.waiting():
            update = Update.de_json(json.loads(kept.payload), self._bot)
            if update is not None:
                self._begin(update)
        while True:
            updates = await self._fetched()
            if not updates:
                continue
            await self._desk.receive([_received(update) for update in updates])
            self._offset = max(update.update_id for update in updates) + 1
            for update in updates:
                self._begin(update)

    async def finished(self, within_s: float) -> None:
        """Let the work in hand come to its end; what takes longer waits for the next start."""
        if self._working:
            _, late = await asyncio.wait(self._working, timeout=within_s)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        if self._offset is not None:
            await self._bot.get_updates(offset=self._offset, limit=1, timeout=0)

    def _begin(self, update: Update) -> None:
        task = asyncio.create_task(self._work(update))
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def _work(self, update: Update) -> None:
        await self._process(update)
        await self._desk.answered(update.update_id)

    async def _unhooked(self) -> None:
        try:
            await self._bot.delete_webhook()
        except TelegramError as error:
            _logger.warning("Telegram did not forget a webhook: %s", error)

    async def _fetched(self) -> tuple[Update, ...]:
        pause_s, trouble = self._first_pause_s, False
        while True:
            try:
                updates = await self._bot.get_updates(
                    offset=self._offset,
                    timeout=self._timeout_s,
                    allowed_updates=ALLOWED_UPDATES,
                )
            except InvalidToken:
                raise
            except TelegramError as error:
                pause_s = max(pause_s, asked_pause_s(error))
                _logger.warning("%s Trying again in %.0f s.", _complaint(error), pause_s)
                trouble = True
                if isinstance(error, Conflict):
                    await self._unhooked()
            else:
                if trouble:
                    _logger.info("Telegram answers again.")
                return updates
            await asyncio.sleep(pause_s)
            pause_s = min(LONGEST_PAUSE_S, 2 * pause_s)


def asked_pause_s(error: TelegramError) -> float:
    """How long Telegram asks to be left alone; 0 when it does not."""
    if not isinstance(error, RetryAfter):
        return 0.0
    pause = error.retry_after
    return float(pause) if isinstance(pause, int) else pause.total_seconds()


def _complaint(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return "Another program is polling with this bot's token, and only one can."
    return f"Telegram cannot be reached ({error})."


def _received(update: Update) -> Received:
    person = update.effective_user
    return Received(
        update.update_id, update.to_json(), None if person is None else PersonId(person.id)
    )
