"""One refit: data in, two fits, a gate between them, a snapshot out.

The gate judges a fit that has not seen what some viewers watched last. What is served is a second
fit, which starts from the first and has seen everything. It foresees the held-out ratings because
it knows them, so the gate never sees it: the judged model is kept too, for the next refit to start
from and to be compared with.

It runs in a process of its own beside the bot: it only reads the database, and publishes by
leaving a snapshot that the bot picks up.
"""

import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.movielens import Ratings
from recommender.catalogue.ratings_cache import cached_ratings, fingerprint
from recommender.domain import MovieId
from recommender.evaluation.gate import Gate, check_finite, gate, held_out_lines
from recommender.model import FactorModel, Parameters, build_interactions, save_snapshot
from recommender.model.training import Progress, fit
from recommender.opening import current
from recommender.places import Places
from recommender.storage import Store
from recommender.trust import Histories, trusted

JUDGED = "judged"
"""The folder, among the models, of those that the gate has judged."""


@dataclass(frozen=True, slots=True)
class Refit:
    """What a refit came to."""

    snapshot: Path
    gate: Gate | None
    """None: the model was not judged."""
    n_people: int
    """People of the bot whose logs were in it."""


def refit(
    places: Places,
    parameters: Parameters,
    *,
    out: Path,
    gated: bool = True,
    progress: Progress | None = None,
) -> Refit:
    """Fit a model to MovieLens and everyone's logs, and make it the current one of `out`.

    The first refit of a folder comes to the same model whether it is gated or not. The tutorial's
    configuration, when it is not gated, is fitted once and to everything, as in the tutorial.

    Args:
        places: Where the data lies.
        parameters: Of the fit.
        out: Where the snapshot goes.
        gated: Whether to refuse a model when the first fit does not foresee what was held out of
            it. What people are served is gated; a model for one comparison need not be.
        progress: Told of every sweep of both fits.

    Raises:
        DataError: If the ratings cannot be read.
        FitRefused: If the model does not pass the gate; the current one stays.
        TrainingUnavailable: If the training library cannot be loaded.
        StorageError: If there is a database and it cannot be read.
    """
    ratings = cached_ratings(places.movielens, places.cache)
    data = fingerprint(places.movielens)
    position, histories = _logs(places, ratings)
    sweeps = _Sweeps(progress)

    def fitted(leave_out: NDArray[np.int64] | None, warm: FactorModel | None) -> FactorModel:
        interactions = build_interactions(
            ratings, histories, rule=parameters.confidence_rule, leave_out=leave_out
        )
        return fit(interactions, parameters, warm=warm, progress=sweeps)

    last = current(out / JUDGED) if gated else None
    if last and (last.fingerprint != data or last.model.parameters != parameters):
        last = None  # another set or other settings: neither a start nor a yardstick
    if not gated and parameters == Parameters.seed():
        model = fitted(None, None)
        path = save_snapshot(out, model, fingerprint=data, log_position=position, metrics={})
        return Refit(path, None, len(histories))
    judged = fitted(held_out_lines(ratings), last.model if last else None)
    passed = gate(judged, ratings, last.model if last else None) if gated else None
    model = fitted(None, judged)
    metrics = passed.metrics if passed else {}
    if passed:
        check_finite(model)
        save_snapshot(
            out / JUDGED, judged, fingerprint=data, log_position=position, metrics=metrics
        )
    path = save_snapshot(out, model, fingerprint=data, log_position=position, metrics=metrics)
    return Refit(path, passed, len(histories))


class _Sweeps:
    """Tells the sweeps of one fit after another as those of one."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._before = 0

    def __call__(self, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress(self._before + done, self._before + total)
        if done == total:
            self._before += total


def _logs(places: Places, ratings: Ratings) -> tuple[int, Histories]:
    """How far the log goes, and what a model may learn from it; nothing without a database."""
    if not places.database.exists():
        return 0, ()
    with closing(Store.read_only(places.database)) as store:
        position = store.journal.position()
        ids, counts = np.unique(ratings.movie_ids, return_counts=True)
        raters = dict(zip(map(MovieId, ids.tolist()), counts.tolist(), strict=True))
        histories = tuple(store.watches.histories())
        first_seen = store.people.first_seen()
        return position, trusted(histories, first_seen=first_seen, raters=raters, now=time.time())
