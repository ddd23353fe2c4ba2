import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.catalogue.movielens import Ratings
from recommender.domain import HistoryEntry, MovieId, PersonId, Signal
from recommender.model import build_interactions

Line = tuple[int, int, float, int]


def ratings_of(lines: list[Line]) -> Ratings:
    users, movies, stars, times = zip(*lines, strict=True) if lines else ((), (), (), ())
    return Ratings(
        np.array(users, np.int32),
        np.array(movies, np.int32),
        np.array(stars, np.float32),
        np.array(times, np.int64),
    )


LINES = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.integers(10, 16),
        st.sampled_from([0.5, 2.0, 3.5, 5.0]),
        st.integers(0, 50),
    ),
    min_size=1,
    max_size=40,
)


@settings(deadline=None)
@given(LINES)
def test_every_user_and_film_has_its_cell_with_the_latest_line(lines: list[Line]) -> None:
    found = build_interactions(ratings_of(lines), rule="stars")
    latest: dict[tuple[int, int], float] = {}
    for user, movie, stars, _ in sorted(lines, key=lambda line: line[3]):
        latest[user, movie] = stars
    users = sorted({user for user, _ in latest})
    dense = found.user_items.toarray()
    expected = np.zeros_like(dense)
    for (user, movie), stars in latest.items():
        expected[users.index(user), found.movie_ids.tolist().index(movie)] = stars
    assert np.array_equal(dense, expected)
    assert found.counts.tolist() == (expected > 0).sum(axis=0).tolist()
    assert found.user_items.nnz == len(latest)


@settings(deadline=None)
@given(st.permutations([(1, 10, 4.0, 3), (1, 11, 4.0, 1), (1, 12, 4.0, 2), (2, 10, 4.0, 9)]))
def test_rows_keep_the_order_of_watching_whatever_the_order_of_lines(lines: list[Line]) -> None:
    matrix = build_interactions(ratings_of(lines)).user_items
    assert matrix.indices[matrix.indptr[0] : matrix.indptr[1]].tolist() == [1, 2, 0]


def test_people_stand_below_movielens_and_their_ids_are_no_row_numbers() -> None:
    person = PersonId(4_503_599_627_370_495)
    history = (HistoryEntry(MovieId(10), 5.0), HistoryEntry(MovieId(1_000_000_007)))
    found = build_interactions(ratings_of([(9, 10, 4.0, 1)]), [(person, history)], rule="stars")
    assert found.user_items.shape == (2, 2)
    assert found.movie_ids.tolist() == [10, 1_000_000_007]
    assert found.user_items.toarray()[1].tolist() == [5.0, 3.5]


def test_a_person_without_films_is_an_empty_row() -> None:
    found = build_interactions(ratings_of([(9, 10, 4.0, 1)]), [(PersonId(1), ())])
    assert found.user_items.toarray()[1].tolist() == [0.0]


def test_a_dismissed_film_is_negative_and_nobody_watched_it() -> None:
    history = (HistoryEntry(MovieId(10), signal=Signal.DISMISSED),)
    found = build_interactions(ratings_of([(9, 11, 4.0, 1)]), [(PersonId(1), history)])
    assert found.user_items.toarray()[1][0] < 0
    assert found.counts.tolist() == [0, 1]


def test_lines_that_are_left_out_stay_out() -> None:
    lines = [(1, 10, 4.0, 1), (1, 11, 4.0, 2), (2, 11, 4.0, 3)]
    found = build_interactions(ratings_of(lines), leave_out=np.array([1]))
    assert found.user_items.nnz == 2
    assert found.counts.tolist() == [1, 1]


def test_entries_of_one_second_are_marked_as_without_order() -> None:
    lines = [(1, 10, 4.0, 5), (1, 11, 4.0, 5), (1, 12, 4.0, 9), (2, 10, 4.0, 9), (2, 11, 4.0, 9)]
    found = build_interactions(ratings_of(lines))
    assert found.together.tolist() == [False, True, False, False, True]
    assert found.one_sitting.tolist() == [True, True]


def test_a_history_with_several_seconds_has_an_order() -> None:
    lines = [(1, 10 + place, 4.0, place // 2) for place in range(6)] + [(2, 10, 4.0, 1)]
    assert build_interactions(ratings_of(lines)).one_sitting.tolist() == [False, False]


def test_people_have_an_order_only_where_every_entry_has_a_time() -> None:
    def history(*times: float | None) -> list[HistoryEntry]:
        return [HistoryEntry(MovieId(10 + place), at=at) for place, at in enumerate(times)]

    people = [
        (PersonId(1), history(1.0, 2.0, 3.0)),
        (PersonId(2), history(1.0, None, 3.0)),
        (PersonId(3), history(2.0, 2.0, 3.0)),
        (PersonId(4), []),
    ]
    found = build_interactions(ratings_of([(9, 10, 4.0, 1)]), people)
    assert found.together.tolist() == [False] * 4 + [False, True, True] + [False, True, False]
    assert found.one_sitting.tolist() == [False, False, True, True, False]
