"""Updates as Telegram sent them: who sent them, what they wait behind, and reading them."""

import json
import logging
from typing import TypeAlias

from telegram import Bot, Update

from bot.store import Received
from bot.telegram.wire import UNREAD
from recommender.domain import ChatId, PersonId

_logger = logging.getLogger(__name__)

_Json: TypeAlias = "str | int | float | list[_Json] | dict[str, _Json] | None"

_LARGEST = 2**63 - 1
"""The largest number that the database holds; Telegram's have 52 bits at most."""


def received(fetched: Update, at: float) -> tuple[Received, ...]:
    """What to keep of the updates of one fetch; those without a usable number are left out.

    Args:
        fetched: As `wire.Polling` wraps them.
        at: Unix seconds.
    """
    unread: object = fetched.api_kwargs.get(UNREAD)
    kept = []
    for update in unread if isinstance(unread, list) else ():
        number = _part(update, "update_id")
        if isinstance(number, int) and 0 <= number <= _LARGEST:
            kept.append(Received(number, json.dumps(update), _sender(update), _lane(update), at))
    return tuple(kept)


def read(kept: Received, bot: Bot) -> Update | None:
    """An update that was kept; None, with a word in the log, when it cannot be read."""
    try:
        update = json.loads(kept.payload)
        _check_shape(update)
        return Update.de_json({name: _tidy(part) for name, part in update.items()}, bot)
    except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError, OSError) as error:
        _logger.warning("Update %s cannot be read (%s).", kept.update_id, type(error).__name__)
        return None


_SENDERS = (
    ("message", "from"),
    ("callback_query", "from"),
    ("poll_answer", "user"),
    ("my_chat_member", "from"),
)
_CHATS = (
    ("message", "chat"),
    ("callback_query", "message", "chat"),
    ("callback_query", "from"),
    ("my_chat_member", "chat"),
)


_OBLIGATORY = (
    ("message", "chat"),
    ("callback_query", "from"),
    ("callback_query", "message", "chat"),
    ("my_chat_member", "chat"),
)
"""Users and chats that are always there, each with an id."""
_OPTIONAL = (("message", "from"), ("message", "left_chat_member"), ("poll_answer", "user"))
"""Those that may be missing: a post in the name of a channel comes from nobody."""


def _check_shape(update: object) -> None:
    """See whether the parts that are always there are there: other servers may send anything.

    Raises:
        ValueError: If one is not.
    """
    for names in (*_OBLIGATORY, *_OPTIONAL):
        one = _part(update, *names)
        may_miss = names in _OPTIONAL or _part(update, *names[:-1]) is None
        if not (one is None and may_miss) and type(_part(one, "id")) is not int:
            raise ValueError(f"no {' '.join(names)}")


def _sender(update: object) -> PersonId | None:
    """The person behind an update; None when it was sent in the name of a chat, or by a bot."""
    if _part(update, "message", "sender_chat") or _part(update, "poll_answer", "voter_chat"):
        return None
    for names in _SENDERS:
        user = _part(update, *names)
        if user is not None:
            number = _part(user, "id")
            if isinstance(number, int) and abs(number) <= _LARGEST and not _part(user, "is_bot"):
                return PersonId(number)
            return None
    return None


def _lane(update: object) -> str:
    """The chat of an update, or the poll, or whoever sent it."""
    for names in _CHATS:
        chat_id = _part(update, *names, "id")
        if isinstance(chat_id, int):
            return f"chat:{chat_id}"
    poll_id = _part(update, "poll_answer", "poll_id")
    return "" if poll_id is None else _text(f"poll:{poll_id}")


def _tidy(value: _Json) -> _Json:
    """The same without what no database and no messenger takes.

    Raises:
        ValueError: If it holds a number that is larger than any of Telegram's.
    """
    match value:
        case str():
            return _text(value)
        case dict():
            return {_text(name): _tidy(one) for name, one in value.items()}
        case list():
            return [_tidy(one) for one in value]
        case int() if abs(value) > _LARGEST:
            raise ValueError("a number beyond all ids")
        case _:
            return value


def _text(text: str) -> str:
    """The text with a mark in place of each half of a character, which UTF-8 cannot hold."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def private_chat(lane: str) -> ChatId | None:
    """The private chat that a lane is; None for a group or a poll."""
    number = lane.removeprefix("chat:")
    return ChatId(int(number)) if number.isdecimal() and number != lane else None


def _part(value: object, *names: str) -> object:
    """What lies under these names; None when anything on the way is missing."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value
