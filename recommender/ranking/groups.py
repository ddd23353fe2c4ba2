"""One short list for several people at once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import Filters, HistoryEntry, MovieId, Signal
from recommender.errors import NoKnownMovies
from recommender.model import FactorModel
from recommender.ranking.admission import Admission, admission
from recommender.ranking.aggregation import GUARDED, Floats, Strategy, choose
from recommender.ranking.order import best_first
from recommender.ranking.viewer import popularity

POOL = 200
"""The candidates are each member's own best films, so many of each."""
PROFILE = 5
"""With fewer known films a member has no profile yet, and counts less."""
LEAST_WEIGHT = 0.2
"""What somebody without any known film counts, beside 1 for a member with a profile."""
GUARDS = (0.5, 0.25)
"""A film is a misery for a member when it fits them less than this part of the candidates do;
the first guard is loosened to the second, and then dropped, when too few films are left."""


@dataclass(frozen=True, slots=True)
class GroupMember:
    """One of the people to choose for."""

    history: tuple[HistoryEntry, ...]
    """Oldest first; may be empty."""
    weight: float = 1.0
    """How much the person counts beside the others, positive."""
    served: float = 0.0
    """What earlier nights gave the person, in fits (0-1 a night) summed."""


@dataclass(frozen=True, slots=True)
class GroupPick:
    """A film for a group."""

    movie_id: MovieId
    score: float
    """How well it fits the group, 0-1: the weighted mean of `fits`."""
    fits: tuple[float, ...]
    """How well it fits each member, 0-1: the part of the candidates that fit them no better."""


@dataclass(frozen=True, slots=True)
class GroupList:
    """What a group could watch."""

    picks: tuple[GroupPick, ...]
    """In the order chosen: the list as a whole is fair, so each film looks at those before it."""
    without_profile: frozenset[int]
    """Positions of the members that too little is known of."""
    relaxed: bool
    """Whether the misery guard had to be loosened to fill the list."""


@dataclass(frozen=True, slots=True, eq=False)
class GroupTaste:
    """What several people make of the same candidates, brought to one scale."""

    columns: NDArray[np.int64]
    """Shape (n_candidates,), ascending: columns of the model."""
    relevance: Floats
    """Shape (n_members, n_candidates), 0-1."""
    weights: Floats
    """Shape (n_members,), positive with sum 1."""
    profiled: NDArray[np.bool_]
    """Shape (n_members,): who has logged enough to speak of a taste."""

    def picks(self, model: FactorModel, places: Iterable[int]) -> tuple[GroupPick, ...]:
        """The films at these places of `columns`."""
        return tuple(
            GroupPick(
                MovieId(int(model.movie_ids[self.columns[place]])),
                float(self.weights @ self.relevance[:, place]),
                tuple(float(fit) for fit in self.relevance[:, place]),
            )
            for place in places
        )


def group_list(
    model: FactorModel,
    catalogue: Catalogue,
    members: Sequence[GroupMember],
    *,
    k: int = 5,
    strategy: Strategy = "ep_fuzzda",
    filters: Filters = Filters(),
    exclude: Collection[MovieId] = (),
    allow_seen: bool = False,
    around_year: int | None = None,
    keep: Sequence[MovieId] = (),
) -> GroupList:
    """Choose films for several people.

    The list for k is the head of the list for k + 1. For one member it is their own list.

    Args:
        model: What scores.
        catalogue: What films are.
        members: Whom to choose for, at least one.
        k: Length of the list at most.
        strategy: How to weigh one member against another.
        filters: What to narrow to.
        exclude: Films to leave out, such as vetoed ones.
        allow_seen: Whether films that a member has watched may stand in the list. Films that a
            member refused never do.
        around_year: What "older" and "newer" are measured from.
        keep: Films that stay, at the head of the list and whatever the filters; the others are
            chosen to go with them. Those that the model does not know are left out.
    """
    out = set(exclude) | set(keep) | _barred(members, allow_seen=allow_seen)
    admitted = admission(model, catalogue, filters, exclude=out, around_year=around_year)
    kept = [column for movie_id in keep if (column := model.column(movie_id)) is not None]
    scores = member_scores(model, members)
    pool = _pool(scores, admitted, POOL)
    taste = _taste(model, members, scores, pool=pool, columns=[*pool, *kept])
    served = np.array([member.served for member in members])
    chosen = [int(np.searchsorted(taste.columns, column)) for column in kept]
    allowed = np.isin(taste.columns, pool)
    guards = GUARDS if strategy in GUARDED else ()
    relaxed = False
    for guard in (*guards, None):
        spared = allowed if guard is None else allowed & _spared(taste, guard)
        before = len(chosen)
        chosen += choose(
            taste.relevance,
            taste.weights,
            strategy,
            k=max(0, k - before),
            allowed=spared,
            chosen=chosen,
            served=served,
        )
        if guards and guard != guards[0] and len(chosen) > before:
            relaxed = True
    picks = taste.picks(model, chosen)
    if len(picks) < k:
        picks += _rest(model, members, scores, admitted=admitted, pool=pool, k=k - len(picks))
    return GroupList(
        picks[: max(k, len(kept))],
        frozenset(np.flatnonzero(~taste.profiled).tolist()),
        relaxed,
    )


def group_fits(
    model: FactorModel,
    catalogue: Catalogue,
    members: Sequence[GroupMember],
    movie_ids: Sequence[MovieId],
    *,
    filters: Filters = Filters(),
) -> tuple[GroupPick | None, ...]:
    """How well given films fit a group, on the scale of the list made with the same filters.

    Returns:
        One for each film; None for a film that the model does not know.
    """
    admitted = admission(model, catalogue, filters, exclude=_barred(members, allow_seen=False))
    scores = member_scores(model, members)
    pool = _pool(scores, admitted, POOL)
    columns = [model.column(movie_id) for movie_id in movie_ids]
    known = [column for column in columns if column is not None]
    taste = _taste(model, members, scores, pool=pool, columns=[*pool, *known])
    places = np.searchsorted(taste.columns, known).tolist()
    picks = iter(taste.picks(model, places))
    return tuple(None if column is None else next(picks) for column in columns)


def member_scores(model: FactorModel, members: Sequence[GroupMember]) -> NDArray[np.float32]:
    """Each member's own scores of all films; the most-watched first for who has no profile.

    Returns:
        Shape (n_members, n_items). Compare them within one line only.
    """
    lines = []
    for member in members:
        try:
            lines.append(model.scores(member.history))
        except NoKnownMovies:
            lines.append(popularity(model))
    return np.stack(lines)


def percentiles(scores: NDArray[np.float32], among: NDArray[np.float32]) -> Floats:
    """Where scores stand among others: 1 for the best, 0 for the worst, the middle where tied.

    Args:
        scores: Shape (n,).
        among: Shape (m,), at least one.

    Returns:
        Shape (n,), 0-1, rising with the score.
    """
    ordered = np.sort(among)
    below = np.searchsorted(ordered, scores, side="left")
    not_above = np.searchsorted(ordered, scores, side="right")
    if len(ordered) == 1:
        return (not_above > 0).astype(np.float64)
    # a score of `among` itself has one neighbour fewer: itself
    middle = (below + np.maximum(not_above - 1, below)) / 2
    return np.clip(middle / (len(ordered) - 1), 0.0, 1.0)


def _barred(members: Sequence[GroupMember], *, allow_seen: bool) -> set[MovieId]:
    """What members have seen or refused; refusals only, where seen films are allowed."""
    return {
        entry.movie_id
        for member in members
        for entry in member.history
        if not allow_seen or entry.signal is Signal.DISMISSED
    }


def _pool(scores: NDArray[np.float32], admitted: Admission, size: int) -> list[int]:
    """Columns of each member's best admitted films, ascending."""
    columns: set[int] = set()
    for line in scores:
        own = (column for column in best_first(line) if admitted(column) is not None)
        columns.update(islice(own, size))
    return sorted(columns)


def _taste(
    model: FactorModel,
    members: Sequence[GroupMember],
    scores: NDArray[np.float32],
    *,
    pool: Sequence[int],
    columns: Sequence[int],
) -> GroupTaste:
    """Relevances of `columns`, measured among those of `pool`."""
    ordered = np.unique(np.array(columns, dtype=np.int64))
    among = np.array(pool, dtype=np.int64) if pool else ordered
    if len(ordered):
        relevance = np.stack([percentiles(line[ordered], line[among]) for line in scores])
    else:
        relevance = np.empty((len(members), 0))
    known = np.array([known_films(model, member.history) for member in members])
    weights = np.array([member.weight for member in members])
    weights = weights * np.clip(known / PROFILE, LEAST_WEIGHT, 1.0)
    return GroupTaste(ordered, relevance, weights / weights.sum(), known >= PROFILE)


def known_films(model: FactorModel, history: Sequence[HistoryEntry]) -> int:
    """How many films of a history the model knows."""
    films = {entry.movie_id for entry in history}
    return sum(model.column(movie_id) is not None for movie_id in films)


def _spared(taste: GroupTaste, guard: float) -> NDArray[np.bool_]:
    """Films that fit no member with a profile worse than `guard`."""
    spared: NDArray[np.bool_] = np.all(taste.relevance[taste.profiled] >= guard, axis=0)
    return spared


def _rest(
    model: FactorModel,
    members: Sequence[GroupMember],
    scores: NDArray[np.float32],
    *,
    admitted: Admission,
    pool: Sequence[int],
    k: int,
) -> tuple[GroupPick, ...]:
    """The best films beyond the pool on average, for lists longer than it."""
    left = sorted(set(range(model.n_items)) - set(pool))
    rest = [column for column in left if admitted(column) is not None]
    if not rest:
        return ()
    among_themselves = _taste(model, members, scores, pool=rest, columns=rest)
    places = choose(among_themselves.relevance, among_themselves.weights, "average", k=k)
    return _taste(model, members, scores, pool=pool, columns=rest).picks(model, places)
