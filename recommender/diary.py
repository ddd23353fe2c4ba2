"""Records what a person does with films: log, rate, dismiss, want, undo."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from recommender.domain import HistoryEntry, MovieId, PersonId, Signal
from recommender.storage import Cause, Change, LogQuery, PersonRecord, Row, Store, Watch

Outcome: TypeAlias = Literal["new", "again", "amended", "known"]
"""new: the film's first viewing. again: one more viewing. amended: its stars changed. known: the
log said so already."""
UndoneKind: TypeAlias = Literal["log", "rating", "entry", "dismissal", "watchlist", "film"]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One viewing to log."""

    movie_id: MovieId
    rating: float | None = None
    """Stars, 0.5-5 in halves."""
    watched_on: dt.date | None = None
    """None: seen some time."""
    rewatch: bool = False
    """One more viewing, though the log may hold the same day."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the log says of one film after a write."""

    movie_id: MovieId
    rating: float | None
    watched_on: dt.date | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a write did, and what takes it back."""

    films: tuple[Written, ...] = ()
    change_id: int | None = None
    """For `undo`; None when nothing changed."""


@dataclass(frozen=True, slots=True)
class UndoneChange:
    """One change that an undo took back, in the order made."""

    kind: UndoneKind
    movie_id: MovieId
    gone: bool
    """Whether the thing is gone now; False when it is there again."""
    rating: float | None = None
    """With "rating": the stars that are in force again."""
    in_deck: bool = False
    """Whether a card of the first minutes had logged it."""


class Diary:
    """What people did with films. Every change can be undone.

    A `Cause` says who changes something, and because of which act of which update: the same act
    again gets the same answer and changes nothing. A verb changes all films that it is given, or
    none of them when one cannot be changed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def meet(self, person_id: PersonId, first_name: str, at: float) -> bool:
        """Remember a person; True when they were unknown."""
        return self._store.people.meet(person_id, first_name, at)

    def person(self, person_id: PersonId) -> PersonRecord | None:
        """What is kept of a person besides their films; None for an unknown one."""
        return self._store.people.get(person_id)

    def let_groups_see_log(self, person_id: PersonId, *, allowed: bool) -> None:
        """Set whether groups may see films of the person's log."""
        self._store.people.set_shows_log_in_groups(person_id, allowed=allowed)

    def set_time_zone(self, person_id: PersonId, time_zone: str | None) -> None:
        """Set the IANA name of a person's zone; None for the bot's own."""
        self._store.people.set_time_zone(person_id, time_zone)

    def forget(self, person_id: PersonId) -> None:
        """Erase a person with all that hangs on them."""
        self._store.people.forget(person_id)

    def log(self, cause: Cause, entries: Sequence[LogEntry], *, source: str = "chat") -> Receipt:
        """Log viewings, and take the films off the person's watchlist.

        A film that is logged already is logged again only as a rewatch or on another day; else
        stars that differ replace the old ones. Of several entries for one film the first counts.
        """
        wanted: dict[MovieId, LogEntry] = {}
        for entry in entries:
            wanted.setdefault(entry.movie_id, entry)
        with self._store.atomic():
            return _receipt([self._log(cause, entry, source) for entry in wanted.values()])

    def rate(self, cause: Cause, opinions: Sequence[tuple[MovieId, float]]) -> Receipt:
        """Give films stars; one that is not in the log joins it without a day.

        They leave the person's watchlist. Of several opinions of one film the first counts.
        """
        wanted: dict[MovieId, float] = {}
        for movie_id, rating in opinions:
            wanted.setdefault(movie_id, rating)
        with self._store.atomic():
            steps = [self._rate(cause, movie_id, stars) for movie_id, stars in wanted.items()]
            return _receipt(steps)

    def amend(
        self,
        cause: Cause,
        movie_id: MovieId,
        *,
        rating: float | None = None,
        watched_on: dt.date | None = None,
    ) -> Receipt | None:
        """Correct the stars or the day of a film's newest viewing; None when it is not logged."""
        if done := self._done(cause, movie_id):
            return _receipt([self._as_before(done)])
        last = self.last_watch(cause.person_id, movie_id)
        if last is None:
            return None
        stars = last.rating if rating is None else rating
        return _receipt([self._amend(cause, last, stars, watched_on or last.watched_on)])

    def unlog(self, cause: Cause, movie_id: MovieId) -> Receipt | None:
        """Take a film's newest viewing out of the log; None when there is none."""
        done = self._done(cause, movie_id)
        last = self.last_watch(cause.person_id, movie_id)
        if done is None and last is not None:
            done = self._store.watches.remove(cause, last)
        return None if done is None else Receipt(change_id=done.change_id)

    def move_watch(self, cause: Cause, wrong: MovieId, right: MovieId) -> Receipt | None:
        """Let a film's newest viewing be of another film; None when there is none to move."""
        if wrong == right:
            return None
        with self._store.atomic():
            done = self._done(cause, wrong)
            last = self.last_watch(cause.person_id, wrong)
            if done is None and last is not None:
                done = self._store.watches.remove(cause, last)
            if done is None or done.before is None:
                return None
            stars, day = _stars_and_day(done.before)
            moved, written = self._log(cause, LogEntry(right, stars, day), "chat")
            return _receipt([(moved or done, written)])

    def dismiss(self, cause: Cause, movie_ids: Sequence[MovieId]) -> Receipt:
        """Never show films to the person again, and learn from it."""
        return self._each(self._store.watches.dismiss, cause, movie_ids)

    def undismiss(self, cause: Cause, movie_ids: Sequence[MovieId]) -> Receipt:
        """Let dismissed films be shown again."""
        return self._each(self._store.watches.undismiss, cause, movie_ids)

    def keep(self, cause: Cause, movie_ids: Sequence[MovieId]) -> Receipt:
        """Put films on the person's watchlist."""
        return self._each(self._store.watches.want, cause, movie_ids)

    def drop(self, cause: Cause, movie_ids: Sequence[MovieId]) -> Receipt:
        """Take films off the person's watchlist."""
        return self._each(self._store.watches.unwant, cause, movie_ids)

    def watchlist(self, person_id: PersonId) -> tuple[MovieId, ...]:
        """The person's watchlist, newest first."""
        return self._store.watches.wanted(person_id)

    def dismissed(self, person_id: PersonId) -> frozenset[MovieId]:
        """Films that the person never wants to be shown."""
        return self._store.watches.dismissed(person_id)

    def history(self, person_id: PersonId) -> tuple[HistoryEntry, ...]:
        """All that the person did with films, oldest first."""
        return self._store.watches.history(person_id)

    def seen(self, person_id: PersonId) -> frozenset[MovieId]:
        """Films in the person's log."""
        return frozenset(
            entry.movie_id for entry in self.history(person_id) if entry.signal is Signal.WATCHED
        )

    def last_watch(self, person_id: PersonId, movie_id: MovieId) -> Watch | None:
        """The person's newest viewing of a film, or None."""
        return self._store.watches.last_of(person_id, movie_id)

    def watches(self, person_id: PersonId, query: LogQuery = LogQuery()) -> tuple[Watch, ...]:
        """The person's viewings that answer a query, newest first."""
        return self._store.watches.newest(person_id, query)

    def count_watches(self, person_id: PersonId) -> int:
        """How many viewings the person has logged."""
        return self._store.watches.count(person_id)

    def count_films(self, person_id: PersonId) -> int:
        """How many different films the person has logged."""
        return self._store.watches.count_films(person_id)

    def latest_change(self, person_id: PersonId) -> int | None:
        """The person's last change that stands, for `undo`; None without one."""
        change = self._store.journal.latest(person_id)
        return None if change is None else change.change_id

    def _log(self, cause: Cause, entry: LogEntry, source: str) -> "_Step":
        if done := self._done(cause, entry.movie_id):
            return self._as_before(done)
        last = self.last_watch(cause.person_id, entry.movie_id)
        if last is not None and not _is_rewatch(entry, last):
            stars = last.rating if entry.rating is None else entry.rating
            return self._amend(cause, last, stars, last.watched_on)
        rating, day = entry.rating, entry.watched_on
        watches = self._store.watches
        change = watches.log(cause, entry.movie_id, rating=rating, watched_on=day, source=source)
        watches.unwant(cause, entry.movie_id)
        return change, Written(entry.movie_id, rating, day, "again" if last else "new")

    def _rate(self, cause: Cause, movie_id: MovieId, rating: float) -> "_Step":
        if done := self._done(cause, movie_id):
            return self._as_before(done)
        last = self.last_watch(cause.person_id, movie_id)
        if last is None:
            return self._log(cause, LogEntry(movie_id, rating), "chat")
        self._store.watches.unwant(cause, movie_id)
        return self._amend(cause, last, rating, last.watched_on)

    def _amend(
        self, cause: Cause, last: Watch, rating: float | None, day: dt.date | None
    ) -> "_Step":
        if (rating, day) == (last.rating, last.watched_on):
            return None, Written(last.movie_id, rating, day, "known")
        change = self._store.watches.amend(cause, last, rating=rating, watched_on=day)
        return change, Written(last.movie_id, rating, day, "amended")

    def _done(self, cause: Cause, movie_id: MovieId) -> Change | None:
        return self._store.journal.of_update(cause, "watches", movie_id)

    def _as_before(self, done: Change) -> "_Step":
        """What was answered when a change was made."""
        stars, day = _stars_and_day(done.after or done.before or {})
        if done.before is not None:
            return done, Written(done.movie_id, stars, day, "amended")
        again = self._store.watches.seen_before(done)
        return done, Written(done.movie_id, stars, day, "again" if again else "new")

    def _each(
        self,
        act: Callable[[Cause, MovieId], Change | None],
        cause: Cause,
        movie_ids: Sequence[MovieId],
    ) -> Receipt:
        with self._store.atomic():
            return _receipt([(act(cause, movie_id), None) for movie_id in movie_ids])


_Step: TypeAlias = tuple[Change | None, Written | None]
"""What one film came to: its change, and what there is to say of it."""


def _receipt(steps: Sequence[_Step]) -> Receipt:
    made = [change.change_id for change, _ in steps if change is not None]
    films = tuple(written for _, written in steps if written is not None)
    return Receipt(films, made[-1] if made else None)


def _is_rewatch(entry: LogEntry, last: Watch) -> bool:
    """Whether this is one more viewing and not the same one told again."""
    if entry.rewatch:
        return True
    day = entry.watched_on
    return day is not None and last.watched_on is not None and day != last.watched_on


def _stars_and_day(row: Row) -> tuple[float | None, dt.date | None]:
    rating, day = row.get("rating"), row.get("watched_on")
    return (
        None if rating is None else float(rating),
        None if day is None else dt.date.fromisoformat(str(day)),
    )


def undone_of(changes: Sequence[Change]) -> tuple[UndoneChange, ...]:
    """Taken-back changes in the words of the log, those of one film in one table as one."""
    net: dict[tuple[str, MovieId], Change] = {}
    for change in changes:
        key = (change.table, change.movie_id)
        net[key] = replace(change, before=net[key].before) if key in net else change
    return tuple(_undone(change) for change in net.values())


def _undone(change: Change) -> UndoneChange:
    gone = change.after is None
    match change.table:
        case "watches" if change.before is not None and change.after is not None:
            rating = change.after["rating"]
            if rating == change.before["rating"]:  # its day, or its note
                return UndoneChange("entry", change.movie_id, gone)
            stars = None if rating is None else float(rating)
            return UndoneChange("rating", change.movie_id, gone, stars)
        case "watches":
            in_deck = (change.before or {}).get("source") == "deck"
            return UndoneChange("log", change.movie_id, gone, in_deck=in_deck)
        case "dismissals":
            return UndoneChange("dismissal", change.movie_id, gone)
        case "added_films":
            return UndoneChange("film", change.movie_id, gone)
        case _:
            return UndoneChange("watchlist", change.movie_id, gone)
