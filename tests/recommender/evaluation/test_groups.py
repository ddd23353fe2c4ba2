"""Comparing strategies on groups of people with planted tastes."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from recommender.catalogue.movielens import Ratings
from recommender.evaluation.groups import compare_strategies
from recommender.evaluation.nights import simulate_nights
from recommender.evaluation.synthetic_groups import KINDS, Crowd, crowd_apart, groups_of
from recommender.model import FactorModel, Parameters
from recommender.ranking.aggregation import STRATEGIES

FILMS = 60
"""The first half are of one taste, the second of the other."""


def ratings() -> Ratings:
    """A hundred and twenty people who each loved twenty of the thirty films of their taste."""
    rng = np.random.default_rng(5)
    users = np.repeat(np.arange(120), 20)
    films = [rng.permutation(FILMS // 2)[:20] + FILMS // 2 * (user % 2) for user in range(120)]
    return Ratings(
        users.astype(np.int32),
        np.concatenate(films).astype(np.int32),
        np.full(len(users), 5.0, dtype=np.float32),
        np.arange(len(users), dtype=np.int64),
    )


@cache
def apart() -> tuple[FactorModel, Crowd]:
    parameters = replace(Parameters.default(), factors=8, regularization=1.0)
    return crowd_apart(ratings(), parameters, seed=3)


def tastes(crowd: Crowd, group: tuple[int, ...]) -> list[bool]:
    return [crowd.members[row].history[0].movie_id < FILMS // 2 for row in group]


def test_what_is_hidden_is_not_in_anybodys_history() -> None:
    model, crowd = apart()
    for member, enjoyed in zip(crowd.members, crowd.enjoyed, strict=True):
        told = {entry.movie_id for entry in member.history}
        assert not told & set(model.movie_ids[enjoyed].tolist())
        assert len(told) + len(enjoyed) == 20


def test_groups_are_of_the_kind_and_size_asked_for() -> None:
    _, crowd = apart()
    for kind in KINDS:
        for group in groups_of(crowd, kind, 4, 10, seed=1):
            assert len(set(group)) == 4
    for group in groups_of(crowd, "similar", 4, 10, seed=1):
        assert len(set(tastes(crowd, group))) == 1
    for group in groups_of(crowd, "three_against_one", 4, 10, seed=1):
        three, one = tastes(crowd, group)[:3], tastes(crowd, group)[3]
        assert len(set(three)) == 1
        assert one != three[0]


def test_too_few_people_make_no_groups() -> None:
    everyone = ratings()
    few = everyone.user_ids < 20
    part = Ratings(
        everyone.user_ids[few],
        everyone.movie_ids[few],
        everyone.stars[few],
        everyone.timestamps[few],
    )
    with pytest.raises(ValueError, match="rated enough"):
        crowd_apart(part, replace(Parameters.default(), factors=8), seed=1)


def test_every_strategy_gets_a_row_for_every_kind_and_protocol() -> None:
    model, crowd = apart()
    told: list[tuple[int, int]] = []
    rows = compare_strategies(
        model, crowd, groups_each=1, seed=1, progress=lambda done, total: told.append((done, total))
    )
    assert len(rows) == 2 * (1 + len(KINDS)) * len(STRATEGIES)
    assert told[-1] == (28, 28)
    for row in rows:
        assert 0 <= row.min_ndcg <= row.mean_ndcg <= 1
        assert 0 <= row.min_max_ratio <= 1
        assert 0 <= row.zero_hit_share <= 1


def test_the_same_seed_gives_the_same_figures() -> None:
    model, crowd = apart()
    once = compare_strategies(model, crowd, groups_each=1, seed=1, strategies=["ep_fuzzda"])
    assert once == compare_strategies(model, crowd, groups_each=1, seed=1, strategies=["ep_fuzzda"])


def test_a_perfect_list_is_worth_one_to_people_of_one_taste() -> None:
    model, crowd = apart()
    rows = compare_strategies(model, crowd, groups_each=2, seed=1, strategies=["average"])
    by_kind = {(row.protocol, row.kind): row for row in rows}
    alike = by_kind["decoupled", "similar"]
    apart_ = by_kind["decoupled", "divergent"]
    assert alike.mean_ndcg > apart_.mean_ndcg
    assert alike.min_ndcg > 0.6


def test_ours_serves_the_one_against_three_better_than_the_average_does() -> None:
    model, crowd = apart()
    rows = compare_strategies(
        model, crowd, groups_each=2, seed=1, strategies=["average", "ep_fuzzda"]
    )
    average, ours = (
        row for row in rows if (row.protocol, row.kind) == ("decoupled", "three_against_one")
    )
    assert ours.min_ndcg > average.min_ndcg
    assert ours.zero_hit_share <= average.zero_hit_share


def test_remembering_past_nights_serves_the_worst_served_better() -> None:
    model, crowd = apart()
    rows = simulate_nights(model, crowd, groups_each=1, seed=1, nights=5)
    with_memory, without = (
        next(row for row in rows if row.kind == "three_against_one" and row.weighted is weighted)
        for weighted in (True, False)
    )
    assert with_memory.worst_by_mean > without.worst_by_mean
    assert with_memory.n_groups == 4
