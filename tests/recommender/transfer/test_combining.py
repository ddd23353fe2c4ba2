import datetime as dt

import pytest

from recommender.domain import MovieId
from recommender.storage import Watch
from recommender.transfer import Record, Says
from recommender.transfer.combining import Viewing, difference, wish_of

FIRST, SECOND, THIRD = (dt.date(2020, 1, day) for day in (4, 5, 6))


def viewing(
    day: dt.date | None = None, rating: float | None = None, *, rewatch: bool = False
) -> Record:
    return Record(Says.VIEWING, "Heat", 1995, rating, day, rewatch)


def rated(rating: float, at: float = 0.0) -> Record:
    return Record(Says.RATED, "Heat", 1995, rating, at=at)


SEEN = Record(Says.SEEN, "Heat", 1995)

WISHES = [
    ([SEEN], [(None, None)]),
    ([SEEN, rated(4.0)], [(None, 4.0)]),
    ([rated(3.0, at=1), rated(4.0, at=2)], [(None, 4.0)]),
    ([SEEN, viewing(FIRST), rated(4.0)], [(FIRST, 4.0)]),
    ([viewing(SECOND), viewing(FIRST, 3.0), rated(4.0)], [(FIRST, 3.0), (SECOND, 4.0)]),
    ([viewing(FIRST), viewing(FIRST, 3.0)], [(FIRST, 3.0)]),
    ([viewing(FIRST, rewatch=True), viewing(FIRST)], [(FIRST, None), (FIRST, None)]),
    ([viewing(), viewing(FIRST), viewing()], [(FIRST, None), (None, None), (None, None)]),
]


@pytest.mark.parametrize(("records", "viewings"), WISHES)
def test_all_that_is_told_of_a_film_is_one_film_with_its_viewings(
    records: list[Record], viewings: list[tuple[dt.date | None, float | None]]
) -> None:
    found = wish_of(records).viewings
    assert [(one.watched_on, one.rating) for one in found] == viewings


def watch(number: int, day: dt.date | None = None, rating: float | None = None) -> Watch:
    return Watch(number, MovieId(43), rating, day)


DIFFERENCES = [
    # what the file tells, what the log has (newest first), the new days, what is amended
    ([SEEN], [], [None], []),
    ([SEEN], [watch(1, FIRST)], [], []),
    ([rated(4.0)], [watch(2, SECOND), watch(1, FIRST)], [], [(2, 4.0, SECOND)]),
    ([rated(4.0)], [watch(1, FIRST, 2.0)], [], []),
    ([viewing(FIRST, 4.0)], [watch(1, FIRST)], [], [(1, 4.0, FIRST)]),
    ([viewing(SECOND)], [watch(1, FIRST, 2.0)], [SECOND], []),
    ([viewing(SECOND, 4.0)], [watch(1, None, 2.0)], [], [(1, 2.0, SECOND)]),
    ([viewing(FIRST), viewing(SECOND)], [watch(1)], [FIRST], [(1, None, SECOND)]),
    ([viewing(), viewing(), viewing(THIRD)], [watch(3, THIRD), watch(1)], [None], []),
    ([viewing(FIRST), viewing(FIRST, rewatch=True)], [watch(1, FIRST)], [FIRST], []),
]


@pytest.mark.parametrize(("records", "watches", "new", "amended"), DIFFERENCES)
def test_the_log_gets_what_it_lacks_and_keeps_what_it_has(
    records: list[Record],
    watches: list[Watch],
    new: list[dt.date | None],
    amended: list[tuple[int, float | None, dt.date | None]],
) -> None:
    found = difference(wish_of(records), watches)
    assert [one.watched_on for one in found.new] == new
    changed = [(one.watch.watch_id, one.rating, one.watched_on) for one in found.amended]
    assert changed == amended


@pytest.mark.parametrize("records", [records for records, _ in WISHES])
def test_what_was_written_is_there_already(records: list[Record]) -> None:
    wish = wish_of(records)

    def newest_first(one: Viewing) -> dt.date:
        return one.watched_on or dt.date.min

    viewings = sorted(wish.viewings, key=newest_first, reverse=True)
    log = [watch(n, one.watched_on, one.rating) for n, one in enumerate(viewings)]
    found = difference(wish, log)
    assert (found.new, found.amended) == ((), ())
