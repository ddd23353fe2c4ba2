"""One short list, or one film, for several people at once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import Filters, MovieId, Signal
from recommender.model import FactorModel
from recommender.ranking.admission import Admission, admission
from recommender.ranking.aggregation import Strategy, choose
from recommender.ranking.shared_taste import (
    GroupMember,
    Scores,
    SharedTaste,
    candidates,
    member_scores,
    shared_taste,
)

__all__ = ["GroupList", "GroupMember", "GroupPick", "group_fits", "group_list", "group_pick"]

LIST_GUARDS = (0.01,)
"""A film that fits a member worse than all but this part of the candidates stays off the list,
while others are left. People vote on a list, and each has a veto, so the guard is light: a
stricter one costs the minority its own films."""
PICK_GUARDS = (0.5, 0.25, 0.1)
"""The same for the one film that nobody votes on, which must be nobody's misery; loosened step by
step while there is no such film."""
GUARDED: frozenset[Strategy] = frozenset({"average_without_misery", "ep_fuzzda"})
"""Strategies that spare members what would be a misery to them."""


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
    relaxed: bool
    """Whether the misery guard had to be loosened to fill the list."""


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
    guards = LIST_GUARDS if strategy in GUARDED else ()
    out = set(exclude) | set(keep) | _barred(members, allow_seen=allow_seen)
    admitted = admission(model, catalogue, filters, exclude=out, around_year=around_year)
    kept = [column for movie_id in keep if (column := model.column(movie_id)) is not None]
    return _chosen(model, members, admitted, strategy, k=k, guards=guards, kept=kept)


def group_pick(
    model: FactorModel,
    catalogue: Catalogue,
    members: Sequence[GroupMember],
    *,
    filters: Filters = Filters(),
    exclude: Collection[MovieId] = (),
    allow_seen: bool = False,
    around_year: int | None = None,
) -> GroupList:
    """Choose the one film for several people who do not want to vote.

    Masthoff (2015) found that people like what multiplying yields best; nobody's misery first.

    Args:
        model: What scores.
        catalogue: What films are.
        members: Whom to choose for, at least one.
        filters: What to narrow to.
        exclude: Films to leave out, such as those they did not want.
        allow_seen: Whether a member may have watched it.
        around_year: What "older" and "newer" are measured from.

    Returns:
        A list of one film, or of none.
    """
    out = set(exclude) | _barred(members, allow_seen=allow_seen)
    admitted = admission(model, catalogue, filters, exclude=out, around_year=around_year)
    return _chosen(model, members, admitted, "multiplicative", k=1, guards=PICK_GUARDS)


def group_fits(
    model: FactorModel,
    catalogue: Catalogue,
    members: Sequence[GroupMember],
    movie_ids: Sequence[MovieId],
    *,
    filters: Filters = Filters(),
    around_year: int | None = None,
) -> tuple[GroupPick | None, ...]:
    """How well given films fit a group, on the scale of the list made with the same filters.

    Returns:
        One for each film; None for a film that the model does not know.
    """
    out = _barred(members, allow_seen=False)
    admitted = admission(model, catalogue, filters, exclude=out, around_year=around_year)
    scores = member_scores(model, members)
    columns = [model.column(movie_id) for movie_id in movie_ids]
    known = [column for column in columns if column is not None]
    taste = shared_taste(
        model, members, scores, pool=candidates(scores, model.counts, admitted), also=known
    )
    places = np.searchsorted(taste.columns, known).tolist()
    picks = iter(_picks(model, taste, places))
    return tuple(None if column is None else next(picks) for column in columns)


def picked(
    taste: SharedTaste,
    strategy: Strategy,
    *,
    k: int,
    guards: Sequence[float] = (),
    kept: Sequence[int] = (),
    allowed: NDArray[np.bool_] | None = None,
) -> tuple[list[int], bool]:
    """Choose among the candidates of a taste, sparing members their misery while that is possible.

    Returns:
        Places in `taste.columns`, those of `kept` first, and whether the guard was loosened.
    """
    free = np.ones(len(taste.columns), dtype=np.bool_) if allowed is None else allowed
    chosen, relaxed = list(kept), False
    for guard in (*guards, None):
        if len(chosen) >= k:
            break
        spared = free if guard is None else free & _spared(taste, guard)
        new = choose(
            taste.relevance,
            taste.weights,
            strategy,
            k=k - len(chosen),
            allowed=spared,
            chosen=chosen,
            counts=taste.counts,
        )
        relaxed = relaxed or bool(guards and guard != guards[0] and new)
        chosen += new
    return chosen, relaxed


def _chosen(
    model: FactorModel,
    members: Sequence[GroupMember],
    admitted: Admission,
    strategy: Strategy,
    *,
    k: int,
    guards: Sequence[float],
    kept: Sequence[int] = (),
) -> GroupList:
    scores = member_scores(model, members)
    pool = candidates(scores, model.counts, admitted)
    taste = shared_taste(model, members, scores, pool=pool, also=kept)
    places, relaxed = picked(
        taste,
        strategy,
        k=k,
        guards=guards,
        kept=[int(np.searchsorted(taste.columns, column)) for column in kept],
        allowed=np.isin(taste.columns, pool),
    )
    picks = _picks(model, taste, places)
    if len(picks) < k:
        picks += _beyond(model, members, scores, admitted=admitted, pool=pool, k=k - len(picks))
    return GroupList(picks, relaxed)


def _barred(members: Sequence[GroupMember], *, allow_seen: bool) -> set[MovieId]:
    """What members have seen or refused; refusals only, where seen films are allowed."""
    return {
        entry.movie_id
        for member in members
        for entry in member.history
        if not allow_seen or entry.signal is Signal.DISMISSED
    }


def _spared(taste: SharedTaste, guard: float) -> NDArray[np.bool_]:
    """Films that fit no member with a profile worse than `guard`."""
    spared: NDArray[np.bool_] = np.all(taste.fits[taste.profiled] >= guard, axis=0)
    return spared


def _picks(model: FactorModel, taste: SharedTaste, places: Iterable[int]) -> tuple[GroupPick, ...]:
    return tuple(
        GroupPick(
            MovieId(int(model.movie_ids[taste.columns[place]])),
            min(1.0, float(taste.weights @ taste.fits[:, place])),
            tuple(float(fit) for fit in taste.fits[:, place]),
        )
        for place in places
    )


def _beyond(
    model: FactorModel,
    members: Sequence[GroupMember],
    scores: Scores,
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
    themselves = shared_taste(model, members, scores, pool=rest)
    places = choose(themselves.fits, themselves.weights, "average", k=k, counts=themselves.counts)
    columns = [int(themselves.columns[place]) for place in places]
    taste = shared_taste(model, members, scores, pool=pool, also=columns)
    return _picks(model, taste, np.searchsorted(taste.columns, columns).tolist())
