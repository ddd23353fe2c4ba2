"""Models on disk: a folder of arrays for each, and a pointer to the newest.

The pointer is replaced last, so a reader sees a whole snapshot or none.
"""

import shutil
import time
from dataclasses import asdict, dataclass, fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from recommender.arrays import ArraysFormat, DamagedArrays, sync_folder, write_synced
from recommender.errors import SnapshotError
from recommender.model.factor_model import FactorModel
from recommender.model.head import Head
from recommender.model.parameters import Parameters

POINTER = "CURRENT"
KEPT = 3
"""Snapshots that stay on disk, the newest included."""
_DAMAGED = ".damaged"
"""How the name of a folder ends that could not be read."""

_PARAMETERS = TypeAdapter(Parameters)


@dataclass(frozen=True, slots=True)
class _About:
    """What is kept beside the arrays of a model."""

    created_at: float
    fingerprint: str
    log_position: int
    metrics: dict[str, float]
    libraries: dict[str, str]
    parameters: dict[str, object]
    scale: float
    n_people: int
    n_interactions: int


_FORMAT = ArraysFormat("because-you-watched model", 1, _About)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A model and what was recorded with it."""

    model: FactorModel
    name: str
    """The folder's name; later ones sort after earlier ones."""
    created_at: float
    """Unix seconds."""
    fingerprint: str
    """Of the data it was fitted to."""
    log_position: int
    """The newest change of the bot's own log that it was fitted to; 0 for none."""
    metrics: dict[str, float]
    """The gate's figures."""
    libraries: dict[str, str]
    """Versions that it was made with."""


def save_snapshot(
    folder: Path,
    model: FactorModel,
    *,
    fingerprint: str = "",
    log_position: int = 0,
    metrics: dict[str, float] | None = None,
) -> Path:
    """Write a model below `folder` and make it the current one. Older ones are thinned out.

    Returns:
        The snapshot's own folder.

    Raises:
        SnapshotError: If it cannot be written.
    """
    now = time.time()
    name = f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime(now))}-{time.time_ns() % 10**9:09d}"
    about = _About(
        created_at=now,
        fingerprint=fingerprint,
        log_position=log_position,
        metrics=metrics or {},
        libraries=_libraries(),
        parameters=asdict(model.parameters),
        scale=model.scale,
        n_people=model.n_people,
        n_interactions=model.n_interactions,
    )
    try:
        _FORMAT.write(folder / name, [_arrays(model)], about)
        _point_at(folder, name)
    except OSError as error:
        raise SnapshotError(folder, f"it cannot be written ({error.strerror or error})") from error
    _thin_out(folder, name)
    return folder / name


def load_snapshot(folder: Path) -> Snapshot | None:
    """Read the current model below `folder`, or None when there is none.

    Raises:
        SnapshotError: If it is damaged, foreign or of an unknown version; it says which.
    """
    pointer = folder / POINTER
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotError(pointer, "the pointer cannot be read") from error
    if not name or Path(name).name != name:
        raise SnapshotError(pointer, "the pointer names no snapshot")
    return read_snapshot(folder / name)


def go_back(folder: Path) -> Snapshot | None:
    """Set a damaged current model aside and make the newest whole one before it the current one.

    Returns:
        That one; None when no other is whole, and then there is no current one.

    Raises:
        OSError: If the folder cannot be written.
    """
    for path in reversed(_snapshots(folder)):
        try:
            found = read_snapshot(path)
        except SnapshotError:
            path.rename(path.with_name(path.name + _DAMAGED))
        else:
            _point_at(folder, path.name)
            return found
    (folder / POINTER).unlink(missing_ok=True)
    return None


def _point_at(folder: Path, name: str) -> None:
    write_synced(folder / f"{POINTER}.tmp", name.encode())
    (folder / f"{POINTER}.tmp").replace(folder / POINTER)
    sync_folder(folder)


def read_snapshot(path: Path) -> Snapshot:
    """Read one snapshot from its own folder.

    Raises:
        SnapshotError: If it is damaged, foreign or of an unknown version; it says which.
    """
    try:
        stored = _FORMAT.open(path)
        about = stored.about
        head = None
        if "head_columns" in stored.checksums:
            head = Head(
                stored.array("head_columns", np.int32), stored.array("head_weights", np.float32)
            )
        model = FactorModel(
            movie_ids=stored.array("movie_ids", np.int64),
            counts=stored.array("counts", np.int64),
            n_people=about.n_people,
            n_interactions=about.n_interactions,
            item_factors=stored.array("item_factors", np.float32),
            gram=stored.array("gram", np.float64),
            scale=about.scale,
            parameters=_parameters(path, about.parameters),
            head=head,
        )
    except DamagedArrays as error:
        raise SnapshotError(path, error.reason) from error
    _check_shapes(path, model)
    return Snapshot(
        model,
        path.name,
        about.created_at,
        about.fingerprint,
        about.log_position,
        about.metrics,
        about.libraries,
    )


def _arrays(model: FactorModel) -> dict[str, NDArray[np.generic]]:
    arrays: dict[str, NDArray[np.generic]] = {
        "movie_ids": model.movie_ids.astype(np.int64, copy=False),
        "counts": model.counts.astype(np.int64, copy=False),
        "item_factors": model.item_factors.astype(np.float32, copy=False),
        "gram": model.gram.astype(np.float64, copy=False),
    }
    if model.head is not None:
        arrays["head_columns"] = model.head.columns
        arrays["head_weights"] = model.head.weights
    return arrays


def _parameters(path: Path, stored: dict[str, object]) -> Parameters:
    known = {field.name for field in fields(Parameters)}
    if set(stored) != known:
        odd = ", ".join(sorted(set(stored) ^ known))
        raise SnapshotError(path, f"its settings are not this program's ({odd}); fit a new one")
    try:
        return _PARAMETERS.validate_python(stored)
    except ValidationError as error:
        raise SnapshotError(path, "its settings are damaged; fit a new one") from error


def _check_shapes(path: Path, model: FactorModel) -> None:
    n_factors = model.parameters.factors
    right = (
        model.movie_ids.shape == model.counts.shape == (model.n_items,)
        and model.item_factors.shape == (model.n_items, n_factors)
        and model.gram.shape == (n_factors, n_factors)
        and bool(np.all(np.diff(model.movie_ids) > 0))
    )
    if right and model.head is not None:
        size = len(model.head.columns)
        right = model.head.weights.shape == (size, size) and bool(
            np.all((model.head.columns >= 0) & (model.head.columns < model.n_items))
        )
    if not right:
        raise SnapshotError(path, "its arrays do not fit each other")


def _libraries() -> dict[str, str]:
    versions = {}
    for name in ("because-you-watched", "implicit", "numpy", "scipy"):
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "not installed"
    return versions


def _snapshots(folder: Path) -> list[Path]:
    """The folders of snapshots, oldest first."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix not in (".tmp", _DAMAGED) and path.is_dir() and path.name[:1].isdigit()
    )


def _thin_out(folder: Path, current: str) -> None:
    for path in _snapshots(folder)[:-KEPT]:
        if path.name != current:
            shutil.rmtree(path, ignore_errors=True)
    for path in sorted(folder.glob(f"*{_DAMAGED}"))[:-1]:  # one is enough to look into
        shutil.rmtree(path, ignore_errors=True)
