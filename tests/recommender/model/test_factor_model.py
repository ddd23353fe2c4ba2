from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from implicit.cpu.als import AlternatingLeastSquares
from scipy.sparse import csr_matrix

from recommender.domain import HistoryEntry, MovieId, Signal
from recommender.errors import NoKnownMovies
from recommender.model import FactorModel, Parameters, build_interactions
from recommender.model.training import fit
from tests import planted
from tests.planted import BOTH, HEART, SPACE

FILMS = sorted(SPACE | HEART | BOTH)
UNKNOWN = MovieId(999_999)

ENTRIES = st.builds(
    HistoryEntry,
    st.sampled_from([*map(MovieId, FILMS), UNKNOWN]),
    st.none() | st.sampled_from([0.5, 1.5, 2.0, 3.0, 4.5, 5.0]),
    st.none() | st.floats(0, 1e9),
    st.sampled_from(Signal),
)
HISTORIES = st.lists(ENTRIES, min_size=1, max_size=12).filter(
    lambda history: any(entry.movie_id != UNKNOWN for entry in history)
)


@cache
def model(preset: str = "default") -> FactorModel:
    parameters = Parameters.seed() if preset == "seed" else Parameters.default()
    parameters = replace(parameters, factors=8, regularization=1.0)
    return fit(build_interactions(planted.ratings(), rule=parameters.confidence_rule), parameters)


def column(ours: FactorModel, movie_id: int) -> int:
    """The column of a film that the model knows."""
    found = ours.column(MovieId(movie_id))
    assert found is not None
    return found


@pytest.mark.parametrize("preset", ["default", "seed"])
def test_two_tastes_that_do_not_overlap_are_recovered(preset: str) -> None:
    for taste, other in ((SPACE, HEART), (HEART, SPACE)):
        history = [HistoryEntry(MovieId(one), 5.0) for one in list(taste)[:4]]
        scores = dict(
            zip(model(preset).movie_ids.tolist(), model(preset).scores(history), strict=True)
        )
        own = [scores[one] for one in list(taste)[4:]]
        assert min(own) > max(scores[one] for one in other)


@pytest.mark.parametrize("preset", ["default", "seed"])
@settings(deadline=None, max_examples=40)
@given(history=HISTORIES, movie_id=st.sampled_from(FILMS))
def test_all_shares_sum_to_the_score(
    preset: str, history: list[HistoryEntry], movie_id: int
) -> None:
    ours = model(preset)
    score = ours.scores(history)[ours.column(MovieId(movie_id))]
    shares = ours.shares(history, MovieId(movie_id))
    assert sum(one.share for one in shares) == pytest.approx(float(score), abs=1e-4)
    known = {entry.movie_id for entry in history} - {UNKNOWN}
    assert {one.movie_id for one in shares} == known


@settings(deadline=None, max_examples=40)
@given(history=HISTORIES)
def test_unknown_films_change_nothing(history: list[HistoryEntry]) -> None:
    stranger = HistoryEntry(UNKNOWN, 5.0, history[0].at)
    known = [entry for entry in history if entry.movie_id != UNKNOWN]
    without = [replace(entry, at=None) for entry in known]
    timeless = [*without, replace(stranger, at=None)]
    assert np.array_equal(model().scores(timeless), model().scores(without))


@pytest.mark.parametrize("history", [[], [HistoryEntry(UNKNOWN, 5.0)]])
def test_a_history_without_known_films_is_said_to_be_one(history: list[HistoryEntry]) -> None:
    with pytest.raises(NoKnownMovies):
        model().scores(history)


def test_shares_of_an_unknown_film_are_none() -> None:
    assert model().shares([HistoryEntry(MovieId(1), 5.0)], UNKNOWN) == ()


def test_fold_in_equals_implicits() -> None:
    ours = model("seed")
    theirs = AlternatingLeastSquares(
        factors=8, regularization=ours.regularization, alpha=1.0, num_threads=1
    )
    theirs.item_factors = ours.item_factors
    history = [HistoryEntry(MovieId(one), stars) for one, stars in ((1, 5.0), (2, 3.0), (41, 1.0))]
    columns = [column(ours, entry.movie_id) for entry in history]
    values = np.zeros((1, ours.n_items), np.float32)
    values[0, columns] = [5.0, 3.0, 1.0]
    row = csr_matrix(values)
    expected = theirs.recalculate_user(0, row)
    folded = ours.fold_in(history).factor_part.user_factors
    assert folded == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("preset", ["default", "seed"])
def test_a_dismissed_film_lowers_films_like_it(preset: str) -> None:
    liked = [HistoryEntry(MovieId(one), 4.0) for one in (1, 2, 21, 22)]
    dismissed = [*liked, HistoryEntry(MovieId(3), signal=Signal.DISMISSED)]
    columns = [column(model(preset), one) for one in (4, 5, 6, 7, 8)]
    before, after = model(preset).scores(liked), model(preset).scores(dismissed)
    assert after[columns].sum() < before[columns].sum()


def test_a_film_that_one_hated_is_no_reason() -> None:
    history = [HistoryEntry(MovieId(1), 0.5), HistoryEntry(MovieId(2), 5.0)]
    assert model().fold_in(history).liked.tolist() == [False, True]


def test_the_newest_films_weigh_most() -> None:
    space, heart = list(SPACE), list(HEART)
    columns = [column(model(), one) for one in space[4:]]

    def likely(order: list[int]) -> float:
        history = [HistoryEntry(MovieId(one), 4.0, float(at)) for at, one in enumerate(order)]
        return float(model().scores(history)[columns].mean())

    assert likely(heart[:4] + space[:4]) > likely(space[:4] + heart[:4])


def test_scoring_does_not_change_the_model() -> None:
    before = model().item_factors.copy()
    model().shares([HistoryEntry(MovieId(1), 5.0)], MovieId(2))
    assert np.array_equal(model().item_factors, before)
