"""The order of films by score: one rule for every list, and the same on every processor.

Processors add in different orders, so a score differs in its last digits between them. Two films
whose scores differ by no more than `TOLERANCE` of the list's largest score count as equal, and
so do films that a chain of such neighbours connects. Equal films are ordered by how many people
watched them, most first, then by movie id, lowest first.

What stays unguaranteed: scores are the same within the tolerance only; two scores that differ by
almost exactly the tolerance may count as equal on one processor and not on another; and a model
that is *fitted* on another processor has other factors, with scores that differ by up to 3e-4 and
about one list of ten in 500 that is not the same. A wider tolerance would not help there: it only
moves the distance at which two scores are in doubt.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 2e-6
"""Ten times the largest difference between OpenBLAS kernels that serve one saved model, 2.1e-7 of
the largest score: tests/benchmarks/kernels.py, 300 histories, Haswell, SkylakeX, Zen, Sandybridge
and Nehalem. It leaves NDCG@10 as it is without any."""
FIRST_BATCH = 64


def best_first(scores: NDArray[np.floating], counts: NDArray[np.int64]) -> Iterator[int]:
    """Columns by falling score; among equals the more watched film first, then the lower column.

    The whole order is fixed by `scores` and `counts`, so a list of k is the head of a list of
    k + 1. Films that nobody asks for are not sorted.

    Args:
        scores: Shape (n,); minus infinity for films that must stand at the end.
        counts: Shape (n,): people who watched each film. Columns are in the order of movie ids.
    """
    n = len(scores)
    finite = scores[np.isfinite(scores)]
    step = TOLERANCE * float(np.abs(finite).max(initial=0.0))
    done, size = 0, FIRST_BATCH
    while done < n:
        size = min(n, size)
        if size < n:
            bound = scores[np.argpartition(scores, n - size)[n - size]]
            batch = np.flatnonzero(scores >= bound)
        else:
            batch = np.arange(n)
        batch = batch[np.argsort(-scores[batch], kind="stable")]
        groups = equal_groups(scores[batch], step)
        # what may go on below the bound is left to a larger batch
        whole = len(batch) if len(batch) == n else int(np.searchsorted(groups, groups[-1]))
        ordered = batch[np.lexsort((batch, -counts[batch], groups))]
        yield from ordered[done:whole].tolist()
        done = max(done, whole)
        size *= 8


def ranked(values: NDArray[np.floating]) -> NDArray[np.intp]:
    """Places by falling value, the earlier place first among equals: for short lists.

    Args:
        values: Shape (n,), finite.
    """
    step = TOLERANCE * float(np.abs(values).max(initial=0.0))
    falling = np.argsort(-values, kind="stable")
    return falling[np.lexsort((falling, equal_groups(values[falling], step)))]


def levelled(values: NDArray[np.floating]) -> NDArray[np.float64]:
    """The values with equal ones made the same to the last digit: each the largest of its group.

    Args:
        values: Shape (n,), finite.
    """
    step = TOLERANCE * float(np.abs(values).max(initial=0.0))
    falling = np.argsort(-values, kind="stable")
    groups = equal_groups(values[falling], step)
    level = np.empty(len(values), dtype=np.float64)
    level[falling] = values[falling][np.searchsorted(groups, groups)]
    return level


def equal_groups(falling: NDArray[np.floating], step: float) -> NDArray[np.intp]:
    """Number the groups of equal scores.

    Args:
        falling: Scores, largest first.
        step: Neighbours that differ by more than this begin a new group.

    Returns:
        Shape (n,): 0 for the first group, one more for each next.
    """
    if not len(falling):
        return np.zeros(0, dtype=np.intp)
    # added and not subtracted: minus infinity less itself is no number
    apart = falling[:-1] > falling[1:] + step
    return np.concatenate(([0], np.cumsum(apart))).astype(np.intp)
