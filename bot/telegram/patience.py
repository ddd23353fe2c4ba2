"""Telegram's flood limits kept, and calls repeated until they get through."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import TypeAlias

from telegram.error import BadRequest, NetworkError
from telegram.ext import AIORateLimiter

_Result: TypeAlias = "bool | dict[str, object] | list[dict[str, object]]"

_logger = logging.getLogger(__name__)

_PAUSES_S = (0.2, 0.5, 1, 2, 4, 8, 15, 30, 30, 30, 30, 30)
"""Waits between tries after a network failure: three minutes in all."""
_FLOOD_TRIES = 5


class PatientLimiter(AIORateLimiter):
    """Slows down as Telegram asks, and repeats what a bad gateway or a lost connection swallowed.

    A message whose answer got lost on the way back may so be sent twice; that is the lesser evil.
    """

    def __init__(self, *, group_messages: float, group_period_s: float) -> None:
        super().__init__(
            group_max_rate=group_messages,
            group_time_period=group_period_s,
            max_retries=_FLOOD_TRIES,
        )

    async def process_request(  # noqa: PLR0917 the library's signature
        self,
        callback: Callable[..., Coroutine[object, object, _Result]],
        args: tuple[object, ...],
        kwargs: dict[str, object],
        endpoint: str,
        data: Mapping[str, object],
        rate_limit_args: int | None,
    ) -> _Result:
        """Make one call, again and again if need be.

        Raises:
            TelegramError: If Telegram refuses it, or cannot be reached for minutes.
        """
        if endpoint == "getMe" or endpoint.startswith("setMy"):
            # getMe has a patient caller. The menus are no reason to wait: they are limited so
            # strictly that the base class, which halts every call meanwhile, might stop for hours.
            return await callback(*args, **kwargs)
        for pause_s in _PAUSES_S:
            try:
                return await super().process_request(
                    callback, args, kwargs, endpoint, dict(data), rate_limit_args
                )
            except BadRequest:  # a kind of NetworkError to the library
                raise
            except NetworkError as error:
                _logger.warning("%s failed (%s); again in %s s.", endpoint, error, pause_s)
                await asyncio.sleep(pause_s)
        return await super().process_request(
            callback, args, kwargs, endpoint, dict(data), rate_limit_args
        )
