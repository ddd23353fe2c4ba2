"""Long polling that confirms updates only when they were answered.

The library's own updater confirms updates once they are queued, so that those in work are lost
when the process is killed. Telegram keeps what is not confirmed and delivers it again, and the
core takes the same update twice without harm.
"""

import asyncio
import logging
from collections.abc import Callable

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.updates import ALLOWED_UPDATES

_logger = logging.getLogger(__name__)

LONGEST_PAUSE_S = 30.0


class LongPolling:
    """Fetches updates, hands them on, and waits a little before it confirms them.

    Args:
        bot: Where updates come from.
        process: Starts the work on one update.
        timeout_s: How long Telegram holds a request while there is nothing to report.
        patience_s: How long slow work may keep updates unconfirmed, and so new ones waiting.
        first_pause_s: Wait after a failure; it doubles with each further one.
    """

    def __init__(
        self,
        bot: Bot,
        process: Callable[[Update], asyncio.Task[None]],
        *,
        timeout_s: int,
        patience_s: float,
        first_pause_s: float,
    ) -> None:
        self._bot = bot
        self._process = process
        self._timeout_s = timeout_s
        self._patience_s = patience_s
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
        while True:
            updates = await self._fetched()
            if not updates:
                continue
            started = {self._process(update) for update in updates}
            for task in started:
                self._working.add(task)
                task.add_done_callback(self._working.discard)
            self._offset = max(update.update_id for update in updates) + 1
            await asyncio.wait(started, timeout=self._patience_s)

    async def finished(self, within_s: float) -> None:
        """Let the work in hand come to its end and confirm it; what takes longer is given up.

        What was given up stays unconfirmed, together with what came with it.
        """
        if self._working:
            _, late = await asyncio.wait(self._working, timeout=within_s)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
                return
        if self._offset is not None:
            await self._bot.get_updates(offset=self._offset, limit=1, timeout=0)

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
