"""Fetching one large file over HTTP, continued where it broke off.

What has come lies in a .part file, and beside it a note of where it came from: a file that has
changed on the server since is fetched anew and never glued together from two versions.
"""

import json
import re
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx
from tqdm import tqdm

MAX_BYTES = 4 << 30
"""The largest set, ml-latest, is 0.35 GB packed."""
_ATTEMPTS = 4
"""Attempts in a row that may bring nothing before giving up."""
_CONTENT_RANGE = re.compile(r"bytes (?:(\d+)-\d+|\*)/(\d+|\*)")


class TransferError(Exception):
    """A file could not be fetched; what has come of it is kept where that helps."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a .part file came from."""

    url: str
    validator: str | None
    """A strong ETag or a Last-Modified date, for If-Range."""
    total: int | None
    """Bytes of the whole file, where the server said so."""


def transfer(
    client: httpx.Client, url: str, part: Path, *, progress: bool | None, pause_s: float
) -> bool:
    """Fetch `url` into `part`, continuing what is there.

    Args:
        client: Should ask for no content encoding.
        url: What to fetch.
        part: Complete when this returns.
        progress: Whether to draw a bar on standard error; None: only on a terminal.
        pause_s: Seconds before trying again after a break, doubled while nothing comes.

    Returns:
        Whether the file was put together from more than one answer.

    Raises:
        TransferError: If the server refuses, or cannot be reached, or keeps breaking off.
        httpx.InvalidURL: If `url` is no address.
        OSError: If `part` cannot be written.
    """
    pieces = 1 if _kept(part, url) else 0
    fruitless = 0
    while True:
        before = _size(part)
        try:
            _continue(client, url, part, progress=progress)
        except httpx.TransportError as error:
            if _size(part) > before:
                fruitless = 0
                pieces += 1
            else:
                fruitless += 1
            if pieces == 0 or fruitless >= _ATTEMPTS:
                raise TransferError(_what_happened(error, part)) from error
            time.sleep(pause_s * 2**fruitless)
        else:
            return pieces > 0


def forget(part: Path) -> None:
    """Remove a .part file and its note."""
    part.unlink(missing_ok=True)
    _note(part).unlink(missing_ok=True)


def _continue(client: httpx.Client, url: str, part: Path, *, progress: bool | None) -> None:
    origin = _kept(part, url)
    have = _size(part) if origin else 0
    headers = {"Range": f"bytes={have}-"} if have else {}
    if have and origin and origin.validator:
        headers["If-Range"] = origin.validator
    with client.stream("GET", url, headers=headers) as response:
        status = response.status_code
        start, total = _content_range(response)
        if have and status == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and total == have:
            return  # all of it had come before
        if status == httpx.codes.OK:
            _receive_whole(response, url, part, progress=progress)
            return
        if not have or status not in (
            httpx.codes.PARTIAL_CONTENT,
            httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE,
        ):
            raise TransferError(f"the server answers {status} {response.reason_phrase}".strip())
        if start == have and origin and origin.total in (None, total):
            _receive(response, part, start=have, total=total, progress=progress)
            return
    # The file there is another one by now.
    forget(part)
    _continue(client, url, part, progress=progress)


def _receive_whole(
    response: httpx.Response, url: str, part: Path, *, progress: bool | None
) -> None:
    length = response.headers.get("Content-Length", "")
    total = int(length) if length.isdecimal() else None
    etag = response.headers.get("ETag", "")
    # If-Range wants a strong validator; a weak tag says only that the meaning is the same.
    strong = etag if etag.startswith('"') else response.headers.get("Last-Modified")
    part.write_bytes(b"")
    _note(part).write_text(json.dumps(asdict(_Origin(url, strong, total))), encoding="utf-8")
    _receive(response, part, start=0, total=total, progress=progress)


def _receive(
    response: httpx.Response, part: Path, *, start: int, total: int | None, progress: bool | None
) -> None:
    if (total or 0) > MAX_BYTES:
        raise TransferError(f"{total:,} bytes are far more than a MovieLens set has")
    have = start
    with (
        part.open("ab") as sink,
        tqdm(
            desc=part.name.removesuffix(".part"),
            initial=start,
            total=total,
            unit="B",
            unit_scale=True,
            unit_divisor=1024,
            disable=None if progress is None else not progress,  # None: only on a terminal
        ) as bar,
    ):
        for chunk in response.iter_raw():  # no chunk size: httpx would lose a last, partial chunk
            have += len(chunk)
            if have > MAX_BYTES:
                raise TransferError("it does not end, and is no MovieLens set")
            sink.write(chunk)
            bar.update(len(chunk))
    if total is not None and have != total:
        raise httpx.RemoteProtocolError(f"{have:,} of {total:,} bytes came")


def _content_range(response: httpx.Response) -> tuple[int | None, int | None]:
    """First byte and size of the whole file, as far as the server says."""
    match = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
    if not match:
        return None, None
    start, total = match.groups()
    return (
        int(start) if start is not None else None,
        int(total) if total != "*" else None,
    )


def _kept(part: Path, url: str) -> _Origin | None:
    """The note of a .part file that came from `url` and is not empty."""
    try:
        note = json.loads(_note(part).read_text(encoding="utf-8"))
        origin = _Origin(note["url"], note["validator"], note["total"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return origin if origin.url == url and _size(part) > 0 else None


def _note(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _what_happened(error: httpx.TransportError, part: Path) -> str:
    if isinstance(error, httpx.TimeoutException):
        what = "the server does not answer in time"
    elif isinstance(error, httpx.ConnectError):
        what = f"there is no connection ({error})"
    elif isinstance(error, httpx.UnsupportedProtocol):
        return "the address must begin with https:// or http://"
    else:
        what = f"the connection broke off ({error})"
    if kept := _size(part):
        return f"{what}; {kept:,} bytes are kept, and the next try continues from there"
    return f"{what}; nothing has come, so check the network and try again"
