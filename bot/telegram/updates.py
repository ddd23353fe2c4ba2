"""Telegram's updates as what happened: somebody asked, a group moved, the bot was removed."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from telegram import (
    CallbackQuery,
    ChatMember,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
    PollAnswer,
    Update,
    User,
)
from telegram import Chat as TelegramChat

from bot.intents import Help, Vote
from bot.presentation.wording import telegram as wording
from bot.replies import Chat, Forwarded, Incoming, Person, Press, Text
from bot.telegram.address import Me, words_for
from recommender.domain import ChatId, PersonId

ALLOWED_UPDATES = ("message", "callback_query", "poll_answer", "my_chat_member")
"""Kinds of update to ask Telegram for. Edited messages are none: what was said was answered."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes."""

    chat_id: ChatId
    thread_id: int | None = None
    """The topic of a forum."""
    quoted: int | None = None
    """The message that is answered, where several people talk."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """The button that was pressed."""

    query_id: str
    message_id: int | None
    """The message that holds it; None when Telegram no longer lets the bot change it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something for the core."""

    incoming: Incoming
    place: Place
    pressed: Pressed | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that deserves a word but says nothing the core could use."""

    place: Place
    remark: str


@dataclass(frozen=True, slots=True)
class DeadPress:
    """A button that nothing can be done for."""

    query_id: str
    remark: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """A group became a supergroup."""

    old: ChatId
    new: ChatId


@dataclass(frozen=True, slots=True)
class Lost:
    """The bot may no longer write in a chat."""

    chat_id: ChatId


@dataclass(frozen=True, slots=True)
class Left:
    """A person left a group."""

    chat_id: ChatId
    person_id: PersonId


Event: TypeAlias = Asked | Unreadable | DeadPress | Migrated | Lost | Left


def event(update: Update, me: Me, now: dt.datetime) -> Event | None:
    """What happened, or None when it does not concern the bot.

    Args:
        update: Any update, also of kinds that were not asked for.
        me: The bot.
        now: With a time zone; for updates that carry no time.
    """
    happened = _event(update, me, now)
    return None if isinstance(happened, Asked) and not _is_sound(happened.incoming) else happened


def _is_sound(incoming: Incoming) -> bool:
    """Whether the ids and words are what Telegram promises: another server may send anything."""
    ids: list[object] = [incoming.chat.chat_id, incoming.person.person_id]
    words = [incoming.chat.title, incoming.person.first_name]
    match incoming.what:
        case Text(text) | Forwarded(text):
            words.append(text)
        case Press(data):
            words.append(data)
        case Vote(poll_id, options):
            words.append(poll_id)
            ids += options
        case _:
            pass
    ids.append(incoming.replied_to or 0)
    if not isinstance(incoming.at, dt.datetime):
        return False
    return all(type(one) is int for one in ids) and all(isinstance(one, str) for one in words)


def _event(update: Update, me: Me, now: dt.datetime) -> Event | None:
    if update.message is not None:
        return _message(update.message, me, update.update_id)
    if update.callback_query is not None:
        return _press(update.callback_query, me, update.update_id, now)
    if update.poll_answer is not None:
        return _vote(update.poll_answer, me, update.update_id, now)
    if update.my_chat_member is not None:
        return _own_membership(update.my_chat_member)
    return None


def _message(message: Message, me: Me, number: int) -> Event | None:
    chat = message.chat
    if chat.type == TelegramChat.CHANNEL:
        return None
    if message.migrate_to_chat_id is not None:
        return Migrated(ChatId(chat.id), ChatId(message.migrate_to_chat_id))
    if message.migrate_from_chat_id is not None:
        return Migrated(ChatId(message.migrate_from_chat_id), ChatId(chat.id))
    if message.left_chat_member is not None:
        return _leaving(chat, message.left_chat_member, me)
    in_group = chat.type != TelegramChat.PRIVATE
    place = Place(
        chat_id=ChatId(chat.id),
        thread_id=message.message_thread_id if message.is_topic_message else None,
        quoted=message.message_id if in_group else None,
    )
    words = words_for(me, message, in_group=in_group)
    if words is None:
        return None if in_group else _wordless(message, place)
    if message.sender_chat is not None:
        # Written in the name of the group or a channel, so there is no person behind it.
        own = message.sender_chat.id == chat.id
        return Unreadable(place, wording.post_as_yourself()) if own else None
    if message.from_user is None or message.from_user.is_bot:
        return None
    if message.forward_origin is not None and in_group:
        return None  # people show each other things; that is no talk with the bot
    return Asked(
        Incoming(
            chat=_chat(chat),
            person=_person(message.from_user),
            what=_what(message, words),
            update_key=_key(me, number),
            at=message.date,
            replied_to=_answered(message),
            thread_id=place.thread_id,
            inbox_id=number,
        ),
        place,
    )


def _key(me: Me, number: int) -> str:
    """What tells an update from all others: another bot's may have the same number."""
    return f"tg:{me.user_id}:{number}"


def _what(message: Message, words: str) -> Text | Forwarded | Help:
    if message.forward_origin is not None:
        return Forwarded(words)
    return Text(words) if words else Help()


def _answered(message: Message) -> int | None:
    return None if message.reply_to_message is None else message.reply_to_message.message_id


def _wordless(message: Message, place: Place) -> Unreadable | None:
    if message.document is not None and message.animation is None:
        return Unreadable(place, wording.no_files_yet())
    if message.effective_attachment is not None:
        return Unreadable(place, wording.words_only())
    return None


def _leaving(chat: TelegramChat, who: User, me: Me) -> Lost | Left:
    if who.id == me.user_id:
        return Lost(ChatId(chat.id))
    return Left(ChatId(chat.id), PersonId(who.id))


def _press(query: CallbackQuery, me: Me, number: int, now: dt.datetime) -> Event:
    message = query.message
    if message is None or query.data is None:
        return DeadPress(query.id, wording.old_button())
    if query.from_user.is_bot:
        return DeadPress(query.id, wording.post_as_yourself())
    held = message if isinstance(message, Message) and message.is_accessible else None
    in_topic = held is not None and held.is_topic_message
    thread_id = held.message_thread_id if held is not None and in_topic else None
    return Asked(
        Incoming(
            chat=_chat(message.chat),
            person=_person(query.from_user),
            what=Press(query.data),
            update_key=_key(me, number),
            at=now,
            thread_id=thread_id,
            inbox_id=number,
        ),
        Place(ChatId(message.chat.id), thread_id),
        Pressed(query.id, None if held is None else held.message_id),
    )


def _vote(answer: PollAnswer, me: Me, number: int, now: dt.datetime) -> Event | None:
    if answer.user is None or answer.voter_chat is not None:
        return None  # voted in the name of a channel
    chat_id = ChatId(answer.user.id)
    return Asked(
        Incoming(
            chat=Chat(chat_id),
            person=_person(answer.user),
            what=Vote(answer.poll_id, answer.option_ids),
            update_key=_key(me, number),
            at=now,
            inbox_id=number,
        ),
        Place(chat_id),
    )


def _own_membership(change: ChatMemberUpdated) -> Lost | None:
    member = change.new_chat_member
    gone = member.status in {ChatMember.LEFT, ChatMember.BANNED}
    mute = isinstance(member, ChatMemberRestricted) and not member.can_send_messages
    return Lost(ChatId(change.chat.id)) if gone or mute else None


def _chat(chat: TelegramChat) -> Chat:
    return Chat(ChatId(chat.id), is_group=chat.type != TelegramChat.PRIVATE, title=chat.title or "")


def _person(user: User) -> Person:
    return Person(PersonId(user.id), user.first_name or "", user.language_code)
