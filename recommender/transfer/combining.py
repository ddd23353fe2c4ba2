"""What all records of one film come to: its viewings, and what of them the log lacks.

Watched, diary and ratings of one film are one person's one film with its viewings.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from recommender.storage import Watch
from recommender.transfer.records import Record, Says


@dataclass(frozen=True, slots=True)
class Viewing:
    """One time that a film was watched."""

    rating: float | None = None
    watched_on: dt.date | None = None
    at: float | None = None
    """When it was noted, unix seconds."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a file wants the log to hold of one film."""

    viewings: tuple[Viewing, ...] = ()
    """Those with a day first, oldest first."""
    wanted: bool = False
    wanted_at: float | None = None
    dismissed: bool = False
    dismissed_at: float | None = None


@dataclass(frozen=True, slots=True)
class Amended:
    """A viewing of the log that gets what it lacks: its day, its stars."""

    watch: Watch
    rating: float | None
    watched_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What the log lacks of a wish."""

    new: tuple[Viewing, ...] = ()
    amended: tuple[Amended, ...] = ()


def wish_of(records: Iterable[Record]) -> Wish:
    """What the records of one film come to.

    A viewing with a day counts once however often it is told, but for a rewatch on the same day.
    The stars that the film has now are those of its newest viewing.
    """
    dated: dict[tuple[dt.date, int], Viewing] = {}
    undated: list[Viewing] = []
    seen: list[Record] = []
    rated: list[Record] = []
    wanted: list[Record] = []
    dismissed: list[Record] = []
    for record in sorted(records, key=lambda record: record.rewatch):
        match record.says:
            case Says.VIEWING if record.watched_on is None:
                undated.append(Viewing(record.rating, None, record.at, record.note))
            case Says.VIEWING:
                _note(dated, record)
            case Says.SEEN:
                seen.append(record)
            case Says.RATED:
                rated.append(record)
            case Says.WANTED:
                wanted.append(record)
            case Says.DISMISSED:
                dismissed.append(record)
    viewings = [dated[key] for key in sorted(dated)] + undated
    stars = max(rated, key=lambda record: record.at or 0.0, default=None)
    if not viewings and (seen or rated):
        one = stars or seen[0]
        viewings = [Viewing(one.rating, None, one.at)]
    elif stars is not None and stars.rating is not None:
        newest = len(dated) - 1 if dated else 0
        viewings[newest] = replace(viewings[newest], rating=stars.rating)
    return Wish(
        tuple(viewings),
        bool(wanted),
        next((record.at for record in wanted), None),
        bool(dismissed),
        next((record.at for record in dismissed), None),
    )


def _note(dated: dict[tuple[dt.date, int], Viewing], record: Record) -> None:
    assert record.watched_on is not None
    times = 0
    while record.rewatch and (record.watched_on, times) in dated:
        times += 1
    known = dated.get((record.watched_on, times))
    rating = record.rating if known is None or known.rating is None else known.rating
    at = record.at if known is None else known.at
    note = record.note if known is None else known.note
    dated[record.watched_on, times] = Viewing(rating, record.watched_on, at, note)


def difference(wish: Wish, watches: Sequence[Watch]) -> Difference:
    """What the log lacks of a film's viewings. What it has stays: its stars are never changed.

    A viewing without a day in the log may be any that has one: it gets the newest day that is
    new, so that two files of one service come to the same in any order.

    Args:
        wish: What a file tells of the film.
        watches: The film's viewings in the log, newest first.
    """
    left = list(watches)
    pairs: list[tuple[Watch, Viewing]] = []
    new: list[Viewing] = []
    for viewing in wish.viewings:
        same = [watch for watch in left if watch.watched_on == viewing.watched_on]
        if viewing.watched_on is not None and same:
            left.remove(same[0])
            pairs.append((same[0], viewing))
        else:
            new.append(viewing)
    for viewing in [viewing for viewing in new if viewing.watched_on is None]:
        found = next((watch for watch in left if watch.watched_on is None), None)
        found = found or next(iter(left), None)
        if found is None:
            break
        left.remove(found)
        new.remove(viewing)
        pairs.append((found, viewing))
    for watch in [watch for watch in left if watch.watched_on is None]:
        if not new or new[-1].watched_on is None:
            break
        pairs.append((watch, new.pop()))
    amended = []
    for watch, viewing in pairs:
        rating = viewing.rating if watch.rating is None else watch.rating
        day = watch.watched_on or viewing.watched_on
        if (rating, day) != (watch.rating, watch.watched_on):
            amended.append(Amended(watch, rating, day))
    return Difference(tuple(new), tuple(amended))
