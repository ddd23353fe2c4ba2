"""A viewer, placed: scores for every film, and each watched film's share of any of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.model.head import Head


@dataclass(frozen=True, slots=True, eq=False)
class FactorPart:
    """The least-squares part: one solve gives the scores and the shares."""

    item_factors: NDArray[np.float32]
    """Shape (n_items, n_factors)."""
    watched: NDArray[np.float64]
    """Shape (n_known, n_factors): factors of the watched films."""
    matrix: NDArray[np.float64]
    """Shape (n_factors, n_factors): YᵀY + Yᵀ(C-I)Y + λI."""
    pulls: NDArray[np.float64]
    """Shape (n_known,): confidence times preference, each film's entry of Cp."""
    user_factors: NDArray[np.float64]
    """Shape (n_factors,)."""
    weight: float
    """What its scores are multiplied by in the sum."""

    def scores(self) -> NDArray[np.float32]:
        """Shape (n_items,)."""
        return self.item_factors @ (self.user_factors * self.weight).astype(np.float32)

    def shares(self, columns: NDArray[np.int64]) -> NDArray[np.float64]:
        """Hu, Koren & Volinsky (2008), eq. 7: s_ij = y_iᵀ W⁻¹ y_j c_j p_j.

        Returns:
            Shape (n_columns, n_known).
        """
        targets = self.item_factors[columns].astype(np.float64)
        reach = np.linalg.solve(self.matrix, targets.T)
        return self.weight * (reach.T @ self.watched.T) * self.pulls


@dataclass(frozen=True, slots=True, eq=False)
class HeadPart:
    """The item-item part: linear in the history, so its shares are exact."""

    head: Head
    known: NDArray[np.int64]
    """Shape (n_in_head,): which of the watched films are in the head."""
    rows: NDArray[np.int64]
    """Shape (n_in_head,): their rows there."""
    inputs: NDArray[np.float32]
    """Shape (n_in_head,): their entries of the viewer's row, already weighted."""
    sums: NDArray[np.float32]
    """Shape (n_head,): the weighted scores."""

    def shares(self, columns: NDArray[np.int64], n_known: int) -> NDArray[np.float64]:
        """Shape (n_columns, n_known)."""
        shares = np.zeros((len(columns), n_known))
        places = np.searchsorted(self.head.columns, columns)
        for line, (column, place) in enumerate(zip(columns, places, strict=True)):
            if place < len(self.head.columns) and self.head.columns[place] == column:
                shares[line, self.known] = self.inputs * self.head.weights[self.rows, place]
        return shares


@dataclass(frozen=True, slots=True, eq=False)
class FoldedHistory:
    """One viewer's place in the model, made for one answer."""

    columns: NDArray[np.int64]
    """Shape (n_known,): the watched and dismissed films that the model knows."""
    factor_part: FactorPart
    head_part: HeadPart | None

    def scores(self) -> NDArray[np.float32]:
        """Shape (n_items,): one score for each film of the model."""
        scores = self.factor_part.scores()
        if self.head_part is not None:
            scores[self.head_part.head.columns] += self.head_part.sums
        return scores

    def shares(self, columns: NDArray[np.int64]) -> NDArray[np.float64]:
        """What each known film adds to the scores of `columns`.

        Returns:
            Shape (n_columns, n_known), each line summing to that score.
        """
        shares = self.factor_part.shares(columns)
        if self.head_part is not None:
            shares += self.head_part.shares(columns, len(self.columns))
        return shares
