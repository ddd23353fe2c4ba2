"""Scores and lists from the served model, for one person and for groups."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import Film, Filters, MovieId, PersonId, Share
from recommender.entries import Entries
from recommender.errors import NoKnownMovies
from recommender.model import FactorModel, Snapshot, counted
from recommender.ranking.decision import need
from recommender.ranking.deck import deck
from recommender.ranking.groups import GroupMember, GroupPick, group_fits, group_list, group_pick
from recommender.ranking.order import ranked
from recommender.storage import Store

PROFILE = 3
"""With fewer films in their log somebody has no profile yet: below that one film decides all."""


@dataclass(frozen=True, slots=True)
class GroupFilm:
    """A film for several people."""

    movie_id: MovieId
    score: float
    """How well it fits them all, 0-1."""
    fits: Mapping[PersonId, float]
    """How well it fits each, 0-1; without those of whom too little is known: any number would be
    a lie."""
    because: tuple[PersonId, MovieId] | None = None
    """Whose watched film speaks for it, of those who let groups know."""


@dataclass(frozen=True, slots=True)
class GroupListing:
    """What several people could watch."""

    films: tuple[GroupFilm, ...]
    """In the order chosen; films to keep come first."""
    relaxed: bool
    """Whether some are a compromise."""


class Tastes(Entries):
    """People's logs, and what the served model says of them.

    The model is read once per answer, so no answer mixes two.
    """

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        store: Store,
        snapshot: Snapshot | None = None,
        popularity: Mapping[MovieId, int] | None = None,
    ) -> None:
        super().__init__(store)
        self.catalogue = catalogue
        self.first_model: Callable[[], Snapshot | None] | None = None
        """Waits for the first model, or says that there will be none. None: nobody waits, and
        until it is there the most watched films are listed."""
        self.every_list_waits = False
        """Whether lists for people without a log, which need no model, wait for it too."""
        self._snapshot = snapshot
        self._popularity = popularity or {}

    @property
    def snapshot(self) -> Snapshot | None:
        """The served model with what was recorded with it; None until the first fit is done."""
        return self._snapshot

    @property
    def _model(self) -> FactorModel | None:
        if self._snapshot is None and self.first_model is not None:
            self._snapshot = self.first_model()
            self.first_model = None
        return None if self._snapshot is None else self._snapshot.model

    @property
    def _counted(self) -> FactorModel:
        """What lists for nobody in particular are made with: the served model or bare counts."""
        return counted(self._popularity) if self._snapshot is None else self._snapshot.model

    def publish(self, snapshot: Snapshot) -> None:
        """Serve another model from now on: one assignment, so no answer mixes two."""
        self._snapshot = snapshot

    def film(self, movie_id: MovieId) -> Film | None:
        """A film of the catalogue, or None."""
        return self.catalogue.get(movie_id)

    def deck(self, k: int) -> tuple[MovieId, ...]:
        """Films worth asking a new person about, best first."""
        return deck(self._counted, self.catalogue, k=k)

    def fit(self, person_id: PersonId, movie_id: MovieId) -> float | None:
        """The share of films that suit a person less than this one, 0-1.

        Returns:
            None without a model, without a known film in the log, or for an unknown film.
        """
        model = self._model
        column = None if model is None else model.column(movie_id)
        if model is None or column is None:
            return None
        try:
            scores = model.scores(self.history(person_id))
        except NoKnownMovies:
            return None
        return float((scores < scores[column]).mean())

    def why(self, person_id: PersonId, movie_id: MovieId) -> tuple[Share, ...]:
        """What each film of the person's log adds to a film's score, largest first.

        Returns:
            All shares; they sum to the score. Empty when nothing is known of the person or the
            film.
        """
        model = self._model
        if model is None:
            return ()
        try:
            shares = model.shares(self.history(person_id), movie_id)
        except NoKnownMovies:
            return ()
        falling = ranked(np.array([share.share for share in shares]))
        return tuple(shares[place] for place in falling.tolist())

    def has_profile(self, person_id: PersonId) -> bool:
        """Whether enough is known of somebody to say how films fit them."""
        return self.count_films(person_id) >= PROFILE

    def for_group(
        self,
        missed: Mapping[PersonId, float],
        *,
        k: int,
        filters: Filters = Filters(),
        keep: Sequence[MovieId] = (),
        exclude: Collection[MovieId] = (),
        allow_seen: bool = False,
    ) -> GroupListing | None:
        """What several people could see together: a list that is fair as a whole.

        Args:
            missed: For each of them, at least one, how much less than the others they got from
                the films of past nights.
            k: Films at most, those to keep included.
            filters: What to narrow to.
            keep: Films that stay, whatever the filters; the others are chosen to go with them.
            exclude: Films to leave out.
            allow_seen: Whether one of them may have watched a film.

        Returns:
            Films to keep, but for those that the model does not know, and fresh ones; None while
            there is no model.
        """
        model = self._model
        if model is None:
            return None
        unknown = sum(model.column(movie_id) is None for movie_id in keep)
        chosen = group_list(
            model,
            self.catalogue,
            self._members(missed),
            k=max(k, len(keep)) - unknown,
            filters=filters,
            exclude=exclude,
            allow_seen=allow_seen,
            keep=keep,
        )
        films = (
            self._group_film(tuple(missed), pick, explain=pick.movie_id not in keep)
            for pick in chosen.picks
        )
        return GroupListing(tuple(films), chosen.relaxed)

    def one_for_group(
        self,
        missed: Mapping[PersonId, float],
        *,
        filters: Filters = Filters(),
        exclude: Collection[MovieId] = (),
        allow_seen: bool = False,
    ) -> GroupListing | None:
        """The one film for several people who do not want to vote: nobody's misery first.

        Args:
            missed: As for `for_group`.
            filters: What to narrow to.
            exclude: Films to leave out.
            allow_seen: Whether one of them may have watched it.

        Returns:
            One film or none; None while there is no model.
        """
        model = self._model
        if model is None:
            return None
        chosen = group_pick(
            model,
            self.catalogue,
            self._members(missed),
            filters=filters,
            exclude=exclude,
            allow_seen=allow_seen,
        )
        films = (self._group_film(tuple(missed), pick, explain=True) for pick in chosen.picks)
        return GroupListing(tuple(films), chosen.relaxed)

    def fits_of_group(
        self,
        missed: Mapping[PersonId, float],
        movie_ids: Sequence[MovieId],
        *,
        filters: Filters = Filters(),
    ) -> tuple[GroupFilm, ...]:
        """How well given films fit several people, on the scale of `for_group`.

        Returns:
            Those that the model knows, in order; none without a model.
        """
        model = self._model
        if model is None or not movie_ids or not missed:
            return ()
        picks = group_fits(model, self.catalogue, self._members(missed), movie_ids, filters=filters)
        people = tuple(missed)
        return tuple(self._group_film(people, pick) for pick in picks if pick is not None)

    def _members(self, missed: Mapping[PersonId, float]) -> list[GroupMember]:
        return [GroupMember(self.history(who), need(less)) for who, less in missed.items()]

    def _group_film(
        self, people: Sequence[PersonId], pick: GroupPick, *, explain: bool = False
    ) -> GroupFilm:
        fits = dict(zip(people, pick.fits, strict=True))
        return GroupFilm(
            pick.movie_id,
            pick.score,
            {who: fit for who, fit in fits.items() if self.has_profile(who)},
            self._because(fits, pick.movie_id) if explain else None,
        )

    def _because(
        self, fits: Mapping[PersonId, float], movie_id: MovieId
    ) -> tuple[PersonId, MovieId] | None:
        """The watched film that says most for a film, of whom it fits best among the open."""
        shown = [who for who in fits if (person := self.person(who)) and person.shows_log_in_groups]
        if not shown:
            return None
        best = max(shown, key=lambda who: (fits[who], who))
        share = next(iter(self.why(best, movie_id)), None)
        return None if share is None or share.share <= 0 else (best, share.movie_id)
