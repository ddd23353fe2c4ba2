"""Decides whether a fit starts from the last model's factors or from random ones."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.model.factor_model import FactorModel
from recommender.model.interactions import Interactions
from recommender.model.parameters import Parameters

WARM_SWEEPS = 3
"""One sweep from the last factors brings about what three bring from none."""
MOST_CHANGE = 0.05
"""With a larger part of interactions or films gone or new, the fit starts cold."""


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """Where a fit starts, and why."""

    reason: str
    sweeps: int
    item_factors: NDArray[np.float32] | None = None
    """Shape (n_items, n_factors); None for a cold start."""

    def __str__(self) -> str:
        return f"{self.reason} ({self.sweeps} sweeps)"


def cold_or_warm(
    interactions: Interactions, parameters: Parameters, last: FactorModel | None
) -> Start:
    """Decide the start of a fit.

    Warm needs the same settings, and at most MOST_CHANGE of the interactions and of the films
    gone or new. Films that the last model lacked start small and random, as all do in a cold fit.
    """
    cold = parameters.iterations
    if last is None:
        return Start("there is no earlier model", cold)
    if last.parameters != parameters:
        return Start("the settings have changed", cold)
    if not np.isfinite(last.item_factors).all():
        return Start("the earlier factors are not all finite", cold)
    size = interactions.user_items.nnz
    change = abs(size - last.n_interactions) / last.n_interactions
    if change > MOST_CHANGE:
        return Start(f"{change:.0%} of the interactions are gone or new", cold)
    places = np.searchsorted(last.movie_ids, interactions.movie_ids)
    places = np.minimum(places, last.n_items - 1)
    known = last.movie_ids[places] == interactions.movie_ids
    strange = 1 - np.count_nonzero(known) / max(len(known), last.n_items)
    if strange > MOST_CHANGE:
        return Start(f"{strange:.0%} of the films are gone or new", cold)
    n_factors = parameters.sized(size).factors
    if n_factors != last.item_factors.shape[1]:
        return Start(f"the set has grown to {n_factors} factors", cold)
    rng = np.random.default_rng(parameters.random_state)
    factors = rng.random((len(known), n_factors), dtype=np.float32) * np.float32(0.01)
    factors[known] = last.item_factors[places[known]]
    return Start(
        f"{change:.1%} of the interactions and {strange:.1%} of the films are gone or new",
        min(WARM_SWEEPS, cold),
        factors,
    )
