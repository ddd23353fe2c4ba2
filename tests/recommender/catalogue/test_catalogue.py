"""The films the bot knows: those of a folder, and those that join."""

from pathlib import Path

import pytest

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import FIRST_ADDED_ID, Film, MovieId
from recommender.errors import MissingFile, UnknownFilm

HEAT = Film(MovieId(6), "Heat", 1995)
ALIEN = Film(MovieId(1214), "Alien", 1979)
HOME_MOVIE = Film(MovieId(FIRST_ADDED_ID), "Our Wedding", 2024)


def test_films_are_found_by_their_id_and_come_in_order() -> None:
    catalogue = Catalogue([ALIEN, HEAT])
    assert catalogue[MovieId(6)] == HEAT
    assert catalogue.get(MovieId(1214)) == ALIEN
    assert list(catalogue) == [ALIEN, HEAT]
    assert len(catalogue) == 2
    assert 6 in catalogue
    assert 7 not in catalogue
    assert "Heat" not in catalogue


def test_an_unknown_film_is_named_by_its_id() -> None:
    catalogue = Catalogue([HEAT])
    assert catalogue.get(MovieId(7)) is None
    with pytest.raises(UnknownFilm, match="7") as caught:
        catalogue[MovieId(7)]
    assert caught.value.movie_id == 7


def test_a_film_can_join_and_what_is_known_of_it_can_change() -> None:
    catalogue = Catalogue([HEAT])
    catalogue.add(HOME_MOVIE)
    assert list(catalogue) == [HEAT, HOME_MOVIE]
    renamed = Film(HOME_MOVIE.movie_id, "Our Wedding", 2023)
    catalogue.add(renamed)
    assert catalogue[HOME_MOVIE.movie_id] == renamed
    assert len(catalogue) == 2


def test_a_folder_gives_its_films_or_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        Catalogue.from_folder(tmp_path)
    (tmp_path / "movies.csv").write_text("movieId,title,genres\n6,Heat (1995),Crime\n")
    assert [film.name for film in Catalogue.from_folder(tmp_path)] == ["Heat (1995)"]
