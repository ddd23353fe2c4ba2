"""What the diary's verbs promise: one undo a message, and the same answer to the same update."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.diary import Diary, LogEntry, Receipt, Written
from recommender.domain import MovieId, PersonId
from recommender.storage import Cause, LogQuery
from tests import planted

ANA, BEN = PersonId(7), PersonId(8)
HEAT, ALIEN, GHOST = MovieId(6), MovieId(1214), MovieId(31)
FRIDAY, SUNDAY = dt.date(2026, 11, 20), dt.date(2026, 11, 22)


@pytest.fixture
def diary() -> Iterator[Diary]:
    store = planted.empty_store()
    diary = Diary(store)
    for person in (ANA, BEN):
        diary.meet(person, "Someone", at=0.0)
    yield diary
    store.close()


def because(update: int, person: PersonId = ANA) -> Cause:
    return Cause(person, f"tg:{update}", 1000.0 + update)


def kept(diary: Diary) -> object:
    """All that the diary says of Ana."""
    return diary.watches(ANA), diary.watchlist(ANA), diary.dismissed(ANA)


def test_each_film_of_one_message_has_its_own_stars_and_day(diary: Diary) -> None:
    receipt = diary.log(because(1), [LogEntry(HEAT, 5.0, FRIDAY), LogEntry(ALIEN, 3.5)])
    assert receipt.films == (
        Written(HEAT, 5.0, FRIDAY, "new"),
        Written(ALIEN, 3.5, None, "new"),
    )
    assert {(one.movie_id, one.rating, one.watched_on) for one in diary.watches(ANA)} == {
        (HEAT, 5.0, FRIDAY),
        (ALIEN, 3.5, None),
    }


def test_a_film_told_again_gets_its_new_stars_and_no_second_viewing(diary: Diary) -> None:
    diary.log(because(1), [LogEntry(HEAT, 3.0, FRIDAY)])
    receipt = diary.log(because(2), [LogEntry(HEAT, 5.0, FRIDAY)])
    assert receipt.films == (Written(HEAT, 5.0, FRIDAY, "amended"),)
    assert diary.count_watches(ANA) == 1


def test_another_day_or_a_rewatch_is_one_more_viewing(diary: Diary) -> None:
    diary.log(because(1), [LogEntry(HEAT, 3.0, FRIDAY)])
    receipt = diary.log(because(2), [LogEntry(HEAT, 4.0, SUNDAY)])
    assert receipt.films == (Written(HEAT, 4.0, SUNDAY, "again"),)
    diary.log(because(3), [LogEntry(HEAT, None, SUNDAY, rewatch=True)])
    assert diary.count_watches(ANA) == 3


def test_a_film_named_twice_in_one_message_is_logged_and_told_once(diary: Diary) -> None:
    receipt = diary.log(because(1), [LogEntry(HEAT, 5.0, FRIDAY), LogEntry(HEAT, 2.0, SUNDAY)])
    assert receipt.films == (Written(HEAT, 5.0, FRIDAY, "new"),)
    assert [(one.rating, one.watched_on) for one in diary.watches(ANA)] == [(5.0, FRIDAY)]


def test_of_several_films_all_are_logged_or_none(diary: Diary) -> None:
    entries = [LogEntry(HEAT, 5.0), LogEntry(ALIEN, 9.0)]
    with pytest.raises(Exception, match="CHECK constraint"):
        diary.log(because(1), entries)
    assert diary.watches(ANA) == ()
    diary.log(because(2), [LogEntry(GHOST)])
    with pytest.raises(Exception, match="CHECK constraint"):
        diary.rate(because(3), [(HEAT, 5.0), (ALIEN, 9.0)])
    assert [one.movie_id for one in diary.watches(ANA)] == [GHOST]


def logged(diary: Diary) -> Receipt:
    return diary.log(because(9), [LogEntry(HEAT, 4.0, SUNDAY), LogEntry(ALIEN, 5.0)])


def rated(diary: Diary) -> Receipt:
    return diary.rate(because(9), [(HEAT, 4.0), (ALIEN, 5.0), (GHOST, 2.0)])


def amended(diary: Diary) -> Receipt | None:
    return diary.amend(because(9), HEAT, rating=1.0, watched_on=SUNDAY)


def unlogged(diary: Diary) -> Receipt | None:
    return diary.unlog(because(9), HEAT)


def moved(diary: Diary) -> Receipt | None:
    return diary.move_watch(because(9), HEAT, GHOST)


def dismissed(diary: Diary) -> Receipt:
    return diary.dismiss(because(9), [HEAT, GHOST])


def kept_for_later(diary: Diary) -> Receipt:
    return diary.keep(because(9), [HEAT, GHOST])


def dropped(diary: Diary) -> Receipt:
    return diary.drop(because(9), [ALIEN, GHOST])


VERBS = (logged, rated, amended, unlogged, moved, dismissed, kept_for_later, dropped)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("before", [0, 1, 2])
def test_the_same_update_again_gets_the_same_answer_and_changes_nothing(
    diary: Diary, verb: Callable[[Diary], Receipt | None], before: int
) -> None:
    for update in range(1, before + 1):  # none, one and two viewings in the log before
        diary.log(because(update), [LogEntry(HEAT, 3.0, FRIDAY, rewatch=True), LogEntry(ALIEN)])
    diary.keep(because(8), [HEAT, ALIEN, GHOST])
    first, after = verb(diary), kept(diary)
    assert verb(diary) == first
    assert kept(diary) == after


def test_a_moved_viewing_keeps_its_stars_and_day(diary: Diary) -> None:
    diary.log(because(1), [LogEntry(HEAT, 4.5, FRIDAY)])
    receipt = diary.move_watch(because(2), HEAT, ALIEN)
    assert receipt is not None
    assert receipt.films == (Written(ALIEN, 4.5, FRIDAY, "new"),)
    assert [one.movie_id for one in diary.watches(ANA)] == [ALIEN]


def test_a_viewing_moved_to_a_film_that_is_logged_already_stands_there_once(diary: Diary) -> None:
    diary.log(because(1), [LogEntry(ALIEN, 4.5, FRIDAY)])
    diary.log(because(2), [LogEntry(HEAT, 4.5, FRIDAY)])
    receipt = diary.move_watch(because(3), HEAT, ALIEN)
    assert receipt is not None
    assert receipt.films == (Written(ALIEN, 4.5, FRIDAY, "known"),)
    assert receipt.change_id is not None
    assert [one.movie_id for one in diary.watches(ANA)] == [ALIEN]


def test_a_viewing_moved_to_its_own_film_stays(diary: Diary) -> None:
    diary.log(because(1), [LogEntry(HEAT, 4.5, FRIDAY)])
    assert diary.move_watch(because(2), HEAT, HEAT) is None
    assert [(one.movie_id, one.rating) for one in diary.watches(ANA)] == [(HEAT, 4.5)]


def test_what_is_logged_leaves_the_watchlist(diary: Diary) -> None:
    diary.keep(because(1), [HEAT, ALIEN, GHOST])
    diary.log(because(2), [LogEntry(HEAT)])
    diary.rate(because(3), [(ALIEN, 4.0)])
    assert diary.watchlist(ANA) == (GHOST,)
    diary.log(because(4), [LogEntry(MovieId(99))])
    diary.move_watch(because(5), MovieId(99), GHOST)
    assert diary.watchlist(ANA) == ()


QUERIES = [
    (LogQuery(), [ALIEN, HEAT, HEAT, GHOST]),
    (LogQuery((HEAT,)), [HEAT, HEAT]),
    (LogQuery(since=SUNDAY), [ALIEN, HEAT]),
    (LogQuery(until=FRIDAY), [HEAT]),
    (LogQuery(since=FRIDAY, until=FRIDAY), [HEAT]),
    (LogQuery(rating_from=5.0), [ALIEN]),
    (LogQuery(rating_to=2.0), [GHOST]),
    (LogQuery(rating_from=3.0, rating_to=4.0), [HEAT]),
    (LogQuery((HEAT,), since=SUNDAY, rating_from=0.5), []),
]


@pytest.mark.parametrize(("query", "found"), QUERIES)
def test_the_log_answers_by_film_period_and_stars(
    diary: Diary, query: LogQuery, found: list[MovieId]
) -> None:
    diary.log(Cause(ANA, "tg:1", 0.0), [LogEntry(GHOST, 1.0)])
    diary.log(because(2), [LogEntry(HEAT, 3.0, FRIDAY)])
    diary.log(because(3), [LogEntry(HEAT, None, SUNDAY), LogEntry(ALIEN, 5.0, SUNDAY)])
    diary.log(because(4, BEN), [LogEntry(HEAT, 5.0, SUNDAY)])
    assert [one.movie_id for one in diary.watches(ANA, query)] == found


def test_one_message_may_take_a_film_out_and_log_it_anew(diary: Diary) -> None:
    diary.log(because(1), [LogEntry(HEAT, 5.0)])
    first, second = because(2), Cause(ANA, "tg:2", 1002.0, act=1)
    diary.unlog(first, HEAT)
    receipt = diary.log(second, [LogEntry(HEAT, 3.0, SUNDAY)])
    assert receipt.films == (Written(HEAT, 3.0, SUNDAY, "new"),)
    assert [(one.rating, one.watched_on) for one in diary.watches(ANA)] == [(3.0, SUNDAY)]
    assert diary.log(second, [LogEntry(HEAT, 3.0, SUNDAY)]) == receipt
    assert diary.count_watches(ANA) == 1


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["log", "rate", "amend", "unlog", "move", "dismiss", "keep", "drop"]),
        st.sampled_from([HEAT, ALIEN, GHOST]),
        st.sampled_from([1.0, 3.5, 5.0]),
        st.sampled_from([None, FRIDAY, SUNDAY]),
    ),
    min_size=1,
    max_size=4,
)


def does(diary: Diary, cause: Cause, act: tuple[str, MovieId, float, dt.date | None]) -> object:
    """Do one act of a message."""
    verb, film, stars, day = act
    match verb:
        case "log":
            return diary.log(cause, [LogEntry(film, stars, day), LogEntry(HEAT)])
        case "rate":
            return diary.rate(cause, [(film, stars), (ALIEN, 2.0)])
        case "amend":
            return diary.amend(cause, film, rating=stars, watched_on=day)
        case "unlog":
            return diary.unlog(cause, film)
        case "move":
            return diary.move_watch(cause, film, GHOST)
        case "dismiss":
            return diary.dismiss(cause, [film, HEAT])
        case "keep":
            return diary.keep(cause, [film, HEAT])
        case _:
            return diary.drop(cause, [film])


@given(st.lists(ACTS, min_size=1, max_size=4))
def test_one_undo_takes_a_whole_message_back_whatever_it_did(
    messages: list[list[tuple[str, MovieId, float, dt.date | None]]],
) -> None:
    with closing(planted.empty_store()) as store:
        diary = Diary(store)
        diary.meet(ANA, "Ana", at=0.0)
        undoable: list[tuple[int, object]] = []
        for update, acts in enumerate(messages):
            before, position = kept(diary), store.journal.position()
            for number, act in enumerate(acts):
                cause = Cause(ANA, f"tg:{update}", float(update), number)
                first, after = does(diary, cause, act), kept(diary)
                assert does(diary, cause, act) == first
                assert kept(diary) == after
            if store.journal.position() > position:
                undoable.append((store.journal.position(), before))
        for change_id, before in reversed(undoable):
            assert store.journal.undo(because(change_id + 1000), change_id)
            assert kept(diary) == before
