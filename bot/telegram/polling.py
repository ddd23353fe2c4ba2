"""Long polling that keeps every update before it confirms it.

Ours and not the library's: its updater confirms updates once they are queued in memory, so a
killed process loses them. Here they are in the database first. They leave it when they were
answered, and what is left at a start is answered then, in the order of its chat.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.store import Received
from bot.telegram.desk import Desk
from bot.telegram.lanes import Lanes
from bot.telegram.received import received
from bot.telegram.trouble import LONGEST_PAUSE_S, until_done
from bot.telegram.updates import ALLOWED_UPDATES

_logger = logging.getLogger(__name__)

_TRIES_IN_SILENCE = 3
"""After so many tries to keep updates people are told why nothing happens."""


class LongPolling:
    """Fetches updates, keeps them, confirms them and hands them on. It waits for no answer.

    Args:
        bot: Where updates come from.
        desk: What keeps them.
        lanes: Does the work on them.
        timeout_s: How long Telegram holds a request while there is nothing to report.
        first_pause_s: Wait after a failure; it doubles with each further one.
        held_up: Told once of updates that cannot be kept for a while, and so not be answered.
        clock: Unix seconds.
    """

    def __init__(
        self,
        bot: Bot,
        desk: Desk,
        lanes: Lanes,
        *,
        timeout_s: int,
        first_pause_s: float,
        held_up: Callable[[Sequence[Received]], Awaitable[None]],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._bot = bot
        self._desk = desk
        self._lanes = lanes
        self._timeout_s = timeout_s
        self._first_pause_s = first_pause_s
        self._held_up = held_up
        self._clock = clock
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            InvalidToken: If Telegram does not accept the token any more.
        """
        # A webhook, perhaps of an earlier life of the bot, keeps updates from those who poll.
        await self._unhooked()
        newest = await until_done(
            self._desk.newest_received, "reading the inbox", self._first_pause_s
        )
        self._offset = None if newest is None else newest + 1
        await self._lanes.resume()
        while True:
            kept = [
                one for fetched in await self._fetched() for one in received(fetched, self._clock())
            ]
            if kept:
                await self._keep(kept)
                self._offset = max(one.update_id for one in kept) + 1

    async def finish(self, within_s: float) -> None:
        """Let the work in hand come to its end; what takes longer waits for the next start."""
        await self._lanes.finish(within_s)
        if self._offset is not None:
            await self._bot.get_updates(offset=self._offset, limit=1, timeout=0)

    async def _keep(self, updates: Sequence[Received]) -> None:
        """Put updates into the inbox, however long it refuses, and hand them on."""
        tries = 0

        async def keep() -> None:
            nonlocal tries
            tries += 1
            if tries == _TRIES_IN_SILENCE:
                await self._held_up(updates)
            await self._desk.receive(updates)

        await until_done(keep, "keeping updates", self._first_pause_s)
        self._lanes.take(updates)

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
