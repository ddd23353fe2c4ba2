"""What the model makes of several people's logs: values, and no model in anybody's hands."""

import pytest

from recommender import LogEntry, Recommender
from recommender.domain import Filters, MovieId, PersonId
from recommender.storage import Cause, Store
from tests import planted

ANN, BOB, CLEO = PersonId(7), PersonId(8), PersonId(9)
ALL = dict.fromkeys((ANN, BOB, CLEO), 0.0)
SPACE, HEART = tuple(planted.SPACE)[:4], tuple(planted.HEART)[:4]


@pytest.fixture
def recommender(store: Store) -> Recommender:
    """Ann loves space, Bob loves love, and of Cleo nothing is known."""
    recommender = planted.recommender(store)
    for person, films in ((ANN, SPACE), (BOB, HEART), (CLEO, ())):
        recommender.meet(person, "P", 0.0)
        for film in films:
            cause = Cause(person, f"test:{person}:{film}", 1.0)
            recommender.log(cause, (LogEntry(MovieId(film), 4.5),))
    return recommender


def test_a_list_is_for_all_and_says_how_it_fits_each_that_is_known(
    recommender: Recommender,
) -> None:
    listing = recommender.for_group(ALL, k=5)
    assert listing is not None
    assert len(listing.films) == 5
    for film in listing.films:
        assert film.fits.keys() == {ANN, BOB}
        assert film.movie_id not in {*SPACE, *HEART}
        assert 0 <= film.score <= 1
    assert {film.movie_id in planted.SPACE for film in listing.films} == {True, False}


def test_films_to_keep_come_first_and_count(recommender: Recommender) -> None:
    keep = (MovieId(SPACE[0]), MovieId(10**9))
    listing = recommender.for_group(ALL, k=5, keep=keep, filters=Filters(genres=("Drama",)))
    assert listing is not None
    assert listing.films[0].movie_id == SPACE[0]
    assert len(listing.films) == 4  # and the one that the model does not know


def test_nothing_excluded_or_seen_comes_unless_it_may(recommender: Recommender) -> None:
    first = recommender.one_for_group(ALL)
    assert first is not None
    (best,) = first.films
    second = recommender.one_for_group(ALL, exclude={best.movie_id})
    assert second is not None
    assert second.films[0].movie_id != best.movie_id
    seen = recommender.for_group({ANN: 0.0}, k=30, allow_seen=True)
    assert seen is not None
    assert set(SPACE) <= {film.movie_id for film in seen.films}


def test_fits_of_given_films_are_those_of_the_list(recommender: Recommender) -> None:
    listing = recommender.for_group(ALL, k=5)
    assert listing is not None
    wanted = [film.movie_id for film in listing.films]
    measured = recommender.fits_of_group(ALL, [*wanted, MovieId(10**9)])
    assert [film.movie_id for film in measured] == wanted
    for film, again in zip(listing.films, measured, strict=True):
        assert again.fits == pytest.approx(film.fits)


def test_a_reason_is_given_from_an_open_log_only(recommender: Recommender) -> None:
    closed = recommender.for_group(ALL, k=5)
    assert closed is not None
    assert {film.because for film in closed.films} == {None}
    recommender.let_groups_see_log(ANN, allowed=True)
    opened = recommender.for_group(ALL, k=5)
    assert opened is not None
    reasons = [film.because for film in opened.films if film.because is not None]
    assert reasons
    assert {person for person, _ in reasons} == {ANN}
    assert {film for _, film in reasons} <= set(SPACE)


def test_three_films_make_a_profile(recommender: Recommender) -> None:
    assert [recommender.has_profile(person) for person in ALL] == [True, True, False]
    for film in HEART[:3]:
        assert not recommender.has_profile(CLEO)
        recommender.log(Cause(CLEO, f"test:{film}", 1.0), (LogEntry(MovieId(film)),))
    assert recommender.has_profile(CLEO)


def test_who_missed_out_counts_more(recommender: Recommender) -> None:
    even = recommender.for_group({ANN: 0.0, BOB: 0.0}, k=6)
    owed = recommender.for_group({ANN: -1.0, BOB: 1.0}, k=6)
    assert even is not None
    assert owed is not None
    assert sum(f.fits[BOB] for f in owed.films) > sum(f.fits[BOB] for f in even.films)


def test_without_a_model_there_is_no_list(store: Store) -> None:
    recommender = planted.recommender(store, with_model=False)
    recommender.meet(ANN, "Ann", 0.0)
    assert recommender.for_group({ANN: 0.0}, k=5) is None
    assert recommender.one_for_group({ANN: 0.0}) is None
    assert recommender.fits_of_group({ANN: 0.0}, [MovieId(1)]) == ()
