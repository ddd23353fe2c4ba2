import pytest

from recommender.domain import HistoryEntry, MovieId, Signal
from recommender.model.confidence import confidence
from recommender.model.history import film_records
from recommender.model.recency import recency


@pytest.mark.parametrize(
    ("rating", "expected"),
    [(5.0, 1.2), (4.0, 0.9), (None, 0.75), (2.0, 0.3), (1.5, -0.3), (0.5, -0.3)],
)
def test_our_rule(rating: float | None, expected: float) -> None:
    assert confidence(rating) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("rating", "expected"), [(5.0, 5.0), (0.5, 0.5), (None, 3.5)])
def test_the_tutorials_rule(rating: float | None, expected: float) -> None:
    assert confidence(rating, rule="stars") == expected


def test_a_rewatch_adds_to_a_liked_film_only() -> None:
    assert confidence(4.0, watches=3) > confidence(4.0, watches=1)
    assert confidence(1.0, watches=3) == confidence(1.0, watches=1)


def test_not_for_me_speaks_against_a_film() -> None:
    assert confidence(None, Signal.DISMISSED) < 0
    assert confidence(5.0, Signal.DISMISSED, rule="stars") < 0


def entry(
    movie_id: int, rating: float | None = None, *, at: float | None = None, dismissed: bool = False
) -> HistoryEntry:
    signal = Signal.DISMISSED if dismissed else Signal.WATCHED
    return HistoryEntry(MovieId(movie_id), rating, at, signal)


def test_a_film_counts_once_with_its_newest_word() -> None:
    records = film_records([entry(1, 2.0), entry(2), entry(1, 5.0), entry(1)])
    assert [(one.movie_id, one.rating, one.watches) for one in records] == [
        (2, None, 1),
        (1, 5.0, 3),
    ]


def test_a_dislike_taken_back_by_watching_is_gone() -> None:
    (record,) = film_records([entry(1, dismissed=True), entry(1, 4.0)])
    assert record.signal is Signal.WATCHED


def test_half_the_weight_is_left_after_so_many_newer_films() -> None:
    records = film_records([entry(number, at=float(number)) for number in range(7)])
    weights = recency(records, 6.0)
    assert weights[-1] == 1.0
    assert weights[0] == pytest.approx(0.5)
    assert sorted(weights) == weights.tolist()


def test_films_of_the_same_second_have_the_same_age() -> None:
    records = film_records([entry(1, at=5.0), entry(2, at=5.0), entry(3, at=9.0)])
    weights = recency(records, 6.0)
    assert weights[0] == weights[1] < weights[2]


@pytest.mark.parametrize(
    "history",
    [[entry(1), entry(2)], [entry(1), entry(2, at=5.0)], [entry(1, at=5.0), entry(2, at=5.0)]],
)
def test_without_a_known_order_nothing_ages(history: list[HistoryEntry]) -> None:
    assert recency(film_records(history), 6.0).tolist() == [1.0, 1.0]
