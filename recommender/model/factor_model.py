"""The served model: a frozen value that places any history in factor space."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.domain import HistoryEntry, MovieId, Share
from recommender.errors import NoKnownMovies
from recommender.model.confidence import confidence
from recommender.model.folded import FactorPart, FoldedHistory, HeadPart
from recommender.model.head import Head
from recommender.model.history import film_records
from recommender.model.interactions import column_of
from recommender.model.parameters import Parameters
from recommender.model.recency import recency


@dataclass(frozen=True, slots=True, eq=False)
class FactorModel:
    """Item factors and all that is needed to score any viewer with them.

    Never changed after it was made, so any number of threads may read it; a refit makes a
    new one. Its arrays may be memory-mapped.
    """

    movie_ids: NDArray[np.int64]
    """Shape (n_items,), ascending: the film of each column."""
    counts: NDArray[np.int64]
    """Shape (n_items,): people who watched the film."""
    item_factors: NDArray[np.float32]
    """Shape (n_items, n_factors)."""
    gram: NDArray[np.float64]
    """Shape (n_factors, n_factors): item_factorsᵀ item_factors."""
    scale: float
    """What weighted confidences were multiplied by, so that their mean was `alpha`."""
    parameters: Parameters
    head: Head | None = None

    @property
    def n_items(self) -> int:
        """How many films the model knows."""
        return len(self.movie_ids)

    def column(self, movie_id: MovieId) -> int | None:
        """The column of a film, or None for one that the model does not know."""
        return column_of(self.movie_ids, movie_id)

    def fold_in(self, history: Sequence[HistoryEntry]) -> FoldedHistory:
        """Place a viewer in factor space from their history alone.

        Solves Hu, Koren & Volinsky (2008), eq. 4, for one user with the item factors held
        fixed: (YᵀY + Yᵀ(C-I)Y + λI) x = YᵀCp. Nothing is stored, so the result is always
        current.

        Args:
            history: Oldest entry first. Films unknown to this model are ignored.

        Raises:
            NoKnownMovies: If no film of `history` is in this model.
        """
        rule = self.parameters
        records = film_records(history)
        ages = recency(records, rule.half_life, rule.recency_floor)
        known = [
            (column, record, age)
            for record, age in zip(records, ages, strict=True)
            if (column := self.column(record.movie_id)) is not None
        ]
        if not known:
            raise NoKnownMovies
        columns = np.array([column for column, _, _ in known], dtype=np.int64)
        inputs = np.array(
            [
                age
                * confidence(
                    record.rating,
                    record.signal,
                    watches=record.watches,
                    rule=rule.confidence_rule,
                )
                for _, record, age in known
            ]
        )
        return self._placed(columns, inputs)

    def _placed(self, columns: NDArray[np.int64], inputs: NDArray[np.float64]) -> FoldedHistory:
        rule = self.parameters
        weights = (
            inputs
            * self.scale
            / np.maximum(self.counts[columns], 1) ** rule.item_exponent
            / len(columns) ** rule.user_exponent
        )
        watched = self.item_factors[columns].astype(np.float64)
        matrix = self.gram + (watched.T * (np.abs(weights) - 1.0)) @ watched
        matrix[np.diag_indices(len(matrix))] += rule.regularization
        # a dislike is preference 0: it shapes the matrix and adds nothing on the right
        pulls = np.maximum(weights, 0.0)
        user_factors = np.linalg.solve(matrix, watched.T @ pulls)
        head_part = self._head_part(columns, inputs)
        weight = 1.0
        if self.head is not None and head_part is not None:
            spread = _spread(self.item_factors[self.head.columns] @ user_factors.astype(np.float32))
            weight = (1.0 - rule.head_share) / spread
        return FoldedHistory(
            columns,
            FactorPart(self.item_factors, watched, matrix, pulls, user_factors, weight),
            head_part,
        )

    def _head_part(
        self, columns: NDArray[np.int64], inputs: NDArray[np.float64]
    ) -> HeadPart | None:
        if self.head is None:
            return None
        places = np.searchsorted(self.head.columns, columns)
        places = np.minimum(places, len(self.head.columns) - 1)
        known = np.flatnonzero(self.head.columns[places] == columns)
        if not len(known):
            return None
        rows = places[known]
        row = inputs[known].astype(np.float32)
        sums = row @ self.head.weights[rows]
        weight = np.float32(self.parameters.head_share / _spread(sums))
        return HeadPart(self.head, known, rows, row * weight, sums * weight)

    def scores(self, history: Sequence[HistoryEntry]) -> NDArray[np.float32]:
        """One score for each film of the model, in column order.

        Returns:
            Shape (n_items,). Units are arbitrary: compare scores within one viewer, never
            between viewers.

        Raises:
            NoKnownMovies: If no film of `history` is in this model.
        """
        return self.fold_in(history).scores()

    def shares(self, history: Sequence[HistoryEntry], movie_id: MovieId) -> tuple[Share, ...]:
        """What each known film of a history adds to the score of one film.

        Returns:
            One for each known film; they sum to the score. Empty for a film that the model
            does not know.

        Raises:
            NoKnownMovies: If no film of `history` is in this model.
        """
        column = self.column(movie_id)
        if column is None:
            return ()
        folded = self.fold_in(history)
        return tuple(
            Share(MovieId(int(self.movie_ids[watched])), float(share))
            for watched, share in zip(
                folded.columns, folded.shares(np.array([column]))[0], strict=True
            )
        )


def _spread(scores: NDArray[np.float32]) -> float:
    """Standard deviation, or 1 where all scores are alike."""
    return float(scores.std()) or 1.0
