"""Metrics of a ranked list for one viewer: NDCG and recall, also of many lists at once."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from recommender.domain import MovieId


def ndcg_at_k(ranked: Sequence[MovieId], relevant: Collection[MovieId], k: int) -> float:
    """Normalised discounted cumulative gain with binary relevance (Järvelin & Kekäläinen 2002).

    DCG = Σ rel_r / log2(r + 1) over ranks r = 1..k, divided by that of a perfect list.

    Returns:
        0-1, or NaN when nothing is relevant.
    """
    if not relevant:
        return float("nan")
    gains = sum(
        1 / np.log2(rank + 1) for rank, one in enumerate(ranked[:k], start=1) if one in relevant
    )
    ideal = sum(1 / np.log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return float(gains / ideal)


def recall_at_k(ranked: Sequence[MovieId], relevant: Collection[MovieId], k: int) -> float:
    """Part of the relevant films that the first k hold, of at most k that they could hold.

    Returns:
        0-1, or NaN when nothing is relevant.
    """
    if not relevant:
        return float("nan")
    return sum(one in relevant for one in ranked[:k]) / min(k, len(relevant))


def ndcg_of_hits(
    hits: NDArray[np.bool_], relevant: NDArray[np.int64], k: int
) -> NDArray[np.float64]:
    """`ndcg_at_k` of many lists at once.

    Args:
        hits: Shape (n_lists, at least k): whether the film at each rank is relevant.
        relevant: Shape (n_lists,): relevant films of each list, whether ranked or not.
        k: Ranks that count.

    Returns:
        Shape (n_lists,), NaN where nothing is relevant.
    """
    discounts = 1 / np.log2(np.arange(2, k + 2))
    ideal = np.concatenate([[np.nan], np.cumsum(discounts)])[np.minimum(relevant, k)]
    ndcg: NDArray[np.float64] = hits[:, :k] @ discounts[: hits.shape[1]] / ideal
    return ndcg


def recall_of_hits(
    hits: NDArray[np.bool_], relevant: NDArray[np.int64], k: int
) -> NDArray[np.float64]:
    """`recall_at_k` of many lists at once; arguments and result as for `ndcg_of_hits`."""
    most = np.where(relevant > 0, np.minimum(relevant, k), np.nan)
    recall: NDArray[np.float64] = hits[:, :k].sum(axis=1) / most
    return recall
