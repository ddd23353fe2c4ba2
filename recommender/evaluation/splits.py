"""Splits ratings into people to fit to and held-out viewers with hidden films."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.movielens import Ratings
from recommender.domain import HistoryEntry, MovieId

Order: TypeAlias = Literal["chronological", "random"]
ORDERS: tuple[Order, ...] = get_args(Order)

N_FOLDS = 5
LEAST_RATINGS = 10
"""Viewers with fewer ratings are not held out."""
MOST_VIEWERS = 2_000
"""Viewers held out at most, over all folds; more make a large set slow and no clearer."""
GOOD = 4.0
"""Stars from which a film counts as liked."""


@dataclass(frozen=True, slots=True, eq=False)
class Viewer:
    """One held-out viewer: what is told of them, and what must be foreseen."""

    history: tuple[HistoryEntry, ...]
    """The first four fifths of their ratings; in random order entries have no time."""
    held_out: NDArray[np.int64]
    """Shape (n,): ids of the other films."""
    liked: NDArray[np.int64]
    """Shape (n_liked,): those of them with GOOD stars or more; may be empty."""


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """Some viewers, and the lines that a fit must leave out to know nothing of them."""

    lines: NDArray[np.int64]
    """Shape (n_lines,), ascending: all ratings of these viewers."""
    viewers: tuple[Viewer, ...]


def split(
    ratings: Ratings,
    order: Order,
    *,
    n_folds: int = N_FOLDS,
    most_viewers: int = MOST_VIEWERS,
    seed: int = 1,
) -> list[Fold]:
    """Deal viewers into folds, and cut the history of each.

    Args:
        ratings: All ratings.
        order: "chronological" cuts each history in time's order, as the bot meets it; "random"
            shuffles it and takes the times away.
        n_folds: How many folds.
        most_viewers: Viewers in all folds together at most.
        seed: Deals the viewers and shuffles their histories.

    Returns:
        Folds without a viewer in common; none is empty.
    """
    rng = np.random.default_rng(seed)
    _, starts, lengths = np.unique(np.sort(ratings.user_ids), return_index=True, return_counts=True)
    in_time = np.lexsort((ratings.timestamps, ratings.user_ids))
    dealt = rng.permutation(np.flatnonzero(lengths >= LEAST_RATINGS))[:most_viewers]
    folds = []
    for part in np.array_split(dealt, n_folds):
        if not len(part):
            continue
        own = [in_time[starts[user] : starts[user] + lengths[user]] for user in part.tolist()]
        viewers = tuple(
            _viewer(ratings, lines if order == "chronological" else rng.permutation(lines), order)
            for lines in own
        )
        folds.append(Fold(np.sort(np.concatenate(own)), viewers))
    return folds


def _viewer(ratings: Ratings, lines: NDArray[np.int64], order: Order) -> Viewer:
    cut = 4 * len(lines) // 5
    early, late = lines[:cut], lines[cut:]
    # a film rated twice may fall on both sides, and then there is nothing to foresee
    late = late[~np.isin(ratings.movie_ids[late], ratings.movie_ids[early])]
    history = tuple(
        HistoryEntry(MovieId(movie_id), stars, at if order == "chronological" else None)
        for movie_id, stars, at in zip(
            ratings.movie_ids[early].tolist(),
            ratings.stars[early].tolist(),
            ratings.timestamps[early].tolist(),
            strict=True,
        )
    )
    held_out = ratings.movie_ids[late].astype(np.int64)
    return Viewer(history, np.unique(held_out), np.unique(held_out[ratings.stars[late] >= GOOD]))
