"""A local chat with the bot in a terminal, and a player of transcripts."""

import datetime as dt
import getpass
import json
import sys
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TextIO, TypeAlias

from bot.presentation.buttons import encode
from bot.replies import (
    Answer,
    AnyButton,
    Button,
    Chat,
    File,
    Incoming,
    Person,
    Press,
    Reply,
    Style,
    Text,
    WebButton,
)
from recommender.domain import ChatId, PersonId

Respond: TypeAlias = Callable[[Incoming], Answer]

PROMPT = "you> "
LONGEST_LINK = 60
"""Characters of an address that is shown."""


def person_named(name: str | None) -> Person:
    """The person that `--as` means: a number is an id, a name stands for the same id for ever."""
    name = (name or getpass.getuser()).strip()
    if name.isascii() and name.isdigit() and 0 < int(name) < 2**52:
        return Person(PersonId(int(name)))
    # Console ids are negative: no Telegram user id is.
    return Person(PersonId(-1 - zlib.crc32(name.casefold().encode())), name.title())


@dataclass(slots=True)
class Console:
    """One person talking to the bot, line by line."""

    respond: Respond
    person: Person
    go_on: Respond = lambda _: Answer()
    """Goes on with long work."""
    now: Callable[[], dt.datetime] = field(default=lambda: dt.datetime.now(dt.UTC))
    session: str = ""
    """Sets this sitting's updates apart from those of others."""
    _buttons: tuple[AnyButton, ...] = ()
    _count: int = 0

    def say(self, line: str) -> Answer:
        """Answer one line; "#3" presses button 3 of the last reply."""
        self._count += 1
        incoming = Incoming(
            Chat(ChatId(self.person.person_id)),
            self.person,
            self._pressed(line) or self._file(line) or Text(line),
            update_key=f"console:{self.session}:{self._count}",
            at=self.now(),
        )
        answer = self.respond(incoming)
        while answer.goes_on:
            answer = replace(self.go_on(incoming), intent=answer.intent)
        buttons = tuple(b for reply in answer.replies for row in reply.buttons for b in row)
        if buttons:
            self._buttons = buttons
        return answer

    @staticmethod
    def _file(line: str) -> File | None:
        """The file that "/import PATH" names, as if it was sent."""
        command, _, path = line.strip().partition(" ")
        if command != "/import" or not path.strip():
            return None
        try:
            return File(Path(path.strip()).name, Path(path.strip()).expanduser().read_bytes())
        except OSError:
            return None

    def _pressed(self, line: str) -> Press | None:
        mark, number = line.strip()[:1], line.strip()[1:]
        if mark != "#" or not (number.isascii() and number.isdigit()) or len(number) > 3:
            return None
        if not 1 <= int(number) <= len(self._buttons):
            return Press("")  # a button that is not there answers like one that is no more
        button = self._buttons[int(number) - 1]
        return (
            Press(encode(button.press, button.owner)) if isinstance(button, Button) else Press("")
        )


def as_json(answer: Answer) -> Iterable[str]:
    """One JSON object a reply."""
    kind = "" if answer.intent is None else answer.intent.kind
    for reply in answer.replies:
        yield json.dumps(
            {
                "text": reply.text or (reply.toast or ""),
                "intent": kind,
                "buttons": [[button.label for button in row] for row in reply.buttons],
                "films": list(reply.films),
            },
            ensure_ascii=False,
        )


def as_text(answer: Answer, *, bold: bool = False) -> Iterable[str]:
    """What a terminal shows: the lines, then the buttons with their numbers."""
    number = 1
    for reply in answer.replies:
        yield from _lines(reply, bold=bold)
        for row in reply.buttons:
            labels = [
                f"[#{n} {button.label}]"
                for n, button in enumerate(row, start=number)
                if not isinstance(button, WebButton)
            ]
            number += len(row)
            if labels:
                yield "  " + " ".join(labels)
            yield from _links(row)


def _links(row: Iterable[AnyButton]) -> Iterable[str]:
    """Addresses as they are, since nothing can be pressed open here; none that is a line long."""
    for button in row:
        if isinstance(button, WebButton) and len(button.url) <= LONGEST_LINK:
            yield f"  {button.label}: {button.url}"


def _lines(reply: Reply, *, bold: bool) -> Iterable[str]:
    if not reply.lines and reply.toast:
        yield reply.toast
    for line in reply.lines:
        heading = bold and line.style is Style.HEADING
        yield f"\033[1m{line.text}\033[0m" if heading else line.text
    if reply.file is not None:
        yield f"[file] {reply.file.name} ({len(reply.file.data):,} bytes)"
    if reply.poll is not None:
        yield f"[poll] {reply.poll.question}"
        for option in reply.poll.options:
            yield f"  ( ) {option}"


def chat(console: Console, *, json_lines: bool, stdin: TextIO, stdout: TextIO) -> int:
    """Talk until the input ends. Without a terminal there is no prompt, only answers."""
    terminal = stdin.isatty()
    while True:
        if terminal:
            print(PROMPT, end="", file=stdout, flush=True)
        try:
            line = stdin.readline()
        except KeyboardInterrupt:
            line = ""
        except UnicodeDecodeError:
            print("Please write to me in UTF-8.", file=sys.stderr)
            return 1
        if not line:
            if terminal:
                print(file=stdout)
            return 0
        text = line.rstrip("\r\n")
        answer = console.say(text)
        if json_lines:
            print(*as_json(answer), sep="\n", file=stdout, flush=True)
        else:
            print(*as_text(answer, bold=terminal), "", sep="\n", file=stdout, flush=True)
        if answer.ends:
            return 0
