"""Reasons: the watched films that a score came from, and lists grouped by them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.domain import MovieId, Recommendation, Share
from recommender.ranking.order import ranked

MOST_REASONS = 3
NOTABLE = 1.25
"""A film stands out when its share is this many times an even part of the positive shares…"""
CONSIDERABLE = 0.2
"""…or this part of them all: of two watched films, both are good reasons."""


def standing_out(watched: Sequence[MovieId], shares: NDArray[np.float64]) -> tuple[Share, ...]:
    """The watched films that stand out among the shares of one score.

    Args:
        watched: The films that the shares belong to.
        shares: Shape (n,).

    Returns:
        At most MOST_REASONS, largest first, all positive; empty when none stands out.
    """
    positive = shares > 0
    if not positive.any():
        return ()
    whole = float(shares[positive].sum())
    threshold = whole * min(CONSIDERABLE, NOTABLE / int(positive.sum()))
    top = ranked(shares)[:MOST_REASONS]
    return tuple(
        Share(watched[place], float(shares[place])) for place in top if shares[place] >= threshold
    )


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """Part of a list, with the watched film that it is there for."""

    because: MovieId | None
    """None for films that no single watched film explains."""
    recommendations: tuple[Recommendation, ...]


def grouped(recommendations: Sequence[Recommendation]) -> list[ReasonGroup]:
    """Group a list by cited film, with as few groups as its own reasons allow.

    Every recommendation stands in one group. Of its reasons the one that explains most of the
    list is cited; groups come in the order of their best film, those without a reason last.
    """
    left = list(recommendations)
    groups: dict[MovieId | None, list[Recommendation]] = {}
    while True:
        votes: dict[MovieId, float] = {}
        for one in left:
            whole = sum(share.share for share in one.because)
            for share in one.because:
                # one per film cited, the strength of the citation only breaks ties
                votes[share.movie_id] = votes.get(share.movie_id, 0) + 1 + 0.1 * share.share / whole
        if not votes:
            break
        named = list(votes)
        cited = named[int(ranked(np.array(list(votes.values())))[0])]
        groups[cited] = [one for one in left if _cites(one, cited)]
        left = [one for one in left if not _cites(one, cited)]
    order = {one.movie_id: place for place, one in enumerate(recommendations)}
    explained = sorted(groups.items(), key=lambda group: order[group[1][0].movie_id])
    result = [ReasonGroup(cited, tuple(films)) for cited, films in explained]
    if left:
        result.append(ReasonGroup(None, tuple(left)))
    return result


def _cites(recommendation: Recommendation, movie_id: MovieId) -> bool:
    return any(share.movie_id == movie_id for share in recommendation.because)
