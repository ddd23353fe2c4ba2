"""Arrays on disk: a folder of .npy files and a manifest that describes them.

Used for model snapshots, parsed ratings and prepared titles. A folder is written beside its final
name, synced and then renamed, so a reader sees it whole or not at all. Nothing is pickled, every
file is compared with its checksum before use, and arrays are mapped into memory rather than read:
pages that nobody looks at cost none.
"""

import json
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from recommender.folders import make_private

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MANIFEST = "manifest.json"
_CHUNK_BYTES = 1 << 20
_LEFTOVER_S = 3600.0
"""A half-written folder this old belongs to a process that died."""
_CHECKSUMS = TypeAdapter(dict[str, int])

Block: TypeAlias = Mapping[str, NDArray[np.generic]]
"""A piece of each array, by the array's name."""
About = TypeVar("About", bound="DataclassInstance")
_Scalar = TypeVar("_Scalar", bound=np.generic)


class DamagedArrays(Exception):
    """A folder of arrays is missing, damaged, foreign or of another version."""

    def __init__(self, place: Path, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"{place} cannot be used: {reason}")


@dataclass(frozen=True, slots=True)
class StoredArrays(Generic[About]):
    """A folder of arrays that was opened."""

    place: Path
    about: About
    """What was recorded with the arrays."""
    checksums: Mapping[str, int]
    """By the name of the array."""

    def array(self, name: str, dtype: type[_Scalar]) -> NDArray[_Scalar]:
        """Check one array and map it into memory, read-only.

        Raises:
            DamagedArrays: If it is missing, has changed or is not of this type.
        """
        file = self.place / f"{name}.npy"
        try:
            # before it is parsed: a damaged header makes numpy's reader fail in many ways
            if _checksum(file) != self.checksums.get(name):
                raise DamagedArrays(self.place, f"{file.name} is damaged (its checksum differs)")
            # a plain array, for every slice of a memmap object would be made one again
            array = np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))
        except FileNotFoundError as error:
            raise DamagedArrays(self.place, f"{file.name} is missing") from error
        except (OSError, ValueError, EOFError) as error:
            raise DamagedArrays(self.place, f"{file.name} cannot be read") from error
        if array.dtype != np.dtype(dtype):
            raise DamagedArrays(self.place, f"{file.name} has the wrong type")
        return array.astype(dtype, copy=False)  # tells the type checker, and copies nothing


@dataclass(frozen=True, slots=True)
class ArraysFormat(Generic[About]):
    """What a program keeps in folders of one kind."""

    name: str
    version: int
    """Raised whenever the arrays or `about` would be written differently."""
    about: type[About]
    """A dataclass of what is recorded with the arrays."""

    def write(self, place: Path, blocks: Iterable[Block], about: About) -> None:
        """Write a folder of arrays in place of what is there.

        Args:
            place: The folder.
            blocks: They are put together along the first axis, so that arrays longer than
                memory can be written.
            about: What is recorded with them.

        Raises:
            OSError: If it cannot be written; nothing has changed then.
        """
        make_private(place.parent)
        _remove_leftovers(place.parent)
        draft = Path(tempfile.mkdtemp(prefix=f"{place.name}.", suffix=".tmp", dir=place.parent))
        try:
            manifest = {
                "format": self.name,
                "version": self.version,
                **asdict(about),
                "arrays": _write_blocks(draft, blocks),
            }
            write_synced(draft / MANIFEST, json.dumps(manifest, indent=1).encode())
            sync_folder(draft)
            shutil.rmtree(place, ignore_errors=True)
            draft.replace(place)
            sync_folder(place.parent)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def open(self, place: Path) -> StoredArrays[About]:
        """Open a folder of arrays; each is checked when it is asked for.

        Raises:
            DamagedArrays: If its manifest is missing, damaged, foreign or of another version.
        """
        try:
            manifest = json.loads((place / MANIFEST).read_bytes())
        except FileNotFoundError as error:
            raise DamagedArrays(place, "its manifest is missing") from error
        except (OSError, ValueError) as error:
            raise DamagedArrays(place, "its manifest cannot be read") from error
        if not isinstance(manifest, dict) or manifest.get("format") != self.name:
            raise DamagedArrays(place, "it is not one of this program's")
        if manifest.get("version") != self.version:
            raise DamagedArrays(
                place,
                f"it has format version {manifest.get('version')}, "
                f"and this program reads {self.version}",
            )
        try:
            checksums = _CHECKSUMS.validate_python(manifest.get("arrays"))
            about = TypeAdapter(self.about).validate_python(manifest)
        except ValidationError as error:
            what = ".".join(map(str, error.errors()[0]["loc"])) or "arrays"
            raise DamagedArrays(place, f"its manifest is damaged ({what})") from error
        return StoredArrays(place, about, checksums)


def write_synced(path: Path, content: bytes) -> None:
    """Write a file that is on disk when this returns."""
    with path.open("wb") as stream:
        stream.write(content)
        _sync(stream)


def sync_folder(folder: Path) -> None:
    """See to it that renames in `folder` survive a power cut. Windows cannot do it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sync(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _write_blocks(folder: Path, blocks: Iterable[Block]) -> dict[str, int]:
    """Write .npy files whose lengths are known only at the end; their checksums by name."""
    streams: dict[str, BinaryIO] = {}
    dtypes: dict[str, np.dtype[np.generic]] = {}
    shapes: dict[str, tuple[int, ...]] = {}
    with ExitStack() as files:
        for block in blocks:
            for name, piece in block.items():
                if name not in streams:
                    streams[name] = files.enter_context((folder / f"{name}.npy").open("wb"))
                    dtypes[name], shapes[name] = piece.dtype, (0, *piece.shape[1:])
                    _write_header(streams[name], dtypes[name], shapes[name])
                streams[name].write(np.ascontiguousarray(piece, dtypes[name]).tobytes())
                shapes[name] = (shapes[name][0] + len(piece), *shapes[name][1:])
        for name, stream in streams.items():
            stream.seek(0)
            _write_header(stream, dtypes[name], shapes[name])
            _sync(stream)
    return {name: _checksum(folder / f"{name}.npy") for name in streams}


def _write_header(stream: BinaryIO, dtype: np.dtype[np.generic], shape: tuple[int, ...]) -> None:
    # numpy pads the header so that its length does not depend on the number of rows
    header = {"descr": dtype.str, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(stream, header)


def _checksum(path: Path) -> int:
    """CRC-32 of a file, read through a small buffer so that it does not count as memory."""
    checksum = 0
    with path.open("rb", buffering=0) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def _remove_leftovers(folder: Path) -> None:
    """Remove what dead processes left half-written; work under way stays."""
    for draft in folder.glob("*.tmp"):
        if draft.is_dir() and time.time() - draft.stat().st_mtime > _LEFTOVER_S:
            shutil.rmtree(draft, ignore_errors=True)
