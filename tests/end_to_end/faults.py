"""What can go wrong between a bot and Telegram, to be injected by tests."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Flood:
    """429: too many requests. Telegram sends whole seconds; tests have less time."""

    retry_after_s: float = 1


@dataclass(frozen=True)
class BadGateway:
    """502 with a page of HTML, as nginx sends it."""


@dataclass(frozen=True)
class Dropped:
    """The connection ends without an answer, before or after the call took effect."""

    took_effect: bool = False


@dataclass(frozen=True)
class Conflict:
    """409: somebody else polls with the same token."""


@dataclass(frozen=True)
class Refused:
    """400, with Telegram's words."""

    description: str


Fault: TypeAlias = Flood | BadGateway | Dropped | Conflict | Refused


class Refusal(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: int, description: str, **parameters: float) -> None:
        self.code = code
        self.description = description
        self.parameters = parameters
        super().__init__(description)


def bad_request(description: str) -> Refusal:
    """What Telegram says to a call that the state of a chat does not allow."""
    return Refusal(400, f"Bad Request: {description}")
