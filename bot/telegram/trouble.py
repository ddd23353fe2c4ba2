"""Unforeseen errors: the whole story in the log, a short reference for the person."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import TypeVar

_logger = logging.getLogger(__name__)

LONGEST_PAUSE_S = 30.0
"""Between two tries of something that keeps failing."""

_Result = TypeVar("_Result")


def reference(doing: str, error: Exception) -> str:
    """Log an exception, and give it a name of four hexadecimal digits.

    Args:
        doing: What the bot was about when it happened, without the words of any person.
        error: What went wrong.
    """
    name = secrets.token_hex(2)
    _logger.error("ref %s: %s failed", name, doing, exc_info=error)
    return name


async def until_done(
    job: Callable[[], Awaitable[_Result]], doing: str, first_pause_s: float
) -> _Result:
    """Do something that must succeed, again and again if need be; every failure is logged.

    Args:
        job: Makes one try.
        doing: What it is about, for the log.
        first_pause_s: Wait after the first failure; it doubles with each further one.
    """
    pause_s = first_pause_s
    while True:
        try:
            return await job()
        except Exception as error:  # noqa: BLE001 a full disk or a locked database will pass
            name = reference(doing, error)
            _logger.warning("ref %s: trying again in %.1f s.", name, pause_s)
        await asyncio.sleep(pause_s)
        pause_s = min(LONGEST_PAUSE_S, 2 * pause_s)
