"""What stands in for a model until the first one is fitted."""

from collections.abc import Mapping

import numpy as np

from recommender.domain import MovieId
from recommender.model.factor_model import FactorModel
from recommender.model.parameters import Parameters


def counted(popularity: Mapping[MovieId, int]) -> FactorModel:
    """A model without factors: it knows how many people watched each film, and nothing of tastes.

    Every score is 0, so films are ordered by their audience.
    """
    movie_ids = np.array(sorted(popularity), dtype=np.int64)
    counts = np.array([popularity[MovieId(one)] for one in movie_ids.tolist()], dtype=np.int64)
    return FactorModel(
        movie_ids=movie_ids,
        counts=counts,
        n_people=int(counts.max(initial=0)),
        n_interactions=int(counts.sum()),
        item_factors=np.zeros((len(movie_ids), 1), dtype=np.float32),
        gram=np.zeros((1, 1)),
        scale=1.0,
        parameters=Parameters(factors=1, head_items=0, prior_weight=0.0),
    )
