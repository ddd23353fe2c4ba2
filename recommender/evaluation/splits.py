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
        order: "chronological" cuts each history in time's order, as the bot meets it, and films
            of one second in an order that means nothing; "random" shuffles it and takes the times
            away.
        n_folds: How many folds.
        most_viewers: Viewers in all folds together at most.
        seed: Deals the viewers and shuffles their histories.

    Returns:
        Folds without a viewer in common; none is empty.
    """
    rng = np.random.default_rng(seed)
    users, lengths = np.unique(ratings.user_ids, return_counts=True)
    dealt = rng.permutation(users[lengths >= LEAST_RATINGS])[:most_viewers]
    histories = lines_in_time(ratings, dealt)
    folds = []
    for part in np.array_split(dealt, n_folds):
        if not len(part):
            continue
        own = [histories[user] for user in part.tolist()]
        viewers = tuple(
            _viewer(ratings, lines if order == "chronological" else rng.permutation(lines), order)
            for lines in own
        )
        folds.append(Fold(np.sort(np.concatenate(own)), viewers))
    return folds


def lines_in_time(ratings: Ratings, users: NDArray[np.int32]) -> dict[int, NDArray[np.int64]]:
    """Lines of some users, oldest first.

    Films of one second have no order, least of all that of the file, which may be by film or by
    liking. They stand in one that is drawn from the ids of user and film, the same every time.

    Returns:
        Line numbers by user.
    """
    lines = np.flatnonzero(np.isin(ratings.user_ids, users))
    own, films = ratings.user_ids[lines], ratings.movie_ids[lines]
    lines = lines[np.lexsort((_drawn(own, films), ratings.timestamps[lines], own))]
    wanted = np.sort(users)
    bounds = np.searchsorted(ratings.user_ids[lines], wanted)
    parts = np.split(lines, bounds[1:]) if len(wanted) else []
    return dict(zip(wanted.tolist(), parts, strict=True))


def _drawn(user_ids: NDArray[np.int32], movie_ids: NDArray[np.int32]) -> NDArray[np.uint64]:
    """A number for each user and film that tells nothing of either: the steps of splitmix64."""
    mixed = user_ids.astype(np.uint64) << np.uint64(32) | movie_ids.astype(np.uint64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ mixed >> np.uint64(shift)) * np.uint64(factor)
    return mixed ^ mixed >> np.uint64(31)


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
