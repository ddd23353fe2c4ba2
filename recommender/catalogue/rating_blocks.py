"""From the text of a ratings file to columns, a megabyte at a time.

MovieLens writes ratings plainly: four numbers a line, no quotes, no spaces. Such a block is read at
once, more than twice as fast as by numpy.loadtxt (tests/benchmarks/ratings.py --readers). pandas is
as fast, but names no line with a word for a number, and takes a fraction for an id. A block with
anything unusual is read again line by line, slowly, which understands it or names the line.
"""

import csv
import gzip
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recommender.domain import FIRST_LISTED_ID
from recommender.errors import BadRow

Columns: TypeAlias = tuple[
    NDArray[np.int32], NDArray[np.int32], NDArray[np.float32], NDArray[np.int64]
]
"""User ids, movie ids, stars (0.5-5), unix seconds: parallel, each of shape (n,)."""

NAMES = ("userId", "movieId", "rating", "timestamp")

BLOCK_BYTES = 1 << 20
"""Text read at once. Parsing holds fifteen times as much, and slows down out of the cache."""
_LONGEST_LINE = 1 << 16
"""What is longer is no line of ratings; it is cut, and refused when it is read."""

_LIMITS = {"userId": 2**31, "movieId": FIRST_LISTED_ID, "timestamp": 2**63}
"""First number too large for a column: films that MovieLens lacks start at FIRST_LISTED_ID."""
_DIGITS = {"userId": 9, "movieId": 8, "timestamp": 18}
"""Digits that surely fit; longer numbers are left to the slow reader."""
_LINE = np.frombuffer(b",,,\n", dtype=np.uint8)


def read_blocks(path: Path, *, block_bytes: int = BLOCK_BYTES) -> Iterator[Columns]:
    """Parse a ratings file (plain or .gz) block by block, in file order.

    Columns are found by the header's names, in any order, and further ones are passed over.
    Blank lines, a byte order mark and Windows line ends do no harm.

    Raises:
        BadRow: If the header lacks a column, a line cannot be read, or there is no line at all.
    """
    line = 0
    found = False
    try:
        with open_bytes(path) as stream:
            header = stream.readline()
            line = 1
            layout = _layout(path, header)
            for block in _whole_lines(stream, block_bytes):
                columns = _plain_block(block) if layout == _OFFICIAL else None
                if columns is None:
                    columns = _any_block(path, line, block, layout)
                    line += block.count(b"\n")
                else:
                    line += len(columns[0])
                if len(columns[0]):
                    found = True
                    yield columns
    except (EOFError, OSError, zlib.error) as error:
        raise BadRow(path, line + 1, f"cannot be read: {error}") from error
    if not found:
        raise BadRow(path, line + 1, "there are no ratings below the header")


def open_bytes(path: Path) -> BinaryIO:
    """Open a data file for reading, unzipping .gz on the way."""
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a line holds what."""

    columns: tuple[int, ...]
    """Position of each of NAMES."""
    width: int
    """Fields a line."""


_OFFICIAL = _Layout((0, 1, 2, 3), 4)


def _layout(path: Path, header: bytes) -> _Layout:
    if not header.strip():
        raise BadRow(path, 1, "the file is empty")
    found = header.decode("utf-8-sig", errors="replace").strip().split(",")
    fields = [field.strip().strip('"').casefold() for field in found]
    missing = [name for name in NAMES if name.casefold() not in fields]
    if missing:
        raise BadRow(path, 1, f"the header must name {','.join(NAMES)}; {missing[0]} is missing")
    return _Layout(tuple(fields.index(name.casefold()) for name in NAMES), len(fields))


def _whole_lines(stream: BinaryIO, block_bytes: int) -> Iterator[bytes]:
    """Cut a stream into blocks that end where a line ends."""
    rest = b""
    while chunk := stream.read(block_bytes):
        head, newline, tail = chunk.rpartition(b"\n")
        if newline:
            yield rest + head + newline
            rest = tail
        elif len(rest) < _LONGEST_LINE:
            rest += chunk
        else:
            yield rest + chunk + b"\n"
            rest = b""
    if rest:
        yield rest + b"\n"


def _plain_block(block: bytes) -> Columns | None:
    """Parse lines of four plain numbers; None when anything else is among them."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
    # The zeros in front let every number be read backwards past its first digit.
    padding = max(_DIGITS.values())
    text = np.frombuffer(b"0" * padding + block, dtype=np.uint8)
    marks = np.flatnonzero(text < ord("-"))  # comma and newline, and quotes, spaces and plus
    if len(marks) % 4:
        return None
    ends = marks.reshape(-1, 4)
    if not np.array_equal(text[ends], np.broadcast_to(_LINE, ends.shape)):
        return None
    starts = np.empty_like(ends)
    starts[0, 0] = padding
    starts[1:, 0] = ends[:-1, 3] + 1
    starts[:, 1:] = ends[:, :3] + 1
    widths = ends - starts
    users = _whole_numbers(text, ends[:, 0], widths[:, 0], "userId")
    movies = _whole_numbers(text, ends[:, 1], widths[:, 1], "movieId")
    stars = _stars(text, starts[:, 2], widths[:, 2])
    times = _whole_numbers(text, ends[:, 3], widths[:, 3], "timestamp")
    if users is None or movies is None or stars is None or times is None:
        return None
    return users.astype(np.int32), movies.astype(np.int32), stars, times


def _whole_numbers(
    text: NDArray[np.uint8], ends: NDArray[np.int64], widths: NDArray[np.int64], name: str
) -> NDArray[np.int64] | None:
    """The numbers that end before `ends`; None if any is empty, too long or not of digits."""
    longest = int(widths.max())
    if widths.min() < 1 or longest > _DIGITS[name]:
        return None
    shortest = int(widths.min())
    at = ends.copy()
    numbers = np.zeros(len(ends), dtype=np.int64)
    for place in range(longest):
        at -= 1
        digits = text.take(at) - np.uint8(ord("0"))  # wraps: what is no digit is above 9
        if place >= shortest:
            digits *= widths > place
        if digits.max() > 9:
            return None
        numbers += digits * np.int64(10**place)
    return numbers


def _stars(
    text: NDArray[np.uint8], starts: NDArray[np.int64], widths: NDArray[np.int64]
) -> NDArray[np.float32] | None:
    """Numbers like 4 and 3.5; None if any is written otherwise or out of range."""
    if not np.all((widths == 3) | (widths == 1)):
        return None
    ones = text[starts] - np.uint8(ord("0"))
    tenths = text[starts + np.minimum(widths - 1, 2)] - np.uint8(ord("0"))
    tenths[widths == 1] = 0
    dotted = (widths == 1) | (text[starts + np.minimum(widths - 1, 1)] == ord("."))
    if ones.max() > 9 or tenths.max() > 9 or not dotted.all():
        return None
    stars = (ones * np.uint8(10) + tenths).astype(np.float32) / np.float32(10)
    return stars if stars.min() >= 0.5 and stars.max() <= 5 else None


def _any_block(path: Path, line: int, block: bytes, layout: _Layout) -> Columns:
    """Parse lines one by one; `line` is the number of the last line before the block."""
    users: list[int] = []
    movies: list[int] = []
    stars: list[float] = []
    times: list[int] = []
    for number, raw in enumerate(block.split(b"\n")[:-1], start=line + 1):
        row = _fields(path, number, raw)
        if not row:
            continue
        if len(row) != layout.width:
            raise BadRow(path, number, f"expected {layout.width} fields, found {len(row)}")
        user, movie, rating, timestamp = (row[column] for column in layout.columns)
        users.append(whole_number(path, number, "userId", user))
        movies.append(whole_number(path, number, "movieId", movie))
        stars.append(_one_rating(path, number, rating))
        times.append(whole_number(path, number, "timestamp", timestamp))
    return (
        np.array(users, dtype=np.int32),
        np.array(movies, dtype=np.int32),
        np.array(stars, dtype=np.float32),
        np.array(times, dtype=np.int64),
    )


def _fields(path: Path, line: int, raw: bytes) -> list[str]:
    try:
        rows = list(csv.reader([raw.decode("utf-8").rstrip("\r")], strict=True))
    except UnicodeDecodeError as error:
        raise BadRow(path, line, "not UTF-8 text") from error
    except csv.Error as error:
        raise BadRow(path, line, str(error)) from error
    return [field.strip() for field in rows[0]] if rows else []


def _one_rating(path: Path, line: int, text: str) -> float:
    try:
        stars = float(text)
    except ValueError:
        stars = math.nan
    if not 0.5 <= stars <= 5:
        raise BadRow(path, line, f"rating {text[:40]!r} is not a number from 0.5 to 5")
    return stars


def whole_number(path: Path, line: int, name: str, text: str) -> int:
    """The number in one field of column `name`.

    Raises:
        BadRow: If the text is no whole number, or one too large for the column.
    """
    if not (text.isdecimal() and text.isascii() and len(text) < 20):
        raise BadRow(path, line, f"{name} {text[:40]!r} is not a whole number")
    number = int(text)
    if number >= _LIMITS.get(name, 2**31):
        raise BadRow(path, line, f"{name} {number} is too large")
    return number
