"""Models on disk: a folder of plain arrays and a manifest for each, and a pointer to the newest.

A snapshot is written beside its final name, synced and then renamed, and the pointer is replaced
last, so a reader sees a whole snapshot or none. Nothing is pickled; arrays are memory-mapped.
"""

import json
import os
import shutil
import time
import zlib
from dataclasses import asdict, dataclass, fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recommender.errors import SnapshotError
from recommender.folders import make_private
from recommender.model.factor_model import FactorModel
from recommender.model.head import Head
from recommender.model.parameters import Parameters

FORMAT = "because-you-watched model"
FORMAT_VERSION = 1
POINTER = "CURRENT"
KEPT = 3
"""Snapshots that stay on disk, the newest included."""

_DTYPES = {
    "movie_ids": "<i8",
    "counts": "<i8",
    "item_factors": "<f4",
    "gram": "<f8",
    "head_columns": "<i4",
    "head_weights": "<f4",
}
_CHUNK_BYTES = 1 << 20
_HEAD = ("head_columns", "head_weights")


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
    draft = folder / f"{name}.tmp"
    try:
        make_private(folder)
        draft.mkdir()
        manifest = {
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "created_at": now,
            "fingerprint": fingerprint,
            "log_position": log_position,
            "metrics": metrics or {},
            "libraries": _libraries(),
            "parameters": asdict(model.parameters),
            "scale": model.scale,
            "n_people": model.n_people,
            "n_interactions": model.n_interactions,
            "arrays": {
                array_name: _write_array(draft / f"{array_name}.npy", array)
                for array_name, array in _arrays(model).items()
            },
        }
        _write(draft / "manifest.json", json.dumps(manifest, indent=1).encode())
        _sync_folder(draft)
        draft.replace(folder / name)
        _write(folder / f"{POINTER}.tmp", name.encode())
        (folder / f"{POINTER}.tmp").replace(folder / POINTER)
        _sync_folder(folder)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
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


def read_snapshot(path: Path) -> Snapshot:
    """Read one snapshot from its own folder.

    Raises:
        SnapshotError: If it is damaged, foreign or of an unknown version; it says which.
    """
    try:
        manifest = json.loads((path / "manifest.json").read_bytes())
    except FileNotFoundError as error:
        raise SnapshotError(path, "its manifest is missing") from error
    except (OSError, ValueError) as error:
        raise SnapshotError(path, "its manifest cannot be read") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise SnapshotError(path, "it is not one of this program's models")
    if manifest.get("version") != FORMAT_VERSION:
        raise SnapshotError(
            path,
            f"it has format version {manifest.get('version')}, and this program reads "
            f"{FORMAT_VERSION}; fit a new one",
        )
    try:
        arrays = {
            name: _read_array(path, name, checksum)
            for name, checksum in dict(manifest["arrays"]).items()
        }
        head = None
        if _HEAD[0] in arrays:
            # astype with copy=False tells the type checker and copies nothing
            head = Head(
                arrays[_HEAD[0]].astype(np.int32, copy=False),
                arrays[_HEAD[1]].astype(np.float32, copy=False),
            )
        model = FactorModel(
            movie_ids=arrays["movie_ids"].astype(np.int64, copy=False),
            counts=arrays["counts"].astype(np.int64, copy=False),
            n_people=int(manifest["n_people"]),
            n_interactions=int(manifest["n_interactions"]),
            item_factors=arrays["item_factors"].astype(np.float32, copy=False),
            gram=arrays["gram"].astype(np.float64, copy=False),
            scale=float(manifest["scale"]),
            parameters=_parameters(path, dict(manifest["parameters"])),
            head=head,
        )
        snapshot = Snapshot(
            model,
            path.name,
            float(manifest["created_at"]),
            str(manifest["fingerprint"]),
            int(manifest["log_position"]),
            {str(name): float(value) for name, value in dict(manifest["metrics"]).items()},
            {str(name): str(value) for name, value in dict(manifest["libraries"]).items()},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SnapshotError(path, f"its manifest is damaged ({error})") from error
    _check_shapes(path, model)
    return snapshot


def _arrays(model: FactorModel) -> "dict[str, NDArray[np.generic]]":
    arrays: dict[str, NDArray[np.generic]] = {
        "movie_ids": model.movie_ids,
        "counts": model.counts,
        "item_factors": model.item_factors,
        "gram": model.gram,
    }
    if model.head is not None:
        arrays |= {_HEAD[0]: model.head.columns, _HEAD[1]: model.head.weights}
    return {
        name: np.ascontiguousarray(array, dtype=_DTYPES[name]) for name, array in arrays.items()
    }


def _parameters(path: Path, stored: dict[str, object]) -> Parameters:
    known = {field.name for field in fields(Parameters)}
    if set(stored) != known:
        odd = ", ".join(sorted(set(stored) ^ known))
        raise SnapshotError(path, f"its settings are not this program's ({odd}); fit a new one")
    return Parameters(**stored)  # type: ignore[arg-type]


def _read_array(path: Path, name: str, checksum: object) -> "NDArray[np.generic]":
    if name not in _DTYPES:
        raise SnapshotError(path, f"it holds an unknown array {name!r}")
    file = path / f"{name}.npy"
    try:
        # before it is parsed: a damaged header makes numpy's reader fail in many ways
        if _checksum(file) != checksum:
            raise SnapshotError(path, f"{file.name} is damaged (its checksum differs)")
        # a plain array, for every slice of a memmap object would be made one again
        array: NDArray[np.generic] = np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))
    except FileNotFoundError as error:
        raise SnapshotError(path, f"{file.name} is missing") from error
    except (OSError, ValueError, EOFError) as error:
        raise SnapshotError(path, f"{file.name} cannot be read") from error
    if array.dtype != np.dtype(_DTYPES[name]):
        raise SnapshotError(path, f"{file.name} has the wrong type")
    return array


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


def _write_array(path: Path, array: "NDArray[np.generic]") -> int:
    with path.open("wb") as stream:
        np.save(stream, array, allow_pickle=False)
        stream.flush()
        os.fsync(stream.fileno())
    return _checksum(path)


def _checksum(path: Path) -> int:
    """CRC-32 of a file, read through a small buffer so that it does not count as memory."""
    checksum = 0
    with path.open("rb", buffering=0) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    # a rename survives a power cut only once its folder is synced; Windows cannot do it
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _libraries() -> dict[str, str]:
    versions = {}
    for name in ("because-you-watched", "implicit", "numpy", "scipy"):
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "not installed"
    return versions


def _thin_out(folder: Path, current: str) -> None:
    whole = sorted(
        path for path in folder.iterdir() if path.is_dir() and (path / "manifest.json").is_file()
    )
    for path in whole[:-KEPT]:
        if path.name != current:
            shutil.rmtree(path, ignore_errors=True)
