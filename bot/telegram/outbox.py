"""Sends, edits and answers, and copes with chats that moved or no longer want the bot."""

import contextlib
import logging
from dataclasses import dataclass, replace
from hashlib import blake2b

from telegram import (
    Bot,
    ChatMember,
    ChatMemberRestricted,
    InputFile,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.presentation.wording import telegram as wording
from bot.replies import Line, Reply
from bot.telegram.desk import Desk
from bot.telegram.render import NO_PREVIEW, Rendered, rendered, toast
from bot.telegram.updates import Place
from recommender.domain import ChatId, PersonId

_logger = logging.getLogger(__name__)

_DIGEST_BYTES = 12
_UNWRITABLE = (
    "chat not found",
    "not enough rights to send text",
    "have no rights to send",
    "need administrator rights",
    "chat_write_forbidden",
    "group chat was deactivated",
)
_NO_POLLS = ("rights to send polls", "send_polls_forbidden")
_NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted")
_NO_QUESTION = ("message to be replied not found", "reply message not found")
"""Telegram sends all the same, as it is asked to, but not always within a topic."""
_UNCHANGED = ("message is not modified", "already been closed")
_NO_MEMBER = ("user not found", "member not found", "participant_id_invalid", "user_id_invalid")
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "poll to stop not found",
    "poll can't be stopped",
)


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that is there now."""

    chat_id: ChatId
    """Where it is: the group may have moved."""
    message_id: int
    poll_id: str | None


class Outbox:
    """All that the bot says goes through here."""

    def __init__(self, bot: Bot, desk: Desk) -> None:
        self.bot = bot
        """The library's own."""
        self._desk = desk
        self._moved: dict[ChatId, ChatId] = {}

    def current(self, chat_id: ChatId) -> ChatId:
        """The chat's id today: a group gets a new one when it becomes a supergroup."""
        return self._moved.get(chat_id, chat_id)

    async def moved(self, old: ChatId, new: ChatId) -> None:
        """A group has a new id."""
        self._moved[old] = new
        await self._desk.migrated(old, new)

    async def send(self, place: Place, reply: Reply) -> Posted | None:
        """Post a reply as new messages.

        Returns:
            The poll, or the last message; None when nothing was there to say or nobody may be
            written to.

        Raises:
            TelegramError: If Telegram refuses for a reason unforeseen.
        """
        ready = rendered(reply, self.bot.username)
        place = replace(place, chat_id=self.current(place.chat_id))
        try:
            return await self._send(place, ready)
        except ChatMigrated as error:
            await self.moved(place.chat_id, ChatId(error.new_chat_id))
            return await self.send(replace(place, thread_id=None), reply)
        except Forbidden as error:
            await self._lost(place.chat_id, error)
        except BadRequest as error:
            if _says(error, _UNWRITABLE):
                await self._lost(place.chat_id, error)
            elif place.quoted is not None and _says(error, _NO_QUESTION):
                return await self.send(replace(place, quoted=None), reply)
            elif place.thread_id is not None and _says(error, _NO_TOPIC):
                return await self.send(replace(place, thread_id=None, quoted=None), reply)
            elif _says(error, _NO_TOPIC):
                _logger.info("Nothing can be said in %s: %s", place.chat_id, error)
            else:
                raise
        return None

    def digest(self, reply: Reply) -> str:
        """What tells whether two replies show the same."""
        ready = rendered(reply, self.bot.username)
        keyboard = "" if ready.keyboard is None else ready.keyboard.to_json()
        shown = repr((ready.messages, keyboard, ready.poll, ready.preview.url))
        return blake2b(shown.encode(), digest_size=_DIGEST_BYTES).hexdigest()

    async def say(self, place: Place, text: str) -> None:
        """Post one plain sentence."""
        await self.send(place, Reply((Line(text),)))

    async def edit(self, chat_id: ChatId, message_id: int, reply: Reply) -> bool:
        """Make an older message show a reply: its text and buttons, or its buttons alone.

        Returns:
            Whether the message is still there. What does not fit into it is sent after it.
        """
        if chat_id in self._moved:
            return False  # messages stay behind when a group moves
        ready = rendered(reply, self.bot.username)
        first, rest = ready.messages[:1], ready.messages[1:]
        try:
            if first:
                await self.bot.edit_message_text(
                    first[0],
                    chat_id,
                    message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=None if rest else ready.keyboard,
                    link_preview_options=NO_PREVIEW if rest else ready.preview,
                )
            else:
                await self.bot.edit_message_reply_markup(
                    chat_id, message_id, reply_markup=ready.keyboard
                )
        except ChatMigrated as error:
            await self.moved(chat_id, ChatId(error.new_chat_id))
            return False
        except Forbidden as error:
            await self._lost(chat_id, error)
            return True
        except BadRequest as error:
            if _says(error, _GONE):
                return False
            if not _says(error, _UNCHANGED):
                raise
        if rest:
            await self._send(Place(chat_id), replace(ready, messages=rest, poll=None))
        return True

    async def close_poll(self, chat_id: ChatId, message_id: int, reply: Reply) -> bool:
        """Close a poll that is still open; one that is closed or gone stays so.

        Returns:
            Whether it is closed now, or gone.
        """
        keyboard = rendered(reply, self.bot.username).keyboard
        try:
            await self.bot.stop_poll(chat_id, message_id, reply_markup=keyboard)
        except ChatMigrated as error:
            await self.moved(chat_id, ChatId(error.new_chat_id))
            return False
        except Forbidden as error:
            await self._lost(chat_id, error)
            return False
        except BadRequest as error:
            if not _says(error, _GONE + _UNCHANGED):
                raise
        return True

    async def is_member(self, chat_id: ChatId, person_id: PersonId) -> bool:
        """Whether somebody is in a group; True where Telegram does not tell."""
        try:
            member = await self.bot.get_chat_member(chat_id, person_id)
        except TelegramError as error:
            return not _says(error, _NO_MEMBER)
        if isinstance(member, ChatMemberRestricted):
            return member.is_member
        return member.status not in (ChatMember.LEFT, ChatMember.BANNED)

    async def answer(self, query_id: str, text: str | None) -> None:
        """Stop the spinner of a pressed button, with a notice or without."""
        try:
            await self.bot.answer_callback_query(query_id, None if text is None else toast(text))
        except BadRequest as error:
            # Only for a while after the press; what the press did holds all the same.
            _logger.info("A press could not be answered: %s", error)

    async def fetch(self, file_id: str) -> bytes:
        """The content of a document that somebody sent.

        Raises:
            TelegramError: If Telegram does not give it.
        """
        file = await self.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    async def typing(self, place: Place) -> None:
        """Show that an answer is on its way."""
        with contextlib.suppress(TelegramError):
            await self.bot.send_chat_action(
                place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id
            )

    async def _send(self, place: Place, ready: Rendered) -> Posted | None:
        posted: Posted | None = None
        for index, text in enumerate(ready.messages):
            last = index == len(ready.messages) - 1
            message = await self.bot.send_message(
                place.chat_id,
                text,
                parse_mode=ParseMode.HTML,
                reply_markup=ready.keyboard if last and ready.poll is None else None,
                link_preview_options=ready.preview if last else NO_PREVIEW,
                message_thread_id=place.thread_id,
                reply_parameters=_quoting(place) if index == 0 else None,
            )
            posted = _posted(message)
        if ready.file is not None:
            posted = _posted(
                await self.bot.send_document(
                    place.chat_id,
                    InputFile(ready.file.data, ready.file.name),
                    message_thread_id=place.thread_id,
                )
            )
        return posted if ready.poll is None else await self._send_poll(place, ready)

    async def _send_poll(self, place: Place, ready: Rendered) -> Posted | None:
        assert ready.poll is not None
        try:
            message = await self.bot.send_poll(
                place.chat_id,
                ready.poll.question,
                ready.poll.options,
                is_anonymous=False,
                allows_multiple_answers=True,
                protect_content=True,  # a poll that is forwarded takes strangers' votes
                reply_markup=ready.keyboard,
                message_thread_id=place.thread_id,
            )
        except BadRequest as error:
            if not _says(error, _NO_POLLS):
                raise
            await self.say(place, wording.no_polls_here())
            return None
        return _posted(message)

    async def _lost(self, chat_id: ChatId, error: TelegramError) -> None:
        _logger.info("Chat %s cannot be written to any more: %s", chat_id, error)
        await self._desk.lost(chat_id)


def _quoting(place: Place) -> ReplyParameters | None:
    if place.quoted is None:
        return None
    return ReplyParameters(place.quoted, allow_sending_without_reply=True)


def _posted(message: Message) -> Posted:
    poll_id = None if message.poll is None else message.poll.id
    return Posted(ChatId(message.chat_id), message.message_id, poll_id)


def _says(error: TelegramError, phrases: tuple[str, ...]) -> bool:
    text = error.message.lower()
    return any(phrase in text for phrase in phrases)
