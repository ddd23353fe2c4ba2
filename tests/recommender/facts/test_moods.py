"""The table of moods, and the films that suit them."""

from collections import Counter

import pytest

from recommender.catalogue.movielens import embedded_dir, read_films, read_ratings, read_tags
from recommender.domain import GENRES, Film, MovieId
from recommender.facts import FilmFacts, Mood, moods, vocabulary

FEWEST = 40
"""A mood with fewer films is a list of a few pages."""
MOST = 0.6
"""A mood with more of all films says little."""


@pytest.fixture(scope="module")
def films() -> list[Film]:
    return read_films(embedded_dir())


@pytest.fixture(scope="module")
def facts(films: list[Film]) -> FilmFacts:
    ratings = Counter(MovieId(int(i)) for i in read_ratings(embedded_dir()).movie_ids)
    return FilmFacts(
        films, tags=lambda: read_tags(embedded_dir(), most_bytes=1 << 20), popularity=ratings
    )


@pytest.mark.parametrize("mood", moods().values(), ids=lambda mood: mood.name)
def test_the_table_speaks_of_genres_and_subjects_that_there_are(mood: Mood) -> None:
    named = {genre for every in (*mood.genres, *mood.not_genres) for genre in every}
    assert named <= set(GENRES)
    assert {*mood.subjects, *mood.not_subjects} <= set(vocabulary("subjects").terms)
    assert mood.opposite is None or mood.opposite in moods()
    assert mood.why


@pytest.mark.parametrize("mood", moods().values(), ids=lambda mood: mood.name)
def test_every_mood_has_films_and_none_has_most(
    facts: FilmFacts, films: list[Film], mood: Mood
) -> None:
    assert FEWEST <= len(facts.films_for(mood)) <= MOST * len(films)


@pytest.mark.parametrize(
    ("mood", "suits", "does_not"),
    [
        ("feel-good", "Back to the Future (1985)", "Fargo (1996)"),
        ("sad", "Titanic (1997)", "Airplane! (1980)"),
        ("mind-bending", "Inception (2010)", "Notting Hill (1999)"),
        (
            "short-on-violence",
            "Notting Hill (1999)",
            "Lord of the Rings: The Two Towers, The (2002)",
        ),
        ("violent", "Die Hard (1988)", "Notting Hill (1999)"),
        ("cosy", "You've Got Mail (1998)", "Alien (1979)"),
        ("dark", "Silence of the Lambs, The (1991)", "Shrek (2001)"),
        ("date-night", "Notting Hill (1999)", "Speed (1994)"),
        ("scary-not-gory", "Sixth Sense, The (1999)", "Texas Chainsaw Massacre, The (1974)"),
        ("inspiring", "Rocky (1976)", "Seven (a.k.a. Se7en) (1995)"),
    ],
)
def test_films_suit_a_mood_or_do_not(
    facts: FilmFacts, films: list[Film], mood: str, suits: str, does_not: str
) -> None:
    suiting = facts.films_for(moods()[mood])
    by_name = {film.catalogue_title: film.movie_id for film in films}
    assert by_name[suits] in suiting
    assert by_name[does_not] not in suiting
