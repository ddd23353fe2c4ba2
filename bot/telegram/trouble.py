"""Unforeseen errors: the whole story in the log, a short reference for the person."""

import logging
import secrets

_logger = logging.getLogger(__name__)


def reference(doing: str, error: Exception) -> str:
    """Log an exception, and give it a name of four hexadecimal digits.

    Args:
        doing: What the bot was about when it happened, without the words of any person.
        error: What went wrong.
    """
    name = secrets.token_hex(2)
    _logger.error("ref %s: %s failed", name, doing, exc_info=error)
    return name
