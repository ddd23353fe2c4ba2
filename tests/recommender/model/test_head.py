"""The item-item part."""

from dataclasses import replace

import numpy as np

from recommender.catalogue.movielens import Ratings
from recommender.model import Parameters, build_interactions
from recommender.model.head import Head, fit_head
from tests import planted

STRETCHES = replace(Parameters.default(), head_window=4)
WHOLE = replace(STRETCHES, head_window=0)


def at_once(second: int = 0) -> Ratings:
    """The planted ratings, all given in one second."""
    ratings = planted.ratings()
    return replace(ratings, timestamps=np.full_like(ratings.timestamps, second))


def head(ratings: Ratings, parameters: Parameters) -> Head:
    found = fit_head(build_interactions(ratings), parameters)
    assert found is not None
    return found


def test_films_watched_one_after_another_belong_together() -> None:
    ordered, whole = (head(planted.ratings(), rule) for rule in (STRETCHES, WHOLE))
    assert not np.allclose(ordered.weights, whole.weights, atol=1e-3)


def test_of_films_of_one_second_no_order_is_read() -> None:
    np.testing.assert_allclose(
        head(at_once(), STRETCHES).weights, head(at_once(), WHOLE).weights, atol=1e-5
    )


def test_the_order_of_the_file_means_nothing() -> None:
    ratings = planted.ratings()
    pairs = replace(ratings, timestamps=ratings.timestamps // 2)
    mixed = np.random.default_rng(5).permutation(len(ratings))
    shuffled = Ratings(
        pairs.user_ids[mixed],
        pairs.movie_ids[mixed],
        pairs.stars[mixed],
        pairs.timestamps[mixed],
    )
    np.testing.assert_allclose(
        head(pairs, STRETCHES).weights, head(shuffled, STRETCHES).weights, atol=1e-5
    )
