"""The search for settings."""

from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from recommender.catalogue.movielens import Ratings
from recommender.evaluation.tuning import Trial, tune
from recommender.model import Parameters
from tests import planted

SPOILT = replace(Parameters.default(), factors=8, regularization=1.0, head_weight=-1.5)
"""With the item-item part turned against the viewer, one move helps more than all others."""


def ratings() -> Ratings:
    """The planted ratings in an order that has nothing to do with taste."""
    drawn = np.random.default_rng(2).permutation(len(planted.ratings()))
    return replace(planted.ratings(), timestamps=drawn.astype(np.int64))


def test_a_setting_that_is_far_off_is_moved() -> None:
    found = tune(ratings(), SPOILT, budget_s=1e9)
    assert found.parameters.head_weight > SPOILT.head_weight
    kept = [trial for trial in found.trials if trial.kept]
    assert [trial.ndcg for trial in kept] == sorted(trial.ndcg for trial in kept)
    assert all(trial.gain > trial.standard_error for trial in kept[1:])


def test_what_is_not_clearly_better_is_not_kept() -> None:
    found = tune(ratings(), SPOILT, budget_s=1e9)
    for trial in found.trials[1:]:
        assert trial.kept == (trial.gain > trial.standard_error)


def test_no_move_is_begun_that_would_not_end_in_time() -> None:
    ticks = count()
    told: list[Trial] = []
    found = tune(
        ratings(), SPOILT, budget_s=8.0, clock=lambda: float(next(ticks)), told=told.append
    )
    whole = tune(ratings(), SPOILT, budget_s=1e9)
    assert 1 < len(found.trials) < len(whole.trials)
    assert tuple(told) == found.trials


def test_without_time_the_settings_stay() -> None:
    found = tune(ratings(), SPOILT, budget_s=0.0)
    assert found.parameters == SPOILT
    assert [trial.setting for trial in found.trials] == [""]


def test_too_few_ratings_cannot_be_tuned_by() -> None:
    nobody = ratings()
    few = Ratings(
        nobody.user_ids[:5], nobody.movie_ids[:5], nobody.stars[:5], nobody.timestamps[:5]
    )
    with pytest.raises(ValueError, match="no viewer"):
        tune(few, SPOILT, budget_s=1.0)
