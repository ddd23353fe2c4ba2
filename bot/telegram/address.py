"""Whether a message is meant for the bot, and what it says once the bot's name is taken out."""

from dataclasses import dataclass

from telegram import Message, MessageEntity, User

_AROUND_A_NAME = " \t\n,:;–—-"


@dataclass(frozen=True, slots=True)
class Me:
    """The bot as people address it."""

    user_id: int
    username: str
    commands: frozenset[str]
    """Names it listens to in a group without being named itself, lower case."""


def words_for(me: Me, message: Message, *, in_group: bool) -> str | None:
    """What the message says to the bot, or None when it is none of the bot's business.

    In a group the bot hears its own commands, messages that @mention it, and replies to it that
    mention nobody else. A command for another bot is never its business.
    """
    text = message.text
    if not text:
        return None
    first = message.entities[0] if message.entities else None
    if first is not None and first.type == MessageEntity.BOT_COMMAND and first.offset == 0:
        return _command(me, text, first, in_group=in_group)
    own = [entity for entity in message.entities if _names_me(me, text, entity)]
    if in_group and not own and not (_answers_me(me, message) and not _names_anyone(message)):
        return None
    return _without(text, own)


def _command(me: Me, text: str, entity: MessageEntity, *, in_group: bool) -> str | None:
    _, end = _span(text, entity)
    name, at, bot = text[1:end].partition("@")
    if at and bot.casefold() != me.username.casefold():
        return None
    if in_group and not at and name.lower() not in me.commands:
        return None  # every bot of the group hears it, and it is another one's
    return f"/{name.lower()}{text[end:]}"


def _names_me(me: Me, text: str, entity: MessageEntity) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.user_id
    start, end = _span(text, entity)
    return (
        entity.type == MessageEntity.MENTION
        and text[start:end].casefold() == f"@{me.username}".casefold()
    )


def _names_anyone(message: Message) -> bool:
    return any(
        entity.type in {MessageEntity.MENTION, MessageEntity.TEXT_MENTION}
        for entity in message.entities
    )


def _answers_me(me: Me, message: Message) -> bool:
    answered = message.reply_to_message
    author: User | None = None if answered is None else answered.from_user
    return author is not None and author.id == me.user_id


def _without(text: str, mentions: list[MessageEntity]) -> str:
    """The text without the bot's name; "hey @bot, like heat" becomes "hey, like heat"."""
    for start, end in sorted((_span(text, entity) for entity in mentions), reverse=True):
        before, after = text[:start].rstrip(), text[end:]
        joint = " " if before and after[:1].isalnum() else ""
        text = before + joint + after
    return text.strip(_AROUND_A_NAME) if mentions else text


def _span(text: str, entity: MessageEntity) -> tuple[int, int]:
    """An entity's place in characters; Telegram counts UTF-16 code units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    start, end = entity.offset, entity.offset + entity.length
    before, inside = raw[: 2 * start], raw[2 * start : 2 * end]
    characters = len(before.decode("utf-16-le", "replace"))
    return characters, characters + len(inside.decode("utf-16-le", "replace"))
