"""The item-item part of the model, for the most-watched films.

EASE (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data"): the matrix B with a
zero diagonal that minimises |X - XB|² + λ|B|² is B_ij = -P_ij / P_jj off the diagonal, with
P = (XᵀX + λI)⁻¹. A score is then linear in a viewer's row x, s = xB, so each watched film's
share of it is x_j B_ji exactly.

Ours differs in two things. The penalty of a film grows with its weight (Steck 2020, "Autoencoders
that don't overfit towards the identity", takes it in proportion). And half of XᵀX comes from whole
histories, the other half from stretches of about thirty films watched one after another: what
somebody watched in the same weeks says more about one film given the other than what they watched
years apart. Films of one second have no order: no stretch begins or ends among them, and a history
of which they are more than half is taken whole.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recommender.model.interactions import Interactions, one_sitting
from recommender.model.parameters import Parameters

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MAX_USERS = 20_000
"""Users that the part is learned from at most: beyond them it only costs more."""
WHOLE_PART = 0.5
"""Part of XᵀX that whole histories make."""
OFFSETS = (0.0, 0.5)
"""Where stretches begin, in stretches: each film has neighbours on both sides in one of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """Item-item weights among the most-watched films."""

    columns: NDArray[np.int32]
    """Shape (n_head,): the model's column of each film here, ascending."""
    weights: NDArray[np.float32]
    """Shape (n_head, n_head): from the watched film (row) to the scored one; zero diagonal."""

    def places(self, columns: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where columns of the model are here, -1 for those that are not. Shape as given."""
        places = np.minimum(np.searchsorted(self.columns, columns), len(self.columns) - 1)
        return np.where(self.columns[places] == columns, places, -1).astype(np.int64)


def fit_head(interactions: Interactions, parameters: Parameters) -> Head | None:
    """Learn the item-item part.

    Args:
        interactions: Confidences, each row in the order of watching.
        parameters: How many films to cover, the penalty, and the length of a stretch.

    Returns:
        None when there is too little to learn from, or the parameters leave it out.
    """
    user_items, counts = interactions.user_items, interactions.counts
    together = interactions.together
    covered = min(parameters.head_items, int(np.count_nonzero(counts)))
    if covered < 2 or parameters.head_weight == 0:
        return None
    columns = np.sort(np.argsort(-counts, kind="stable")[:covered]).astype(np.int32)
    if user_items.shape[0] > MAX_USERS:
        rng = np.random.default_rng(parameters.random_state)
        chosen = np.sort(rng.permutation(user_items.shape[0])[:MAX_USERS])
        whole = (together, user_items.indices, user_items.indptr)
        together = user_items.__class__(whole, shape=user_items.shape)[chosen].data
        user_items = user_items[chosen]
    gram = _gram(user_items, together, columns, parameters.head_window)
    diagonal = np.diag(gram).astype(np.float64)
    penalties = parameters.sized(user_items.nnz).head_regularization * (
        (diagonal / diagonal.mean()) ** parameters.head_exponent
    )
    gram[np.diag_indices(covered)] += penalties.astype(np.float32)
    precision = np.linalg.inv(gram)
    weights = precision / -np.diag(precision)
    np.fill_diagonal(weights, 0.0)
    return Head(columns, np.ascontiguousarray(weights, dtype=np.float32))


def _gram(
    user_items: "csr_matrix[np.float32]",
    together: NDArray[np.bool_],
    columns: NDArray[np.int32],
    window: int,
) -> NDArray[np.float32]:
    """The mixed XᵀX of whole histories and of stretches. Shape (n_head, n_head)."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  (only a fit needs it)

    lengths = np.diff(user_items.indptr)
    starts = np.repeat(user_items.indptr[:-1], lengths)
    rows = np.repeat(np.arange(user_items.shape[0], dtype=np.int64), lengths)
    places = np.full(user_items.shape[1], -1, dtype=np.int32)
    places[columns] = np.arange(len(columns), dtype=np.int32)
    kept = places[user_items.indices] >= 0
    place, value = places[user_items.indices[kept]], user_items.data[kept]

    def product(row: NDArray[np.int64], weight: float) -> "csr_matrix[np.float32]":
        shape = (int(row.max(initial=-1)) + 1, len(columns))
        matrix = csr_matrix((value * np.float32(weight**0.5), (row, place)), shape=shape)
        return csr_matrix(matrix.T @ matrix)

    if window == 0:
        return np.asarray(product(rows[kept], 1.0).toarray(), dtype=np.float32)
    at = (_middles(together) - starts)[kept]
    length = np.repeat(lengths, lengths)[kept]
    whole = np.repeat(one_sitting(together, user_items.indptr), lengths)[kept]
    stretches = np.maximum(1, np.rint(length / window)).astype(np.int64)
    mixed = product(rows[kept], WHOLE_PART)
    most = int(stretches.max(initial=1)) + 1
    for offset in OFFSETS:
        stretch = ((at + offset * window) * stretches / length).astype(np.int64)
        stretch[whole] = 0
        mixed = mixed + product(rows[kept] * most + stretch, (1 - WHOLE_PART) / len(OFFSETS))
    return np.asarray(mixed.toarray(), dtype=np.float32)


def _middles(together: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The place of each entry, those of one second all in their middle. Shape (n_entries,)."""
    firsts = np.flatnonzero(~together)
    sizes = np.diff(np.append(firsts, len(together)))
    return np.repeat(firsts + (sizes - 1) / 2, sizes)
