"""Searches settings on the data at hand, within a time budget.

Some viewers are held out, as in `evaluate`. Starting from the settings given, one of them is moved
at a time, those that cost no fit first: a move stays if the held-out viewers' NDCG@10 rises by more
than a standard error of its difference, viewer by viewer. What is kept is therefore nearly always
no worse for others than what it began with, and a set that is too small to tell leaves all as it
was.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.movielens import Ratings
from recommender.evaluation.evaluate import ndcg_of_viewers
from recommender.evaluation.splits import Fold, split
from recommender.evaluation.systems import Training
from recommender.model import FactorModel, Parameters

MOST_VIEWERS = 600
"""Viewers held out at most."""
HELD_OUT_FOLDS = 5
"""One of so many folds of viewers is held out."""

Setting: TypeAlias = str
MOVES: tuple[tuple[Setting, float | None], ...] = (
    ("head_weight", 0.5),
    ("head_weight", 2.0),
    ("half_life", 0.5),
    ("half_life", 2.0),
    ("half_life", None),
    ("head_regularization", 0.5),
    ("head_regularization", 2.0),
    ("regularization", 0.6),
    ("regularization", 1.6),
    ("factors", 2.0),
    ("factors", 0.5),
)
"""What is tried, from the best settings so far: a setting, and what it is multiplied by. None takes
ageing away."""
ROUNDS = 2
FACTORS = range(8, 257)
"""So many factors are tried."""
_FOLD_IN = ("half_life", "head_weight")
"""Settings that are changed without a fit."""
_HEAD = "head_regularization"
"""The setting that only the item-item part must be fitted anew for."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One move that was tried."""

    setting: Setting
    """What was moved; empty for the settings that the search began with."""
    value: float | None
    ndcg: float
    """Mean NDCG@10 of the held-out viewers."""
    gain: float
    """Over the best settings before it."""
    standard_error: float
    """Of the gain."""
    kept: bool


@dataclass(frozen=True, slots=True)
class Tuned:
    """What a search came to."""

    parameters: Parameters
    trials: tuple[Trial, ...]
    n_viewers: int


@dataclass(frozen=True, slots=True, eq=False)
class _Best:
    model: FactorModel
    ndcg: NDArray[np.float64]


def tune(
    ratings: Ratings,
    parameters: Parameters,
    *,
    budget_s: float,
    clock: Callable[[], float] = time.monotonic,
    told: Callable[[Trial], None] = lambda _: None,
) -> Tuned:
    """Search settings.

    Args:
        ratings: All ratings.
        parameters: Where the search begins.
        budget_s: Seconds. A move that is not likely to end in time is not begun; the first fit,
            without which there is nothing to compare, is made in any case.
        clock: Tells the time, in seconds.
        told: Told of every trial.

    Raises:
        TrainingUnavailable: If implicit cannot be loaded.
        ValueError: If no viewer has rated enough films to be held out.
    """
    folds = split(ratings, "chronological", n_folds=HELD_OUT_FOLDS)
    if not folds:
        raise ValueError("no viewer has rated enough films to be held out")
    fold = replace(folds[0], viewers=folds[0].viewers[:MOST_VIEWERS])
    end = clock() + budget_s
    costs: dict[str, float] = {}
    model, ndcg = _measured(ratings, fold, parameters, None)
    best = _Best(model, ndcg)
    costs["fit"] = clock() - end + budget_s
    trials = [Trial("", None, float(np.nanmean(ndcg)), 0.0, 0.0, kept=True)]
    told(trials[0])
    for setting, factor in MOVES * ROUNDS:
        value = None if factor is None else _moved(best.model, setting, factor)
        if value == getattr(best.model.parameters, setting):
            continue
        kind = "fold-in" if setting in _FOLD_IN else "head" if setting == _HEAD else "fit"
        begun = clock()
        if begun + costs.get(kind, costs["fit"]) > end:
            continue
        moved = replace(best.model.parameters, **{setting: value})  # type: ignore[arg-type]
        model, ndcg = _measured(ratings, fold, moved, best.model if kind != "fit" else None)
        costs[kind] = clock() - begun
        gains = (ndcg - best.ndcg)[np.isfinite(ndcg)]
        gain, error = float(gains.mean()), float(gains.std(ddof=1) / len(gains) ** 0.5)
        kept = gain > error
        trials.append(Trial(setting, value, float(np.nanmean(ndcg)), gain, error, kept))
        told(trials[-1])
        if kept:
            best = _Best(model, ndcg)
    return Tuned(best.model.parameters, tuple(trials), len(fold.viewers))


def _moved(model: FactorModel, setting: Setting, factor: float) -> float | None:
    """The new value of a setting; the old one where there is nothing to move."""
    if setting == "factors":
        n_factors = int(model.n_factors * factor)
        return n_factors if n_factors in FACTORS else model.parameters.factors
    value: float | None = getattr(model.parameters, setting)
    return None if value is None else value * factor


def _measured(
    ratings: Ratings, fold: Fold, parameters: Parameters, base: FactorModel | None
) -> tuple[FactorModel, NDArray[np.float64]]:
    """A model with these settings, made from `base` as far as that can be, and its figures."""
    training = Training(ratings, fold.lines, parameters)
    if base is None:
        model = training.model
    elif base.parameters.head_regularization != parameters.head_regularization:
        model = training.rehead(base)
    else:
        model = replace(base, parameters=parameters)
    return model, ndcg_of_viewers(training, model, fold.viewers)
