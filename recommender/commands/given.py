"""What every command is given: a MovieLens folder, a model, a preset, and how to print."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tabulate import tabulate
from tqdm import tqdm

from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.ratings_cache import fingerprint
from recommender.domain import MovieId
from recommender.errors import MissingFile
from recommender.model import FactorModel, Parameters, Snapshot
from recommender.model.stored_parameters import read_tuned
from recommender.opening import current, open_catalogue
from recommender.places import Places
from recommender.refit import refit
from recommender.settings import Settings

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Given:
    """The arguments that all commands share, with what they lead to."""

    places: Places
    parameters: Parameters
    models: Path
    json_lines: bool

    @classmethod
    def of(cls, arguments: argparse.Namespace, settings: Settings) -> "Given":
        """Read the shared arguments; the settings fill in the rest."""
        folder = Path(arguments.data) if arguments.data else settings.movielens_dir
        places = Places.of(settings.data_dir, folder, settings.dataset)
        parameters = Parameters.seed() if arguments.preset == "seed" else served(places)
        models = Path(arguments.model) if arguments.model else None
        return cls(places, parameters, models or _models(places, arguments), arguments.json)

    def catalogue(self) -> Catalogue:
        """The films of the MovieLens folder, and those known from elsewhere."""
        return open_catalogue(self.places)

    def snapshot(self) -> Snapshot:
        """The model of these arguments, fitted and kept when there is none that fits.

        Raises:
            DataError: If there are no ratings to fit to.
        """
        data = fingerprint(self.places.movielens)
        found = current(self.models)
        if found and found.fingerprint == data and found.model.parameters == self.parameters:
            return found
        if found:
            print(
                f"The model in {self.models} has other data or settings: fitting a new one.",
                file=sys.stderr,
            )
        with sweeps() as progress:
            # The bot's own model is gated; one for a look at a set need not be good.
            served = self.models == self.places.models
            refit(self.places, self.parameters, out=self.models, gated=served, progress=progress)
        fitted = current(self.models)
        assert fitted is not None
        return fitted

    def model(self) -> FactorModel:
        """The model alone."""
        return self.snapshot().model

    def show(self, rows: Sequence[Row], columns: Mapping[str, str]) -> None:
        """Print rows: a table with these headings for people, JSON lines for programs."""
        if self.json_lines:
            for row in rows:
                print(json.dumps(row, ensure_ascii=False))
        else:
            table(rows, columns)


def tuned_file(places: Places) -> Path | None:
    """Where the settings that were tuned for a set are kept; None where there are no ratings."""
    try:
        return places.tuned / f"{fingerprint(places.movielens)}.json"
    except MissingFile:
        return None


def served(places: Places) -> Parameters:
    """The settings of a fit to a set: those that `tune` found for it, or the default ones.

    Raises:
        TunedSettingsError: If they cannot be read.
    """
    path = tuned_file(places)
    return (read_tuned(path) if path else None) or Parameters.default()


def _models(places: Places, arguments: argparse.Namespace) -> Path:
    """The bot's own models, or a cache of models for other data and settings."""
    if not arguments.data and arguments.preset == "default":
        return places.models
    try:
        data = fingerprint(places.movielens)
    except MissingFile:
        data = "none"
    return places.cache / "models" / f"{data}-{arguments.preset}"


def table(rows: Sequence[Row], columns: Mapping[str, str]) -> None:
    """Print a table, words to the left and numbers to the right.

    Args:
        rows: What to print.
        columns: Keys of the rows, and the heading of each.
    """
    if not rows:
        print("(nothing)")
        return
    cells = [[_cell(row[key]) for key in columns] for row in rows]
    sides = ["right" if isinstance(rows[0][key], int | float) else "left" for key in columns]
    # disable_numparse: a cell that looks like a number has the digits that it should show
    print(
        tabulate(
            cells, [*columns.values()], tablefmt="plain", colalign=sides, disable_numparse=True
        )
    )


def _cell(value: object) -> object:
    return f"{value:.4f}" if isinstance(value, float) else value


class sweeps:  # noqa: N801  (used like a function)
    """A progress bar of a fit or the like, on standard error and only on a terminal."""

    def __init__(self, unit: str = "sweep", what: str = "Fitting") -> None:
        self._unit = unit
        self._what = what

    def __enter__(self) -> Callable[[int, int], None]:
        self._bar = tqdm(unit=self._unit, desc=self._what, leave=False, disable=None)
        return self._move

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def _move(self, done: int, total: int) -> None:
        self._bar.total = total
        self._bar.update(done - self._bar.n)


def film_rows(catalogue: Catalogue, scored: Iterable[tuple[MovieId, float]]) -> list[Row]:
    """Rows `{"movie_id","title","year","score"}`."""
    return [
        {
            "movie_id": movie_id,
            "title": catalogue[movie_id].title,
            "year": catalogue[movie_id].year,
            "score": round(score, 6),
        }
        for movie_id, score in scored
    ]


def named_rows(catalogue: Catalogue, rows: Iterable[Row]) -> list[Row]:
    """The same rows with the film as it is always shown, for tables."""
    return [{**row, "film": catalogue[MovieId(int(str(row["movie_id"])))].name} for row in rows]
