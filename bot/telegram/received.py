"""Updates as Telegram sent them: who sent them, what they wait behind, and reading them."""

import json
import logging

from telegram import Bot, Update

from bot.store import Received
from bot.telegram.wire import WHOLE
from recommender.domain import PersonId

_logger = logging.getLogger(__name__)

_LARGEST = 2**63 - 1
"""The largest number that the database holds; Telegram's have 52 bits at most."""


def received(update: Update, at: float) -> Received | None:
    """What to keep of an update that was just fetched; None when it has no usable number.

    Args:
        update: As `wire.Polling` wraps it.
        at: Unix seconds.
    """
    whole: object = update.api_kwargs.get(WHOLE, {})
    if not 0 <= update.update_id <= _LARGEST:
        return None
    return Received(update.update_id, json.dumps(whole), _sender(whole), _lane(whole), at)


def read(kept: Received, bot: Bot) -> Update | None:
    """An update that was kept; None, with a word in the log, when it cannot be read."""
    try:
        return Update.de_json(json.loads(kept.payload), bot)
    except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError, OSError) as error:
        _logger.warning("Update %s cannot be read (%s).", kept.update_id, type(error).__name__)
        return None


def _sender(update: object) -> PersonId | None:
    """The person behind an update; None when it was sent in the name of a chat, or by a bot."""
    if _part(update, "message", "sender_chat") or _part(update, "poll_answer", "voter_chat"):
        return None
    for user in (
        _part(update, "message", "from"),
        _part(update, "callback_query", "from"),
        _part(update, "poll_answer", "user"),
        _part(update, "my_chat_member", "from"),
    ):
        number = _part(user, "id")
        if isinstance(number, int) and abs(number) <= _LARGEST and not _part(user, "is_bot"):
            return PersonId(number)
    return None


def _lane(update: object) -> str:
    """The chat of an update, or the poll, or whoever sent it."""
    poll_id = _part(update, "poll_answer", "poll_id")
    if poll_id is not None:
        return f"poll:{poll_id}"
    for chat_id in (
        _part(update, "message", "chat", "id"),
        _part(update, "callback_query", "message", "chat", "id"),
        _part(update, "callback_query", "from", "id"),
        _part(update, "my_chat_member", "chat", "id"),
    ):
        if isinstance(chat_id, int):
            return f"chat:{chat_id}"
    return ""


def _part(value: object, *names: str) -> object:
    """What lies under these names; None when anything on the way is missing."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value
