"""Held-out quality in the planted world, where the truth is known."""

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from recommender.evaluation.baselines import BASELINES
from recommender.evaluation.evaluate import Report, evaluate
from recommender.evaluation.splits import split
from recommender.evaluation.systems import ABLATION, OURS, Training
from recommender.model import Parameters
from tests import planted

PARAMETERS = replace(Parameters.default(), factors=8, regularization=1.0)


@cache
def report() -> Report:
    ratings = planted.ratings()
    folds = split(ratings, "random")[:1]
    return evaluate(ratings, "random", PARAMETERS, folds=folds, lengths=(1, 3))


def test_two_tastes_are_foreseen_far_better_than_by_popularity() -> None:
    ours, popular, *_ = report().part("baseline")
    assert (ours.system, popular.system) == ("ours", "most popular")
    assert popular.behind_ours > 3 * popular.standard_error > 0
    assert ours.ndcg_at_10 - popular.ndcg_at_10 == pytest.approx(popular.behind_ours)
    assert ours.behind_ours == ours.standard_error == 0


def test_every_system_is_measured_at_every_length_and_ours_without_each_piece() -> None:
    names = [system.name for system in (OURS, *BASELINES)]
    for films in (None, 1, 3):
        assert [row.system for row in report().part("baseline", films=films)] == names
    assert [row.system for row in report().part("ablation")] == [one.name for one in ABLATION]
    assert {row.n_viewers for row in report().rows} == {16}


def test_figures_are_shares_and_go_through_json() -> None:
    for row in report().rows:
        record = json.loads(json.dumps(row.record))
        assert record["system"] == row.system
        shares = [value for name, value in record.items() if "_at_" in name]
        assert len(shares) == 7
        assert all(0 <= share <= 1 for share in shares)
        assert 1 <= row.popularity_rank <= 30


def test_popularity_does_not_depend_on_what_is_known_of_a_viewer() -> None:
    figures = {row.ndcg_at_10 for row in report().rows if row.system == "most popular"}
    assert len(figures) == 1


def test_every_system_scores_the_same_columns_with_finite_numbers() -> None:
    ratings = planted.ratings()
    (fold, *_) = split(ratings, "random")
    training = Training(ratings, fold.lines, PARAMETERS)
    histories = [viewer.history for viewer in fold.viewers]
    for system in (OURS, *BASELINES, *ABLATION):
        scores = system.fit(training)(histories)
        assert scores.shape == (len(histories), len(training.stars.movie_ids)), system.name
        assert np.isfinite(scores).all(), system.name


def test_nobody_to_hold_out_is_said() -> None:
    few = planted.ratings()
    few = replace(
        few,
        user_ids=few.user_ids[:5],
        movie_ids=few.movie_ids[:5],
        stars=few.stars[:5],
        timestamps=few.timestamps[:5],
    )
    with pytest.raises(ValueError, match="no viewer has rated enough"):
        evaluate(few, "random", PARAMETERS)
