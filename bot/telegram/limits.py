"""How much one person may have answered: enough for anybody who waits for answers.

Who waits for an answer before writing again is never limited. What is sent faster than it is
answered spends an allowance that refills with time; once it is spent the person is told so, and
from then on their messages are done and not answered until one comes after the rest was done.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum, auto

_REMEMBERED = 4096
"""People whose allowance is known; who was quiet longest starts anew."""
_AT_FULL_SPEED = 10
"""So many answers in a row come as fast as they can, the others one after another at a pause."""
_PAUSE_S = 0.1
"""Pause after each of those: ten answers a second leave room for everybody else."""
_QUIET_SHARE = 4.0
"""A flood that is done without answers rests so many times as long as each of its messages took."""
_LONGEST_REST_S = 1.0


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many messages may be sent without waiting for answers."""

    at_once: float
    per_s: float
    """How fast it refills."""


PRIVATE = Allowance(at_once=120, per_s=1)
GROUP = Allowance(at_once=15, per_s=1 / 6)
"""A group gets 20 messages a minute from a bot, which its members share."""


class Verdict(Enum):
    """What a message gets."""

    ANSWER = auto()
    WARN = auto()
    """Not answered, and the person is told that the bot falls silent."""
    QUIET = auto()


@dataclass(slots=True)
class _Account:
    left: float
    filled_at: float
    done_at: float = float("-inf")
    is_quiet: bool = False


class Limits:
    """The accounts of those who write."""

    def __init__(self) -> None:
        self._accounts: OrderedDict[tuple[Hashable, Allowance], _Account] = OrderedDict()

    def verdict(
        self, who: Hashable, allowance: Allowance, *, sent_at: float, received_at: float
    ) -> Verdict:
        """What a message gets whose turn has come.

        Args:
            who: The person.
            allowance: What they may send.
            sent_at: Unix seconds: after a night without the bot, a day's messages are no flood.
            received_at: Unix seconds. Only what was received before the person's last message
                was done counts.
        """
        account = self._account(who, allowance, sent_at)
        if sent_at > account.filled_at:
            refill = (sent_at - account.filled_at) * allowance.per_s
            account.left = min(allowance.at_once, account.left + refill)
            account.filled_at = sent_at
        if received_at >= account.done_at:
            account.is_quiet = False
            return Verdict.ANSWER
        if account.is_quiet:
            return Verdict.QUIET
        if account.left < 1:
            account.is_quiet = True
            return Verdict.WARN
        account.left -= 1
        return Verdict.ANSWER

    def rest_s(
        self, who: Hashable, allowance: Allowance, verdict: Verdict, *, now: float, took_s: float
    ) -> float:
        """Note that a message was done.

        Returns:
            How long the next one of its lane should wait, in seconds, so that others come first.
        """
        account = self._account(who, allowance, now)
        account.done_at = now
        if verdict is Verdict.QUIET:
            return min(_LONGEST_REST_S, _QUIET_SHARE * took_s)
        return 0.0 if account.left >= allowance.at_once - _AT_FULL_SPEED else _PAUSE_S

    def _account(self, who: Hashable, allowance: Allowance, at: float) -> _Account:
        key = (who, allowance)
        account = self._accounts.setdefault(key, _Account(allowance.at_once, at))
        self._accounts.move_to_end(key)
        if len(self._accounts) > _REMEMBERED:
            self._accounts.popitem(last=False)
        return account
