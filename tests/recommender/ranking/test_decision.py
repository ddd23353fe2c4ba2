"""From votes to one film."""

from hypothesis import given
from hypothesis import strategies as st

from recommender.ranking.decision import Decision, decide, need

votes = st.lists(st.integers(0, 8), min_size=1, max_size=10)


def test_most_approvals_win_whatever_the_fit() -> None:
    assert decide([1, 3, 2], [0.9, 0.1, 0.8], seed=1) == Decision(1, "votes")


def test_a_tie_goes_to_the_better_fit() -> None:
    assert decide([2, 2, 1], [0.4, 0.6, 0.9], seed=1) == Decision(1, "fit")


def test_a_tie_in_both_is_drawn_and_the_seed_repeats_the_draw() -> None:
    drawn = [decide([2, 2, 2], [0.5, 0.5, 0.5], seed=seed) for seed in range(30)]
    assert {decision.by for decision in drawn} == {"draw"}
    assert {decision.winner for decision in drawn} == {0, 1, 2}
    assert drawn == [decide([2, 2, 2], [0.5, 0.5, 0.5], seed=seed) for seed in range(30)]


@given(approvals=votes, seed=st.integers(0, 10**9), data=st.data())
def test_nothing_with_fewer_votes_ever_wins(
    approvals: list[int], seed: int, data: st.DataObject
) -> None:
    n = len(approvals)
    scores = data.draw(st.lists(st.floats(0, 1), min_size=n, max_size=n))
    decision = decide(approvals, scores, seed=seed)
    assert approvals[decision.winner] == max(approvals)


@given(missed=st.floats(-20, 20), more=st.floats(0, 20))
def test_who_missed_more_never_counts_less(missed: float, more: float) -> None:
    assert 0 < need(missed) <= need(missed + more)
    assert need(0.0) == 1.0
