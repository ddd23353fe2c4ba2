"""Fitting a model: the only module that imports `implicit`, and only when it is asked to."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recommender.errors import TrainingUnavailable
from recommender.model.factor_model import FactorModel
from recommender.model.head import fit_head
from recommender.model.interactions import Interactions
from recommender.model.parameters import Parameters

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Progress: TypeAlias = Callable[[int, int], None]
"""Told (sweeps done, sweeps in all) after each sweep."""


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
        warm: An earlier model to start from.
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
    weighted, scale = _weighted(matrix, interactions.counts, parameters)
    # implicit brings its own threads; BLAS threads beside them make it slower
    with threadpool_limits(1, "blas"):
        als = AlternatingLeastSquares(
            factors=parameters.factors,
            regularization=parameters.regularization,
            alpha=1.0,
            iterations=parameters.iterations,
            random_state=parameters.random_state,
        )

        def told(iteration: int, elapsed_s: float, loss: float | None) -> None:
            if progress is not None:
                progress(iteration + 1, parameters.iterations)

        als.fit(weighted, show_progress=False, callback=told)
    item_factors = np.ascontiguousarray(als.item_factors, dtype=np.float32)
    head = None
    if parameters.head_items and parameters.head_share > 0:
        head = fit_head(
            matrix,
            interactions.counts,
            items=parameters.head_items,
            regularization=parameters.head_regularization,
            random_state=parameters.random_state,
        )
    wide = item_factors.astype(np.float64)
    return FactorModel(
        movie_ids=interactions.movie_ids,
        counts=interactions.counts,
        item_factors=item_factors,
        gram=wide.T @ wide,
        scale=scale,
        parameters=parameters,
        head=head,
    )


def _weighted(
    matrix: "csr_matrix[np.float32]", counts: NDArray[np.int64], parameters: Parameters
) -> tuple["csr_matrix[np.float32]", float]:
    """Confidences c n_i^-p n_u^-q, scaled to a mean magnitude of alpha, and that scale."""
    by_item = np.maximum(counts, 1).astype(np.float32) ** -parameters.item_exponent
    lengths = np.diff(matrix.indptr)
    by_user = np.maximum(lengths, 1).astype(np.float32) ** -parameters.user_exponent
    weighted = matrix.copy()
    weighted.data *= by_item[matrix.indices]
    weighted.data *= np.repeat(by_user, lengths)
    if parameters.item_exponent == 0 and parameters.user_exponent == 0:
        scale = parameters.alpha
    else:
        scale = parameters.alpha / float(np.abs(weighted.data).mean(dtype=np.float64))
    weighted.data *= np.float32(scale)
    return weighted, scale
