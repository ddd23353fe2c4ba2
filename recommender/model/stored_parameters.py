"""Settings as they are kept in files: in a snapshot, and as the result of a search."""

import json
from dataclasses import asdict, fields
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from recommender.arrays import write_synced
from recommender.errors import SnapshotError, TunedSettingsError
from recommender.model.parameters import Parameters

_PARAMETERS = TypeAdapter(Parameters)


def parameters_of(path: Path, stored: dict[str, object]) -> Parameters:
    """The settings of a snapshot.

    Raises:
        SnapshotError: If they are not all there, are others, or hold what they cannot.
    """
    known = {field.name for field in fields(Parameters)}
    if set(stored) != known:
        odd = ", ".join(sorted(set(stored) ^ known))
        raise SnapshotError(path, f"its settings are not this program's ({odd}); fit a new one")
    try:
        return _PARAMETERS.validate_python(stored)
    except ValidationError as error:
        raise SnapshotError(path, "its settings are damaged; fit a new one") from error


def write_tuned(path: Path, parameters: Parameters) -> None:
    """Keep what a search found: the settings that differ from the default ones.

    Raises:
        OSError: If the file cannot be written.
    """
    default = asdict(Parameters.default())
    changed = {name: one for name, one in asdict(parameters).items() if one != default[name]}
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".tmp")
    write_synced(beside, f"{json.dumps(changed, indent=2)}\n".encode())
    beside.replace(path)


def read_tuned(path: Path) -> Parameters | None:
    """What a search found, or None where there was none.

    Raises:
        TunedSettingsError: If the file holds no settings of this program.
    """
    try:
        changed: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
        whole = _PARAMETERS.validate_python(asdict(Parameters.default()) | changed)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:  # ValidationError is a ValueError
        raise TunedSettingsError(path) from error
    if not {*changed} <= {field.name for field in fields(Parameters)}:
        raise TunedSettingsError(path)
    return whole
