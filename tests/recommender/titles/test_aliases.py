"""The alias files themselves, which people edit by hand."""

from collections import Counter
from importlib.resources import files

import pytest

from recommender.catalogue.movielens import embedded_dir, read_films
from recommender.domain import Ambiguous, Film, MovieId, NotFound, Resolved
from recommender.titles import TitleIndex
from recommender.titles.aliases import ListedFilm, listed_films
from recommender.titles.words import title_key
from tests.recommender.titles.conftest import Plant


def test_every_line_names_a_film_and_a_year() -> None:
    assert len(listed_films()) > 2000
    for entry in listed_films():
        assert title_key(entry.title).words, entry
        assert 1890 < entry.year < 2030, entry


def test_every_nickname_has_a_key() -> None:
    for entry in listed_films():
        for name in (*entry.nicknames, *entry.series):
            assert title_key(name).words, (entry, name)


def test_no_nickname_stands_twice_for_different_films() -> None:
    owners: dict[str, set[str]] = {}
    for entry in listed_films():
        for name in entry.nicknames:
            key = title_key(name).squashed
            owners.setdefault(key, set()).add(f"{title_key(entry.title).squashed} {entry.year}")
    shared = {key: films for key, films in owners.items() if len(films) > 1}
    assert shared == {}


def test_most_older_films_of_the_files_are_in_the_embedded_catalogue(
    embedded_films: list[Film],
) -> None:
    held = Counter(title_key(film.title).words for film in embedded_films)
    older = [entry for entry in listed_films() if entry.year < 2014 and entry.known]
    assert sum(held[title_key(entry.title).words] > 0 for entry in older) > 0.7 * len(older)


@pytest.mark.parametrize(
    "entry",
    [entry for entry in listed_films() if entry.nicknames and entry.year < 2015][::12],
    ids=lambda entry: entry.title,
)
def test_a_nickname_leads_to_its_film_or_to_a_question(
    embedded_index: TitleIndex, entry: ListedFilm
) -> None:
    title = title_key(entry.title).squashed
    whole = embedded_index.resolve(f"{entry.title} ({entry.year})")
    for name in entry.nicknames:
        answer = embedded_index.resolve(name)
        if not isinstance(
            whole, Resolved
        ):  # the catalogue lacks it, and no other film takes its name
            assert not isinstance(answer, Resolved), name
            continue
        assert not isinstance(answer, NotFound), name
        if isinstance(answer, Resolved):
            found = title_key(answer.film.title).squashed
            assert answer.film == whole.film or found == title or "original" in name, name


def test_a_renamed_film_is_not_also_taken_for_lacking(plant: Plant) -> None:
    index = plant(
        ("Avengers: Infinity War - Part I (2018)", 13),
        ("Avengers: Infinity War - Part II (2019)", 9),
    )
    for text, name in (
        ("avengers infinity war", "Avengers: Infinity War - Part I (2018)"),
        ("endgame", "Avengers: Infinity War - Part II (2019)"),
    ):
        answer = index.resolve(text)
        assert isinstance(answer, Resolved), text
        assert answer.film.name == name


def test_the_fifth_of_a_series_stays_the_fifth_where_the_third_is_lacking(plant: Plant) -> None:
    index = plant(
        "Harry Potter and the Sorcerer's Stone (2001)",
        "Harry Potter and the Order of the Phoenix (2007)",
    )
    answer = index.resolve("fifth harry potter")
    assert isinstance(answer, Resolved)
    assert answer.film.movie_id == MovieId(2)
    assert not isinstance(index.resolve("third harry potter"), Resolved | Ambiguous)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("der pate", "The Godfather (1972)"),
        ("zurück in die zukunft", "Back to the Future (1985)"),
        ("el viaje de chihiro", "Spirited Away (2001)"),
        ("duro de matar", "Die Hard (1988)"),
        ("le silence des agneaux", "The Silence of the Lambs (1991)"),
        ("retour vers le futur 2", "Back to the Future Part II (1989)"),
    ],
)
def test_a_film_is_found_by_its_german_spanish_or_french_title(
    embedded_index: TitleIndex, name: str, title: str
) -> None:
    answer = embedded_index.resolve(name)
    assert isinstance(answer, Resolved)
    assert answer.film.name == title


def test_no_well_known_film_is_one_that_people_have_rated() -> None:
    rated = {(title_key(film.title), film.year) for film in read_films(embedded_dir())}
    lines = files("recommender.titles").joinpath("known.txt").read_text(encoding="utf-8")
    known = [line for line in lines.splitlines() if line and not line.startswith("#")]
    assert len(known) > 900
    assert [line for line in known if (title_key(line[:-7]), int(line[-5:-1])) in rated] == []
