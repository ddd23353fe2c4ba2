"""Opening what was sent: one file or a zip of them, never unpacked to disk, never more than agreed.

The sizes that an archive claims are not believed: what comes out of it is counted.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from recommender.errors import BadImport
from recommender.transfer.limits import Limits

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_BINARY = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"%PDF", b"\x89PNG")
_PACKED = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_TEXT = (".csv", ".json", ".txt")
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One text file, by itself or in an archive."""

    name: str
    """With the folders that it lies in."""
    data: bytes

    @property
    def stem(self) -> str:
        """The name without folders and ending, lower case: "watched"."""
        return PurePosixPath(self.name.replace("\\", "/")).stem.casefold()


@contextmanager
def opened(
    name: str, stream: BinaryIO, limits: Limits
) -> Iterator[tuple[list[str], Callable[[str], Entry]]]:
    """Open what was sent.

    Args:
        name: Its name.
        stream: Its content, which can be sought in.
        limits: How much of it is read.

    Yields:
        The names of the text files in it, and what reads one of them.

    Raises:
        BadImport: If it is neither text nor a sound archive of it, or too large.
    """
    head = stream.read(8)
    stream.seek(0)
    counter = _Counter(name, limits.bytes_in_all)
    if not head.startswith((_ZIP, _EMPTY_ZIP)):
        _refuse_binary(name, head)
        yield [name], lambda _: Entry(name, counter.read(stream))
        return
    try:
        with zipfile.ZipFile(stream) as archive:
            names = _names(name, archive, limits)
            yield names, lambda each: Entry(each, _unpacked(name, archive, each, counter))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, UnicodeError) as error:
        raise BadImport(name, "damaged archive") from error


def _names(name: str, archive: zipfile.ZipFile, limits: Limits) -> list[str]:
    infos = archive.infolist()
    if len(infos) > limits.entries:
        raise BadImport(name, "too many files", detail=str(limits.entries))
    found: list[str] = []
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in info.filename:
            raise BadImport(name, "odd path", detail=info.filename[:100])
        if info.is_dir() or "__MACOSX" in path.parts or path.name.startswith("."):
            continue
        if info.flag_bits & 1:
            raise BadImport(name, "encrypted", detail=info.filename[:100])
        if path.suffix.casefold() in {".zip", ".gz", ".7z", ".rar"}:
            raise BadImport(name, "nested archive", detail=info.filename[:100])
        if path.suffix.casefold() in _TEXT:
            found.append(info.filename)
    return found


def _unpacked(name: str, archive: zipfile.ZipFile, entry: str, counter: "_Counter") -> bytes:
    try:
        with archive.open(entry) as stream:
            data = counter.read(stream)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadImport(name, "damaged archive", detail=entry[:100]) from error
    if data.startswith((_ZIP, *_PACKED)):
        raise BadImport(name, "nested archive", detail=entry[:100])
    _refuse_binary(entry, data[:8])
    return data


def _refuse_binary(name: str, head: bytes) -> None:
    if head.startswith(_PACKED):
        raise BadImport(name, "other archive")
    if head.startswith(_BINARY):
        raise BadImport(name, "not a text")
    if not head:
        raise BadImport(name, "empty")


class _Counter:
    """Reads streams to their end, but not more of all of them than agreed."""

    def __init__(self, name: str, most: int) -> None:
        self._name = name
        self._most = most
        self._left = most

    def read(self, stream: IO[bytes]) -> bytes:
        whole = BytesIO()
        while block := stream.read(_BLOCK):
            self._left -= len(block)
            if self._left < 0:
                raise BadImport(self._name, "too large", detail=str(self._most >> 20))
            whole.write(block)
        return whole.getvalue()
