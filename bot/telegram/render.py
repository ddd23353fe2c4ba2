"""A `Reply` as what Telegram's methods take: HTML messages, a keyboard, a poll."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.helpers import create_deep_linked_url

from bot.presentation.buttons import encode
from bot.replies import AnyButton, Button, File, LinkButton, Poll, Reply, WebButton
from bot.telegram.markup import clipped, html_messages

MAX_TOAST = 200
"""Longest notice over a chat, in code units."""
_MAX_BUTTONS = 100
_MAX_IN_A_ROW = 8
_MAX_QUESTION = 300
_MAX_OPTION = 100
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""Links show no picture of their page."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A reply, ready to be sent."""

    messages: tuple[str, ...]
    """HTML; the keyboard belongs under the last one, or under the poll."""
    keyboard: InlineKeyboardMarkup | None
    poll: Poll | None
    """Cut to Telegram's sizes."""
    preview: LinkPreviewOptions
    """Belongs under the last message; the others have none."""
    file: File | None = None


def rendered(reply: Reply, bot_username: str) -> Rendered:
    """What Telegram is to show for `reply`.

    Raises:
        ValueError: If a button's intent is none that a button can carry.
    """
    return Rendered(
        messages=html_messages(reply.lines),
        keyboard=_keyboard(reply.buttons, bot_username),
        poll=None if reply.poll is None else _fitting(reply.poll),
        file=reply.file,
        preview=_preview(reply.preview),
    )


def toast(text: str) -> str:
    """A notice of at most 200 code units."""
    return clipped(text, MAX_TOAST)


def _preview(url: str | None) -> LinkPreviewOptions:
    """A small picture of the page beside the text; without a page nothing, whatever is linked."""
    if url is None:
        return NO_PREVIEW
    return LinkPreviewOptions(url=url, prefer_small_media=True)


def _keyboard(
    rows: tuple[tuple[AnyButton, ...], ...], bot_username: str
) -> InlineKeyboardMarkup | None:
    drawn = [[_button(each, bot_username) for each in row] for row in _allowed(rows)]
    return InlineKeyboardMarkup(drawn) if drawn else None


def _allowed(
    rows: Iterable[tuple[AnyButton, ...]],
) -> Iterator[tuple[AnyButton, ...]]:
    """The rows, at most eight buttons wide and a hundred buttons in all."""
    left = _MAX_BUTTONS
    for row in rows:
        for start in range(0, len(row), _MAX_IN_A_ROW):
            part = row[start : start + _MAX_IN_A_ROW][:left]
            left -= len(part)
            if part:
                yield part


def _button(button: AnyButton, bot_username: str) -> InlineKeyboardButton:
    match button:
        case Button(label, press, owner):
            return InlineKeyboardButton(label, callback_data=encode(press, owner))
        case LinkButton(label, payload):
            return InlineKeyboardButton(label, url=create_deep_linked_url(bot_username, payload))
        case WebButton(label, url):
            return InlineKeyboardButton(label, url=url)


def _fitting(poll: Poll) -> Poll:
    return Poll(
        question=clipped(poll.question, _MAX_QUESTION),
        options=tuple(clipped(option, _MAX_OPTION) for option in poll.options),
        closed=poll.closed,
    )
