"""Scales several people's scores of the same films so that they can be compared."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from recommender.domain import HistoryEntry
from recommender.errors import NoKnownMovies
from recommender.model import FactorModel
from recommender.ranking.aggregation import Floats
from recommender.ranking.order import best_first, levelled
from recommender.ranking.viewer import popularity

POOL = 200
"""The candidates are each member's own best films, so many of each."""
PROFILE = 5
"""With fewer known films a member has no profile yet, and counts less."""
LEAST_WEIGHT = 0.2
"""What somebody without any known film counts, beside 1 for a member with a profile."""

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class GroupMember:
    """One of the people to choose for."""

    history: tuple[HistoryEntry, ...]
    """Oldest first; may be empty."""
    weight: float = 1.0
    """How much the person counts beside the others, positive."""


@dataclass(frozen=True, slots=True, eq=False)
class SharedTaste:
    """Candidates for a group, as each member sees them."""

    columns: NDArray[np.int64]
    """Shape (n_candidates,), ascending: columns of the model."""
    counts: NDArray[np.int64]
    """Shape (n_candidates,): people who watched each film."""
    fits: Floats
    """Shape (n_members, n_candidates): the part of the candidates that fit the member no better,
    0-1. What people are told, because they can picture it."""
    relevance: Floats
    """Shape (n_members, n_candidates): the member's scores, 0 for their worst candidate and 1 for
    their best. What is chosen by: a percentile makes the fiftieth film nearly as good as the
    first, and every strategy does worse by it."""
    weights: Floats
    """Shape (n_members,), positive with sum 1."""
    profiled: NDArray[np.bool_]
    """Shape (n_members,): who has logged enough to speak of a taste."""


def member_scores(model: FactorModel, members: Sequence[GroupMember]) -> Scores:
    """Each member's own scores of all films; the most-watched first for who has no profile.

    Returns:
        Shape (n_members, n_items). Compare them within one line only.
    """
    return np.stack([_scores(model, member.history) for member in members])


def _scores(model: FactorModel, history: Sequence[HistoryEntry]) -> Scores:
    try:
        return model.scores(history)
    except NoKnownMovies:
        return popularity(model)


def candidates(
    scores: Scores,
    counts: NDArray[np.int64],
    admitted: Callable[[int], object],
    size: int = POOL,
) -> list[int]:
    """Columns of each member's best admitted films, ascending.

    Args:
        scores: Shape (n_members, n_items).
        counts: Shape (n_items,): people who watched each film.
        admitted: Gives None for a column that may not stand in the list.
        size: Films of each member.
    """
    columns: set[int] = set()
    for line in scores:
        own = (column for column in best_first(line, counts) if admitted(column) is not None)
        columns.update(islice(own, size))
    return sorted(columns)


def shared_taste(
    model: FactorModel,
    members: Sequence[GroupMember],
    scores: Scores,
    *,
    pool: Sequence[int],
    also: Iterable[int] = (),
) -> SharedTaste:
    """Bring the members' scores to one scale.

    Args:
        model: What knows the films.
        members: At least one.
        scores: Shape (n_members, n_items).
        pool: Columns of the candidates, which make the scale.
        also: Columns to put on that scale without changing it.
    """
    ordered = np.unique(np.array([*pool, *also], dtype=np.int64))
    among = np.array(pool, dtype=np.int64) if pool else ordered
    n = (len(members), len(ordered))
    fits, relevance = np.empty(n), np.empty(n)
    for row, line in enumerate(scores):
        if n[1]:
            # on one scale for both, so that equal films stay equal
            both = levelled(line[np.concatenate((ordered, among))])
            fits[row] = percentiles(both[: len(ordered)], both[len(ordered) :])
            relevance[row] = stretched(line[ordered], line[among])
    known = np.array([_known_films(model, member.history) for member in members])
    weights = np.array([member.weight for member in members])
    weights = weights * np.clip(known / PROFILE, LEAST_WEIGHT, 1.0)
    return SharedTaste(
        ordered, model.counts[ordered], fits, relevance, weights / weights.sum(), known >= PROFILE
    )


def percentiles(scores: Floats, among: Floats) -> Floats:
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


def stretched(scores: Scores, among: Scores) -> Floats:
    """Scores with the least of `among` at 0 and the greatest at 1; 1 for all where all tie.

    Args:
        scores: Shape (n,).
        among: Shape (m,), at least one.

    Returns:
        Shape (n,), 0-1.
    """
    wide, least = scores.astype(np.float64), float(among.min())
    span = float(among.max()) - least
    if span == 0:
        return (wide >= least).astype(np.float64)
    return np.clip((wide - least) / span, 0.0, 1.0)


def _known_films(model: FactorModel, history: Sequence[HistoryEntry]) -> int:
    films = {entry.movie_id for entry in history}
    return sum(model.column(movie_id) is not None for movie_id in films)
