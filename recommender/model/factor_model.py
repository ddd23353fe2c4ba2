"""The served model: a frozen value that places any history in factor space."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.domain import HistoryEntry, MovieId, Share
from recommender.errors import NoKnownMovies
from recommender.model.confidence import confidences_of_records, dampened, entries
from recommender.model.content import Content
from recommender.model.folded import FactorPart, FoldedHistory, HeadPart, PriorPart
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
    n_people: int
    """People whom it was fitted to."""
    n_interactions: int
    """Watches and dislikes that it was fitted to."""
    item_factors: NDArray[np.float32]
    """Shape (n_items, n_factors)."""
    gram: NDArray[np.float64]
    """Shape (n_factors, n_factors): item_factorsᵀ item_factors."""
    scale: float
    """What damped confidences were multiplied by, so that their mean was 1."""
    parameters: Parameters
    head: Head | None = None
    content: Content | None = None
    """What films are made of; None in models that only scores are asked of."""

    @property
    def n_items(self) -> int:
        """How many films the model knows."""
        return len(self.movie_ids)

    @property
    def n_factors(self) -> int:
        """Latent dimensions."""
        return int(self.item_factors.shape[1])

    @property
    def regularization(self) -> float:
        """The penalty that the factors were fitted with, grown to the size of the set."""
        return self.parameters.sized(self.n_interactions).regularization

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
        ages = recency(records, rule.half_life)
        if not records:
            raise NoKnownMovies
        movie_ids = np.array([record.movie_id for record in records], dtype=np.int64)
        columns = np.minimum(np.searchsorted(self.movie_ids, movie_ids), self.n_items - 1)
        known = self.movie_ids[columns] == movie_ids
        if not known.any():
            raise NoKnownMovies
        confidences = confidences_of_records(records, rule.confidence_rule) * ages
        return self._placed(columns[known], confidences[known])

    def _placed(
        self, columns: NDArray[np.int64], confidences: NDArray[np.float32]
    ) -> FoldedHistory:
        liked = confidences > 0
        return FoldedHistory(
            columns,
            liked,
            self._factor_part(columns, confidences),
            self._head_part(columns, confidences),
            self._prior_part(liked),
        )

    def _factor_part(
        self, columns: NDArray[np.int64], confidences: NDArray[np.float32]
    ) -> FactorPart:
        weights = dampened(confidences, self.counts[columns], len(columns), self.parameters)
        held = entries(weights * np.float32(self.scale)).astype(np.float64)
        watched = self.item_factors[columns].astype(np.float64)
        matrix = self.gram + (watched.T * (np.abs(held) - 1.0)) @ watched
        matrix[np.diag_indices(len(matrix))] += self.regularization
        # a dislike is preference 0: it shapes the matrix and adds nothing on the right
        pulls = np.maximum(held, 0.0)
        user_factors = np.linalg.solve(matrix, watched.T @ pulls)
        return FactorPart(
            self.item_factors, watched, matrix, pulls, user_factors.astype(np.float64, copy=False)
        )

    def _head_part(
        self, columns: NDArray[np.int64], confidences: NDArray[np.float32]
    ) -> HeadPart | None:
        if self.head is None:
            return None
        places = self.head.places(columns)
        known = np.flatnonzero(places >= 0)
        if not len(known):
            return None
        inputs = confidences[known, None] * np.float32(self.parameters.head_weight)
        return HeadPart(self.head, known, inputs * self.head.weights[places[known]])

    def _prior_part(self, liked: NDArray[np.bool_]) -> PriorPart | None:
        if self.parameters.prior_weight == 0:
            return None
        weight = self.parameters.prior_weight / (self.parameters.prior_films + len(liked))
        evidence = liked.astype(np.float64) if liked.any() else np.ones(len(liked))
        return PriorPart(
            self.counts.astype(np.float32) * np.float32(weight / max(1, self.n_people)),
            evidence / evidence.sum(),
        )

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
        shares = folded.shares(np.array([column]))[0]
        return tuple(
            Share(MovieId(watched), share)
            for watched, share in zip(
                self.movie_ids[folded.columns].tolist(), shares.tolist(), strict=True
            )
        )
