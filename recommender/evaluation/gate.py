"""The gate that a new model must pass before it is served."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.movielens import Ratings
from recommender.domain import HistoryEntry, MovieId
from recommender.errors import FitRefused, NoKnownMovies
from recommender.evaluation.metrics import ndcg_at_k
from recommender.evaluation.splits import lines_in_time
from recommender.model import FactorModel
from recommender.ranking.order import best_first

K = 10
LEAST_RATINGS = 10
"""Viewers with fewer ratings are not held out."""
HELD_OUT_PART = 0.2
"""Part of a held-out viewer's ratings, the latest, that the model must foresee. Of ratings of one
second, among which none is later, some are drawn."""
VIEWERS_PART = 0.05
LEAST_VIEWERS, MOST_VIEWERS = 50, 500
CLEARLY = 2.0
"""A loss of so many standard errors is no accident."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate measured on held-out viewers. Every figure is a mean NDCG@10."""

    n_viewers: int
    ndcg: float
    """NaN, like the others, when there was no one to hold out."""
    popularity_ndcg: float
    served_ndcg: float | None
    """Of the model that passed before; None without one."""
    n_without_order: int = 0
    """Held-out viewers of whose known ratings more than half bears one second."""

    @property
    def metrics(self) -> dict[str, float]:
        """The figures by name, for a snapshot."""
        figures = {
            "held_out_viewers": float(self.n_viewers),
            "ndcg_at_10": self.ndcg,
            "popularity_ndcg_at_10": self.popularity_ndcg,
        }
        if self.served_ndcg is not None:
            figures["served_ndcg_at_10"] = self.served_ndcg
        if self.n_without_order:
            figures["viewers_without_order"] = float(self.n_without_order)
        return {name: figure for name, figure in figures.items() if np.isfinite(figure)}


@dataclass(frozen=True, slots=True)
class _Case:
    history: tuple[HistoryEntry, ...]
    held_out: frozenset[MovieId]


def held_out_lines(ratings: Ratings) -> NDArray[np.int64]:
    """Lines of the ratings that a fit must leave out, so that the gate can ask about them.

    The latest fifth of the ratings of a twentieth of the viewers. Who they are depends on their
    ids only, so that one model after another is asked about the same.

    Returns:
        Shape (n_lines,), ascending.
    """
    lines = [late for _, late in _split(ratings)]
    return np.sort(np.concatenate(lines)) if lines else np.empty(0, dtype=np.int64)


def gate(model: FactorModel, ratings: Ratings, served: FactorModel | None = None) -> Gate:
    """Try a model on the held-out lines.

    Args:
        model: Fitted without the held-out lines of `ratings`.
        ratings: All of them.
        served: What to compare with: the model that passed before. It must not have been fitted
            to the held-out lines either, or it foresees what it has seen.

    Raises:
        FitRefused: If the model holds a number that is none, recommends worse than the most
            popular films do, or clearly worse than `served`.
    """
    check_finite(model)
    cases = [
        _Case(_history(ratings, early), frozenset(_movie_ids(ratings, late)))
        for early, late in _split(ratings)
    ]
    if not cases:
        return Gate(0, float("nan"), float("nan"), None)
    without_order = sum(map(_is_one_sitting, cases))
    ours = np.array([_ndcg(model, case) for case in cases])
    popular = np.array([_popular_ndcg(model, case) for case in cases])
    figures = Gate(len(cases), float(ours.mean()), float(popular.mean()), None, without_order)
    if (loss := popular - ours).mean() > _standard_error(loss):
        raise FitRefused(
            f"NDCG@10 {figures.ndcg:.4f} is below the {figures.popularity_ndcg:.4f} of simply "
            f"listing the most popular films ({len(cases)} held-out viewers)"
        )
    if served is None:
        return figures
    theirs = np.array([_ndcg(served, case) for case in cases])
    figures = replace(figures, served_ndcg=float(theirs.mean()))
    if (loss := theirs - ours).mean() > CLEARLY * _standard_error(loss):
        raise FitRefused(
            f"NDCG@10 {figures.ndcg:.4f} is clearly below the {theirs.mean():.4f} of the model "
            f"served now ({len(cases)} held-out viewers)"
        )
    return figures


def _is_one_sitting(case: _Case) -> bool:
    seconds = Counter(entry.at for entry in case.history)
    return 2 * max(seconds.values()) > len(case.history)


def check_finite(model: FactorModel) -> None:
    """Refuse a model that holds a number that is none.

    Raises:
        FitRefused: If it does.
    """
    if not np.isfinite(model.item_factors).all():
        raise FitRefused("its factors are not all finite")
    if model.head is not None and not np.isfinite(model.head.weights).all():
        raise FitRefused("its item-item weights are not all finite")


def _split(ratings: Ratings) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Early and late lines of each held-out viewer, in time's order."""
    users, counts = np.unique(ratings.user_ids, return_counts=True)
    users = users[counts >= LEAST_RATINGS]
    # Knuth's multiplicative hash: an order that has nothing to do with when people joined
    shuffled = users[np.argsort(users.astype(np.uint64) * 2654435761 % 2**32, kind="stable")]
    wanted = min(max(LEAST_VIEWERS, int(len(users) * VIEWERS_PART)), MOST_VIEWERS, len(users) // 2)
    chosen = np.sort(shuffled[:wanted])
    parts = list(lines_in_time(ratings, chosen).values())
    cuts = [len(part) - int(len(part) * HELD_OUT_PART) for part in parts]
    return [(part[:cut], part[cut:]) for part, cut in zip(parts, cuts, strict=True)]


def _history(ratings: Ratings, lines: NDArray[np.int64]) -> tuple[HistoryEntry, ...]:
    return tuple(
        HistoryEntry(MovieId(movie_id), stars, at)
        for movie_id, stars, at in zip(
            ratings.movie_ids[lines].tolist(),
            ratings.stars[lines].tolist(),
            ratings.timestamps[lines].tolist(),
            strict=True,
        )
    )


def _movie_ids(ratings: Ratings, lines: NDArray[np.int64]) -> list[MovieId]:
    return [MovieId(movie_id) for movie_id in ratings.movie_ids[lines].tolist()]


def _ndcg(model: FactorModel, case: _Case) -> float:
    try:
        scores = model.scores(case.history)
    except NoKnownMovies:
        scores = model.counts.astype(np.float32)
    return _ndcg_of(model, scores, case)


def _popular_ndcg(model: FactorModel, case: _Case) -> float:
    return _ndcg_of(model, model.counts.astype(np.float32), case)


def _ndcg_of(model: FactorModel, scores: NDArray[np.float32], case: _Case) -> float:
    seen = [model.column(entry.movie_id) for entry in case.history]
    open_to_all = scores.copy()
    open_to_all[[column for column in seen if column is not None]] = -np.inf
    top = list(islice(best_first(open_to_all, model.counts), K))
    return ndcg_at_k([MovieId(one) for one in model.movie_ids[top].tolist()], case.held_out, K)


def _standard_error(differences: NDArray[np.float64]) -> float:
    return float(differences.std(ddof=1) / np.sqrt(len(differences))) if len(differences) > 1 else 0
