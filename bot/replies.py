"""What may be answered: values that the console prints and Telegram renders."""

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum

from bot.intents import Intent
from recommender.domain import ChatId, MovieId, PersonId


class Style(Enum):
    """How a line looks; the edges decide what that means."""

    PLAIN = "plain"
    HEADING = "heading"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a reply. `text` is plain: escaping is the edge's business."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a reply."""

    label: str
    press: Intent
    """What pressing it asks; must be encodable by `bot.presentation.buttons`."""
    owner: PersonId | None = None
    """The only one whom it answers; None for everybody who sees it."""


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens the private chat with the bot (`t.me/bot?start=payload`)."""

    label: str
    payload: str
    """1-64 characters of A-Za-z0-9_-."""


@dataclass(frozen=True, slots=True)
class Poll:
    """A native, non-anonymous poll with several answers allowed."""

    question: str
    """1-300 characters."""
    options: tuple[str, ...]
    """2-12 options of 1-100 characters."""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """One message of the bot."""

    lines: tuple[Line, ...]
    buttons: tuple[tuple[Button | LinkButton, ...], ...] = ()
    """Rows of buttons."""
    films: tuple[MovieId, ...] = ()
    """The films that the reply lists or acts on, in the order shown, without cited reasons."""
    poll: Poll | None = None
    replaces_pressed: bool = False
    """After a button: edit the message that held it and do not send another."""
    toast: str | None = None
    """After a button: a short notice (200 characters at most) instead of or beside a message."""
    card: str | None = None
    """Identity of a message that is edited for ever and never reposted ("night:12")."""
    chat_id: ChatId | None = None
    """Another chat than the one the message came from."""
    thread_id: int | None = None
    """The topic of a forum, where it is not the one the message came from."""

    @property
    def text(self) -> str:
        """The lines as plain text."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Chat:
    """Where something was said."""

    chat_id: ChatId
    is_group: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who said it."""

    person_id: PersonId
    first_name: str = ""
    language_code: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that happened in a chat: text, a press, or an intent that an edge built itself."""

    chat: Chat
    person: Person
    what: "Text | Press | Forwarded | Intent"
    update_key: str
    """Same for every delivery of the same update ("tg:42:123"): makes logging idempotent."""
    at: dt.datetime
    """When, with a time zone."""
    replied_to: int | None = None
    """The message of the bot that this answers, where the edge knows."""
    thread_id: int | None = None
    """The topic of a forum in which it happened."""
    inbox_id: int | None = None
    """Its number in the inbox, where it lies there until it is answered."""


@dataclass(frozen=True, slots=True)
class Text:
    """Typed words or a command, without the bot's @name."""

    text: str


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Somebody else's words, passed on."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """The data of a pressed button: what `bot.presentation.buttons` wrote, or a forgery."""

    data: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All that one message leads to."""

    replies: tuple[Reply, ...] = field(default=())
    intent: Intent | None = None
    """What the message was understood as: its first act."""
    ends: bool = False
    """Whether the person has taken leave, which closes a console."""
