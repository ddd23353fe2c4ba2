"""The systems that are compared: each is fitted to some people and scores films for others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.movielens import Ratings
from recommender.domain import HistoryEntry
from recommender.errors import NoKnownMovies
from recommender.model import FactorModel, Interactions, Parameters, build_interactions
from recommender.model.confidence import MEAN_STARS
from recommender.model.head import fit_head
from recommender.model.training import fit

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

History: TypeAlias = tuple[HistoryEntry, ...]
Scorer: TypeAlias = Callable[[Sequence[History]], NDArray[np.float32]]
"""From n histories to scores, shape (n, n_items), in the columns of the training set."""
Curve: TypeAlias = Callable[[NDArray[np.float32]], NDArray[np.float32]]


class Training:
    """The ratings of one fold's other viewers, and what several systems make of them."""

    def __init__(self, ratings: Ratings, leave_out: NDArray[np.int64], ours: Parameters) -> None:
        self.parameters = ours
        self._ratings = ratings
        self._leave_out = leave_out

    @cached_property
    def stars(self) -> Interactions:
        """Who gave which film how many stars."""
        return build_interactions(self._ratings, rule="stars", leave_out=self._leave_out)

    @cached_property
    def model(self) -> FactorModel:
        """Our model."""
        return self.fit(self.parameters)

    def fit(self, parameters: Parameters, *, rated: bool = True) -> FactorModel:
        """Fit a model; `rated=False` hides how many stars were given."""
        ratings = self._ratings
        if not rated:
            ratings = replace(ratings, stars=np.full_like(ratings.stars, MEAN_STARS))
        return fit(
            build_interactions(ratings, rule=parameters.confidence_rule, leave_out=self._leave_out),
            parameters,
        )

    def rehead(self, model: FactorModel) -> FactorModel:
        """A model with its item-item part fitted anew, by our settings."""
        matrix = build_interactions(
            self._ratings, rule=self.parameters.confidence_rule, leave_out=self._leave_out
        )
        return replace(model, parameters=self.parameters, head=fit_head(matrix, self.parameters))

    def changed(self, **changes: int) -> "Training":
        """The same ratings with other settings."""
        changed = replace(self.parameters, **changes)  # type: ignore[arg-type]
        return Training(self._ratings, self._leave_out, changed)

    def rows(self, histories: Sequence[History], curve: Curve) -> "csr_matrix[np.float32]":
        """Histories as rows beside the training matrix, without films that it lacks.

        Args:
            histories: Of rated films.
            curve: From stars to values.

        Returns:
            Shape (n_histories, n_items).
        """
        from scipy.sparse import csr_matrix  # noqa: PLC0415  (only evaluations and fits need it)

        movie_ids = self.stars.movie_ids
        rows = np.repeat(np.arange(len(histories)), [len(history) for history in histories])
        entries = [entry for history in histories for entry in history]
        ids = np.array([entry.movie_id for entry in entries], dtype=np.int64)
        stars = np.array([entry.rating or MEAN_STARS for entry in entries], dtype=np.float32)
        columns = np.minimum(np.searchsorted(movie_ids, ids), len(movie_ids) - 1)
        known = movie_ids[columns] == ids
        return csr_matrix(
            (curve(stars[known]), (rows[known], columns[known])),
            shape=(len(histories), len(movie_ids)),
            dtype=np.float32,
        )


@dataclass(frozen=True, slots=True)
class System:
    """Something to compare."""

    name: str
    fit: Callable[[Training], Scorer]


def scorer_of(model: FactorModel) -> Scorer:
    """A model, folding in one history after another."""

    def score(histories: Sequence[History]) -> NDArray[np.float32]:
        return np.stack([_scores(model, history) for history in histories])

    return score


def _scores(model: FactorModel, history: History) -> NDArray[np.float32]:
    try:
        return model.scores(history)
    except NoKnownMovies:
        return model.counts.astype(np.float32)


OURS = System("ours", lambda training: scorer_of(training.model))


def _with(training: Training, model: FactorModel, **changes: float | None) -> Scorer:
    parameters = replace(training.parameters, **changes)  # type: ignore[arg-type]
    return scorer_of(replace(model, parameters=parameters))


def _without_ratings(training: Training) -> Scorer:
    scorer = scorer_of(training.fit(training.parameters, rated=False))

    def score(histories: Sequence[History]) -> NDArray[np.float32]:
        return scorer([tuple(replace(one, rating=None) for one in line) for line in histories])

    return score


ABLATION: tuple[System, ...] = (
    System("without the item-item part", lambda t: scorer_of(replace(t.model, head=None))),
    System(
        "without stretches in it",
        lambda t: scorer_of(t.changed(head_window=0).rehead(t.model)),
    ),
    System("without recency", lambda t: _with(t, t.model, half_life=None)),
    System("without popularity", lambda t: _with(t, t.model, prior_weight=0.0)),
    System("without rating weights", _without_ratings),
)
"""Ours, each time without one of its pieces."""
