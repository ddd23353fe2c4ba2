"""Telegram's flood limits kept, and calls repeated until they get through."""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Coroutine
from typing import TypeAlias

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter

_Result: TypeAlias = "bool | dict[str, object] | list[dict[str, object]]"
_Call: TypeAlias = Callable[..., Coroutine[object, object, _Result]]

_logger = logging.getLogger(__name__)

_PAUSES_S = (0.2, 0.5, 1, 2, 4, 8, 15, 30, 30, 30, 30, 30)
"""Waits between tries after a network failure: three minutes in all."""
_FLOOD_SLACK_S = 0.1
_QUESTIONS = frozenset({"getChatMember"})
"""Calls about a chat that write nothing there: they take no message's turn."""
_AT_ONCE, _PER_S = 2, 28
"""Telegram takes 30 messages a second. The library's 30 at once and then 30 a second would make 60
in the first one; and the fewer are on their way at once, the fewer are sent again after a kill."""


class _SilencedError(Exception):
    """Telegram asks for silence in one chat. The base class would halt all others, too."""

    def __init__(self, asked: RetryAfter) -> None:
        super().__init__(asked.message)
        self.asked = asked


class PatientLimiter(AIORateLimiter):
    """Slows down as Telegram asks, and repeats what a bad gateway or a lost connection swallowed.

    The base class halts all calls when one chat is flooded; here only that chat falls silent. A
    message whose confirmation got lost may be sent twice by a repetition: the lesser evil.
    """

    def __init__(self, *, group_messages: float, group_period_s: float) -> None:
        super().__init__(
            overall_max_rate=_AT_ONCE,
            overall_time_period=_AT_ONCE / _PER_S,
            group_max_rate=group_messages,
            group_time_period=group_period_s,
        )
        self._silent_until: dict[object, float] = {}

    async def process_request(  # noqa: PLR0917 the library's signature
        self,
        callback: _Call,
        args: tuple[object, ...],
        kwargs: dict[str, object],
        endpoint: str,
        data: dict[str, object],
        rate_limit_args: int | None,
    ) -> _Result:
        """Make one call, again and again if need be.

        Raises:
            TelegramError: If Telegram refuses it, or cannot be reached for minutes.
        """
        if endpoint == "getMe" or endpoint.startswith("setMy"):
            # getMe has a patient caller. The menus are no reason to wait: Telegram limits them
            # so strictly that it may ask for hours.
            return await callback(*args, **kwargs)
        chat_id = data.get("chat_id")
        pauses_s = iter(_PAUSES_S)

        async def once(*args: object, **kwargs: object) -> _Result:
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                raise _SilencedError(error) from error

        while True:
            await self._silence(chat_id)
            try:
                if endpoint in _QUESTIONS:
                    return await once(*args, **kwargs)
                # Each try takes its turn: after an outage, hundreds come at once.
                return await super().process_request(
                    once, args, kwargs, endpoint, data, rate_limit_args
                )
            except BadRequest:  # a kind of NetworkError to the library
                raise
            except _SilencedError as silenced:
                self._fall_silent(chat_id, silenced.asked)
            except NetworkError as error:
                await self._pause(endpoint, error, next(pauses_s, None))

    async def _silence(self, chat_id: object) -> None:
        until = self._silent_until.get(chat_id)
        if until is None:
            return
        await asyncio.sleep(until - asyncio.get_running_loop().time())
        if self._silent_until.get(chat_id) == until:
            del self._silent_until[chat_id]

    def _fall_silent(self, chat_id: object, error: RetryAfter) -> None:
        asked = error.retry_after
        pause_s = asked.total_seconds() if isinstance(asked, dt.timedelta) else float(asked)
        _logger.info("Telegram asks for silence in %s: %.0f s.", chat_id, pause_s)
        now = asyncio.get_running_loop().time()
        self._silent_until[chat_id] = now + pause_s + _FLOOD_SLACK_S

    @staticmethod
    async def _pause(endpoint: str, error: TelegramError, pause_s: float | None) -> None:
        if pause_s is None:
            raise error
        _logger.warning("%s failed (%s); again in %s s.", endpoint, error, pause_s)
        await asyncio.sleep(pause_s)
