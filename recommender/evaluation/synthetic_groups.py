"""Groups made of MovieLens users that the model has never seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.movielens import Ratings
from recommender.domain import HistoryEntry, MovieId
from recommender.model import FactorModel, Parameters, build_interactions
from recommender.model.training import Progress, fit
from recommender.ranking.shared_taste import GroupMember, Scores, member_scores

HELD_OUT_PART = 0.3
"""Part of the users that the fit leaves out: the people of whom groups are made."""
HIDDEN_PART = 0.3
"""Part of each one's ratings that nobody is told."""
GOOD = 4.0
"""Stars from which a hidden film is one that the person would have enjoyed."""
LEAST_FILMS = 5
"""Known films, and enjoyed hidden ones, that somebody in a group has at least."""
NEAR = 3
"""Similar people are drawn from the nearest, so many times as many as are needed."""
FAR = 5
"""A divergent person is drawn from the so many least like anybody in the group."""

Kind: TypeAlias = Literal["random", "similar", "divergent", "three_against_one"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SIZES = range(2, 9)

Group: TypeAlias = tuple[int, ...]
"""Rows of a `Crowd`."""


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """People to make groups of."""

    members: tuple[GroupMember, ...]
    """What the model may know of each."""
    enjoyed: tuple[NDArray[np.int64], ...]
    """Columns of the hidden films that each enjoyed."""
    scores: Scores
    """Shape (n_people, n_items)."""
    likeness: NDArray[np.float64]
    """Shape (n_people, n_people): correlation of scores, -1 to 1."""


def crowd_apart(
    ratings: Ratings,
    parameters: Parameters,
    *,
    seed: int,
    progress: Progress | None = None,
) -> tuple[FactorModel, Crowd]:
    """Fit a model to some users and make a crowd of the others.

    Args:
        ratings: All ratings.
        parameters: Of the fit.
        seed: Chooses who is held out and what of theirs is hidden.
        progress: Told of every sweep.

    Raises:
        ValueError: If too few users have rated enough to make a group of eight.
    """
    rng = np.random.default_rng(seed)
    users = np.unique(ratings.user_ids)
    held_out = np.sort(rng.permutation(users)[: round(len(users) * HELD_OUT_PART)])
    lines = np.flatnonzero(np.isin(ratings.user_ids, held_out))
    interactions = build_interactions(ratings, rule=parameters.confidence_rule, leave_out=lines)
    model = fit(interactions, parameters, progress=progress)
    lines = lines[np.lexsort((ratings.timestamps[lines], ratings.user_ids[lines]))]
    bounds = np.searchsorted(ratings.user_ids[lines], held_out)
    members, enjoyed = [], []
    for own in np.split(lines, bounds[1:]):
        hidden = rng.random(len(own)) < HIDDEN_PART
        good = own[hidden & (ratings.stars[own] >= GOOD)]
        columns = [model.column(MovieId(movie_id)) for movie_id in ratings.movie_ids[good].tolist()]
        known = np.array([column for column in columns if column is not None], dtype=np.int64)
        if len(known) >= LEAST_FILMS and np.count_nonzero(~hidden) >= LEAST_FILMS:
            members.append(GroupMember(_history(ratings, own[~hidden])))
            enjoyed.append(known)
    if len(members) <= max(SIZES):
        raise ValueError(f"only {len(members)} of these users have rated enough for groups")
    scores = member_scores(model, members)
    likeness = np.corrcoef(scores).reshape(len(members), len(members))
    return model, Crowd(tuple(members), tuple(enjoyed), scores, likeness)


def groups_of(crowd: Crowd, kind: Kind, size: int, count: int, *, seed: int) -> list[Group]:
    """Draw groups of one kind and size."""
    rng = np.random.default_rng(seed)
    return [_group(crowd.likeness, kind, size, rng) for _ in range(count)]


def _group(likeness: NDArray[np.float64], kind: Kind, size: int, rng: np.random.Generator) -> Group:
    first = int(rng.integers(len(likeness)))
    match kind:
        case "random":
            others = np.delete(np.arange(len(likeness)), first)
            return (first, *rng.choice(others, size - 1, replace=False).tolist())
        case "similar":
            return (first, *_nearest(likeness, first, size - 1, rng))
        case "divergent":
            group: Group = (first,)
            while len(group) < size:
                group = (*group, _farthest(likeness, group, rng))
            return group
        case "three_against_one":
            three = (first, *_nearest(likeness, first, 2, rng))
            return (*three, _farthest(likeness, three, rng))


def _nearest(
    likeness: NDArray[np.float64], row: int, count: int, rng: np.random.Generator
) -> Sequence[int]:
    order = np.argsort(-likeness[row], kind="stable")
    near: list[int] = rng.permutation(order[order != row][: NEAR * count])[:count].tolist()
    return near


def _farthest(likeness: NDArray[np.float64], group: Group, rng: np.random.Generator) -> int:
    closest = likeness[list(group)].max(axis=0)
    closest[list(group)] = np.inf
    return int(rng.choice(np.argsort(closest, kind="stable")[:FAR]))


def _history(ratings: Ratings, lines: NDArray[np.int64]) -> tuple[HistoryEntry, ...]:
    return tuple(
        HistoryEntry(MovieId(movie_id), stars, at)
        for movie_id, stars, at in zip(
            ratings.movie_ids[lines].tolist(),
            ratings.stars[lines].tolist(),
            ratings.timestamps[lines].tolist(),
            strict=True,
        )
    )
