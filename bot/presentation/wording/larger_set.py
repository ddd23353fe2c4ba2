"""Sentences about a larger set of films that is on its way."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.replies import Line

Step: TypeAlias = Literal["fetching", "fitting", "waiting", "served"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """How far a set is on its way."""

    name: str
    step: Step
    received: int = 0
    """Bytes that have come."""
    total: int | None = None
    """Bytes of the whole; None while that is unknown."""
    problem: str = ""
    """What went wrong; for `waiting`."""
    next_try: dt.datetime | None = None
    """For `waiting`."""

    @property
    def amount(self) -> str:
        """What has come, in a few words."""
        if not self.total:
            return f"{self.received / 1e6:,.0f} MB so far"
        return f"{self.received / self.total:.0%} of {self.total / 1e6:,.0f} MB"


def arrival(arrival: Arrival) -> Line:
    """A line of /status."""
    match arrival.step:
        case "fetching":
            return Line(f"Fetching {arrival.name}: {arrival.amount}.")
        case "fitting":
            return Line(f"{arrival.name} is here. I'm fitting a model to it, then I change over.")
        case "served":
            return Line(f"I serve {arrival.name}.")
        case "waiting":
            when = "" if arrival.next_try is None else f" Next try: {arrival.next_try:%H:%M} UTC."
            return Line(f"{arrival.name} isn't here yet: {arrival.problem.rstrip('.')}.{when}")


def is_coming(name: str) -> str:
    """Said at the start of a chat in the terminal."""
    return f"{name} is on its way in the background. Until it is here I know the embedded set."


def is_here(name: str) -> str:
    """Said during a chat in the terminal."""
    return f"{name} is ready: the next start uses it."
