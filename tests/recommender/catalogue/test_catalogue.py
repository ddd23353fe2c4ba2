"""The films the bot knows: those of a folder, and those that join."""

from pathlib import Path

import pytest

from recommender.catalogue.catalogue import Catalogue, duplicates
from recommender.catalogue.movielens import Link, embedded_dir
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


def film(movie_id: int, *genres: str) -> Film:
    return Film(MovieId(movie_id), "Emma", 1996, genres)


@pytest.mark.parametrize(
    ("other", "links", "is_one"),
    [
        (film(2, "Drama"), {1: 7, 2: 7}, True),
        (film(2, "Drama"), {1: 7, 2: 8}, False),
        (film(2, "Comedy"), {1: 7, 2: 7}, True),
        (film(2, "Drama", "Romance"), {1: 7, 2: None}, True),
        (film(2, "Comedy"), {1: 7, 2: None}, False),
        (film(2, "Drama"), {}, True),
        (film(2, "Drama", "Romance"), {}, False),
    ],
)
def test_a_film_that_is_listed_twice_is_one_film(
    other: Film, links: dict[int, int | None], *, is_one: bool
) -> None:
    known = {MovieId(one): Link(None, tmdb) for one, tmdb in links.items()}
    found = duplicates([film(1, "Drama"), other], lambda _: known)
    assert found == ({MovieId(2): MovieId(1)} if is_one else {})


def test_another_id_leads_to_the_film() -> None:
    catalogue = Catalogue([HEAT, ALIEN], duplicates={ALIEN.movie_id: HEAT.movie_id})
    assert catalogue[ALIEN.movie_id] == HEAT
    assert list(catalogue) == [HEAT]
    catalogue.add(HOME_MOVIE)
    catalogue.merge(HOME_MOVIE.movie_id, HEAT.movie_id)
    assert catalogue[HOME_MOVIE.movie_id] == HEAT
    assert len(catalogue) == 1


def test_the_films_of_the_earlier_embedded_set_stay_known() -> None:
    catalogue = Catalogue.from_folder(embedded_dir())
    assert len(list(catalogue)) == 9742 + 1999 - len(catalogue.other_ids)
    assert catalogue[MovieId(35)].name == "Carrington (1995)"
    assert catalogue[MovieId(7502)].movie_id == 170705  # which the later set lists under this id
    names = {catalogue[one].name for one in catalogue.other_ids}
    assert "Confessions of a Dangerous Mind (2002)" in names
    assert "War of the Worlds (2005)" not in names  # two films, by two directors
