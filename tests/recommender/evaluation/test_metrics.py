"""Metrics, against their definitions written out."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.domain import MovieId
from recommender.evaluation.metrics import (
    ndcg_at_k,
    ndcg_of_hits,
    recall_at_k,
    recall_of_hits,
)

films = st.integers(1, 15).map(MovieId)
ranked = st.lists(films, max_size=15, unique=True)
wanted = st.sets(films, min_size=1, max_size=8)


def written_out(ranking: list[MovieId], relevant: set[MovieId], k: int) -> float:
    gains = [1.0 if film in relevant else 0.0 for film in ranking] + [0.0] * k
    best = [1.0] * len(relevant) + [0.0] * k
    got = sum(gains[rank] / math.log2(rank + 2) for rank in range(k))
    return got / sum(best[rank] / math.log2(rank + 2) for rank in range(k))


@settings(deadline=None)
@given(ranking=ranked, relevant=wanted, k=st.integers(1, 15))
def test_ndcg_is_what_its_definition_says(
    ranking: list[MovieId], relevant: set[MovieId], k: int
) -> None:
    assert ndcg_at_k(ranking, relevant, k) == pytest.approx(written_out(ranking, relevant, k))


@settings(deadline=None)
@given(lists=st.lists(st.tuples(ranked, wanted), min_size=1, max_size=5), k=st.integers(1, 15))
def test_many_lists_at_once_give_what_each_gives_alone(
    lists: list[tuple[list[MovieId], set[MovieId]]], k: int
) -> None:
    hits = np.zeros((len(lists), 15), dtype=np.bool_)
    for line, (ranking, relevant) in enumerate(lists):
        hits[line, : len(ranking)] = [film in relevant for film in ranking]
    counts = np.array([len(relevant) for _, relevant in lists])
    np.testing.assert_allclose(ndcg_of_hits(hits, counts, k), [ndcg_at_k(*one, k) for one in lists])
    np.testing.assert_allclose(
        recall_of_hits(hits, counts, k), [recall_at_k(*one, k) for one in lists]
    )


def test_where_nothing_is_to_be_found_there_is_no_figure() -> None:
    assert math.isnan(ndcg_at_k([MovieId(1)], set(), 10))
    assert math.isnan(recall_at_k([MovieId(1)], set(), 10))
    hits, none = np.zeros((1, 10), dtype=np.bool_), np.array([0])
    assert math.isnan(ndcg_of_hits(hits, none, 10)[0])
    assert math.isnan(recall_of_hits(hits, none, 10)[0])
