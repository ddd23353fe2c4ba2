"""What ours must beat: popularity, the tutorial, implicit's own models, EASE."""

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recommender.errors import TrainingUnavailable
from recommender.evaluation.systems import History, Scorer, System, Training, scorer_of
from recommender.model import Parameters

ALS_FACTORS = 64
ALS_REGULARIZATION = 3.5
ALS_ALPHA = 1.15
NEIGHBOURS = 100
EASE_REGULARIZATION = 225.0
EASE_ITEMS = 10_000
"""EASE covers so many of the most-watched films at most: it inverts a matrix of their square."""
EASE_PEOPLE = 20_000
"""EASE learns from so many people at most."""

_STEPS = np.array([2.5, 3.5, 4.5], dtype=np.float32)
_LEVELS = np.array([0.2, 0.5, 1.0, 1.5], dtype=np.float32)


def softened(stars: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weights 0.2, 0.5, 1.0 and 1.5 from 0, 2.5, 3.5 and 4.5 stars upwards. Shape as given."""
    return _LEVELS[np.searchsorted(_STEPS, stars, side="right")]


def watched(stars: NDArray[np.float32]) -> NDArray[np.float32]:
    """1 for every film. Shape as given."""
    return np.ones_like(stars)


def _popular(training: Training) -> Scorer:
    counts = training.stars.counts.astype(np.float32)
    return lambda histories: np.tile(counts, (len(histories), 1))


def _plain_als(training: Training) -> Scorer:
    try:
        from implicit.cpu.als import AlternatingLeastSquares  # noqa: PLC0415
        from threadpoolctl import threadpool_limits  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise TrainingUnavailable(str(error)) from error
    matrix = training.stars.user_items.copy()
    matrix.data = softened(matrix.data)
    with threadpool_limits(1, "blas"):
        als = AlternatingLeastSquares(
            factors=ALS_FACTORS,
            regularization=ALS_REGULARIZATION,
            alpha=ALS_ALPHA,
            iterations=15,
            random_state=1,
        )
        als.fit(matrix, show_progress=False)

    def score(histories: Sequence[History]) -> NDArray[np.float32]:
        rows = training.rows(histories, softened)
        viewers = als.recalculate_user(np.arange(len(histories)), rows)
        scores: NDArray[np.float32] = np.atleast_2d(viewers) @ als.item_factors.T
        return scores

    return score


def _tf_idf_neighbours(training: Training) -> Scorer:
    try:
        from implicit.nearest_neighbours import TFIDFRecommender  # noqa: PLC0415
        from implicit.utils import ParameterWarning  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise TrainingUnavailable(str(error)) from error
    matrix = training.stars.user_items.copy()
    matrix.data = watched(matrix.data)
    neighbours = TFIDFRecommender(K=NEIGHBOURS)
    with warnings.catch_warnings():
        # it weighs the matrix itself, and then warns of the format that it made thereby
        warnings.simplefilter("ignore", ParameterWarning)
        neighbours.fit(matrix, show_progress=False)

    def score(histories: Sequence[History]) -> NDArray[np.float32]:
        rows = training.rows(histories, watched)
        scores: NDArray[np.float32] = (rows @ neighbours.similarity).toarray().astype(np.float32)
        return scores

    return score


def _ease(training: Training) -> Scorer:
    """EASE (Steck 2019) on softened ratings: S = X B with B_ij = -P_ij / P_jj, P = (XᵀX + λI)⁻¹.

    The zero diagonal only concerns films of the history, which are never listed, so it is left
    out. With fewer people than films P follows from Woodbury's identity,
    (I - Xᵀ(λI + XXᵀ)⁻¹X) / λ, and need not be made.
    """
    counts = training.stars.counts
    columns = np.sort(np.argsort(-counts, kind="stable")[:EASE_ITEMS])
    people = training.stars.user_items[:, columns]
    if people.shape[0] > EASE_PEOPLE:
        chosen = np.random.default_rng(1).permutation(people.shape[0])[:EASE_PEOPLE]
        people = people[np.sort(chosen)]
    people.data = softened(people.data)
    n_people, n_items = people.shape
    if n_people < n_items:
        dense = people.toarray()
        inner = dense @ dense.T
        inner[np.diag_indices(n_people)] += EASE_REGULARIZATION
        half = np.linalg.solve(inner, dense)
        diagonal = 1 - np.einsum("ui,ui->i", dense, half)

        def score(histories: Sequence[History]) -> NDArray[np.float32]:
            rows = training.rows(histories, softened)[:, columns].toarray()
            return _spread_out((rows @ dense.T @ half - rows) / diagonal, columns, len(counts))

        return score
    gram = (people.T @ people).toarray()
    gram[np.diag_indices(n_items)] += EASE_REGULARIZATION
    precision = np.linalg.inv(gram)
    weights = precision / -np.diag(precision)

    def score_by_weights(histories: Sequence[History]) -> NDArray[np.float32]:
        rows = training.rows(histories, softened)[:, columns]
        return _spread_out(np.asarray(rows @ weights), columns, len(counts))

    return score_by_weights


def _spread_out(
    scores: NDArray[np.float32], columns: NDArray[np.int64], n_items: int
) -> NDArray[np.float32]:
    spread = np.zeros((len(scores), n_items), dtype=np.float32)
    spread[:, columns] = scores
    return spread


BASELINES: tuple[System, ...] = (
    System("most popular", _popular),
    System("the tutorial's settings", lambda t: scorer_of(t.fit(Parameters.seed()))),
    System("implicit ALS, tuned", _plain_als),
    System("implicit TF-IDF item-kNN", _tf_idf_neighbours),
    System("EASE", _ease),
)
