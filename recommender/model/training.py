"""Fitting a model: the only module that imports `implicit`, and only when it is asked to."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recommender.errors import TrainingUnavailable
from recommender.model.confidence import dampened, entries
from recommender.model.factor_model import FactorModel
from recommender.model.head import fit_head
from recommender.model.interactions import Interactions
from recommender.model.parameters import Parameters
from recommender.model.start import cold_or_warm

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Progress: TypeAlias = Callable[[int, int], None]
"""Told (sweeps done, sweeps in all) after each sweep."""

_log = logging.getLogger(__name__)
_BLOCK = 1 << 22
"""Entries, and factors, that are weighted or multiplied at a time."""


def fit(
    interactions: Interactions,
    parameters: Parameters,
    *,
    warm: FactorModel | None = None,
    progress: Progress | None = None,
) -> FactorModel:
    """Fit item factors to a matrix of interactions.

    Args:
        interactions: Built with the confidence rule of `parameters`.
        parameters: All settings.
        warm: An earlier model. Its factors are the start where little has changed since; the log
            says whether they were, and why.
        progress: Told of every sweep.

    Raises:
        TrainingUnavailable: If `implicit` cannot be imported.
        ValueError: If there is nothing to fit to.
    """
    try:
        from implicit.cpu.als import AlternatingLeastSquares  # noqa: PLC0415
        from threadpoolctl import threadpool_limits  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise TrainingUnavailable(str(error)) from error
    matrix = interactions.user_items
    if matrix.nnz == 0:
        raise ValueError("there are no interactions to fit to")
    sized = parameters.sized(matrix.nnz)
    start = cold_or_warm(interactions, parameters, warm)
    _log.info(
        "Fitting from a %s start: %s", "cold" if start.item_factors is None else "warm", start
    )
    if (unordered := int(interactions.one_sitting.sum())) > 0:
        _log.info(
            "Most of the films of %d of %d people bear one second: no order is read into them",
            unordered,
            matrix.shape[0],
        )
    weighted, scale = _weighted(matrix, interactions.counts, parameters)
    # implicit brings its own threads; BLAS threads beside them make it slower
    with threadpool_limits(1, "blas"):
        als = AlternatingLeastSquares(
            factors=sized.factors,
            regularization=sized.regularization,
            alpha=1.0,
            iterations=start.sweeps,
            # implicit fails on a RandomState, so always a number
            random_state=parameters.random_state,
        )
        als.item_factors = start.item_factors

        def report_sweep(sweep: int, elapsed_s: float, loss: float | None) -> None:
            if progress is not None:
                progress(sweep + 1, start.sweeps)

        als.fit(weighted, show_progress=False, callback=report_sweep)
    item_factors = np.ascontiguousarray(als.item_factors, dtype=np.float32)
    return FactorModel(
        movie_ids=interactions.movie_ids,
        counts=interactions.counts,
        n_people=int(matrix.shape[0]),
        n_interactions=int(matrix.nnz),
        item_factors=item_factors,
        gram=_gram(item_factors),
        scale=scale,
        parameters=parameters,
        head=fit_head(interactions, parameters),
    )


def _weighted(
    matrix: "csr_matrix[np.float32]", counts: NDArray[np.int64], parameters: Parameters
) -> tuple["csr_matrix[np.float32]", float]:
    """The matrix as `implicit` reads it, and what brought the mean weight to 1.

    Undamped confidences, the tutorial's, are left as they are.
    """
    lengths = np.diff(matrix.indptr)
    values = np.empty_like(matrix.data)
    total = 0.0
    for start in range(0, matrix.nnz, _BLOCK):
        block = slice(start, start + _BLOCK)
        rows = np.searchsorted(
            matrix.indptr, np.arange(start, min(start + _BLOCK, matrix.nnz)), side="right"
        )
        values[block] = dampened(
            matrix.data[block], counts[matrix.indices[block]], lengths[rows - 1], parameters
        )
        total += float(np.abs(values[block]).sum(dtype=np.float64))
    damped = parameters.item_exponent != 0 or parameters.user_exponent != 0
    scale = matrix.nnz / total if damped else 1.0
    for start in range(0, matrix.nnz, _BLOCK):
        block = slice(start, start + _BLOCK)
        values[block] = entries(values[block] * np.float32(scale))
    weighted = matrix.__class__((values, matrix.indices, matrix.indptr), shape=matrix.shape)
    return weighted, scale


def _gram(item_factors: NDArray[np.float32]) -> NDArray[np.float64]:
    n_factors = item_factors.shape[1]
    gram = np.zeros((n_factors, n_factors))
    step = max(1, _BLOCK // n_factors)
    for start in range(0, len(item_factors), step):
        wide = item_factors[start : start + step].astype(np.float64)
        gram += wide.T @ wide
    return gram
