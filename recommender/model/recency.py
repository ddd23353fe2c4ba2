"""How much less an old watch says than a fresh one."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recommender.model.history import FilmRecord


def recency(
    records: Sequence[FilmRecord], half_life: float | None, floor: float
) -> NDArray[np.float64]:
    """Part of its full weight that each film of a history keeps.

    Ages are counted in newer watches, not in days, so that a holiday from films ages nobody's
    taste. Without times for all entries no order is assumed, and all keep their full weight.

    Args:
        records: Any order.
        half_life: So many newer watches halve a weight; None ages nothing.
        floor: The least part that is ever kept.

    Returns:
        Shape (n,), in (0, 1]; the newest has 1.
    """
    times = [record.at for record in records if record.at is not None]
    if half_life is None or len(times) < len(records) or len(set(times)) < 2:
        return np.ones(len(records))
    # films logged in the same second have the same age
    newer = len(times) - np.searchsorted(np.sort(times), times, side="right")
    return np.maximum(0.5 ** (newer / half_life), floor)
