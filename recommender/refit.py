"""One refit: data in, matrix, fit, gate, snapshot out.

It runs in a process of its own beside the bot: it only reads the database, and publishes by
leaving a snapshot that the bot picks up.
"""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from recommender.catalogue.ratings_cache import cached_ratings, fingerprint
from recommender.domain import HistoryEntry, PersonId
from recommender.evaluation.gate import Gate, gate, held_out_lines
from recommender.model import Parameters, build_interactions, save_snapshot
from recommender.model.training import Progress, fit
from recommender.opening import current
from recommender.places import Places
from recommender.storage import Store


@dataclass(frozen=True, slots=True)
class Refit:
    """What a refit came to."""

    snapshot: Path
    gate: Gate | None
    """None: nobody was held out."""
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

    Args:
        places: Where the data lies.
        parameters: Of the fit.
        out: Where the snapshot goes.
        gated: Whether to hold some ratings out of the fit and refuse a model that does not
            foresee them. What people are served is gated; a model for one comparison need not be.
        progress: Told of every sweep.

    Raises:
        DataError: If the ratings cannot be read.
        FitRefused: If the model does not pass the gate; the current one stays.
        TrainingUnavailable: If the training library cannot be loaded.
        StorageError: If there is a database and it cannot be read.
    """
    ratings = cached_ratings(places.movielens, places.cache)
    data = fingerprint(places.movielens)
    position, histories = _logs(places)
    served = current(out)
    if served and (served.fingerprint != data or served.model.parameters != parameters):
        served = None  # another set or other settings: neither a start nor a yardstick
    interactions = build_interactions(
        ratings,
        histories,
        rule=parameters.confidence_rule,
        leave_out=held_out_lines(ratings) if gated else None,
    )
    warm = served.model if served else None
    model = fit(interactions, parameters, warm=warm, progress=progress)
    passed = gate(model, ratings, warm) if gated else None
    path = save_snapshot(
        out,
        model,
        fingerprint=data,
        log_position=position,
        metrics=passed.metrics if passed else {},
    )
    return Refit(path, passed, len(histories))


def _logs(places: Places) -> tuple[int, tuple[tuple[PersonId, tuple[HistoryEntry, ...]], ...]]:
    """How far the log goes, and everyone's history; nothing where there is no database yet."""
    if not places.database.exists():
        return 0, ()
    with closing(Store.read_only(places.database)) as store:
        position = store.journal.position()
        return position, tuple(store.watches.histories())
