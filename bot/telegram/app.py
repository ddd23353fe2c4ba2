"""The bot on Telegram, from the first call to a clean stop."""

import asyncio
import logging
import re
from dataclasses import dataclass

from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.telegram.address import Me
from bot.telegram.cards import Cards
from bot.telegram.desk import Desk
from bot.telegram.handlers import Handlers
from bot.telegram.lanes import Lanes
from bot.telegram.outbox import Outbox
from bot.telegram.patience import PatientLimiter
from bot.telegram.polling import LongPolling, asked_pause_s
from bot.telegram.profile import GROUP_WORDS, introduce
from bot.telegram.redaction import token_redacted
from bot.telegram.signals import stopped_by_signals
from bot.telegram.trouble import LONGEST_PAUSE_S, until_done
from bot.telegram.wire import Calls, Polling, tls_for

API_URL = "https://api.telegram.org"

_logger = logging.getLogger(__name__)

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Tempo:
    """How fast things go. The defaults suit Telegram; tests are in more of a hurry."""

    poll_s: int = 25
    """How long Telegram holds a request for updates."""
    card_interval_s: float = 3.0
    """Least time between two edits of cards in one chat."""
    clock_s: float = 10.0
    """How often the core is asked what is due."""
    group_messages: float = 20
    group_period_s: float = 60.0
    """At most so many messages to one group in so long a time."""
    typing_after_s: float = 1.0
    """How long an answer may take before the chat shows that the bot is typing."""
    first_pause_s: float = 1.0
    """Wait after the first failure to reach Telegram; it doubles with each further one."""
    stop_s: float = 3.0
    """How long a stop waits for answers in work; all in all it takes two seconds more at most."""


async def run(
    desk: Desk,
    *,
    token: str,
    api_url: str = API_URL,
    stop: asyncio.Event | None = None,
    tempo: Tempo = Tempo(),
) -> int:
    """Serve until stopped.

    Args:
        desk: The core.
        token: From BotFather. It appears in no log line.
        api_url: Base address of the Bot API, for calls and files.
        stop: Set it to stop. Without it SIGTERM and SIGINT do.
        tempo: Timings.

    Returns:
        The exit code: 0 after a stop, 1 when Telegram does not accept the token.
    """
    with token_redacted(token):
        _quiet_http_libraries()
        if _TOKEN.fullmatch(token) is None:
            _logger.error("TELEGRAM_BOT_TOKEN is no bot token: it looks like 123456:ABC-def.")
            return 1
        if stop is not None:
            return await _served(_Service(desk, token, api_url.rstrip("/"), tempo), stop)
        with stopped_by_signals() as signalled:
            return await _served(_Service(desk, token, api_url.rstrip("/"), tempo), signalled)


async def _served(service: "_Service", stop: asyncio.Event) -> int:
    serving = asyncio.create_task(service.serve())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not serving.done():
            _logger.info("Stopping.")
    finally:
        stopping.cancel()
        serving.cancel()
        await asyncio.wait({serving})
        await service.close()
    if serving.cancelled():
        return 0
    try:
        serving.result()
    except InvalidToken:
        _logger.error(  # noqa: TRY400 a wrong token needs no traceback
            "Telegram at %s does not accept the bot token. Check TELEGRAM_BOT_TOKEN "
            "(@BotFather shows it) and TELEGRAM_API_URL.",
            service.api_url,
        )
        return 1
    return 0


class _Service:
    """One run of the bot: the connection and all that belongs to it."""

    def __init__(self, desk: Desk, token: str, api_url: str, tempo: Tempo) -> None:
        self.api_url = api_url
        self._desk = desk
        self._tempo = tempo
        tls = tls_for(api_url)
        self._bot = ExtBot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=Calls(api_url, tls),
            get_updates_request=Polling(api_url, tls),
            rate_limiter=PatientLimiter(
                group_messages=tempo.group_messages, group_period_s=tempo.group_period_s
            ),
        )
        self._outbox = Outbox(self._bot, desk)
        self._cards = Cards(self._outbox, desk, tempo.card_interval_s)
        self._handlers: Handlers | None = None
        self._polling: LongPolling | None = None
        self._beside: set[asyncio.Task[None]] = set()

    async def serve(self) -> None:
        """Connect and answer until cancelled.

        Raises:
            InvalidToken: If Telegram does not accept the token.
        """
        await self._connect()
        reads_all = bool(self._bot.bot.can_read_all_group_messages)
        await until_done(
            lambda: self._desk.connected(
                self._bot.id, self._bot.username, reads_all_messages=reads_all
            ),
            "opening the inbox",
            self._tempo.first_pause_s,
        )
        handlers = self._handlers = Handlers(
            self._desk,
            self._outbox,
            self._cards,
            Me(self._bot.id, self._bot.username or "", GROUP_WORDS),
            typing_after_s=self._tempo.typing_after_s,
        )
        pause_s = self._tempo.first_pause_s
        lanes = Lanes(self._desk, handlers.handle, handlers.caught_up, first_pause_s=pause_s)
        polling = self._polling = LongPolling(
            self._bot,
            self._desk,
            lanes,
            timeout_s=self._tempo.poll_s,
            first_pause_s=pause_s,
            held_up=handlers.held_up,
        )
        _logger.info("@%s is listening.", self._bot.username)
        self._beside = {
            asyncio.create_task(introduce(self._bot)),
            asyncio.create_task(self._watch_the_clock(handlers)),
        }
        await polling.run()

    async def close(self) -> None:
        """Finish what is in work, within the time for a stop, and release everything."""
        for task in self._beside:
            task.cancel()
        try:
            async with asyncio.timeout(self._tempo.stop_s + 1):
                if self._polling is not None:
                    await self._polling.finish(within_s=self._tempo.stop_s)
                if self._handlers is not None:
                    await self._handlers.reminded()
                await self._cards.drained()
        except (TimeoutError, TelegramError) as error:
            _logger.info("Stopped before everything was finished: %r", error)
        self._cards.drop()
        await self._bot.shutdown()

    async def _connect(self) -> None:
        pause_s = self._tempo.first_pause_s
        while True:
            try:
                await self._bot.initialize()
            except InvalidToken:
                raise
            except TelegramError as error:
                pause_s = max(pause_s, asked_pause_s(error))
                _logger.warning(
                    "Telegram cannot be reached at %s (%s). Trying again in %.0f s.",
                    self.api_url,
                    error,
                    pause_s,
                )
            else:
                return
            await asyncio.sleep(pause_s)
            pause_s = min(LONGEST_PAUSE_S, 2 * pause_s)

    async def _watch_the_clock(self, handlers: Handlers) -> None:
        while True:
            await handlers.look_at_the_clock()
            await asyncio.sleep(self._tempo.clock_s)


def _quiet_http_libraries() -> None:
    """Their INFO lines name every request. Whoever set a level wants to see them."""
    for name in ("httpx", "httpcore"):
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.WARNING)
