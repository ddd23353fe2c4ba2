"""Films like a film."""

from dataclasses import replace

import numpy as np
import pytest

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import Film, Filters, MovieId
from recommender.errors import UnknownFilm
from recommender.model import FactorModel, Parameters, build_interactions
from recommender.model.content import Content
from recommender.model.training import fit
from recommender.ranking.series import series_name
from recommender.ranking.similar import similar
from tests import planted

ALIEN, GHOST = MovieId(1), MovieId(31)
CATALOGUE = Catalogue(planted.films())


@pytest.mark.parametrize("movie_id", [film.movie_id for film in planted.films()])
def test_a_film_never_lists_itself_and_no_film_twice(movie_id: MovieId) -> None:
    listed = similar(planted.fitted().model, CATALOGUE, movie_id, k=100)
    ids = [one.movie_id for one in listed]
    assert movie_id not in ids
    assert len(ids) == len(set(ids)) > 0


def test_films_of_one_taste_are_alike() -> None:
    model = planted.fitted().model
    near = [one.movie_id for one in similar(model, CATALOGUE, ALIEN, k=8)]
    assert sum(movie_id in planted.SPACE for movie_id in near) >= 7
    near = [one.movie_id for one in similar(model, CATALOGUE, GHOST, k=8)]
    assert sum(movie_id in planted.HEART for movie_id in near) >= 7


def test_excluded_films_stay_out_and_filters_narrow() -> None:
    model = planted.fitted().model
    ids = [one.movie_id for one in similar(model, CATALOGUE, ALIEN, k=50, exclude={MovieId(2)})]
    assert 2 not in ids
    older = similar(model, CATALOGUE, ALIEN, k=50, filters=Filters(age="older"))
    assert older
    assert all((CATALOGUE[one.movie_id].year or 0) < 1979 for one in older)


def test_a_film_that_the_model_does_not_know_goes_by_what_it_is() -> None:
    catalogue = Catalogue(planted.films())
    new = Film(MovieId(1_000_000_001), "Blade Runner 2049", 1984, ("Action", "Sci-Fi"))
    catalogue.add(new)
    near = [one.movie_id for one in similar(planted.fitted().model, catalogue, new.movie_id, k=6)]
    assert near[0] == 3, "the film of the same series comes first"
    assert all(movie_id in planted.SPACE for movie_id in near)


def test_the_tutorials_settings_compare_factors_only() -> None:
    parameters = Parameters.seed()
    model = fit(build_interactions(planted.ratings(), rule="stars"), parameters)
    ours = model.column(ALIEN)
    assert ours is not None
    listed = similar(model, CATALOGUE, ALIEN, k=3)
    for one in listed:
        column = model.column(one.movie_id)
        assert column is not None
        left, right = model.item_factors[ours], model.item_factors[column]
        cosine = float(left @ right / ((left @ left) ** 0.5 * (right @ right) ** 0.5))
        assert one.score == pytest.approx(cosine, abs=1e-5)


def test_a_film_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(UnknownFilm):
        similar(planted.fitted().model, CATALOGUE, MovieId(999))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Toy Story", "Toy Story 2"),
        ("Harry Potter and the Goblet of Fire", "Harry Potter and the Chamber of Secrets"),
        ("Star Wars: Episode IV - A New Hope", "Star Wars: Episode V - The Empire Strikes Back"),
        ("The Godfather", "The Godfather: Part II"),
        ("Back to the Future", "Back to the Future Part III"),
        ("Star Trek II: The Wrath of Khan", "Star Trek: First Contact"),
        ("[REC]", "[REC]²"),
        ("Alien³", "Alien: Resurrection"),
    ],
)
def test_titles_of_one_series_share_a_name(first: str, second: str) -> None:
    assert series_name(first) == series_name(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Heat", "Heathers"),
        ("2001: A Space Odyssey", "2012"),
        ("The Thing", "The Thin Man"),
        ("Seven", "Seven Samurai"),
        ("1900", "300"),
    ],
)
def test_other_titles_do_not(first: str, second: str) -> None:
    assert series_name(first) != series_name(second)


def with_content(*rows: tuple[MovieId, int], seen: int = 7) -> FactorModel:
    """The planted model; each of these films has one fact, and stands where film `seen` does."""
    model = planted.fitted().model
    place = model.item_factors[model.column(MovieId(seen)) or 0]
    ordered = sorted(rows)
    return replace(
        model,
        content=Content(
            np.array([movie_id for movie_id, _ in ordered], dtype=np.int64),
            np.tile(place, (len(ordered), 1)),
            np.arange(len(ordered) + 1, dtype=np.int64),
            np.array([fact for _, fact in ordered], dtype=np.int32),
        ),
    )


NEW = Film(MovieId(1_000_000_001), "The Fresh One", None, ())


def test_a_film_nobody_rated_goes_by_its_people_and_subjects() -> None:
    catalogue = Catalogue(planted.films())
    catalogue.add(NEW)
    model = with_content((NEW.movie_id, 1), (GHOST, 1), (MovieId(4), 0), (MovieId(5), 0))
    first = similar(model, catalogue, NEW.movie_id, k=1)
    assert [one.movie_id for one in first] == [GHOST]


def test_a_film_nobody_rated_stands_where_its_features_put_it() -> None:
    catalogue = Catalogue(planted.films())
    catalogue.add(NEW)
    for seen, taste in ((7, planted.SPACE), (GHOST, planted.HEART)):
        model = with_content((NEW.movie_id, 0), seen=seen)
        near = [one.movie_id for one in similar(model, catalogue, NEW.movie_id, k=6)]
        assert sum(movie_id in taste for movie_id in near) >= 5


def test_of_a_film_of_which_nothing_is_known_no_list_is_made_up() -> None:
    catalogue = Catalogue(planted.films())
    catalogue.add(NEW)
    assert similar(planted.fitted().model, catalogue, NEW.movie_id) == []
