"""Ways to make one list out of several people's tastes, chosen by name.

All work on relevances that are already comparable between members (0-1) and choose one film after
another. Most judge each film alone; GFAR and EP-FuzzDA look at what the films chosen so far give
each member.
"""

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from recommender.ranking.order import TOLERANCE

Strategy: TypeAlias = Literal[
    "average",
    "average_without_misery",
    "least_misery",
    "multiplicative",
    "borda",
    "gfar",
    "plain_ep_fuzzda",
    "ep_fuzzda",
]
"""`ep_fuzzda` is ours; `plain_ep_fuzzda` is the same without the guard and without consensus."""
STRATEGIES: tuple[Strategy, ...] = get_args(Strategy)

LISTED = 20
"""How many films of each member's own list count for Borda and GFAR."""
CONSENSUS = 0.2
"""Part of plain agreement in ours. Proportional parts alone cost about 5 % of the mean NDCG@5."""
_LEAST = 1e-6
"""One member's zero must not make all products alike."""

Floats: TypeAlias = NDArray[np.float64]
Gains: TypeAlias = Callable[[Floats, Floats, list[int]], Floats]


def choose(
    relevance: Floats,
    weights: Floats,
    strategy: Strategy,
    *,
    k: int,
    allowed: NDArray[np.bool_] | None = None,
    chosen: Sequence[int] = (),
    counts: NDArray[np.int64] | None = None,
) -> list[int]:
    """Choose films one by one, each the one that adds most by the strategy.

    Where the gains are equal (see `recommender.ranking.order`), the film that its least fitting
    member likes more comes first, then the more watched one, then the lower column. What is
    chosen for k is the head of what is chosen for k + 1.

    Args:
        relevance: Shape (n_members, n_candidates), 0-1: how much each film is to each member.
        weights: Shape (n_members,), positive: how much each member counts.
        strategy: How to weigh one member against another.
        k: How many columns at most.
        allowed: Shape (n_candidates,): which columns may be chosen; None allows all.
        chosen: Columns that stand in the list already, and are not chosen again.
        counts: Shape (n_candidates,): people who watched each film; None takes all for alike.

    Returns:
        The newly chosen columns, in order.
    """
    gains = _GAINS[strategy]
    weights = weights / weights.sum()
    free = np.ones(relevance.shape[1], dtype=np.bool_) if allowed is None else allowed.copy()
    listed = list(chosen)
    free[listed] = False
    least = relevance.min(axis=0, initial=1.0)
    watched = np.zeros(relevance.shape[1], dtype=np.int64) if counts is None else counts
    new: list[int] = []
    while len(new) < k and free.any():
        open_columns = np.flatnonzero(free)
        gain = gains(relevance, weights, listed)[open_columns]
        best = int(open_columns[_best(gain, least[open_columns], watched[open_columns])])
        new.append(best)
        listed.append(best)
        free[best] = False
    return new


def _best(gain: Floats, least: Floats, watched: NDArray[np.int64]) -> int:
    """The place of the largest gain; among equals of the largest least fit, then most watched."""
    places = np.flatnonzero(_is_largest(gain))
    places = places[_is_largest(least[places])]
    return int(places[np.argmax(watched[places])])


def _is_largest(values: Floats) -> NDArray[np.bool_]:
    largest: NDArray[np.bool_] = values >= values.max() - TOLERANCE * np.abs(values).max()
    return largest


def _average(relevance: Floats, weights: Floats, listed: list[int]) -> Floats:
    gain: Floats = weights @ relevance
    return gain


def _least_misery(relevance: Floats, weights: Floats, listed: list[int]) -> Floats:
    gain: Floats = relevance.min(axis=0)
    return gain


def _multiplicative(relevance: Floats, weights: Floats, listed: list[int]) -> Floats:
    gain: Floats = weights @ np.log(np.maximum(relevance, _LEAST))
    return gain


def _borda(relevance: Floats, weights: Floats, listed: list[int]) -> Floats:
    gain: Floats = weights @ _points(relevance)
    return gain


def _gfar(relevance: Floats, weights: Floats, listed: list[int]) -> Floats:
    """Kaya, Bridge & Tintarev (2020): the chance that a film is the first one that pleases.

    gain(i) = Σ_u p_ui Π_{j listed} (1 - p_uj), with p_ui from Borda points that sum to 1.
    """
    points = _points(relevance)
    chance = points / np.maximum(points.sum(axis=1, keepdims=True), 1.0)
    missed = np.prod(1.0 - chance[:, listed], axis=1)
    gain: Floats = (weights * missed) @ chance
    return gain


def _plain_ep_fuzzda(relevance: Floats, weights: Floats, listed: list[int]) -> Floats:
    """Malecek & Peska (2021): relevance counts up to each member's proportional part.

    gain(i) = Σ_u min(max(0, w_u (S_i + T) - a_u), r_ui), with S_i the summed relevance of a film,
    a_u what the member was awarded so far and T what all were.
    """
    awarded = relevance[:, listed].sum(axis=1)
    owed = weights[:, None] * (relevance.sum(axis=0) + awarded.sum()) - awarded[:, None]
    gain: Floats = np.minimum(np.maximum(owed, 0.0), relevance).sum(axis=0)
    return gain


def _ep_fuzzda(relevance: Floats, weights: Floats, listed: list[int]) -> Floats:
    """EP-FuzzDA with a part of plain agreement, on the same scale."""
    proportional = _plain_ep_fuzzda(relevance, weights, listed)
    agreed = len(relevance) * _average(relevance, weights, listed)
    return (1 - CONSENSUS) * proportional + CONSENSUS * agreed


def _points(relevance: Floats) -> Floats:
    """LISTED points for each member's best film, one less for each next, equal for equal films."""
    n_members, n_candidates = relevance.shape
    points = np.zeros((n_members, n_candidates))
    for member, line in enumerate(relevance):
        better = n_candidates - np.searchsorted(np.sort(line), line, side="right")
        points[member] = np.maximum(LISTED - better, 0)
    return points


_GAINS: dict[Strategy, Gains] = {
    "average": _average,
    "average_without_misery": _average,
    "least_misery": _least_misery,
    "multiplicative": _multiplicative,
    "borda": _borda,
    "gfar": _gfar,
    "plain_ep_fuzzda": _plain_ep_fuzzda,
    "ep_fuzzda": _ep_fuzzda,
}
