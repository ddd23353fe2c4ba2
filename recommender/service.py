"""The recommender that the bot and the command line ask."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal, TypeAlias

from recommender.additions import Additions
from recommender.catalogue.catalogue import Catalogue
from recommender.diary import UndoneChange, undone_of
from recommender.domain import (
    Film,
    Filters,
    MovieId,
    PersonId,
    Recommendation,
)
from recommender.facts import FilmFacts
from recommender.model import FactorModel, Snapshot
from recommender.ranking.explanation import ReasonGroup, grouped
from recommender.ranking.similar import similar
from recommender.ranking.viewer import recommend
from recommender.storage import Cause, Change, Database, Store
from recommender.titles import TitleIndex

FEW_LOGS = 5
"""Lists from fewer logs are early guesses."""
FRESH_DAYS = 3
"""Days in which a recommended film is not recommended again."""
_DAY_S = 86_400.0

Basis: TypeAlias = Literal["history", "few_logs", "popular", "unfitted"]
"""unfitted: there is no model yet, and the list is of what most people love."""


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


class Recommender(Additions):
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
        stand_in: FactorModel | None = None,
    ) -> None:
        super().__init__(catalogue=catalogue, titles=titles, store=store, snapshot=snapshot)
        self.facts = facts or FilmFacts(catalogue)
        self._stand_in = stand_in

    @property
    def database(self) -> Database:
        """The connection, for the bot's own tables in the same file."""
        return self._store.database

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def rest(self) -> None:
        """Move what was written lately into the database's own file, when nothing is written now.

        To be called again and again.
        """
        self._store.rest_when_quiet()

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
    ) -> Listing | None:
        """What a person should see next.

        Films recommended in the last days come back only when nothing fresh is left.

        Args:
            person_id: Whose taste counts.
            now: Unix seconds.
            k: Films at most.
            filters: What to narrow to.
            already: Films that this conversation has shown.
            around_year: What "older" and "newer" are measured from.

        Returns:
            While there is no model, what most people love, or None where not even that is known.
        """
        model = self._model or self._stand_in
        if model is None:
            return None
        history = self.history(person_id)
        learning = model is self._stand_in
        already = set(already)
        if learning:
            already |= {entry.movie_id for entry in history}
            history = ()
        recent = self._store.people.shown_since(person_id, now - FRESH_DAYS * _DAY_S)
        found: list[Recommendation] = []
        for exclude in (already | recent.keys(), already):
            found += recommend(
                model,
                self.catalogue,
                history,
                k=k + 1 - len(found),
                filters=filters,
                exclude=exclude | {one.movie_id for one in found},
                around_year=around_year,
                discoveries=True,
            )
            if len(found) > k or not recent.keys() - already:
                break
        chosen = found[:k]
        self._store.people.show(person_id, [one.movie_id for one in chosen], now)
        known = sum(model.column(entry.movie_id) is not None for entry in history)
        basis: Basis = "popular" if not known else "few_logs" if known < FEW_LOGS else "history"
        if learning:
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
            and self._store.watches.watched_by_others(change.person_id, change.movie_id)
        )
