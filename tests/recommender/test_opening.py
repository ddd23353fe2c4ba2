"""One catalogue: MovieLens' films, those known from elsewhere, and those that people added."""

import sqlite3
from pathlib import Path

import pytest

from recommender.catalogue.ratings_cache import fingerprint
from recommender.diary import LogEntry
from recommender.domain import FIRST_ADDED_ID, MovieId, PersonId, Resolved
from recommender.model import counted, save_snapshot
from recommender.opening import open_library, open_recommender
from recommender.places import Places
from recommender.service import Recommender
from recommender.storage import Cause, Store

ANA = PersonId(7)
CARRINGTON, BAND_OF_BROTHERS = MovieId(35), MovieId(7502)
"""Of the set of 2016 only; the other is there under another id since."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return Places.of(tmp_path_factory.mktemp("data"), None)


@pytest.fixture
def store() -> Store:
    store = Store.in_memory()
    store.people.meet(ANA, "Ana", at=1.0)
    return store


def meant(recommender: Recommender, text: str) -> str:
    answer = recommender.titles.resolve(text)
    return answer.film.name if isinstance(answer, Resolved) else "-"


def test_films_of_the_earlier_set_are_still_there_with_their_logs(
    places: Places, store: Store
) -> None:
    store.watches.log(Cause(ANA, "tg:1", 2.0), CARRINGTON, rating=4.0)
    store.watches.log(Cause(ANA, "tg:2", 3.0), BAND_OF_BROTHERS)
    store.watches.want(Cause(ANA, "tg:3", 4.0), MovieId(37))
    recommender = open_recommender(places, store)
    names = [
        film.name
        for entry in recommender.history(ANA)
        if (film := recommender.film(entry.movie_id)) is not None
    ]
    assert names == ["Carrington (1995)", "Band of Brothers (2001)"]
    assert recommender.film(BAND_OF_BROTHERS) == recommender.film(MovieId(170705))
    assert recommender.history(ANA)[1].movie_id == 170705
    assert recommender.film(MovieId(37)) is not None
    assert meant(recommender, "carrington") == "Carrington (1995)"


def test_a_film_that_people_added_is_the_film_that_came(places: Places, store: Store) -> None:
    added = store.added_films.add(Cause(ANA, "tg:1", 2.0), "Oppenheimer", 2023, ())
    ours = store.added_films.add(Cause(ANA, "tg:2", 2.0), "Our Wedding", 2024, ())
    store.watches.log(Cause(ANA, "tg:3", 3.0), added.movie_id, rating=4.5)
    recommender = open_recommender(places, store)
    film = recommender.film(added.movie_id)  # the id of old buttons
    assert film is not None
    assert film.name == "Oppenheimer (2023)"
    assert film.movie_id < FIRST_ADDED_ID
    assert [entry.movie_id for entry in recommender.history(ANA)] == [film.movie_id]
    facts = recommender.facts.facts_of(film.movie_id)
    assert facts is not None
    assert facts.directors == ("Christopher Nolan",)
    sites = [page.site for page in recommender.facts.web_pages(film.movie_id)]
    assert sites == ["Wikipedia"]
    assert recommender.facts.web_pages(MovieId(6))[0].url.endswith("/tt0113277/")
    assert recommender.film(ours.movie_id) is not None
    assert meant(recommender, "oppenheimer") == "Oppenheimer (2023)"


def test_a_listed_film_is_logged_like_any_other(places: Places, store: Store) -> None:
    recommender = open_recommender(places, store)
    answer = recommender.titles.resolve("oppenheimer")
    assert isinstance(answer, Resolved)
    recommender.log(Cause(ANA, "tg:1", 2.0), [LogEntry(answer.film.movie_id, 4.5)])
    assert recommender.seen(ANA) == {answer.film.movie_id}


def test_a_folder_of_ones_own_has_the_same_facts(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "movies.csv").write_text("movieId,title,genres\n9,Heat (1995),Crime\n")
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,9,4.0,5\n")
    recommender = open_recommender(Places.of(tmp_path / "data", folder), store)
    facts = recommender.facts.facts_of(MovieId(9))
    assert facts is not None
    assert facts.directors == ("Michael Mann",)
    assert recommender.film(CARRINGTON) is None
    assert meant(recommender, "jurassic park") == "Jurassic Park (1993)"  # listed: not in the set


HEAT = MovieId(6)
CAME, BARBIE = MovieId(290_002), MovieId(290_001)


@pytest.fixture
def larger(places: Places) -> Places:
    """A fetched set with a model: two films that the embedded set has, and two that it lacks."""
    larger = Places.of_set(places.data_dir, "ml-32m")
    if not larger.is_whole:
        larger.movielens.mkdir(parents=True)
        (larger.movielens / "movies.csv").write_text(
            "movieId,title,genres\n6,Heat (1995),Crime\n356,Forrest Gump (1994),Drama\n"
            f"{BARBIE},Barbie (2023),Comedy\n{CAME},Our Wedding (2024),Comedy\n"
        )
        (larger.movielens / "ratings.csv").write_text(
            "userId,movieId,rating,timestamp\n"
            f"1,6,4.0,5\n2,6,4.0,5\n3,{BARBIE},4.0,5\n3,{CAME},4.0,5\n"
        )
        ratings = {HEAT: 2, BARBIE: 1, CAME: 1}
        save_snapshot(larger.models, counted(ratings), fingerprint=fingerprint(larger.movielens))
    return larger


def test_a_bot_changes_over_to_a_larger_set_with_all_that_people_did(
    places: Places, larger: Places, store: Store
) -> None:
    recommender = open_recommender(places, store)
    answer = recommender.titles.resolve("Barbie (2023)")
    assert isinstance(answer, Resolved)
    listed = answer.film.movie_id
    ours, _ = recommender.add_film(Cause(ANA, "tg:1", 2.0), "Our Wedding", 2024, ())
    for number, movie_id in enumerate((HEAT, listed, ours.movie_id, CARRINGTON)):
        recommender.log(Cause(ANA, f"log:{number}", 3.0), [LogEntry(movie_id, 4.0)])
    recommender.change_over(open_library(larger))

    history = [entry.movie_id for entry in recommender.history(ANA)]
    assert history == [HEAT, BARBIE, CAME, CARRINGTON]
    assert all(recommender.film(movie_id) for movie_id in history)
    for old, new in ((listed, BARBIE), (ours.movie_id, CAME)):  # the ids of old buttons
        film = recommender.film(old)
        assert film is not None
        assert film.movie_id == new
    assert meant(recommender, "barbie") == "Barbie (2023)"
    assert meant(recommender, "our wedding") == "Our Wedding (2024)"
    assert recommender.snapshot is not None
    assert recommender.snapshot.model.column(BARBIE) is not None
    undone = recommender.undo(Cause(ANA, "tg:9", 4.0))
    assert undone is not None
    assert [entry.movie_id for entry in recommender.history(ANA)] == history[:-1]

    again = open_recommender(larger, store)  # a restart
    assert [entry.movie_id for entry in again.history(ANA)] == history[:-1]
    facts = again.facts.facts_of(BARBIE)
    assert facts is not None
    assert facts.directors == ("Greta Gerwig",)


def test_a_change_over_that_fails_changes_nothing(
    places: Places, larger: Places, store: Store
) -> None:
    recommender = open_recommender(places, store)
    recommender.log(Cause(ANA, "log:1", 3.0), [LogEntry(HEAT, 4.0)])
    library = open_library(larger)
    before = (recommender.catalogue, recommender.titles, recommender.facts, recommender.snapshot)
    store.database.execute(
        "CREATE TEMP TRIGGER no BEFORE UPDATE ON watches BEGIN "
        "SELECT raise(ABORT, 'the disk is full'); END"
    )
    library.catalogue.merge(HEAT, BARBIE)
    with pytest.raises(sqlite3.IntegrityError):
        recommender.change_over(library)
    after = (recommender.catalogue, recommender.titles, recommender.facts, recommender.snapshot)
    assert after == before
    assert [entry.movie_id for entry in recommender.history(ANA)] == [HEAT]


def test_every_film_of_the_embedded_set_stays_known_under_its_id(
    places: Places, larger: Places
) -> None:
    embedded, catalogue = open_library(places).catalogue, open_library(larger).catalogue
    lost = [film.name for film in embedded if film.movie_id not in catalogue]
    assert lost == []
    assert [film.name for film in embedded.further if film.movie_id not in catalogue] == []


def test_a_fetched_set_is_used_directly_once_it_was_served(larger: Places) -> None:
    assert Places.of(larger.data_dir, None, "ml-32m") == larger
    assert not larger.was_served
    larger.note_served()
    assert larger.was_served
    assert Places.of(larger.data_dir, None, "ml-25m").dataset is None
    assert Places.of(larger.data_dir, larger.movielens, "ml-32m").dataset is None
