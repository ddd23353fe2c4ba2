"""Where films belong that hardly anybody rated."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recommender.domain import MovieId
from recommender.model.content import Content, map_to_factors

COUNTS = np.full(40, 500)


def planted_features() -> tuple["csr_matrix[np.float32]", NDArray[np.float32]]:
    """Forty rated films and one that nobody rated, of four subjects; factors follow subjects."""
    of = np.arange(41) % 4
    features = csr_matrix((np.ones(41, np.float32), (np.arange(41), of)), shape=(41, 5))
    return features, np.eye(4, dtype=np.float32)[of]


def test_an_unrated_film_stands_with_those_of_its_subject() -> None:
    features, factors = planted_features()
    ids = np.arange(1, 42)
    placed = map_to_factors(features, ids, ids[:40], COUNTS, factors[:40])
    assert placed.shape == (41, 4)
    assert int(placed[40].argmax()) == int(factors[40].argmax())


def test_films_with_hardly_any_rater_teach_hardly_anything() -> None:
    features, factors = planted_features()
    ids = np.arange(1, 42)
    noisy, counts = factors[:40].copy(), COUNTS.copy()
    noisy[::8], counts[::8] = -5.0, 1
    placed = map_to_factors(features, ids, ids[:40], counts, noisy)
    assert int(placed[40].argmax()) == int(factors[40].argmax())


def test_rare_facts_weigh_more_and_a_film_is_wholly_like_itself() -> None:
    facts = [[0, 1], [0, 2], [1, 3], [0, 4], [0]]
    bounds = np.cumsum([0, *map(len, facts)])
    content = Content(
        np.arange(10, 15),
        np.zeros((5, 1), np.float32),
        bounds,
        np.concatenate(facts).astype(np.int32),
    )
    row = content.row(MovieId(10))
    assert row == 0
    alike = content.alike(row)
    assert np.isclose(alike[0], 1)
    assert alike[2] > alike[1] > 0
    assert content.row(MovieId(99)) is None
