"""Which film of the facts is which film of a catalogue."""

from pathlib import Path

import pytest

from recommender.catalogue.spelling import spoken_title
from recommender.domain import Film, MovieId
from recommender.facts.building.leads import Lead
from recommender.facts.building.packing import pack
from recommender.facts.building.records import Record
from recommender.facts.columns import Columns
from recommender.facts.joining import joined, keys, lacking


def record(title: str, year: int, *genres: str, is_short: bool = False) -> Record:
    return Record(title, year, "", (), genres, is_short, 100, Lead())


def film(catalogue_title: str, *genres: str) -> Film:
    spoken = spoken_title(catalogue_title)
    return Film(MovieId(1), spoken.title, spoken.year, genres, catalogue_title)


FACTS = (
    record("The Fly", 1958, "Horror"),
    record("The Fly", 1986, "Horror"),
    record("Home", 2009, "Drama"),
    record("Captive", 2015, "Thriller"),
    record("Seven", 1995, "Crime"),
    record("Rocky II", 1979, "Drama"),
    record("The Comet", 1995, "Animation", is_short=True),
    record("Balto", 1995, "Animation"),
    record("The Empire Strikes Back", 1980, "Sci-Fi"),
)


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> Columns:
    place: Path = tmp_path_factory.mktemp("facts") / "facts.npz"
    pack(FACTS, {}, place)
    return Columns(place)


@pytest.mark.parametrize(
    ("catalogue_film", "row"),
    [
        (film("Fly, The (1986)", "Horror"), 1),
        (film("Fly, The (1959)", "Horror"), 0),  # a year off, and the genre agrees
        (film("Fly, The (1959)", "Comedy"), None),
        (film("Fly, The (1972)", "Horror"), None),
        (film("Captive, The (2014)", "Thriller"), None),  # a year off, and another title
        (film("Seven (a.k.a. Se7en) (1995)", "Crime"), 4),
        (film("Se7en (a.k.a. Seven) (1995)", "Crime"), 4),
        (film("Rocky 2 (1979)", "Drama"), 5),
        (film("Comet, The (1995)", "Drama"), None),  # a short of that name
        (film("Comet, The (1995)", "Animation"), 6),
        (film("Balto (1995)", "Documentary"), None),
        (film("Home (Hogar) (2008)", "Drama"), None),  # a foreign film, a year off
        (film("Star Wars: Episode V - The Empire Strikes Back (1980)", "Sci-Fi"), 8),
    ],
)
def test_a_film_is_joined_by_title_and_year_unless_something_speaks_against_it(
    columns: Columns, catalogue_film: Film, row: int | None
) -> None:
    assert joined(columns, [catalogue_film]).rows.get(MovieId(1)) == row


def test_a_film_that_may_be_in_the_catalogue_is_not_said_to_be_lacking(columns: Columns) -> None:
    join = joined(columns, [film("Captive, The (2014)", "Thriller"), film("Balto (1995)", "Drama")])
    missing = set(lacking(columns, join).tolist())
    assert 3 not in missing
    assert 0 in missing


def test_titles_are_compared_by_their_letters() -> None:
    assert keys(["The Fly!", "Léon", "Rocky IV", "Me & You", ""]) == [
        "fly",
        "leon",
        "rocky4",
        "meandyou",
        "",
    ]
