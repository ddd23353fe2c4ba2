"""Plain lines as Telegram's HTML, cut into messages that Telegram takes."""

import html
from collections.abc import Iterable, Iterator

from bot.replies import Line, Style

MAX_UNITS = 4096
"""Longest text of one message in UTF-16 code units, counted without tags."""
MAX_STYLED = 100
"""Most formatted stretches in one message; Telegram ignores the rest."""

_TAGS = {Style.HEADING: "b", Style.QUIET: "i"}
_CONTROLS = {code: " " for code in range(32) if chr(code) != "\n"}
"""Telegram makes these spaces too, and a message of nothing else is refused as empty."""


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def clipped(text: str, most: int) -> str:
    """`text`, or its beginning and an ellipsis when it is longer than `most` code units."""
    return text if units(text) <= most else text[: _fitting(text, most - 1)].rstrip() + "…"


def html_messages(lines: Iterable[Line], most: int = MAX_UNITS) -> tuple[str, ...]:
    """The lines as HTML, in as few messages as hold them.

    A message ends at the end of a line where it can, otherwise between words, otherwise between
    characters; never inside a tag. No message is blank, since Telegram refuses those.

    Args:
        lines: Plain text; everything in it is escaped.
        most: Code units that one message may hold.
    """
    messages: list[str] = []
    gathered: list[Line] = []
    room, styles_left = most, MAX_STYLED
    for line in _no_longer_than(lines, most):
        needed = units(line.text) + bool(gathered)
        styled = line.style in _TAGS
        if gathered and (needed > room or styled > styles_left):
            messages.append(_as_html(gathered))
            gathered, room, styles_left = [], most, MAX_STYLED
            needed = units(line.text)
        gathered.append(line)
        room -= needed
        styles_left -= styled
    messages.append(_as_html(gathered))
    return tuple(message for message in messages if message)


def _no_longer_than(lines: Iterable[Line], most: int) -> Iterator[Line]:
    for line in lines:
        for text in _sendable(line.text).split("\n"):
            rest = text
            while units(rest) > most:
                end = _fitting(rest, most)
                space = rest.rfind(" ", 0, end + 1)
                if rest[: max(space, 0)].strip():
                    end = space
                yield Line(rest[:end], line.style)
                rest = rest[end:].removeprefix(" ")
            yield Line(rest, line.style)


def _fitting(text: str, most: int) -> int:
    """How many characters from the start of `text` fit into `most` code units."""
    used = 0
    for index, character in enumerate(text):
        used += 2 if character > "\uffff" else 1
        if used > most:
            return index
    return len(text)


def _sendable(text: str) -> str:
    # Half a surrogate pair has no UTF-8; JSON can carry one, HTTP cannot.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.translate(_CONTROLS)


def _as_html(lines: list[Line]) -> str:
    """One message, or nothing when the lines are blank."""
    if not any(line.text.strip() for line in lines):
        return ""
    return "\n".join(_line_as_html(line) for line in lines).strip("\n")


def _line_as_html(line: Line) -> str:
    escaped = html.escape(line.text, quote=False)
    tag = _TAGS.get(line.style)
    return escaped if tag is None or not escaped.strip() else f"<{tag}>{escaped}</{tag}>"
