"""The films to ask a new person about."""

import numpy as np

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import MovieId
from recommender.model import FactorModel

POOL = 300
"""Only the most-watched films are asked about: a film that nobody has seen tells nothing."""


def deck(model: FactorModel, catalogue: Catalogue, *, k: int = 20) -> tuple[MovieId, ...]:
    """Well-spread, well-known films whose answers tell most about a taste.

    Greedy D-optimal design in factor space: each next film is the one with the largest
    p (yᵀ M⁻¹ y), its chance of having been seen times the uncertainty along its factors that the
    films before it left, where M = λI + Σ p y yᵀ over those.

    Returns:
        At most k films, the most informative first.
    """
    known = np.argsort(-model.counts, kind="stable")[:POOL]
    there = [movie_id in catalogue for movie_id in model.movie_ids[known].tolist()]
    pool = known[there]
    if not len(pool):
        return ()
    factors = model.item_factors[pool].astype(np.float64)
    seen = model.counts[pool] / max(1, int(model.counts.max(initial=1)))
    inverse = np.eye(factors.shape[1]) / max(float((factors**2).sum(axis=1).mean()), 1e-9)
    chosen: list[int] = []
    for _ in range(min(k, len(pool))):
        gains = seen * np.einsum("if,fg,ig->i", factors, inverse, factors)
        gains[chosen] = -np.inf
        best = int(np.argmax(gains))
        chosen.append(best)
        # Sherman-Morrison: the film's direction is known from now on
        along = inverse @ factors[best]
        inverse -= seen[best] * np.outer(along, along) / (1 + seen[best] * factors[best] @ along)
    return tuple(MovieId(int(model.movie_ids[pool[place]])) for place in chosen)
