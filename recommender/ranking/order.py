"""Going through films best first, without sorting those that nobody asks for."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

FIRST_BATCH = 64


def best_first(scores: NDArray[np.float32]) -> Iterator[int]:
    """Columns by falling score; the lower column first where scores tie.

    Args:
        scores: Shape (n,), finite.
    """
    done, size, n = 0, FIRST_BATCH, len(scores)
    while done < n:
        size = min(n, size)
        if size < n:
            # all that tie with the last one admitted come along, so that ties break alike
            # whatever the size of the batch
            bound = scores[np.argpartition(scores, n - size)[n - size]]
            batch = np.flatnonzero(scores >= bound)
        else:
            batch = np.arange(n)
        ordered = batch[np.argsort(-scores[batch], kind="stable")]
        yield from (int(column) for column in ordered[done:])
        done = len(ordered)
        size *= 8
