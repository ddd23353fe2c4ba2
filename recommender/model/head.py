"""The item-item part of the model, for the most-watched films.

EASE (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data"): the matrix B with a
zero diagonal that minimises |X - XB|² + λ|B|² is B_ij = -P_ij / P_jj off the diagonal, with
P = (XᵀX + λI)⁻¹. A score is then linear in a viewer's row x, s = xB, so each watched film's
share of it is x_j B_ji exactly.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MAX_USERS = 20_000
"""Users that the part is learned from at most: their number, not the data, decides its cost."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """Item-item weights among the most-watched films."""

    columns: NDArray[np.int32]
    """Shape (n_head,): the model's column of each film here, ascending."""
    weights: NDArray[np.float32]
    """Shape (n_head, n_head): from the watched film (row) to the scored one; zero diagonal."""


def fit_head(
    user_items: "csr_matrix[np.float32]",
    counts: NDArray[np.int64],
    *,
    items: int,
    regularization: float,
    random_state: int,
) -> Head | None:
    """Learn the item-item part.

    Args:
        user_items: Shape (n_users, n_items): confidences before weighting.
        counts: Shape (n_items,): raters per film.
        items: How many films to cover at most.
        regularization: λ, positive.
        random_state: Chooses the users when there are more than MAX_USERS.

    Returns:
        None when there is nothing to learn from.
    """
    covered = min(items, int(np.count_nonzero(counts)))
    if covered < 2:
        return None
    columns = np.sort(np.argsort(-counts, kind="stable")[:covered]).astype(np.int32)
    if user_items.shape[0] > MAX_USERS:
        rows = np.random.default_rng(random_state).choice(
            user_items.shape[0], MAX_USERS, replace=False
        )
        user_items = user_items[np.sort(rows)]
    matrix = user_items[:, columns]
    precision = _precision(matrix, regularization)
    weights = precision / -np.diag(precision)
    np.fill_diagonal(weights, 0.0)
    return Head(columns, np.ascontiguousarray(weights, dtype=np.float32))


def _precision(matrix: "csr_matrix[np.float32]", regularization: float) -> NDArray[np.float32]:
    n_users, n_items = matrix.shape
    if n_users < n_items:
        # Woodbury: (λI + XᵀX)⁻¹ = (I - Xᵀ(λI + XXᵀ)⁻¹X) / λ needs only a users × users inverse
        dense = matrix.toarray()
        inner = dense @ dense.T
        inner[np.diag_indices(n_users)] += regularization
        precision = dense.T @ np.linalg.solve(inner, dense)
        np.negative(precision, out=precision)
        precision[np.diag_indices(n_items)] += 1.0
        precision /= regularization
        return precision
    gram = (matrix.T @ matrix).toarray()
    gram[np.diag_indices(n_items)] += regularization
    return np.linalg.inv(gram)
