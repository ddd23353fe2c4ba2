"""A viewer, placed: scores for every film, and each watched film's share of any of them.

The score of film i for a viewer with factors x, item-item inputs r and n known films is

    s_i = y_i·x + γ Σ_j r_j B_ji + β p_i / (m + n)

with the item factors y, the item-item weights B (see `head`) and the part p_i of all people who
watched the film: the popularity that carries a list while little is known of its viewer.
"""

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
    """Shape (n_known, n_factors): factors of the known films."""
    matrix: NDArray[np.float64]
    """Shape (n_factors, n_factors): YᵀY + Yᵀ(C-I)Y + λI."""
    pulls: NDArray[np.float64]
    """Shape (n_known,): confidence times preference, each film's entry of Cp."""
    user_factors: NDArray[np.float64]
    """Shape (n_factors,)."""

    def scores(self) -> NDArray[np.float32]:
        """Shape (n_items,)."""
        scores: NDArray[np.float32] = self.item_factors @ self.user_factors.astype(np.float32)
        return scores

    def shares(self, columns: NDArray[np.int64]) -> NDArray[np.float64]:
        """Hu, Koren & Volinsky (2008), eq. 7: s_ij = y_iᵀ W⁻¹ y_j c_j p_j.

        Returns:
            Shape (n_columns, n_known).
        """
        targets = self.item_factors[columns].astype(np.float64)
        reach = np.linalg.solve(self.matrix, targets.T)
        return (reach.T @ self.watched.T) * self.pulls


@dataclass(frozen=True, slots=True, eq=False)
class HeadPart:
    """The item-item part: linear in the history, so its shares are exact."""

    head: Head
    known: NDArray[np.int64]
    """Shape (n_in_head,): which of the known films are in the head."""
    rows: NDArray[np.float32]
    """Shape (n_in_head, n_head): γ r_j B_j, what each of them adds to each film of the head."""

    def scores(self) -> NDArray[np.float32]:
        """Shape (n_head,)."""
        scores: NDArray[np.float32] = self.rows.sum(axis=0)
        return scores

    def shares(self, columns: NDArray[np.int64], n_known: int) -> NDArray[np.float64]:
        """Shape (n_columns, n_known)."""
        shares = np.zeros((len(columns), n_known))
        places = self.head.places(columns)
        covered = np.flatnonzero(places >= 0)
        shares[np.ix_(covered, self.known)] = self.rows[:, places[covered]].T
        return shares


@dataclass(frozen=True, slots=True, eq=False)
class PriorPart:
    """The popularity part, spread evenly over the liked films: each is as much evidence of it."""

    audience: NDArray[np.float32]
    """Shape (n_items,): β p_i / (m + n)."""
    spread: NDArray[np.float64]
    """Shape (n_known,), sums to 1."""

    def shares(self, columns: NDArray[np.int64]) -> NDArray[np.float64]:
        """Shape (n_columns, n_known)."""
        return np.outer(self.audience[columns], self.spread)


@dataclass(frozen=True, slots=True, eq=False)
class FoldedHistory:
    """One viewer's place in the model, made for one answer."""

    columns: NDArray[np.int64]
    """Shape (n_known,): the watched and dismissed films that the model knows."""
    liked: NDArray[np.bool_]
    """Shape (n_known,): which of them speak for a taste; only these can be reasons."""
    factor_part: FactorPart
    head_part: HeadPart | None
    prior_part: PriorPart | None

    def scores(self) -> NDArray[np.float32]:
        """Shape (n_items,): one score for each film of the model."""
        scores = self.factor_part.scores()
        if self.head_part is not None:
            scores[self.head_part.head.columns] += self.head_part.scores()
        if self.prior_part is not None:
            scores += self.prior_part.audience
        return scores

    def shares(self, columns: NDArray[np.int64]) -> NDArray[np.float64]:
        """What each known film adds to the scores of `columns`.

        Returns:
            Shape (n_columns, n_known), each line summing to that score.
        """
        shares = self.factor_part.shares(columns)
        if self.head_part is not None:
            shares += self.head_part.shares(columns, len(self.columns))
        if self.prior_part is not None:
            shares += self.prior_part.shares(columns)
        return shares
