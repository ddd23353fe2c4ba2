"""Logging is idempotent per update, and every change can be undone and redone."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.domain import HistoryEntry, MovieId, PersonId, Signal
from recommender.storage import Cause, Store
from tests import planted

ANA, BEN = PersonId(7), PersonId(4_503_599_627_370_495)
HEAT, ALIEN = MovieId(6), MovieId(1214)
SUNDAY = dt.date(2026, 11, 22)


@pytest.fixture
def store() -> Iterator[Store]:
    store = planted.empty_store()
    for person in (ANA, BEN):
        store.people.meet(person, "Someone", at=0.0)
    yield store
    store.close()


def because(update: int, person: PersonId = ANA) -> Cause:
    return Cause(person, f"tg:{update}", 1000.0 + update)


def test_a_watch_is_in_the_history_with_its_day_and_rating(store: Store) -> None:
    store.watches.log(because(1), HEAT, rating=4.5, watched_on=SUNDAY)
    midnight = dt.datetime(2026, 11, 22, tzinfo=dt.UTC).timestamp()
    assert store.watches.history(ANA) == (HistoryEntry(HEAT, 4.5, midnight),)


def test_the_same_update_logs_once_and_names_the_same_change(store: Store) -> None:
    first = store.watches.log(because(1), HEAT, rating=4.5)
    again = store.watches.log(because(1), HEAT, rating=4.5)
    assert again == first
    assert store.watches.count(ANA) == 1


def test_an_update_delivered_again_after_its_undo_does_not_log_again(store: Store) -> None:
    change = store.watches.log(because(1), HEAT)
    store.journal.undo(because(2), change.change_id)
    store.watches.log(because(1), HEAT)
    assert store.watches.history(ANA) == ()


def test_undo_takes_back_all_films_of_one_message(store: Store) -> None:
    store.watches.log(because(1), HEAT)
    last = store.watches.log(because(1), ALIEN)
    undone = store.journal.undo(because(2), last.change_id)
    assert [change.movie_id for change in undone] == [ALIEN, HEAT]
    assert store.watches.history(ANA) == ()


def test_undo_takes_back_all_that_one_message_did_to_a_film(store: Store) -> None:
    store.watches.log(because(1), HEAT, rating=3.0)
    watch = store.watches.last_of(ANA, HEAT)
    assert watch is not None
    change = store.watches.amend(
        Cause(ANA, "tg:1", 1001.0, act=1), watch, rating=5.0, watched_on=SUNDAY
    )
    undone = store.journal.undo(because(2), change.change_id)
    assert store.watches.history(ANA) == ()
    assert store.journal.undo(because(2), change.change_id) == undone
    store.journal.undo(because(3), undone[-1].change_id)
    assert [entry.rating for entry in store.watches.history(ANA)] == [5.0]


def test_only_what_a_fit_learns_from_counts_towards_the_next(store: Store) -> None:
    store.watches.want(because(1), HEAT)
    store.watches.unwant(because(2), HEAT)
    store.added_films.add(because(3), "Zyzzyva", 2021, ())
    assert store.journal.count_since(0) == 0
    store.watches.log(because(4), HEAT)
    store.watches.dismiss(because(5), ALIEN)
    assert store.journal.count_since(0) == 2


def test_two_films_added_by_one_message_are_two_films(store: Store) -> None:
    first = store.added_films.add(because(1), "Zyzzyva", 2021, ())
    second = store.added_films.add(Cause(ANA, "tg:1", 1001.0, act=1), "Zyzzyva Two", 2022, ())
    assert [one.film.title for one in store.added_films.all()] == ["Zyzzyva", "Zyzzyva Two"]
    assert first.movie_id != second.movie_id


def test_the_same_undo_delivered_twice_undoes_once(store: Store) -> None:
    store.watches.log(because(1), HEAT)
    change = store.watches.log(because(2), ALIEN)
    first = store.journal.undo(because(3), change.change_id)
    latest = store.journal.latest(ANA)
    assert latest is not None
    assert store.journal.undo(because(3), latest.change_id) == first
    assert [entry.movie_id for entry in store.watches.history(ANA)] == [HEAT]


def test_undoing_an_undo_brings_the_watch_back(store: Store) -> None:
    change = store.watches.log(because(1), HEAT, rating=4.0)
    (undoing,) = store.journal.undo(because(2), change.change_id)
    store.journal.undo(because(3), undoing.change_id)
    assert store.watches.history(ANA) == (HistoryEntry(HEAT, 4.0),)
    latest = store.journal.latest(ANA)
    assert latest is not None
    assert latest.change_id == change.change_id


def test_undoing_a_changed_rating_restores_the_old_one(store: Store) -> None:
    store.watches.log(because(1), HEAT, rating=3.0)
    watch = store.watches.last_of(ANA, HEAT)
    assert watch is not None
    change = store.watches.amend(because(2), watch, rating=5.0, watched_on=None)
    store.journal.undo(because(3), change.change_id)
    assert [entry.rating for entry in store.watches.history(ANA)] == [3.0]


def test_nobody_undoes_what_somebody_else_did(store: Store) -> None:
    change = store.watches.log(because(1), HEAT)
    assert store.journal.undo(because(2, BEN), change.change_id) == ()
    assert store.watches.count(ANA) == 1


def test_undoing_what_never_was_does_nothing(store: Store) -> None:
    assert store.journal.undo(because(1), 99) == ()


def test_a_dismissal_is_no_watch_and_can_be_taken_back(store: Store) -> None:
    change = store.watches.dismiss(because(1), HEAT)
    assert change is not None
    assert [entry.signal for entry in store.watches.history(ANA)] == [Signal.DISMISSED]
    store.journal.undo(because(2), change.change_id)
    assert store.watches.dismissed(ANA) == frozenset()


def test_dismissing_twice_changes_nothing_more(store: Store) -> None:
    store.watches.dismiss(because(1), HEAT)
    assert store.watches.dismiss(because(2), HEAT) is None


def test_an_added_film_gets_an_id_that_is_never_given_again(store: Store) -> None:
    first = store.added_films.add(because(1), "Our Wedding", 2019, ("Comedy",))
    store.journal.undo(because(2), first.change_id)
    second = store.added_films.add(because(3), "Our Divorce", 2024, ("Drama",))
    assert second.movie_id == first.movie_id + 1
    assert [one.film.name for one in store.added_films.all()] == ["Our Divorce (2024)"]


def test_forgetting_a_person_leaves_nothing_of_theirs(store: Store) -> None:
    store.watches.log(because(1), HEAT)
    store.watches.want(because(2), ALIEN)
    store.people.forget(ANA)
    assert list(store.watches.histories()) == []
    assert store.journal.latest(ANA) is None
    assert store.people.get(ANA) is None


def test_a_rating_outside_the_stars_is_refused_and_nothing_is_kept(store: Store) -> None:
    with pytest.raises(Exception, match="CHECK constraint"):
        store.watches.log(because(1), HEAT, rating=11.0)
    assert store.journal.position() == 0


@given(
    steps=st.lists(
        st.tuples(st.sampled_from([HEAT, ALIEN]), st.sampled_from(["log", "dismiss", "want"])),
        max_size=8,
    )
)
def test_undoing_everything_leaves_an_empty_log(steps: list[tuple[MovieId, str]]) -> None:
    store = planted.empty_store()
    store.people.meet(ANA, "Ana", at=0.0)
    for update, (movie_id, verb) in enumerate(steps):
        act = {
            "log": store.watches.log,
            "dismiss": store.watches.dismiss,
            "want": store.watches.want,
        }[verb]
        act(because(update), movie_id)
    update = len(steps)
    while (latest := store.journal.latest(ANA)) is not None:
        store.journal.undo(because(update), latest.change_id)
        update += 1
    assert store.watches.history(ANA) == ()
    assert store.watches.wanted(ANA) == ()
    store.close()
