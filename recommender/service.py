"""The recommender that the bot and the command line ask."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal, TypeAlias

from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.movielens import Link
from recommender.diary import UndoneChange, undone_of
from recommender.domain import (
    Film,
    Filters,
    MovieId,
    PersonId,
    Recommendation,
)
from recommender.facts import FilmFacts
from recommender.library import Library
from recommender.model import Snapshot
from recommender.ranking.explanation import ReasonGroup, grouped
from recommender.ranking.similar import similar
from recommender.ranking.viewer import recommend
from recommender.storage import Cause, Change, Database, Store
from recommender.tastes import Tastes
from recommender.titles import TitleIndex
from recommender.transfer import Matcher, Transfers

FEW_LOGS = 5
"""Lists from fewer logs are early guesses."""
FRESH_DAYS = 3
"""Days in which a recommended film is not recommended again."""
_DAY_S = 86_400.0

Basis: TypeAlias = Literal["history", "few_logs", "popular", "unfitted"]
"""Unfitted: what is popular, for somebody whose taste no model can tell yet."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list for a person, with its reasons and what it rests on."""

    groups: tuple[ReasonGroup, ...]
    basis: Basis
    more: bool
    """Whether more films would follow."""
    sources: tuple[MovieId, ...] = ()
    """The films that a list of similar ones was asked for."""

    @property
    def movie_ids(self) -> tuple[MovieId, ...]:
        """All films, in the order shown."""
        return tuple(one.movie_id for group in self.groups for one in group.recommendations)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back."""

    changes: tuple[UndoneChange, ...]
    """In the order made: the last change of the update first."""
    named: Mapping[MovieId, Film]
    change_id: int
    """For undoing the undo."""
    is_redo: bool
    """Whether it took an undo back."""

    def films(self, changes: Iterable[UndoneChange]) -> list[Film]:
        """The films of some of the changes, each once, in the order they were changed first."""
        ids = dict.fromkeys(change.movie_id for change in reversed(list(changes)))
        return [self.named[movie_id] for movie_id in ids if movie_id in self.named]


class Recommender(Tastes):
    """Films, people's logs, and the model that is served now.

    One thread uses it. The model is read once per answer, so no answer mixes two.
    """

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        titles: TitleIndex,
        store: Store,
        snapshot: Snapshot | None = None,
        facts: FilmFacts | None = None,
        popularity: Mapping[MovieId, int] | None = None,
        links: Callable[[], Mapping[MovieId, Link]] = dict,
    ) -> None:
        super().__init__(catalogue=catalogue, store=store, snapshot=snapshot, popularity=popularity)
        self.titles = titles
        self.facts = facts or FilmFacts(catalogue)
        self.transfers = Transfers(store, Matcher(catalogue, titles, links), catalogue)
        """Files that people bring, and those that they take with them."""

    def change_over(self, library: Library) -> None:
        """Know other films from now on, with all that people did: their logs, lists and additions.

        Call it between two answers. When it fails nothing has changed.
        """
        library.receive(self._store)
        self.catalogue, self.titles, self.facts = library.catalogue, library.titles, library.facts
        self._snapshot, self._popularity = library.snapshot, library.popularity
        matcher = Matcher(library.catalogue, library.titles, library.links)
        self.transfers = Transfers(self._store, matcher, library.catalogue)

    @property
    def database(self) -> Database:
        """The connection, for the bot's own tables in the same file."""
        return self._store.database

    def forget(self, person_id: PersonId) -> None:
        """Erase a person with all that hangs on them, films that are in their log alone too."""
        with self._store.atomic():
            private = self._store.added_films.remove_private(person_id)
            super().forget(person_id)
        self._store.forget_for_good()
        for movie_id in private:
            self.catalogue.remove(movie_id)

    def finish_forgetting(self) -> None:
        """After a transaction that forgot somebody: leave nothing of them in any file."""
        self._store.finish_forgetting()

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def new_changes(self) -> int:
        """How many changes of the log the served model has not seen."""
        seen = 0 if self._snapshot is None else self._snapshot.log_position
        return self._store.journal.count_since(seen)

    def for_person(
        self,
        person_id: PersonId,
        *,
        now: float,
        k: int,
        filters: Filters = Filters(),
        already: Collection[MovieId] = (),
        around_year: int | None = None,
    ) -> Listing:
        """What a person should see next; without a model, what most people watch.

        Films recommended in the last days come back only when nothing fresh is left.

        Args:
            person_id: Whose taste counts.
            now: Unix seconds.
            k: Films at most.
            filters: What to narrow to.
            already: Films that this conversation has shown.
            around_year: What "older" and "newer" are measured from.
        """
        history = self.history(person_id)
        waited = self._model if history or self.every_list_waits else None
        fitted = waited if history else None
        model = fitted or self._counted
        seen = set() if fitted else {entry.movie_id for entry in history}
        recent = self._store.people.shown_since(person_id, now - FRESH_DAYS * _DAY_S)
        already = set(already)
        found: list[Recommendation] = []
        for exclude in (already | recent.keys(), already):
            found += recommend(
                model,
                self.catalogue,
                history if fitted else (),
                k=k + 1 - len(found),
                filters=filters,
                exclude=exclude | seen | {one.movie_id for one in found},
                around_year=around_year,
                discoveries=True,
            )
            if len(found) > k or not recent.keys() - already:
                break
        chosen = found[:k]
        self._store.people.show(person_id, [one.movie_id for one in chosen], now)
        known = sum(model.column(entry.movie_id) is not None for entry in history)
        basis: Basis = "popular" if not known else "few_logs" if known < FEW_LOGS else "history"
        if known and fitted is None:
            basis = "unfitted"
        return Listing(tuple(grouped(chosen)), basis, more=len(found) > k)

    def like(
        self,
        movie_ids: Sequence[MovieId],
        person_id: PersonId,
        *,
        k: int,
        filters: Filters = Filters(),
        already: Collection[MovieId] = (),
        include_seen: bool = False,
    ) -> Listing | None:
        """Films like a film or several, without those the person knows unless they ask for them.

        Films like several are taken in turn from the lists of each.

        Returns:
            One group that cites the first film; None while there is no model.

        Raises:
            UnknownFilm: If the catalogue does not hold a film.
        """
        model = self._model
        if model is None:
            return None
        exclude = {*already, *movie_ids} | self.dismissed(person_id)
        if not include_seen:
            exclude |= self.seen(person_id)
        lists = [
            similar(model, self.catalogue, movie_id, k=k + 1, exclude=exclude, filters=filters)
            for movie_id in movie_ids
        ]
        merged: dict[MovieId, Recommendation] = {}
        for row in zip_longest(*lists):
            for one in row:
                if one is not None:
                    merged.setdefault(one.movie_id, one)
        found = tuple(merged.values())
        groups = (ReasonGroup(movie_ids[0], found[:k]),) if found else ()
        return Listing(groups, "history", more=len(found) > k, sources=tuple(movie_ids))

    def add_film(
        self, cause: Cause, title: str, year: int | None, genres: tuple[str, ...]
    ) -> tuple[Film, int]:
        """Let a film join the catalogue, for everyone and at once.

        Returns:
            The film, and the change that takes it back.
        """
        change = self._store.added_films.add(cause, title, year, genres)
        film = Film(change.movie_id, title, year, genres, title)
        if film.movie_id not in self.catalogue and not change.undone:
            self.catalogue.add(film)
            self.titles.add(film)
        return film, change.change_id

    def undo(self, cause: Cause, change_id: int | None = None) -> Undone | None:
        """Take a change back, with all that the same update changed.

        Args:
            cause: Who undoes, and why.
            change_id: Any change of the update; None takes back the person's last one.

        Returns:
            None when there is nothing (left) to take back.
        """
        wanted = self.latest_change(cause.person_id) or 0 if change_id is None else change_id
        changes = self._store.journal.undo(cause, wanted, keep=self._in_others_logs)
        if not changes:
            return None
        first = self._store.journal.get(changes[0].undoes or 0)
        named = {
            change.movie_id: film
            for change in changes
            if (film := self.catalogue.get(change.movie_id) or self._follow(change))
        }
        for change in changes:
            self._follow(change)
        return Undone(
            undone_of(changes),
            named,
            changes[-1].change_id,
            is_redo=first is not None and first.undoes is not None,
        )

    def _in_others_logs(self, change: Change) -> bool:
        """Whether a change added a film that other people have logged since: it stays."""
        return (
            change.table == "added_films"
            and change.before is None
            and not self.catalogue.is_private(change.movie_id)
            and self._store.watches.watched_by_others(change.person_id, change.movie_id)
        )

    def _follow(self, change: Change) -> Film | None:
        """Let the catalogue follow an undone or redone addition of a film."""
        if change.table != "added_films":
            return None
        if change.after is None:
            self.catalogue.remove(change.movie_id)
            self.titles.remove(change.movie_id)
            return None
        film = self._store.added_films.get(change.movie_id)
        if film is not None and film.movie_id not in self.catalogue:
            is_private = self._store.added_films.is_private(film.movie_id)
            self.catalogue.add(film, is_private=is_private)
            if not is_private:
                self.titles.add(film)
        return film
