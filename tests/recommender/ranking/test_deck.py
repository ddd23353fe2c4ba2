from dataclasses import replace

import numpy as np

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import MovieId
from recommender.ranking.deck import deck
from tests import planted
from tests.planted import HEART, SPACE


def test_a_deck_asks_about_both_tastes_at_once() -> None:
    first = deck(planted.snapshot().model, Catalogue(planted.films()), k=4)
    assert any(one in SPACE for one in first)
    assert any(one in HEART for one in first)


def test_no_film_is_asked_about_twice_and_a_longer_deck_begins_alike() -> None:
    model, catalogue = planted.snapshot().model, Catalogue(planted.films())
    whole = deck(model, catalogue, k=1000)
    assert len(set(whole)) == len(whole) == model.n_items
    assert deck(model, catalogue, k=5) == whole[:5]


def test_only_films_of_the_catalogue_are_asked_about() -> None:
    model = planted.snapshot().model
    few = Catalogue(film for film in planted.films() if film.movie_id in (1, 21))
    assert set(deck(model, few)) == {MovieId(1), MovieId(21)}
    assert deck(model, Catalogue([])) == ()


def test_a_film_that_nobody_sees_is_asked_about_last() -> None:
    model = planted.snapshot().model
    column = model.column(MovieId(1))
    assert column is not None
    counts = model.counts.copy()
    counts[column] = 0
    unseen = replace(model, counts=counts)
    assert deck(unseen, Catalogue(planted.films()), k=model.n_items)[-1] == MovieId(1)
    assert np.array_equal(model.counts != 0, np.ones(model.n_items, dtype=bool))
