"""From what a person did with a film to a confidence: the one mapping, for fit and fold-in.

A confidence is positive for a film that speaks for a taste and negative for one that speaks
against it (preference 0 held with confidence |c|, as `implicit` reads the sign). Two rules:

* "soft", ours: a film that somebody chose to watch is evidence of taste even where they were
  disappointed, only weaker: 4.5 stars and more count 1.5, 3.5 and more 1.0, 2.5 and more 0.5,
  less 0.2. A watch without a rating counts 1.0.
* "stars", the tutorial's: the rating is the confidence, as if it counted viewings. A watch
  without a rating counts MovieLens' mean of 3.5.

Under both, a rewatch adds a quarter of the confidence, and "not for me" is the negative of a
plain watch.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from recommender.domain import Signal
from recommender.model.parameters import ConfidenceRule

Stars: TypeAlias = NDArray[np.float32]

MEAN_STARS = 3.5
REWATCH_GAIN = 0.25
SOFT_STEPS = np.array([2.5, 3.5, 4.5], dtype=np.float32)
SOFT_LEVELS = np.array([0.2, 0.5, 1.0, 1.5], dtype=np.float32)
PLAIN_WATCH: dict[ConfidenceRule, float] = {"soft": 1.0, "stars": MEAN_STARS}


def confidences_of_stars(stars: Stars, rule: ConfidenceRule) -> NDArray[np.float32]:
    """Confidence of rated watches.

    Args:
        stars: Shape (n,), 0.5-5.
        rule: Which mapping.

    Returns:
        Shape (n,), positive.
    """
    if rule == "stars":
        return stars.astype(np.float32)
    return SOFT_LEVELS[np.searchsorted(SOFT_STEPS, stars, side="right")]


def confidence(
    rating: float | None,
    signal: Signal = Signal.WATCHED,
    *,
    watches: int = 1,
    rule: ConfidenceRule = "soft",
) -> float:
    """Confidence of one film of a history.

    Args:
        rating: Stars, 0.5-5, or None.
        signal: The last thing that the person said of the film.
        watches: How often they saw it.
        rule: Which mapping.

    Returns:
        Positive, or negative for a dismissal.
    """
    if signal is Signal.DISMISSED:
        return -PLAIN_WATCH[rule]
    if rating is None:
        once = PLAIN_WATCH[rule]
    else:
        once = float(confidences_of_stars(np.array([rating], dtype=np.float32), rule)[0])
    return once * (1.0 + REWATCH_GAIN * max(0, watches - 1))
