"""Unpacking the zip of a MovieLens set, which may come from anybody."""

import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from recommender.catalogue.movielens import NEEDED
from recommender.errors import DataError

WANTED = (*NEEDED, "links.csv", "README.txt", "README.html")
"""Tags and the tag genome are left out: they are large, and nothing here reads them."""
MAX_UNPACKED_BYTES = 8 << 30
"""Of all wanted files together; ml-32m unpacks to 0.9 GB."""
MAX_GROWTH = 100
"""Times that more than a megabyte may grow; text like MovieLens' is packed to a quarter."""


class ArchiveError(DataError):
    """A file is no zip archive of a MovieLens set, or unpacking it would be unsafe."""


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a MovieLens zip that a stranger may have made; `folder` appears whole or not at all.

    Only the files that are needed come out, as plain files under their own names whatever the
    archive calls them, so none leads out of the folder; nothing grows beyond a real set.

    Raises:
        ArchiveError: If it is no zip, lacks a file, is damaged or looks unsafe.
        OSError: If `folder` cannot be written, or is there and not empty.
    """
    unfinished = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", suffix=".tmp", dir=folder.parent))
    try:
        with zipfile.ZipFile(archive) as zipped:
            for entry in _chosen(zipped.infolist()):
                target = unfinished / PurePosixPath(entry.filename).name
                with zipped.open(entry) as source, target.open("xb") as sink:
                    shutil.copyfileobj(source, sink, 1 << 20)
        unfinished.rename(folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveError(f"it cannot be unpacked ({error!r})") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _chosen(entries: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The entries to unpack, at the top or in one folder."""
    chosen = [
        entry
        for entry in entries
        if (path := PurePosixPath(entry.filename)).name in WANTED and len(path.parts) <= 2
    ]
    names = [PurePosixPath(entry.filename).name for entry in chosen]
    if missing := [name for name in NEEDED if name not in names]:
        raise ArchiveError(f"it holds no {missing[0]}, so it is no MovieLens set")
    if len(set(names)) < len(names):
        raise ArchiveError("it holds a file twice")
    size = sum(entry.file_size for entry in chosen)
    growth = size // max(1, sum(entry.compress_size for entry in chosen))
    if size > MAX_UNPACKED_BYTES or (size > 1 << 20 and growth > MAX_GROWTH):
        raise ArchiveError(f"it grows {growth}-fold to {size:,} bytes, unlike a MovieLens set")
    return chosen
