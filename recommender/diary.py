"""A person's own films: logged, rated, refused, kept for later, taken back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from recommender.domain import HistoryEntry, MovieId, PersonId, Signal
from recommender.storage import Cause, Change, PersonRecord, Store, Watch

Outcome: TypeAlias = Literal["new", "again", "amended", "known"]
"""new: the film's first viewing. again: one more viewing. amended: its stars changed. known: the
log said so already."""
UndoneKind: TypeAlias = Literal["log", "rating", "dismissal", "watchlist", "film"]


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


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which viewings are asked for. The empty value asks for all."""

    movie_ids: tuple[MovieId, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    rating_from: float | None = None
    rating_to: float | None = None

    @property
    def is_dated(self) -> bool:
        """Whether only viewings with a day can answer."""
        return self.since is not None or self.until is not None

    def admits(self, watch: Watch) -> bool:
        """Whether a viewing is asked for."""
        if self.movie_ids and watch.movie_id not in self.movie_ids:
            return False
        if self.is_dated and watch.watched_on is None:
            return False
        if (
            self.since is not None
            and watch.watched_on is not None
            and watch.watched_on < self.since
        ):
            return False
        if (
            self.until is not None
            and watch.watched_on is not None
            and watch.watched_on > self.until
        ):
            return False
        if self.rating_from is None and self.rating_to is None:
            return True
        if watch.rating is None:
            return False
        return (self.rating_from or 0.0) <= watch.rating <= (self.rating_to or 5.0)


class Diary:
    """What people did with films. Every change can be undone, and an update changes once.

    A `Cause` says who changes something and because of which update: the same update again gets
    the same answer and changes nothing.
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
        stars that differ replace the old ones.
        """
        written: list[Written] = []
        change: Change | None = None
        for entry in entries:
            last = self.last_watch(cause.person_id, entry.movie_id)
            done = self._done(cause, entry.movie_id)
            if done is None and last is not None and not _is_rewatch(entry, last):
                changed, one = self._starred(cause, last, entry.rating)
                change = changed or change
                written.append(one)
                continue
            again = last is not None and done is None
            change = self._store.watches.log(
                cause,
                entry.movie_id,
                rating=entry.rating,
                watched_on=entry.watched_on,
                source=source,
            )
            self._store.watches.unwant(cause, entry.movie_id)
            outcome: Outcome = "again" if again else "new"
            written.append(Written(entry.movie_id, entry.rating, entry.watched_on, outcome))
        return Receipt(tuple(written), None if change is None else change.change_id)

    def rate(self, cause: Cause, opinions: Sequence[tuple[MovieId, float]]) -> Receipt:
        """Give films stars; one that is not in the log joins it without a day."""
        written: list[Written] = []
        change: Change | None = None
        for movie_id, rating in opinions:
            last = self.last_watch(cause.person_id, movie_id)
            if last is None:
                change = self._store.watches.log(cause, movie_id, rating=rating)
                one = Written(movie_id, rating, None, "new")
            else:
                changed, one = self._starred(cause, last, rating)
                change = changed or self._done(cause, movie_id) or change
            self._store.watches.unwant(cause, movie_id)
            written.append(one)
        return Receipt(tuple(written), None if change is None else change.change_id)

    def amend(
        self,
        cause: Cause,
        movie_id: MovieId,
        *,
        rating: float | None = None,
        watched_on: dt.date | None = None,
    ) -> Receipt | None:
        """Correct the stars or the day of a film's newest viewing; None when it is not logged."""
        last = self.last_watch(cause.person_id, movie_id)
        if last is None:
            return None
        stars = last.rating if rating is None else rating
        day = last.watched_on if watched_on is None else watched_on
        if (stars, day) == (last.rating, last.watched_on):
            done = self._done(cause, movie_id)
            known = (Written(movie_id, stars, day, "amended" if done else "known"),)
            return Receipt(known, None if done is None else done.change_id)
        change = self._store.watches.amend(cause, last, rating=stars, watched_on=day)
        return Receipt((Written(movie_id, stars, day, "amended"),), change.change_id)

    def unlog(self, cause: Cause, movie_id: MovieId) -> Receipt | None:
        """Take a film's newest viewing out of the log; None when there is none."""
        done = self._done(cause, movie_id)
        last = self.last_watch(cause.person_id, movie_id)
        if done is None and last is None:
            return None
        change = done or self._store.watches.remove(cause, last) if last is not None else done
        return Receipt(change_id=None if change is None else change.change_id)

    def move_watch(self, cause: Cause, wrong: MovieId, right: MovieId) -> Receipt | None:
        """Let a film's newest viewing be of another film; None when there is none to move."""
        last = self.last_watch(cause.person_id, wrong)
        if last is None:
            return None
        self._store.watches.remove(cause, last)
        change = self._store.watches.log(
            cause, right, rating=last.rating, watched_on=last.watched_on
        )
        written = Written(right, last.rating, last.watched_on, "new")
        return Receipt((written,), change.change_id)

    def dismiss(self, cause: Cause, movie_ids: Sequence[MovieId]) -> Receipt:
        """Never show films to the person again, and learn from it."""
        return _receipt([self._store.watches.dismiss(cause, one) for one in movie_ids])

    def undismiss(self, cause: Cause, movie_ids: Sequence[MovieId]) -> Receipt:
        """Let dismissed films be shown again."""
        return _receipt([self._store.watches.undismiss(cause, one) for one in movie_ids])

    def keep(self, cause: Cause, movie_ids: Sequence[MovieId]) -> Receipt:
        """Put films on the person's watchlist."""
        return _receipt([self._store.watches.want(cause, one) for one in movie_ids])

    def drop(self, cause: Cause, movie_ids: Sequence[MovieId]) -> Receipt:
        """Take films off the person's watchlist."""
        return _receipt([self._store.watches.unwant(cause, one) for one in movie_ids])

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
        everything = self._store.watches.newest(person_id, limit=-1)
        return tuple(watch for watch in everything if query.admits(watch))

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

    def _starred(
        self, cause: Cause, last: Watch, rating: float | None
    ) -> tuple[Change | None, Written]:
        """Give a logged viewing other stars, if they are others."""
        if rating is None or rating == last.rating:
            return None, Written(last.movie_id, last.rating, last.watched_on, "known")
        change = self._store.watches.amend(cause, last, rating=rating, watched_on=last.watched_on)
        return change, Written(last.movie_id, rating, last.watched_on, "amended")

    def _done(self, cause: Cause, movie_id: MovieId) -> Change | None:
        return self._store.journal.of_update(cause, "watches", movie_id)


def _is_rewatch(entry: LogEntry, last: Watch) -> bool:
    """Whether this is one more viewing and not the same one told again."""
    if entry.rewatch:
        return True
    day = entry.watched_on
    return day is not None and last.watched_on is not None and day != last.watched_on


def _receipt(changes: Sequence[Change | None]) -> Receipt:
    made = [change.change_id for change in changes if change is not None]
    return Receipt(change_id=made[-1] if made else None)


def undone_of(change: Change) -> UndoneChange:
    """A taken-back change in the words of the log."""
    gone = change.after is None
    match change.table:
        case "watches" if change.before is not None and change.after is not None:
            rating = change.after["rating"]
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
