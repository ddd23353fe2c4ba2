"""Held-out viewers."""

import numpy as np
import pytest

from recommender.catalogue.movielens import Ratings
from recommender.evaluation.splits import GOOD, LEAST_RATINGS, ORDERS, Order, split
from tests import planted


def ratings_of(rows: list[tuple[int, int, float, int]]) -> Ratings:
    users, movies, stars, times = zip(*rows, strict=True)
    return Ratings(
        np.array(users, np.int32),
        np.array(movies, np.int32),
        np.array(stars, np.float32),
        np.array(times, np.int64),
    )


@pytest.mark.parametrize("order", ORDERS)
def test_folds_share_no_viewer_and_leave_out_all_of_theirs(order: Order) -> None:
    ratings = planted.ratings()
    folds = split(ratings, order)
    users = [set(ratings.user_ids[fold.lines].tolist()) for fold in folds]
    assert sum(map(len, users)) == len(set().union(*users)) == 80
    for fold, own in zip(folds, users, strict=True):
        assert len(fold.viewers) == len(own)
        np.testing.assert_array_equal(
            fold.lines, np.flatnonzero(np.isin(ratings.user_ids, list(own)))
        )


@pytest.mark.parametrize("order", ORDERS)
def test_what_is_told_and_what_is_held_out_never_meet(order: Order) -> None:
    for fold in split(planted.ratings(), order):
        for viewer in fold.viewers:
            told = {entry.movie_id for entry in viewer.history}
            assert not told & set(viewer.held_out.tolist())
            assert set(viewer.liked.tolist()) <= set(viewer.held_out.tolist())
            assert (len(told), len(viewer.held_out)) == (9, 3), "four fifths of twelve"


def test_in_times_order_the_latest_films_are_held_out() -> None:
    rows = [(1, film, 4.0 if film % 2 else 2.0, 100 - film) for film in range(1, 21)]
    (fold,) = split(ratings_of(rows), "chronological")
    (viewer,) = fold.viewers
    assert [entry.movie_id for entry in viewer.history] == list(range(20, 4, -1))
    assert viewer.held_out.tolist() == [1, 2, 3, 4]
    assert viewer.liked.tolist() == [1, 3], f"those with {GOOD} stars"
    assert all(entry.at is not None for entry in viewer.history)


def test_in_random_order_nothing_tells_the_time() -> None:
    folds = split(planted.ratings(), "random")
    entries = [entry for fold in folds for viewer in fold.viewers for entry in viewer.history]
    assert entries
    assert all(entry.at is None and entry.rating is not None for entry in entries)


def test_a_film_rated_twice_is_not_there_to_foresee() -> None:
    rows = [(1, film, 4.0, film) for film in range(1, 11)]
    rows += [(1, 1, 5.0, 50), (1, 2, 5.0, 51)]
    (fold,) = split(ratings_of(rows), "chronological")
    assert fold.viewers[0].held_out.tolist() == [10]


def test_who_rated_little_is_not_held_out() -> None:
    rows = [(1, film, 4.0, film) for film in range(1, LEAST_RATINGS)]
    assert split(ratings_of(rows), "chronological") == []


def test_large_sets_are_sampled_and_every_run_deals_alike() -> None:
    ratings = planted.ratings()
    first, again = (split(ratings, "random", most_viewers=20) for _ in range(2))
    assert sum(len(fold.viewers) for fold in first) == 20
    for one, other in zip(first, again, strict=True):
        np.testing.assert_array_equal(one.lines, other.lines)
        assert [viewer.history for viewer in one.viewers] == [
            viewer.history for viewer in other.viewers
        ]


def test_of_films_of_one_second_those_held_out_have_nothing_to_do_with_the_file() -> None:
    rows = [(user, film, 4.0, 7) for user in range(1, 41) for film in range(1, 21)]
    held_out = [
        film
        for fold in split(ratings_of(rows), "chronological")
        for viewer in fold.viewers
        for film in viewer.held_out.tolist()
    ]
    assert len(held_out) == 40 * 4
    assert set(held_out) == set(range(1, 21)), "any film, and not the last ones only"
    again = split(ratings_of(rows[::-1]), "chronological")
    told = [viewer.history for fold in again for viewer in fold.viewers]
    assert told == [
        viewer.history
        for fold in split(ratings_of(rows), "chronological")
        for viewer in fold.viewers
    ]
