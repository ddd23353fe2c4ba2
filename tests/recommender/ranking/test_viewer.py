"""The best list for one viewer, its reasons, and its groups."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import Filters, HistoryEntry, MovieId, Recommendation, Share, Signal
from recommender.ranking.explanation import grouped, standing_out
from recommender.ranking.viewer import recommend
from tests import planted

CATALOGUE = Catalogue(planted.films())
IDS = [film.movie_id for film in planted.films()]

entries = st.builds(
    HistoryEntry,
    movie_id=st.sampled_from([*IDS, MovieId(999)]),
    rating=st.none() | st.integers(1, 10).map(lambda halves: halves / 2),
    signal=st.sampled_from(Signal),
)
histories = st.lists(entries, max_size=8).map(tuple)


def watched(*movie_ids: int, rating: float | None = 5.0) -> tuple[HistoryEntry, ...]:
    return tuple(HistoryEntry(MovieId(movie_id), rating) for movie_id in movie_ids)


@settings(deadline=None)
@given(history=histories, excluded=st.sets(st.sampled_from(IDS), max_size=5))
def test_what_a_viewer_saw_refused_or_had_excluded_never_comes(
    history: tuple[HistoryEntry, ...], excluded: set[MovieId]
) -> None:
    listed = recommend(planted.fitted().model, CATALOGUE, history, k=50, exclude=excluded)
    ids = [one.movie_id for one in listed]
    assert not {entry.movie_id for entry in history} & set(ids)
    assert not excluded & set(ids)
    assert len(ids) == len(set(ids))


@settings(deadline=None)
@given(history=histories, k=st.integers(1, 20))
def test_a_longer_list_only_continues(history: tuple[HistoryEntry, ...], k: int) -> None:
    model = planted.fitted().model
    shorter, longer = (recommend(model, CATALOGUE, history, k=n) for n in (k, k + 1))
    assert [(one.movie_id, one.score) for one in shorter] == [
        (one.movie_id, one.score) for one in longer[:k]
    ]


def test_filters_apply_before_the_cut() -> None:
    love = Filters(genres=("Romance",))
    listed = recommend(planted.fitted().model, CATALOGUE, watched(1, 2, 3), k=12, filters=love)
    assert [one.movie_id for one in listed if one.movie_id not in planted.HEART] == []
    assert len(listed) == len(planted.HEART)


def test_without_a_history_the_most_watched_films_come_without_a_reason() -> None:
    model = planted.fitted().model
    listed = recommend(model, CATALOGUE, (), k=10)
    counts = [model.counts[model.column(one.movie_id)] for one in listed]
    assert counts == sorted(model.counts.tolist(), reverse=True)[:10]
    assert all(one.because == () for one in listed)


def test_a_taste_is_served_and_cited() -> None:
    listed = recommend(planted.fitted().model, CATALOGUE, watched(1, 2, 3, 4), k=6)
    assert sum(one.movie_id in planted.SPACE for one in listed) >= 5
    for one in listed:
        if one.movie_id in planted.SPACE and one.because:
            assert one.because[0].movie_id in planted.SPACE


@settings(deadline=None)
@given(history=histories)
def test_cited_films_are_liked_ones_with_the_largest_positive_shares(
    history: tuple[HistoryEntry, ...],
) -> None:
    model = planted.fitted().model
    refused = {entry.movie_id for entry in history if entry.signal is Signal.DISMISSED}
    for one in recommend(model, CATALOGUE, history, k=5):
        shares = sorted((share.share for share in one.because), reverse=True)
        assert [share.share for share in one.because] == shares
        assert all(share > 0 for share in shares)
        assert len({share.movie_id for share in one.because} & refused) == 0 or any(
            entry.movie_id in refused and entry.signal is Signal.WATCHED for entry in history
        )


def test_removing_the_top_cited_film_lowers_the_score() -> None:
    model = planted.fitted().model
    rng = np.random.default_rng(3)
    lowered, asked = 0, 0
    for taste in (planted.SPACE, planted.HEART) * 15:
        chosen = rng.permutation([*taste, *planted.BOTH])[:6].tolist()
        history = watched(*chosen, rating=4.5)
        for one in recommend(model, CATALOGUE, history, k=3):
            if not one.because:
                continue
            column = model.column(one.movie_id)
            without = [entry for entry in history if entry.movie_id != one.because[0].movie_id]
            asked += 1
            lowered += bool(model.scores(without)[column] < one.score)
    assert asked > 50
    assert lowered / asked >= 0.95


def test_a_film_stands_out_by_its_part_of_the_positive_shares() -> None:
    ids = [MovieId(n) for n in range(1, 5)]
    assert standing_out(ids, np.array([0.5, 0.1, -0.4, 0.0])) == (Share(MovieId(1), 0.5),)
    assert standing_out(ids, np.array([-0.5, -0.1, -0.4, 0.0])) == ()
    many = [MovieId(n) for n in range(1, 41)]
    assert standing_out(many, np.full(40, 0.1)) == (), "all alike: nobody stands out"


recommendations = st.lists(
    st.builds(
        Recommendation,
        movie_id=st.integers(1, 1000).map(MovieId),
        score=st.just(1.0),
        because=st.lists(
            st.builds(Share, st.integers(1001, 1006).map(MovieId), st.floats(0.1, 1)),
            max_size=3,
            unique_by=lambda share: share.movie_id,
        ).map(tuple),
    ),
    max_size=12,
    unique_by=lambda one: one.movie_id,
)


@settings(deadline=None)
@given(listed=recommendations)
def test_grouping_keeps_each_film_once_and_cites_its_own_reason(
    listed: list[Recommendation],
) -> None:
    groups = grouped(listed)
    spread = [one for group in groups for one in group.recommendations]
    assert sorted(one.movie_id for one in spread) == sorted(one.movie_id for one in listed)
    for group in groups:
        assert group.recommendations
        for one in group.recommendations:
            cited = {share.movie_id for share in one.because}
            assert group.because in cited if group.because is not None else not cited
    causes = [group.because for group in groups]
    assert len(causes) == len(set(causes))


@pytest.mark.parametrize("signal", list(Signal))
def test_a_film_that_nobody_else_knows_changes_nothing(signal: Signal) -> None:
    model = planted.fitted().model
    strange = replace(watched(999)[0], signal=signal)
    history = watched(1, 2)
    with_it = recommend(model, CATALOGUE, (*history, strange), k=5)
    assert with_it == recommend(model, CATALOGUE, history, k=5)


def test_a_list_may_be_made_of_some_films_and_without_others() -> None:
    some = (MovieId(2), MovieId(3), MovieId(21))
    model = planted.fitted().model
    listed = recommend(model, CATALOGUE, watched(1), k=12, filters=Filters(among=some))
    assert {one.movie_id for one in listed} == {*some}
    without = Filters(among=some, not_among=some[:1])
    listed = recommend(model, CATALOGUE, watched(1), k=12, filters=without)
    assert {one.movie_id for one in listed} == {3, 21}


def test_a_film_that_is_listed_twice_comes_once_and_under_its_own_id() -> None:
    twice = Catalogue(planted.films(), duplicates={MovieId(3): MovieId(2)})
    listed = recommend(planted.fitted().model, twice, watched(1), k=50)
    ids = [one.movie_id for one in listed]
    assert 2 in ids
    assert 3 not in ids
