"""`tune`: better settings for the data at hand."""

import argparse
import json
import logging
import sys
from collections.abc import Mapping

from recommender.catalogue.ratings_cache import cached_ratings
from recommender.commands.given import Given, tuned_file
from recommender.evaluation.tuning import Trial
from recommender.evaluation.tuning import tune as search
from recommender.model.stored_parameters import write_tuned
from recommender.settings import Settings

_COLUMNS = {
    "setting": "Setting",
    "value": "Value",
    "ndcg_at_10": "NDCG@10",
    "gain": "Gain ± standard error",
    "kept": "",
}


def tune(arguments: argparse.Namespace, settings: Settings) -> int:
    """Search settings within a time, and keep them where `fit` and the bot's refits take them."""
    given = Given.of(arguments, settings)
    ratings = cached_ratings(given.places.movielens, given.places.cache)
    logging.getLogger("recommender.model.training").setLevel(logging.WARNING)
    try:
        found = search(
            ratings, given.parameters, budget_s=arguments.minutes * 60, told=_tell_progress
        )
    except ValueError as error:
        print(f"Nothing can be tuned: {error}.", file=sys.stderr)
        return 1
    path = tuned_file(given.places)
    assert path is not None, "the ratings were read"
    if given.json_lines:
        given.show([_record(trial) for trial in found.trials], {})
    else:
        given.show([_cells(trial) for trial in found.trials], _COLUMNS)
    if found.parameters == given.parameters:
        print("Nothing clearly better was found: the settings stay.", file=sys.stderr)
        return 0
    settings.make_data_dir()
    write_tuned(path, found.parameters)
    message = (
        f"Kept in {path}. The next fit and the bot's next refit use them; remove it to go back."
    )
    print(json.dumps({"kept_in": str(path)}) if given.json_lines else f"\n{message}")
    return 0


def _tell_progress(trial: Trial) -> None:
    if sys.stderr.isatty():
        print(
            f"{trial.setting or 'as they are'} {trial.value or ''}: {trial.ndcg:.4f}",
            file=sys.stderr,
        )


def _record(trial: Trial) -> Mapping[str, object]:
    return {
        "setting": trial.setting or None,
        "value": trial.value,
        "ndcg_at_10": round(trial.ndcg, 5),
        "gain": round(trial.gain, 5),
        "standard_error": round(trial.standard_error, 5),
        "kept": trial.kept,
    }


def _cells(trial: Trial) -> Mapping[str, object]:
    first = not trial.setting
    return {
        "setting": trial.setting or "(as they are)",
        "value": "" if first else "none" if trial.value is None else f"{trial.value:g}",
        "ndcg_at_10": f"{trial.ndcg:.4f}",
        "gain": "" if first else f"{trial.gain:+.4f} ± {trial.standard_error:.4f}",
        "kept": "kept" if trial.kept and not first else "",
    }
