"""The gate that a new model must pass."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from recommender.errors import FitRefused
from recommender.evaluation.gate import gate, held_out_lines
from recommender.model import FactorModel, Parameters, build_interactions
from recommender.model.training import fit
from tests import planted

_PLANTED = planted.ratings()
RATINGS = replace(
    _PLANTED, timestamps=np.random.default_rng(2).permutation(len(_PLANTED)).astype(np.int64)
)
"""The planted ratings in an order that has nothing to do with taste."""


@cache
def model() -> FactorModel:
    parameters = replace(Parameters.default(), factors=8, regularization=1.0)
    return fit(build_interactions(RATINGS, leave_out=held_out_lines(RATINGS)), parameters)


def test_a_good_model_passes_with_its_figures() -> None:
    passed = gate(model(), RATINGS, model())
    assert passed.n_viewers == 40, "half of so few"
    assert passed.ndcg > passed.popularity_ndcg
    assert passed.served_ndcg == passed.ndcg
    assert set(passed.metrics) == {
        "held_out_viewers",
        "ndcg_at_10",
        "popularity_ndcg_at_10",
        "served_ndcg_at_10",
    }


def test_a_model_with_a_number_that_is_none_is_refused() -> None:
    factors = np.array(model().item_factors)
    factors[3, 2] = np.nan
    with pytest.raises(FitRefused, match="not all finite"):
        gate(replace(model(), item_factors=factors), RATINGS)


def test_item_weights_that_are_no_numbers_are_refused() -> None:
    head = model().head
    assert head is not None
    weights = np.array(head.weights)
    weights[0, 1] = np.inf
    with pytest.raises(FitRefused, match="not all finite"):
        gate(replace(model(), head=replace(head, weights=weights)), RATINGS)


def test_a_model_worse_than_popularity_is_refused() -> None:
    # in the planted order everybody's latest films are those that both tastes know
    everybody = planted.fitted().model
    contrary = replace(
        everybody,
        head=None,
        item_factors=np.zeros_like(everybody.item_factors),
        parameters=replace(everybody.parameters, prior_weight=-1.0),
    )
    with pytest.raises(FitRefused, match="most popular films"):
        gate(contrary, _PLANTED)


def test_a_model_clearly_worse_than_the_served_one_is_refused() -> None:
    popular = replace(model(), parameters=replace(model().parameters, prior_weight=1000.0))
    with pytest.raises(FitRefused, match="model served now"):
        gate(popular, RATINGS, model())


def test_held_out_lines_are_the_latest_of_their_viewers_and_always_the_same() -> None:
    lines = held_out_lines(RATINGS)
    np.testing.assert_array_equal(lines, held_out_lines(RATINGS))
    for user in np.unique(RATINGS.user_ids[lines]):
        own = np.flatnonzero(RATINGS.user_ids == user)
        held = np.isin(own, lines)
        assert RATINGS.timestamps[own[held]].min() > RATINGS.timestamps[own[~held]].max()
        assert held.sum() == 2, "a fifth of twelve"


def test_a_set_without_times_can_be_fitted_and_the_gate_says_so() -> None:
    # in the file everybody's last films are those that both tastes know
    timeless = replace(_PLANTED, timestamps=np.zeros_like(_PLANTED.timestamps))
    parameters = replace(Parameters.default(), factors=8, regularization=1.0)
    matrix = build_interactions(timeless, leave_out=held_out_lines(timeless))
    passed = gate(fit(matrix, parameters), timeless)
    assert passed.ndcg > passed.popularity_ndcg
    assert passed.metrics["viewers_without_order"] == passed.n_viewers
