"""Chats of the stand-in, and what people do in them."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict

from tests.end_to_end.shown import Shown
from tests.end_to_end.telegram_html import units

if TYPE_CHECKING:
    from tests.end_to_end.bot_api import BotApi

PATIENCE_S = 10.0
"""How long a test waits for the bot before it fails."""


class Entity(TypedDict):
    """A part of a message with a meaning, as Telegram marks it."""

    type: str
    offset: int
    length: int


@dataclass(frozen=True)
class Person:
    """Somebody with a phone."""

    person_id: int
    first_name: str
    username: str | None = None
    language_code: str = "en"

    def as_json(self) -> dict[str, object]:
        fields = {
            "id": self.person_id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }
        return fields if self.username is None else fields | {"username": self.username}


@dataclass(frozen=True)
class Tap:
    """A button being pressed, spinning until the bot answers."""

    api: "BotApi"
    query_id: str

    def answer(self, timeout_s: float = PATIENCE_S) -> str:
        """The notice shown, empty for none; fails when the bot lets it spin."""
        self.api.wait(lambda: self.query_id in self.api.answers, "a press is spinning", timeout_s)
        return self.api.answers[self.query_id]


@dataclass
class Room:
    """One chat, private or a group."""

    api: "BotApi"
    chat_id: int
    kind: str
    title: str = ""
    forbidden: str | None = None
    """Telegram's words when the bot may not write here."""
    no_polls: bool = False
    moved_to: int | None = None
    outsiders: set[int] = field(default_factory=set)
    """People who are no members."""
    messages: dict[int, Shown] = field(default_factory=dict)
    log: list[Shown] = field(default_factory=list)
    """Everything the bot posted or edited, in order."""
    _read: int = 0

    def as_json(self) -> dict[str, object]:
        title = {"title": self.title} if self.kind != "private" else {"first_name": "Somebody"}
        return {"id": self.chat_id, "type": self.kind} | title

    def says(
        self,
        person: Person,
        text: str,
        *,
        reply_to: Shown | None = None,
        fields: Mapping[str, object] = MappingProxyType({}),
    ) -> int:
        """A person writes; returns the update's id. `fields` are further ones of the message."""
        message = self.message(person) | {"text": text, "entities": entities(text), **fields}
        if reply_to is not None:
            message["reply_to_message"] = self.api.as_json(self, reply_to)
        return self.api.happens({"message": message})

    def sends(self, person: Person, name: str, content: bytes, **fields: object) -> int:
        """A person sends a document; returns the update's id."""
        file_id = str(self.api.next_id())
        with self.api.changed:
            self.api.files[f"documents/{file_id}"] = content
        document = {
            "file_id": file_id,
            "file_unique_id": file_id,
            "file_name": name,
            "file_size": len(content),
        }
        return self.api.happens({"message": self.message(person) | {"document": document} | fields})

    def message(self, person: Person) -> dict[str, object]:
        """A person's message without content."""
        return {
            "message_id": self.api.next_id(),
            "date": int(time.time()),
            "chat": self.as_json(),
            "from": person.as_json(),
        }

    def taps(self, person: Person, shown: Shown, label: str) -> Tap:
        """A person presses a button."""
        data = shown.key(label).data
        assert data is not None, f"{label!r} is a link"
        return self.taps_data(person, shown, data)

    def taps_data(self, person: Person, shown: Shown, data: str, *, accessible: bool = True) -> Tap:
        """A person, or a forger, sends the data of a button."""
        query_id = str(self.api.next_id())
        message = self.api.as_json(self, shown) if accessible else self._inaccessible(shown)
        self.api.open_queries.add(query_id)
        self.api.happens(
            {
                "callback_query": {
                    "id": query_id,
                    "from": person.as_json(),
                    "chat_instance": str(self.chat_id),
                    "message": message,
                    "data": data,
                }
            }
        )
        return Tap(self.api, query_id)

    def votes(self, person: Person, shown: Shown, *options: str) -> int:
        """A person votes for the options that contain these words; none retracts the vote."""
        current = self.messages[shown.message_id]
        assert not current.closed, "Telegram lets nobody vote in a closed poll"
        places = [
            place
            for place, option in enumerate(current.options)
            if any(words in option for words in options)
        ]
        return self.api.happens(
            {
                "poll_answer": {
                    "poll_id": current.poll_id,
                    "user": person.as_json(),
                    "option_ids": places,
                    "option_persistent_ids": [str(place) for place in places],
                }
            }
        )

    def next(self, timeout_s: float = PATIENCE_S) -> Shown:
        """The next thing the bot posts or edits here."""
        self.api.wait(lambda: len(self.log) > self._read, f"nothing in {self.chat_id}", timeout_s)
        self._read += 1
        return self.log[self._read - 1]

    def until(self, happened: Callable[[Shown], bool], timeout_s: float = PATIENCE_S) -> Shown:
        """The next thing for which `happened` is true, skipping others."""
        while True:
            shown = self.next(timeout_s)
            if happened(shown):
                return shown

    def unread(self) -> list[Shown]:
        """What the bot posted or edited here and no test has looked at."""
        found = self.log[self._read :]
        self._read = len(self.log)
        return found

    def deletes(self, shown: Shown) -> None:
        """Somebody deletes a message of the bot."""
        with self.api.changed:
            del self.messages[shown.message_id]

    def loses_the_bot(self, by: Person) -> None:
        """The bot is removed from the group, or blocked by the person."""
        private = self.kind == "private"
        self.forbidden = (
            "Forbidden: bot was blocked by the user"
            if private
            else "Forbidden: bot was kicked from the group chat"
        )
        self.api.happens(
            {
                "my_chat_member": {
                    "chat": self.as_json(),
                    "from": by.as_json(),
                    "date": int(time.time()),
                    "old_chat_member": {"user": self.api.me, "status": "member"},
                    "new_chat_member": {"user": self.api.me, "status": "kicked", "until_date": 0},
                }
            }
        )

    def loses(self, person: Person) -> None:
        """A person leaves the group."""
        self.api.happens({"message": self.message(person) | {"left_chat_member": person.as_json()}})

    def becomes_supergroup(self, by: Person, *, announced: bool = True) -> "Room":
        """The group gets a new id; the bot is told at once, or only when it writes."""
        new = self.api.group(self.title, kind="supergroup")
        with self.api.changed:
            self.moved_to = new.chat_id
        if announced:
            move = {"migrate_to_chat_id": new.chat_id}
            self.api.happens({"message": self.message(by) | move})
        return new

    def _inaccessible(self, shown: Shown) -> dict[str, object]:
        return {"chat": self.as_json(), "message_id": shown.message_id, "date": 0}


def entities(text: str) -> list[Entity]:
    """Commands and mentions, marked as Telegram's clients mark them."""
    patterns = {"bot_command": r"(?:^|(?<=\s))/\w+(?:@\w+)?", "mention": r"(?<![\w/])@\w{3,}"}
    found: list[Entity] = [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])}
        for kind, pattern in patterns.items()
        for match in re.finditer(pattern, text)
    ]
    return sorted(found, key=lambda entity: entity["offset"])
