"""Strategies: what each is known for, and what holds for all of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.ranking.aggregation import STRATEGIES, Floats, Strategy, choose

EVEN = np.ones(2)


@st.composite
def tastes(draw: st.DrawFn, *, most_members: int = 6) -> Floats:
    shape = (draw(st.integers(1, most_members)), draw(st.integers(1, 12)))
    values = st.integers(0, 20).map(lambda step: step / 20)
    size = shape[0] * shape[1]
    return np.array(draw(st.lists(values, min_size=size, max_size=size))).reshape(shape)


def test_the_average_takes_what_most_like_and_least_misery_what_nobody_minds() -> None:
    relevance = np.array([[1.0, 0.6], [1.0, 0.6], [0.0, 0.5]])
    weights = np.ones(3)
    assert choose(relevance, weights, "average", k=1) == [0]
    assert choose(relevance, weights, "least_misery", k=1) == [1]
    assert choose(relevance, weights, "multiplicative", k=1) == [1]


def test_gfar_is_the_published_formula() -> None:
    rng = np.random.default_rng(3)
    relevance = rng.permuted(np.tile(np.linspace(0, 1, 30), (3, 1)), axis=1)
    places = np.argsort(np.argsort(-relevance, axis=1), axis=1)
    borda = np.maximum(20 - places, 0)
    chance = borda / borda.sum(axis=1, keepdims=True)
    expected: list[int] = []
    for _ in range(5):
        missed = [np.prod([1 - chance[u, j] for j in expected]) for u in range(3)]
        gains = [sum(missed[u] * chance[u, film] for u in range(3)) for film in range(30)]
        expected.append(max(set(range(30)) - set(expected), key=lambda film: gains[film]))
    assert choose(relevance, np.ones(3), "gfar", k=5) == expected


def test_ep_fuzzda_serves_the_minority_in_proportion() -> None:
    three = [1.0, 0.95, 0.9, 0.85, 0.0]
    relevance = np.array([three, three, three, [0.0, 0.0, 0.0, 0.0, 1.0]])
    assert 4 not in choose(relevance, np.ones(4), "average", k=4)
    assert 4 in choose(relevance, np.ones(4), "plain_ep_fuzzda", k=4)
    assert 4 in choose(relevance, np.ones(4), "ep_fuzzda", k=4)


def test_ep_fuzzda_is_the_published_formula() -> None:
    relevance = np.array([[0.9, 0.4, 0.1, 0.7], [0.2, 0.8, 0.6, 0.3], [0.5, 0.1, 0.9, 0.4]])
    weights = np.array([0.5, 0.3, 0.2])
    awarded, total, expected = np.zeros(3), 0.0, []
    for _ in range(3):
        gains = []
        for film in range(4):
            gain = sum(
                min(max(0.0, weights[u] * (relevance[:, film].sum() + total) - awarded[u]), r)
                for u, r in enumerate(relevance[:, film])
            )
            gains.append(-1.0 if film in expected else gain)
        best = int(np.argmax(gains))
        expected.append(best)
        awarded += relevance[:, best]
        total = float(awarded.sum())
    assert choose(relevance, weights, "plain_ep_fuzzda", k=3) == expected


@pytest.mark.parametrize("strategy", ["average", "multiplicative", "borda", "gfar", "ep_fuzzda"])
def test_who_weighs_more_gets_the_first_film(strategy: Strategy) -> None:
    relevance = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert choose(relevance, np.array([1.0, 9.0]), strategy, k=1) == [1]
    assert choose(relevance, np.array([9.0, 1.0]), strategy, k=1) == [0]


@pytest.mark.parametrize("strategy", STRATEGIES)
@given(relevance=tastes(), k=st.integers(1, 12))
def test_a_shorter_list_is_the_head_of_a_longer_one(
    strategy: Strategy, relevance: Floats, k: int
) -> None:
    weights = np.ones(len(relevance))
    longer = choose(relevance, weights, strategy, k=k + 1)
    assert choose(relevance, weights, strategy, k=k) == longer[:k]
    assert len(longer) == len(set(longer)) == min(k + 1, relevance.shape[1])


@pytest.mark.parametrize("strategy", STRATEGIES)
@given(relevance=tastes(most_members=1))
def test_for_one_person_every_strategy_begins_with_their_own_order(
    strategy: Strategy, relevance: Floats
) -> None:
    chosen = choose(relevance, np.ones(1), strategy, k=20)
    assert chosen == np.argsort(-relevance[0], kind="stable").tolist()


@given(relevance=tastes(), chosen=st.sets(st.integers(0, 11)), barred=st.sets(st.integers(0, 11)))
def test_only_what_is_allowed_and_not_there_already_is_chosen(
    relevance: Floats, chosen: set[int], barred: set[int]
) -> None:
    columns = range(relevance.shape[1])
    allowed = np.array([column not in barred for column in columns])
    kept = sorted(chosen & set(columns))
    new = choose(
        relevance, np.ones(len(relevance)), "ep_fuzzda", k=20, allowed=allowed, chosen=kept
    )
    assert set(new) == set(columns) - barred - set(kept)
