import logging
from dataclasses import replace

import numpy as np
import pytest

from recommender.domain import HistoryEntry, MovieId, PersonId
from recommender.model import FactorModel, Parameters, build_interactions
from recommender.model.start import cold_or_warm
from recommender.model.training import fit
from tests import planted

SMALL = replace(Parameters.default(), factors=8, regularization=1.0)
ADDED = MovieId(1_000_000_001)


def fitted(warm: FactorModel | None = None) -> FactorModel:
    return fit(build_interactions(planted.ratings()), SMALL, warm=warm)


def test_the_same_data_and_seed_make_the_same_model() -> None:
    assert np.array_equal(fitted().item_factors, fitted().item_factors)


def test_nothing_to_fit_to_is_an_error() -> None:
    empty = replace(
        planted.ratings(),
        user_ids=np.array([], np.int32),
        movie_ids=np.array([], np.int32),
        stars=np.array([], np.float32),
        timestamps=np.array([], np.int64),
    )
    with pytest.raises(ValueError, match="no interactions"):
        fit(build_interactions(empty), SMALL)


def test_every_sweep_is_told() -> None:
    told: list[tuple[int, int]] = []
    fit(
        build_interactions(planted.ratings()),
        SMALL,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(done, SMALL.iterations) for done in range(1, SMALL.iterations + 1)]


def test_a_film_that_people_added_is_scored_after_the_next_fit() -> None:
    histories = [
        (PersonId(person), [HistoryEntry(MovieId(1), 5.0), HistoryEntry(ADDED, 5.0)])
        for person in range(3)
    ]
    model = fit(build_interactions(planted.ratings(), histories), SMALL)
    column = model.column(ADDED)
    assert column is not None
    assert model.scores([HistoryEntry(MovieId(1), 5.0)])[column] > 0


def test_a_fit_starts_warm_where_little_has_changed_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    last = fitted()
    with caplog.at_level(logging.INFO, logger="recommender.model.training"):
        fitted(warm=last)
    assert "warm start: 0.0% of the interactions" in caplog.text


def test_a_warm_start_does_not_touch_the_last_model() -> None:
    last = fitted()
    before = last.item_factors.copy()
    fitted(warm=last)
    assert np.array_equal(last.item_factors, before)


def test_a_fit_starts_cold_where_much_has_changed() -> None:
    last = fitted()
    interactions = build_interactions(planted.ratings())
    for changed, reason in (
        (None, "no earlier model"),
        (replace(last, parameters=Parameters.default()), "settings"),
        (replace(last, n_interactions=last.n_interactions // 2), "interactions"),
        (replace(last, movie_ids=last.movie_ids + 1_000), "films"),
        (replace(last, item_factors=last.item_factors * np.float32(np.nan)), "finite"),
    ):
        start = cold_or_warm(interactions, SMALL, changed)
        assert start.item_factors is None
        assert reason in start.reason


def test_factors_and_penalties_follow_the_size_of_the_set() -> None:
    rule = Parameters.default()
    small, large = rule.sized(100_000), rule.sized(800_000)
    assert (small.factors, large.factors) == (96, 128)
    assert large.regularization == pytest.approx(small.regularization * 8**0.4)
    assert large.head_regularization == pytest.approx(small.head_regularization * 8**0.5)
    assert rule.sized(32_000_000).factors == 128
    assert rule.sized(1).factors == 64
    assert replace(rule, factors=48).sized(800_000).factors == 48


def test_the_tutorials_settings_follow_no_size() -> None:
    seed = Parameters.seed()
    assert seed.sized(1_000) == seed.sized(32_000_000)
    assert seed.sized(1_000).regularization == seed.regularization


def test_a_fit_starts_cold_where_the_set_has_outgrown_its_factors() -> None:
    last = replace(fitted(), parameters=replace(SMALL, factors=None))
    start = cold_or_warm(build_interactions(planted.ratings()), last.parameters, last)
    assert start.item_factors is None
    assert "64 factors" in start.reason


def test_the_log_says_where_no_order_is_known(caplog: pytest.LogCaptureFixture) -> None:
    ratings = planted.ratings()
    at_once = replace(ratings, timestamps=np.where(ratings.user_ids < 11, 5, ratings.timestamps))
    with caplog.at_level(logging.INFO, logger="recommender.model.training"):
        fit(build_interactions(at_once), SMALL)
    assert "Most of the films of 10 of 80 people bear one second" in caplog.text
