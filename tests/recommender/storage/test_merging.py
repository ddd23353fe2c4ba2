"""Two ids that have turned out to be one film."""

import pytest

from recommender.diary import Diary, LogEntry
from recommender.domain import FIRST_ADDED_ID, MovieId, PersonId
from recommender.storage import Cause, Store

ANA, BO = PersonId(7), PersonId(8)
ADDED, CAME, HEAT = MovieId(FIRST_ADDED_ID), MovieId(900_000_001), MovieId(6)


@pytest.fixture
def store() -> Store:
    store = Store.in_memory()
    for person in (ANA, BO):
        store.people.meet(person, "", at=1.0)
    return store


def test_logs_lists_and_dismissals_go_to_the_film_that_came(store: Store) -> None:
    store.watches.log(Cause(ANA, "tg:1", 2.0), ADDED, rating=4.5)
    store.watches.log(Cause(ANA, "tg:2", 3.0), HEAT)
    store.watches.dismiss(Cause(BO, "tg:3", 4.0), ADDED)
    assert store.merge_films({ADDED: CAME}) == 1
    assert [entry.movie_id for entry in store.watches.history(ANA)] == [CAME, HEAT]
    assert [entry.movie_id for entry in store.watches.history(BO)] == [CAME]
    assert store.merge_films({ADDED: CAME}) == 0


def test_what_was_done_before_can_be_undone_after(store: Store) -> None:
    diary = Diary(store)
    diary.log(Cause(ANA, "tg:1", 2.0), [LogEntry(ADDED, 4.5)])
    store.merge_films({ADDED: CAME})
    store.journal.undo(Cause(ANA, "tg:2", 3.0), diary.latest_change(ANA) or 0)
    assert store.watches.history(ANA) == ()
    assert diary.latest_change(ANA) is None


def test_who_did_both_did_it_once(store: Store) -> None:
    for number, film in enumerate((ADDED, CAME)):
        store.watches.dismiss(Cause(ANA, f"tg:{number}", 2.0), film)
    store.merge_films({ADDED: CAME})
    assert [entry.movie_id for entry in store.watches.history(ANA)] == [CAME]


def test_added_films_keep_their_rows_so_that_their_ids_are_not_given_again(store: Store) -> None:
    first = store.added_films.add(Cause(ANA, "tg:1", 2.0), "Oppenheimer", 2023, ())
    store.merge_films({first.movie_id: CAME})
    second = store.added_films.add(Cause(ANA, "tg:2", 3.0), "Our Wedding", 2024, ())
    assert second.movie_id == first.movie_id + 1
