"""Telegram's HTML, read as strictly as Telegram reads it."""

import re

_BOLD_AND_SO_ON = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del"}
_TAGS = _BOLD_AND_SO_ON | {"code", "pre", "a", "span", "tg-spoiler", "tg-emoji", "blockquote"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z0-9-]*)(?P<rest>[^<>]*)>|&(?P<entity>#?\w+);")


class ParseError(ValueError):
    """Text that Telegram would refuse."""


def parsed(markup: str) -> tuple[str, int]:
    """The plain text, trimmed as Telegram trims it, and the number of formatted stretches.

    Raises:
        ParseError: With Telegram's words.
    """
    text: list[str] = []
    open_tags: list[str] = []
    entities, position = 0, 0
    for token in _TOKEN.finditer(markup):
        text.append(_plain(markup[position : token.start()]))
        position = token.end()
        if token["entity"] is not None:
            text.append(_character(token["entity"]))
            continue
        name = token["name"].lower()
        if name not in _TAGS:
            raise ParseError(f'Unsupported start tag "{name}" at byte offset {token.start()}')
        if not token["close"]:
            if token["rest"].strip() and name not in {"a", "span", "code", "blockquote"}:
                raise ParseError(f'Tag "{name}" must have no attributes')
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            raise ParseError(f"Unexpected end tag at byte offset {token.start()}")
        else:
            entities += 1
    text.append(_plain(markup[position:]))
    if open_tags:
        raise ParseError(f'Can\'t find end tag corresponding to start tag "{open_tags[-1]}"')
    return "".join(text).translate(_CONTROLS).strip(), entities


_CONTROLS = {code: " " for code in range(32) if chr(code) != "\n"}


def _plain(piece: str) -> str:
    if "<" in piece or ">" in piece:
        raise ParseError("Unsupported start tag")
    if "&" in piece:
        raise ParseError("A bare & is tolerated by Telegram, but not by us")
    return piece


def _character(entity: str) -> str:
    if entity in _NAMED:
        return _NAMED[entity]
    if entity.startswith("#"):
        digits = entity[1:]
        return chr(int(digits[1:], 16) if digits[:1] in "xX" else int(digits))
    raise ParseError(f"Unknown entity &{entity};")


def units(text: str) -> int:
    """UTF-16 code units, in which Telegram measures."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
