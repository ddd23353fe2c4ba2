"""The films to ask a new person about."""

import numpy as np

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import MovieId
from recommender.model import FactorModel
from recommender.ranking.order import TOLERANCE

POOL = 300
"""Only the most-watched films are asked about: a film that nobody has seen tells nothing."""
TARGETS = 1000
"""The most-watched films, whose scores the answers should make surer."""


def deck(model: FactorModel, catalogue: Catalogue, *, k: int = 20) -> tuple[MovieId, ...]:
    """Well-spread, well-known films whose answers tell most about a taste.

    Greedy A-optimal design in factor space. With M⁻¹ the uncertainty about a viewer's factors,
    asking about film j is worth

        p_j Σ_i p_i (y_iᵀ M⁻¹ y_j)² / (λ + y_jᵀ M⁻¹ y_j),

    its chance p of having been seen times how much surer an answer makes the scores of all films i
    that people watch; λ is the mean length of a film's factors, squared. The best is taken, M
    learns of it, and so on. Asking by popularity, by entropy, and by the volume of M instead gives
    worse first lists: see tests/benchmarks/deck.py.

    Returns:
        At most k films, the most informative first.
    """
    order = np.argsort(-model.counts, kind="stable")[:TARGETS]
    known = order[:POOL]
    pool = known[[movie_id in catalogue for movie_id in model.movie_ids[known].tolist()]]
    if not len(pool):
        return ()
    targets = model.item_factors[order].astype(np.float64)
    watched = model.counts[order] / max(1, model.n_people)
    factors = model.item_factors[pool].astype(np.float64)
    seen = model.counts[pool] / max(1, model.n_people)
    noise = max(float((factors**2).sum(axis=1).mean()), 1e-9)
    uncertainty = np.eye(factors.shape[1])
    chosen: list[int] = []
    for _ in range(min(k, len(pool))):
        along = factors @ uncertainty
        variance = noise + (along * factors).sum(axis=1)
        gains = seen * ((along @ targets.T) ** 2 @ watched) / variance
        gains[chosen] = -np.inf
        # the pool is ordered by popularity, so the first of equals is the most watched
        best = int(np.argmax(gains >= gains.max() * (1 - TOLERANCE)))
        chosen.append(best)
        # Sherman-Morrison: with the chance that it was seen, its direction is known from now on
        shrink = seen[best] / (noise + seen[best] * (factors[best] @ along[best]))
        uncertainty -= shrink * np.outer(along[best], along[best])
    return tuple(MovieId(one) for one in model.movie_ids[pool[chosen]].tolist())
