"""One order for every list, the same on every processor."""

from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from recommender.ranking.order import TOLERANCE, best_first, equal_groups, levelled, ranked

FEW = st.integers(1, 300)


def test_films_that_differ_in_the_last_digits_are_ordered_by_popularity_then_id() -> None:
    scores = np.array([1.0, 0.5, 0.5 + 4e-7, 0.5 - 4e-7, 0.9])
    counts = np.array([1, 10, 5, 10, 1])
    assert list(best_first(scores, counts)) == [0, 4, 1, 3, 2]


def test_a_chain_of_near_scores_is_one_tie() -> None:
    step = TOLERANCE * 0.9
    scores = np.array([1.0, 1.0 - step, 1.0 - 2 * step, 0.5])
    assert list(best_first(scores, np.array([1, 2, 3, 9]))) == [2, 1, 0, 3]


def test_films_that_may_not_be_listed_stand_at_the_end() -> None:
    scores = np.array([-np.inf, 0.2, -np.inf, 0.1])
    assert list(best_first(scores, np.array([1, 1, 2, 1]))) == [1, 3, 2, 0]


@given(
    arrays(np.float32, FEW, elements=st.floats(-4, 4, width=32)),
    st.integers(0, 2**32 - 1),
    st.floats(0, TOLERANCE / 10),
)
def test_noise_within_the_spread_changes_no_order_where_scores_keep_their_distance(
    scores: np.ndarray, seed: int, spread: float
) -> None:
    # On a grid ten tolerances wide scores are either equal or clearly apart.
    grid = 10 * TOLERANCE * 4
    exact = np.round(scores / grid) * grid
    exact = np.append(exact, 4.0)
    noise = np.random.default_rng(seed).uniform(-spread, spread, len(exact))
    counts = np.arange(len(exact)) % 7
    assert list(best_first(exact + noise, counts)) == list(best_first(exact, counts))


@given(
    arrays(np.float32, FEW, elements=st.sampled_from([0.0, 0.25, 0.5, 0.5 + 1e-7, 1.0])),
    st.integers(0, 300),
)
def test_a_list_of_k_is_the_head_of_the_whole_order(scores: np.ndarray, k: int) -> None:
    counts = np.arange(len(scores)) % 3
    whole = list(best_first(scores, counts))
    assert sorted(whole) == list(range(len(scores)))
    assert list(islice(best_first(scores, counts), k)) == whole[:k]


def test_ties_across_a_batch_are_broken_as_within_one() -> None:
    scores = np.full(2000, 0.5)
    counts = np.arange(2000)
    assert list(islice(best_first(scores, counts), 5)) == [1999, 1998, 1997, 1996, 1995]


def test_equal_values_share_one_level_and_one_place_in_line() -> None:
    values = np.array([0.2, 1.0, 1.0 - 1e-8, 0.2])
    assert levelled(values).tolist() == [0.2, 1.0, 1.0, 0.2]
    assert ranked(values).tolist() == [1, 2, 0, 3]


@pytest.mark.parametrize("values", [[], [3.0]])
def test_none_and_one_are_ordered_too(values: list[float]) -> None:
    array = np.array(values)
    assert list(best_first(array, np.zeros(len(values), np.int64))) == list(range(len(values)))
    assert ranked(array).tolist() == list(range(len(values)))
    assert len(equal_groups(array, 0.1)) == len(values)
