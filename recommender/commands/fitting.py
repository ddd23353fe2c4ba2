"""`fit` and `download`: making a model, and getting the data for one."""

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path

from recommender.catalogue.download import download as fetch
from recommender.commands.given import Given, sweeps, table
from recommender.refit import refit
from recommender.settings import Settings


def fit(arguments: argparse.Namespace, settings: Settings) -> int:
    """Train on MovieLens and everyone's logs, print the gate's figures, write a snapshot."""
    given = Given.of(arguments, settings)
    parameters = given.parameters
    if arguments.factors is not None:
        parameters = replace(parameters, factors=arguments.factors)
    if arguments.iterations is not None:
        parameters = replace(parameters, iterations=arguments.iterations)
    out = Path(arguments.out) if arguments.out else given.models
    with sweeps() as progress:
        done = refit(given.places, parameters, out=out, progress=progress)
    assert done.gate is not None
    metrics = {name: round(value, 4) for name, value in done.gate.metrics.items()}
    if given.json_lines:
        print(json.dumps({"snapshot": str(done.snapshot), **metrics}))
    else:
        rows = [{"name": name, "value": value} for name, value in metrics.items()]
        table(rows, {"name": "Gate", "value": "Value"})
        print(f"\nWritten to {done.snapshot}")
    return 0


def download(arguments: argparse.Namespace, settings: Settings) -> int:
    """Fetch a MovieLens set, and say how to use it."""
    into = Path(arguments.into) if arguments.into else settings.data_dir / "movielens"
    progress = _Told() if arguments.progress else _untold
    folder = fetch(arguments.name, into, url=arguments.url, progress=progress)
    if arguments.json:
        print(json.dumps({"folder": str(folder)}))
    else:
        print(f"{folder} is ready. Use it with --data {folder} or MOVIELENS_DIR={folder}")
    return 0


def _untold(have: int, total: int | None) -> None:
    """Say nothing."""


class _Told:
    """Prints how far a download is, at most once a second: `{"received": …, "total": …}`."""

    def __init__(self) -> None:
        self._not_before = 0.0

    def __call__(self, have: int, total: int | None) -> None:
        now = time.monotonic()
        if now >= self._not_before or have == total:
            self._not_before = now + 1.0
            print(json.dumps({"received": have, "total": total}), flush=True)
