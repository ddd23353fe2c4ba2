"""One refit: data in, matrix, fit, gate, snapshot out.

It runs in a process of its own beside the bot: it only reads the database, and publishes by
leaving a snapshot that the bot picks up.
"""

from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path

from recommender.catalogue.ratings_cache import cached_ratings, fingerprint
from recommender.evaluation.gate import Gate, gate
from recommender.model import Parameters, build_interactions, save_snapshot
from recommender.model.training import Progress, fit
from recommender.opening import current
from recommender.places import Places
from recommender.storage import Store


@dataclass(frozen=True, slots=True)
class Refit:
    """What a refit came to."""

    snapshot: Path
    gate: Gate
    n_people: int
    """People of the bot whose logs were in it."""


def refit(
    places: Places, parameters: Parameters, *, out: Path, progress: Progress | None = None
) -> Refit:
    """Fit a model to MovieLens and everyone's logs, and make it the current one of `out`.

    Raises:
        DataError: If the ratings cannot be read.
        FitRefused: If the model does not pass the gate; the current one stays.
        TrainingUnavailable: If the training library cannot be loaded.
        StorageError: If there is a database and it cannot be read.
    """
    ratings = cached_ratings(places.movielens, places.cache)
    served = current(out)
    with (
        closing(Store.read_only(places.database))
        if places.database.exists()
        else nullcontext(None) as store
    ):
        position = 0 if store is None else store.journal.position()
        histories = () if store is None else tuple(store.watches.histories())
    interactions = build_interactions(ratings, histories, rule=parameters.confidence_rule)
    model = fit(
        interactions,
        parameters,
        warm=served.model if served else None,
        progress=progress,
    )
    passed = gate(model, ratings, served.model if served else None)
    path = save_snapshot(
        out,
        model,
        fingerprint=fingerprint(places.movielens),
        log_position=position,
        metrics=passed.metrics,
    )
    return Refit(path, passed, len(histories))
