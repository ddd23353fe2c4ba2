"""Films that nobody has rated: known by their whole titles, and never before a rated film."""

import numpy as np
import pytest

from recommender.catalogue.film_table import FilmTable
from recommender.domain import (
    FIRST_ADDED_ID,
    FIRST_LISTED_ID,
    Ambiguous,
    Film,
    MovieId,
    NotFound,
    Resolution,
    Resolved,
)
from recommender.titles import TitleIndex

RATED = {
    "Heat (1995)": 50,
    "Dune (1984)": 30,
    "Batman (1989)": 90,
    "Barbie of Swan Lake (2003)": 2,
    "Tenant, The (1976)": 20,
    "Home (2015)": 9,
}
LISTED = (
    ("Oppenheimer", 2023),
    ("Dune", 2021),
    ("Dune: Part Two", 2023),
    ("Barbie", 2023),
    ("Tenet", 2020),
    ("Heat", 1986),
    ("Home", 1916),
    ("Love", 1927),
    ("It", 1927),
    ("First Love", 1921),
    ("The Bat Whispers", 1930),
    ("Subtle Seduction", 2008),
    ("Stage Door Canteen", 1943),
    ("Glass Onion: A Knives Out Mystery", 2022),
    ("The Killer", 2023),
    ("The Killer", 1989),
    ("Long Shot", 2019),
)


def table() -> FilmTable:
    n = len(LISTED)
    return FilmTable(
        np.arange(FIRST_LISTED_ID, FIRST_LISTED_ID + n, dtype=np.int32),
        [title for title, _ in LISTED],
        np.array([year for _, year in LISTED], dtype=np.uint16),
        np.zeros(n, dtype=np.uint32),
    )


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    from tests.recommender.titles.conftest import film  # noqa: PLC0415  (a helper, no fixture)

    films = [film(at, title) for at, title in enumerate(RATED, 1)]
    ratings = {MovieId(at): n for at, n in enumerate(RATED.values(), 1)}
    return TitleIndex.build(films, ratings, listed=table())


def said(answer: Resolution) -> str:
    match answer:
        case Resolved(film=film):
            return film.name
        case Ambiguous(candidates=candidates):
            return " | ".join(["?", *(one.film.name for one in candidates)])
        case NotFound():
            return "-"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("oppenheimer", "Oppenheimer (2023)"),
        ("heat", "Heat (1995)"),
        ("heat 1986", "Heat (1986)"),
        ("batman", "Batman (1989)"),
        ("dune", "? | Dune (1984) | Dune (2021)"),  # a rated film is never beaten unasked
        ("dune 2021", "Dune (2021)"),
        ("dune part two", "Dune: Part Two (2023)"),
        ("tenet", "Tenet (2020)"),  # and no misspelling of The Tenant
        ("home", "Home (2015)"),
        ("home 1916", "Home (1916)"),
        ("love", "-"),
        ("Love", "-"),
        ("love (1927)", "Love (1927)"),
        ("it", "-"),
        ("first love", "? | First Love (1921)"),
        ("First Love", "First Love (1921)"),
        ("The Bat Whispers", "The Bat Whispers (1930)"),
        ("the bat whispers", "? | The Bat Whispers (1930)"),
        ("subtle seduction", "Subtle Seduction (2008)"),
        ("glass onion", "? | Glass Onion: A Knives Out Mystery (2022)"),
        ("the killer", "? | The Killer (2023) | The Killer (1989)"),
        ("the killer 1989", "The Killer (1989)"),
        ("the longshot", "? | Long Shot (2019)"),
        ("openheimer", "? | Oppenheimer (2023)"),
        ("stage door cantine", "-"),
        ("what a lovely evening", "-"),
    ],
)
def test_a_listed_film_is_meant_by_its_whole_title(
    index: TitleIndex, text: str, answer: str
) -> None:
    assert said(index.resolve(text)) == answer


def test_a_listed_film_is_found_by_its_year_from_elsewhere(index: TitleIndex) -> None:
    assert said(index.resolve("dune", year=2021)) == "Dune (2021)"


def test_a_film_of_the_very_title_and_year_is_a_namesake(index: TitleIndex) -> None:
    assert index.namesake(Film(MovieId(FIRST_ADDED_ID), "oppenheimer", 2023)) is not None
    heat = index.namesake(Film(MovieId(FIRST_ADDED_ID), "Heat", 1995))
    assert heat is not None
    assert heat.movie_id == 1
    assert index.namesake(Film(MovieId(FIRST_ADDED_ID), "Heat", 2013)) is None
    assert index.namesake(Film(MovieId(FIRST_ADDED_ID), "Heat", None)) is None
