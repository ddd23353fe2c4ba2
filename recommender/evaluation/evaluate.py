"""Held-out quality of our model, beside the baselines and without each of its pieces."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.movielens import Ratings
from recommender.evaluation.baselines import BASELINES
from recommender.evaluation.metrics import ndcg_of_hits, recall_of_hits
from recommender.evaluation.splits import Fold, Order, Viewer, split
from recommender.evaluation.systems import (
    ABLATION,
    OURS,
    History,
    Scorer,
    System,
    Training,
    scorer_of,
)
from recommender.model import FactorModel, Parameters
from recommender.ranking.order import best_first

LENGTHS = (1, 2, 3, 5, 10, 20)
"""So many of a viewer's latest films are told, to see how soon a model is any good."""
DEPTH = 100
_BATCH = 64

Part: TypeAlias = Literal["baseline", "ablation"]


@dataclass(frozen=True, slots=True)
class Row:
    """How one system did. Every figure is a mean over viewers, but for the coverage."""

    system: str
    part: Part
    films: int | None
    """Latest films of each viewer that it was told; None for the whole history."""
    n_viewers: int
    ndcg_at_10: float
    behind_ours: float
    """Our NDCG@10 less its own, viewer by viewer; 0 for ours."""
    standard_error: float
    """Of `behind_ours`."""
    ndcg_at_100: float
    recall_at_20: float
    liked_ndcg_at_10: float
    """As above, but only films with four stars or more are worth finding; as the next two."""
    liked_ndcg_at_100: float
    liked_recall_at_20: float
    coverage_at_10: float
    """Part of all films that stands in anybody's first ten."""
    popularity_rank: float
    """Mean rank by popularity of the first ten, 1 for the most popular film."""

    @property
    def record(self) -> dict[str, object]:
        """For programs."""
        return {
            name: round(value, 5) if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All rows of an evaluation, ours first in each part."""

    order: Order
    rows: tuple[Row, ...]

    def part(self, part: Part, *, films: int | None = None) -> list[Row]:
        """The rows of one part at one history length."""
        return [row for row in self.rows if row.part == part and row.films == films]


@dataclass(frozen=True, slots=True, eq=False)
class _Lists:
    """What one system listed for the viewers of one fold."""

    top: NDArray[np.int64]
    """Shape (n_viewers, DEPTH): ids, 0 where a list is shorter."""
    ranks: NDArray[np.int64]
    """Shape (n_viewers, 10): ranks by popularity of the first ten."""


def evaluate(
    ratings: Ratings,
    order: Order,
    parameters: Parameters,
    *,
    folds: Sequence[Fold] | None = None,
    lengths: Sequence[int] = LENGTHS,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Fit everything without some viewers, and let it foresee the rest of what they watched.

    Args:
        ratings: All ratings.
        order: How the histories of held-out viewers are cut.
        parameters: Of our model.
        folds: Who is held out; None deals them with a fixed seed.
        lengths: History lengths to look at beside the whole ones.
        progress: Told (systems done, systems in all).

    Raises:
        TrainingUnavailable: If implicit cannot be loaded.
        ValueError: If no viewer has rated enough films to be held out.
    """
    dealt = split(ratings, order) if folds is None else list(folds)
    if not dealt:
        raise ValueError("no viewer has rated enough films to be held out")
    parts: list[tuple[Part, System]] = [
        ("baseline", OURS),
        *(("baseline", system) for system in BASELINES),
        *(("ablation", system) for system in ABLATION),
    ]
    listed: dict[tuple[System, Part, int | None], list[_Lists]] = {}
    for number, fold in enumerate(dealt):
        training = Training(ratings, fold.lines, parameters)
        for place, (part, system) in enumerate(parts):
            scorer = system.fit(training)
            for films in (None, *lengths) if part == "baseline" else (None,):
                lists = _lists(training, scorer, fold.viewers, films)
                listed.setdefault((system, part, films), []).append(lists)
            if progress is not None:
                progress(number * len(parts) + place + 1, len(dealt) * len(parts))
    viewers = [viewer for fold in dealt for viewer in fold.viewers]
    n_films = len(np.unique(ratings.movie_ids))
    ours = {
        films: _ndcg_at_10(viewers, lists)
        for (system, _, films), lists in listed.items()
        if system is OURS
    }
    rows = (
        _row(what, viewers, lists, n_films=n_films, ours=ours[what[2]])
        for what, lists in listed.items()
    )
    return Report(order, tuple(rows))


def ndcg_of_viewers(
    training: Training, model: FactorModel, viewers: Sequence[Viewer]
) -> NDArray[np.float64]:
    """NDCG@10 of a model for each viewer of a fold; NaN where there is nothing to foresee."""
    return _ndcg_at_10(viewers, [_lists(training, scorer_of(model), viewers, None)])


def _lists(
    training: Training, scorer: Scorer, viewers: Sequence[Viewer], films: int | None
) -> _Lists:
    movie_ids, counts = training.stars.movie_ids, training.stars.counts
    rank = np.empty(len(counts), dtype=np.int64)
    rank[np.argsort(-counts, kind="stable")] = np.arange(1, len(counts) + 1)
    depth = min(DEPTH, len(movie_ids))
    top = np.zeros((len(viewers), DEPTH), dtype=np.int64)
    ranks = np.zeros((len(viewers), 10), dtype=np.int64)
    for start in range(0, len(viewers), _BATCH):
        batch = viewers[start : start + _BATCH]
        scores = scorer([_known_history(viewer, films) for viewer in batch])
        for line, (viewer, own) in enumerate(zip(batch, scores, strict=True), start=start):
            # what was told of a shorter history too: nobody is asked to foresee a known film
            seen = np.array([entry.movie_id for entry in viewer.history], dtype=np.int64)
            own[np.isin(movie_ids, seen)] = -np.inf
            best = np.array(list(islice(best_first(own, counts), depth)), dtype=np.int64)
            best = best[np.isfinite(own[best])]
            top[line, : len(best)] = movie_ids[best]
            ranks[line, : len(best[:10])] = rank[best[:10]]
    return _Lists(top, ranks)


def _known_history(viewer: Viewer, films: int | None) -> History:
    return viewer.history if films is None else viewer.history[-films:]


def _hits(
    viewers: Sequence[Viewer], lists: Sequence[_Lists], *, liked: bool
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Hits of each rank, shape (n_viewers, DEPTH), and films to find, shape (n_viewers,)."""
    wanted = [viewer.liked if liked else viewer.held_out for viewer in viewers]
    tops = np.concatenate([one.top for one in lists])
    hits = np.stack([np.isin(top, ids) for top, ids in zip(tops, wanted, strict=True)])
    return hits, np.array([len(ids) for ids in wanted], dtype=np.int64)


def _ndcg_at_10(viewers: Sequence[Viewer], lists: Sequence[_Lists]) -> NDArray[np.float64]:
    hits, relevant = _hits(viewers, lists, liked=False)
    return ndcg_of_hits(hits, relevant, 10)


def _row(
    what: tuple[System, Part, int | None],
    viewers: Sequence[Viewer],
    lists: Sequence[_Lists],
    *,
    n_films: int,
    ours: NDArray[np.float64],
) -> Row:
    system, part, films = what
    hits, relevant = _hits(viewers, lists, liked=False)
    liked_hits, liked = _hits(viewers, lists, liked=True)
    ndcg = ndcg_of_hits(hits, relevant, 10)
    behind = (ours - ndcg)[np.isfinite(ndcg)]
    first = np.concatenate([one.top[:, :10] for one in lists])
    ranks = np.concatenate([one.ranks for one in lists])
    return Row(
        system=system.name,
        part=part,
        films=films,
        n_viewers=len(viewers),
        ndcg_at_10=_mean(ndcg),
        behind_ours=_mean(behind),
        standard_error=float(behind.std(ddof=1) / len(behind) ** 0.5) if len(behind) > 1 else 0.0,
        ndcg_at_100=_mean(ndcg_of_hits(hits, relevant, 100)),
        recall_at_20=_mean(recall_of_hits(hits, relevant, 20)),
        liked_ndcg_at_10=_mean(ndcg_of_hits(liked_hits, liked, 10)),
        liked_ndcg_at_100=_mean(ndcg_of_hits(liked_hits, liked, 100)),
        liked_recall_at_20=_mean(recall_of_hits(liked_hits, liked, 20)),
        coverage_at_10=len(np.setdiff1d(first, [0])) / n_films,
        popularity_rank=float(ranks[ranks > 0].mean()),
    )


def _mean(figures: NDArray[np.float64]) -> float:
    """Mean over viewers for whom there was anything to find, or NaN without any."""
    known = figures[np.isfinite(figures)]
    return float(known.mean()) if len(known) else float("nan")
