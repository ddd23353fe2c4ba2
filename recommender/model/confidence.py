"""From what a person did with a film to a confidence: the one mapping, for fit and fold-in.

A confidence c is positive for a film that speaks for a taste and negative for one that speaks
against it. Two rules:

* "taste", ours: c = 0.3 (stars - 1) from two stars upwards, so that even a disappointment is weak
  evidence of what somebody chooses to watch; 1.5 stars and less are a dislike, c = -0.3.
* "stars", the tutorial's: c is the rating, as if it counted viewings.

Under both, a watch without a rating counts as MovieLens' mean of 3.5 stars, a rewatch adds a
quarter, and "not for me" is a dislike as strong as the lowest rating (as the mean one, under
"stars", where the lowest rating still counts for).

The least-squares model then holds preference 1 with a weight of c for the first kind and
preference 0 with 1 + |c| for a dislike, since every film that nobody mentioned is held at 0 with a
weight of 1 already (`implicit` reads the sign, and takes |c| for that whole weight).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recommender.domain import MovieId, Signal
from recommender.model.history import FilmRecord
from recommender.model.parameters import ConfidenceRule, Parameters

MEAN_STARS = 3.5
REWATCH_GAIN = 0.25
DISLIKED_STARS = 1.5
"""Under "taste", so few stars speak against a film."""
_PER_STAR = 0.3
_DISLIKE = {"taste": -0.3, "stars": -MEAN_STARS}


def confidences_of_stars(stars: NDArray[np.float32], rule: ConfidenceRule) -> NDArray[np.float32]:
    """Confidences of rated watches.

    Args:
        stars: Shape (n,), 0.5-5.
        rule: Which mapping.

    Returns:
        Shape (n,), never 0.
    """
    if rule == "stars":
        return stars.astype(np.float32)
    liked = np.float32(_PER_STAR) * (stars - np.float32(1))
    return np.where(stars > DISLIKED_STARS, liked, np.float32(_DISLIKE[rule]))


def confidence(
    rating: float | None,
    signal: Signal = Signal.WATCHED,
    *,
    watches: int = 1,
    rule: ConfidenceRule = "taste",
) -> float:
    """Confidence of one film: see `confidences_of_records`."""
    record = FilmRecord(MovieId(0), rating, signal, watches, None)
    return float(confidences_of_records([record], rule)[0])


def confidences_of_records(
    records: Sequence[FilmRecord], rule: ConfidenceRule
) -> NDArray[np.float32]:
    """Confidences of the films of a history.

    Args:
        records: One for each film.
        rule: Which mapping.

    Returns:
        Shape (n,), never 0.
    """
    stars = [MEAN_STARS if one.rating is None else one.rating for one in records]
    confidences = confidences_of_stars(np.array(stars, dtype=np.float32), rule)
    again = np.array([max(0, one.watches - 1) for one in records], dtype=np.float32)
    # seeing a film again that one rated badly does not make the dislike stronger
    confidences *= 1 + np.float32(REWATCH_GAIN) * again * (confidences > 0)
    confidences[[one.signal is Signal.DISMISSED for one in records]] = _DISLIKE[rule]
    return confidences


def dampened(
    confidences: NDArray[np.float32],
    raters: NDArray[np.int64],
    n_films: NDArray[np.int64] | int,
    parameters: Parameters,
) -> NDArray[np.float32]:
    """Confidences with the weight of popular films and of busy viewers damped.

    c n_i^-p n_u^-q, the practical substitute for frequency-scaled regularisation (Rendle et al.
    2022, "Revisiting the performance of iALS"), which one scalar penalty cannot express.

    Args:
        confidences: Shape (n,).
        raters: Shape (n,): n_i, people who watched each film.
        n_films: n_u, films of each viewer; one number or shape (n,).
        parameters: p and q.

    Returns:
        Shape (n,).
    """
    by_film = np.maximum(raters, 1).astype(np.float32) ** np.float32(-parameters.item_exponent)
    lengths = np.maximum(n_films, 1).astype(np.float32)
    by_viewer = lengths ** np.float32(-parameters.user_exponent)
    damped: NDArray[np.float32] = (confidences * by_film * by_viewer).astype(np.float32)
    return damped


def entries(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Matrix entries as `implicit` reads them, from signed weights: a dislike adds to the 1."""
    return np.where(weights < 0, weights - np.float32(1), weights)
