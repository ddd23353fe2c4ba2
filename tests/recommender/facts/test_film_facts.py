"""Facts of the embedded films."""

from collections import Counter

import pytest

from recommender.catalogue.movielens import embedded_dir, read_films, read_ratings
from recommender.domain import FIRST_ADDED_ID, FIRST_LISTED_ID, Film, MovieId
from recommender.facts import FilmFacts

HEAT, JURASSIC_PARK, TOY_STORY = MovieId(6), MovieId(480), MovieId(1)
OPPENHEIMER = MovieId(966848548)


@pytest.fixture(scope="module")
def films() -> list[Film]:
    return read_films(embedded_dir())


@pytest.fixture(scope="module")
def facts(films: list[Film]) -> FilmFacts:
    ratings = Counter(MovieId(int(i)) for i in read_ratings(embedded_dir()).movie_ids)
    return FilmFacts(films, tags=lambda: {HEAT: ("heist", "boring")}, popularity=ratings)


def test_a_film_has_its_people_subjects_and_page(facts: FilmFacts) -> None:
    heat = facts.facts_of(HEAT)
    assert heat is not None
    assert heat.directors == ("Michael Mann",)
    assert heat.cast[:2] == ("Al Pacino", "Robert De Niro")
    assert heat.page == "Heat_(1995_film)"
    assert "police" in heat.subjects
    assert facts.facts_of(MovieId(5618)) is None  # Spirited Away is no American film


def test_films_are_found_by_person_and_role(facts: FilmFacts) -> None:
    assert HEAT in facts.films_with("Al Pacino")
    assert HEAT not in facts.films_with("Al Pacino", "director")
    assert HEAT in facts.films_with("michael mann", "director")
    assert facts.films_with("Nobody Whatsoever") == frozenset()


def test_films_are_found_by_subject_studio_place_and_source(facts: FilmFacts) -> None:
    assert JURASSIC_PARK in facts.films_about("dinosaur")
    assert TOY_STORY in facts.films_of("pixar")
    assert JURASSIC_PARK in facts.films_after("novel")
    assert HEAT in facts.films_from("american")
    assert facts.films_about("sesquipedalians") == frozenset()


def test_tags_that_are_subjects_count_as_such(facts: FilmFacts) -> None:
    heat = facts.facts_of(HEAT)
    assert heat is not None
    assert "heist" in heat.subjects
    assert "boring" not in heat.subjects
    assert HEAT in facts.films_about("heists")


def test_films_that_the_catalogue_lacks_have_ids_of_their_own(facts: FilmFacts) -> None:
    ids = [film.movie_id for film in facts.further]
    assert len(set(ids)) == len(ids) > 25_000
    assert all(FIRST_LISTED_ID <= one < FIRST_ADDED_ID for one in ids)
    named = {film.name: film for film in facts.further}
    oppenheimer = named["Oppenheimer (2023)"]
    assert oppenheimer.movie_id == OPPENHEIMER  # for ever: logs and buttons hold it
    assert facts.further.find(oppenheimer.movie_id) == oppenheimer
    known = facts.facts_of(oppenheimer.movie_id)
    assert known is not None
    assert known.directors == ("Christopher Nolan",)
    assert oppenheimer.movie_id in facts.films_with("Christopher Nolan")
    assert "Heat (1995)" not in named


def test_a_subject_is_found_in_the_film_that_comes_first_to_mind(facts: FilmFacts) -> None:
    first = {
        "submarines": "The Hunt for Red October (1990)",
        "time loop": "Groundhog Day (1993)",
        "sharks": "Jaws (1975)",
        "ghosts": "The Sixth Sense (1999)",
        "elves": "Elf (2003)",
    }
    films = {film.movie_id: film.name for film in read_films(embedded_dir())}
    for subject, name in first.items():
        assert name in {films.get(one) for one in facts.films_about(subject)}, subject
