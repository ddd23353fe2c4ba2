"""Unpacking a MovieLens zip that a stranger may have made.

Only the files that are needed come out, under their own plain names, after a look at what the
archive says of itself: no name leads out of the folder, nothing grows beyond what a real set
could hold.
"""

import shutil
import stat
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from recommender.errors import DataError

NEEDED = ("movies.csv", "ratings.csv")
WANTED = (*NEEDED, "links.csv", "README.txt", "README.html")
"""Tags and the tag genome are left out: they are large, and nothing here reads them."""

MAX_ENTRIES = 1000
MAX_BYTES = 8 << 30
"""Of all wanted files together; ml-32m unpacks to 0.9 GB."""
MAX_RATIO = 100
"""Of a file's size to its packed size; text like MovieLens' shrinks to a quarter."""
_SMALL_BYTES = 1 << 20
"""Files up to this size may shrink as they like."""


class ArchiveError(DataError):
    """A file is no zip archive of a MovieLens set, or unpacking it would be unsafe."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path} cannot be unpacked: {reason}")


def unpack(archive: Path, folder: Path) -> None:
    """Unpack the MovieLens files of `archive` into `folder`, which appears whole or not at all.

    Args:
        archive: A zip whose files lie at its top or in one folder, as GroupLens packs them.
        folder: Must not exist, or be empty; its parent must exist.

    Raises:
        ArchiveError: If it is no zip, lacks a file, is damaged or looks unsafe.
        OSError: If `folder` cannot be written.
    """
    unfinished = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", suffix=".tmp", dir=folder.parent))
    try:
        with zipfile.ZipFile(archive) as zipped:
            for entry in _chosen(archive, zipped):
                target = unfinished / PurePosixPath(entry.filename).name
                with zipped.open(entry) as source, target.open("xb") as sink:
                    shutil.copyfileobj(source, sink, 1 << 20)
        unfinished.rename(folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveError(archive, str(error) or type(error).__name__) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _chosen(archive: Path, zipped: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The entries to unpack, after checking all of them."""
    entries = zipped.infolist()
    if len(entries) > MAX_ENTRIES:
        raise ArchiveError(archive, f"it holds {len(entries)} files, far more than a MovieLens set")
    for entry in entries:
        if not _is_plain(entry):
            raise ArchiveError(archive, f"it holds the unsafe name {entry.filename[:80]!r}")
    chosen = [
        entry
        for entry in entries
        if not entry.is_dir()
        and (path := PurePosixPath(entry.filename)).name in WANTED
        and len(path.parts) <= 2
    ]
    names = [PurePosixPath(entry.filename).name for entry in chosen]
    for name in NEEDED:
        if name not in names:
            raise ArchiveError(archive, f"it holds no {name}, so it is no MovieLens set")
    if len(set(names)) < len(names):
        raise ArchiveError(archive, "it holds a file twice")
    if sum(entry.file_size for entry in chosen) > MAX_BYTES:
        raise ArchiveError(archive, "its files are far larger than those of a MovieLens set")
    for entry in chosen:
        packed = max(entry.compress_size, 1)
        if entry.file_size > _SMALL_BYTES and entry.file_size > MAX_RATIO * packed:
            raise ArchiveError(archive, f"{entry.filename} grows {entry.file_size // packed}-fold")
    return chosen


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a file or folder whose name stays inside the archive's folder."""
    name = entry.filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        not name.startswith("/")
        and "\\" not in name
        and ":" not in name
        and ".." not in name.split("/")
        and kind in (0, stat.S_IFREG, stat.S_IFDIR)
    )
