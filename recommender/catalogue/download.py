"""Fetching a MovieLens set: continued when it breaks off, checked, and whole or not at all.

What has come of a zip lies in NAME.zip.part, and beside it a note of where it came from: a file
that has changed on the server since is fetched anew and never glued together from two versions.
pooch would check and unpack, but begins again whenever a connection breaks.
"""

import hashlib
import json
import logging
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias, get_args

import httpx
from tqdm import tqdm

from recommender.catalogue.movielens import is_whole
from recommender.catalogue.unpacking import ArchiveError, unpack
from recommender.domain import SetName
from recommender.errors import DownloadFailed
from recommender.folders import make_private

SETS: tuple[str, ...] = get_args(SetName)
BASE_URL = "https://files.grouplens.org/datasets/movielens"

MAX_BYTES = 4 << 30
"""The largest set, ml-latest, is 0.35 GB packed."""
GROWTH = 7
"""Times the size of a packed set that its files and what is made of them take."""
SPARE_BYTES = 256 << 20
"""What a fetch leaves free: the bot's log is on the same disk."""
_ATTEMPTS = 4
"""Attempts in a row that may bring nothing before giving up."""

_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "because-you-watched"}
_CONTENT_RANGE = re.compile(r"bytes (?:(\d+)-\d+|\*)/(?:(\d+)|\*)")
_MD5 = re.compile(r"(?<![0-9a-fA-F])[0-9a-fA-F]{32}(?![0-9a-fA-F])")

_log = logging.getLogger(__name__)

Progress: TypeAlias = Callable[[int, int | None], None]
"""Takes how many bytes have come, and of how many where that is known."""


def free_bytes(folder: Path) -> int:
    """What is free on the disk of a folder."""
    return shutil.disk_usage(folder).free


def download(
    name: str,
    into: Path,
    *,
    url: str | None = None,
    tell: Callable[[str], None] = _log.warning,
    progress: Progress = lambda *_: None,
    pause_s: float = 1.0,
    free: Callable[[Path], int] = free_bytes,
) -> Path:
    """Fetch a MovieLens set, unless it is there already.

    What has come before a connection broke is continued, within this call and by the next one.

    Args:
        name: One of SETS.
        into: Where the set's folder goes; made when missing.
        url: Another address of the zip, or of a folder that holds NAME.zip.
        tell: Takes what a person should know, in whole sentences.
        progress: Told at the beginning of each piece, of every chunk and at the end.
        pause_s: Seconds before continuing a broken transfer; doubled while nothing comes.
        free: Bytes that are free on the disk of a folder.

    Returns:
        `into`/NAME, with movies.csv, ratings.csv and, where the set has them, links.csv and
        README.txt, which holds the terms of use.

    Raises:
        DownloadFailed: If the set cannot be fetched, does not match its published checksum, or
            is not what it should be, or there is no room for it.
    """
    if name not in SETS:
        raise DownloadFailed(name, f"there is no such set, only {', '.join(SETS)}")
    folder = into / name
    if is_whole(folder):
        return folder
    address = _address(name, url)
    try:
        if folder.exists() and any(folder.iterdir()):
            raise DownloadFailed(address, f"{folder} is in the way and holds no whole set")
        make_private(into)
        with httpx.Client(follow_redirects=True, timeout=_TIMEOUT, headers=_HEADERS) as client:
            transfer = _Transfer(
                client, address, into / f"{name}.zip.part", pause_s, progress, free
            )
            _fetch(transfer, tell)
        unpack(transfer.part, folder)
    except ArchiveError as error:
        transfer.forget()
        raise DownloadFailed(address, str(error)) from error
    except (httpx.TooManyRedirects, httpx.InvalidURL) as error:
        raise DownloadFailed(address, f"the address leads nowhere ({error})") from error
    except OSError as error:
        raise DownloadFailed(address, f"cannot write: {error}") from error
    transfer.forget()
    return folder


def _address(name: str, url: str | None) -> str:
    url = url or BASE_URL
    return url if url.partition("?")[0].endswith(".zip") else f"{url.rstrip('/')}/{name}.zip"


def _fetch(transfer: "_Transfer", tell: Callable[[str], None]) -> None:
    """Fetch the zip and compare it with its published checksum.

    A file that was put together from pieces and does not match is fetched once more, whole.
    """
    for last in (False, True):
        in_pieces = transfer.run()
        published = _published_md5(transfer.client, transfer.url)
        if published is None:
            tell(f"No checksum is published beside {transfer.url}, so it could not be checked.")
            return
        # GroupLens publishes MD5. It finds broken transfers; https is what stands against forgers.
        md5 = partial(hashlib.md5, usedforsecurity=False)
        with transfer.part.open("rb") as stream:
            if hashlib.file_digest(stream, md5).hexdigest() == published:
                return
        transfer.forget()
        if last or not in_pieces:
            raise DownloadFailed(
                transfer.url, f"it does not match its checksum {published}, so it was thrown away"
            )
        tell("What came in pieces does not match the published checksum: fetching it whole.")


def _published_md5(client: httpx.Client, address: str) -> str | None:
    """The checksum in NAME.zip.md5 beside the zip; None where there is none."""
    zipped = httpx.URL(address)
    try:
        response = client.get(zipped.copy_with(path=f"{zipped.path}.md5")).raise_for_status()
    except httpx.HTTPError:
        return None
    # "MD5 (ml-25m.zip) = 6b51…" or "6b51…  ml-25m.zip", perhaps beside other files' lines.
    lines = response.text[:4096].splitlines()
    named = [line for line in lines if zipped.path.rpartition("/")[2] in line]
    match = _MD5.search("\n".join(named or lines))
    return match[0].lower() if match else None


class _Origin(NamedTuple):
    """Where a .part file came from."""

    url: str
    validator: str | None  # a strong ETag or a Last-Modified date, for If-Range
    total: int | None  # bytes of the whole file, where the server said so


@dataclass(frozen=True, slots=True)
class _Transfer:
    """Fetching one large file over HTTP into a .part file."""

    client: httpx.Client
    url: str
    part: Path
    pause_s: float
    progress: Progress
    free: Callable[[Path], int]

    def run(self) -> bool:
        """Fetch the file, continuing what is there; whether it came in more than one piece.

        Raises:
            DownloadFailed: If the server refuses, or cannot be reached, or keeps breaking off;
                what has come is kept.
        """
        in_pieces = self._kept() is not None
        fruitless = 0
        while True:
            before = self._size
            try:
                self._continue()
            except httpx.TransportError as error:
                progressed = self._size > before
                in_pieces = in_pieces or progressed
                fruitless = 0 if progressed else fruitless + 1
                if not in_pieces or fruitless >= _ATTEMPTS:
                    raise DownloadFailed(self.url, _reason(error, self._size)) from error
                time.sleep(self.pause_s * 2**fruitless)
            else:
                return in_pieces

    def forget(self) -> None:
        """Remove the .part file and its note."""
        self.part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    @property
    def _note(self) -> Path:
        return self.part.with_name(f"{self.part.name}.json")

    @property
    def _size(self) -> int:
        return self.part.stat().st_size if self.part.exists() else 0

    def _kept(self) -> _Origin | None:
        """The note of a .part file that came from this address and is not empty."""
        try:
            origin = _Origin(*json.loads(self._note.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return origin if origin.url == self.url and self._size > 0 else None

    def _continue(self) -> None:
        beyond = httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE
        origin = self._kept()
        have = self._size if origin else 0
        headers = {"Range": f"bytes={have}-"} if have else {}
        if have and origin and origin.validator:
            headers["If-Range"] = origin.validator
        with self.client.stream("GET", self.url, headers=headers) as response:
            status = response.status_code
            start, total = _content_range(response)
            if have and status == beyond and total == have:
                return  # all of it had come before
            if status == httpx.codes.OK:
                self._receive(response, 0, self._start_anew(response))
                return
            if not have or status not in (httpx.codes.PARTIAL_CONTENT, beyond):
                reason = f"the server answers {status} {response.reason_phrase}".strip()
                raise DownloadFailed(self.url, reason)
            if start == have and origin and origin.total in (None, total):
                self._receive(response, have, total)
                return
        # The file there is another one by now.
        self.forget()
        self._continue()

    def _start_anew(self, response: httpx.Response) -> int | None:
        """Begin an empty .part file; the length of the file that comes, where it is said."""
        length = response.headers.get("Content-Length", "")
        total = int(length) if length.isdecimal() else None
        etag = response.headers.get("ETag", "")
        # If-Range wants a strong validator; a weak tag says only that the meaning is the same.
        strong = etag if etag.startswith('"') else response.headers.get("Last-Modified")
        self.part.write_bytes(b"")
        self._note.write_text(json.dumps(_Origin(self.url, strong, total)), "utf-8")
        return total

    def _receive(self, response: httpx.Response, have: int, total: int | None) -> None:
        name = self.part.name.removesuffix(".part")
        # disable=None: the bar is drawn on a terminal only
        bar = tqdm(desc=name, initial=have, total=total, unit="B", unit_scale=True, disable=None)
        self._check_room(have, total)
        self.progress(have, total)
        with self.part.open("ab") as sink, bar:
            # no chunk size: httpx would lose a last, partial chunk
            for chunk in response.iter_raw():
                have += len(chunk)
                if max(have, total or 0) > MAX_BYTES:
                    raise DownloadFailed(self.url, "it is far larger than a MovieLens set")
                sink.write(chunk)
                bar.update(len(chunk))
                self.progress(have, total)
        if total is not None and have != total:
            raise httpx.RemoteProtocolError(f"{have:,} of {total:,} bytes came")

    def _check_room(self, have: int, total: int | None) -> None:
        """See that the disk has room for the rest of the file and for what is made of it.

        Raises:
            DownloadFailed: If not.
        """
        whole = total or have
        needed = whole - have + GROWTH * whole + SPARE_BYTES
        free = self.free(self.part.parent)
        if free < needed:
            reason = (
                f"it needs about {needed / 1e6:,.0f} MB of disk, and {free / 1e6:,.0f} MB are free"
            )
            raise DownloadFailed(self.url, reason)


def _content_range(response: httpx.Response) -> tuple[int | None, int | None]:
    """First byte and size of the whole file, as far as the server says."""
    match = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
    start, total = match.groups() if match else (None, None)
    return int(start) if start else None, int(total) if total else None


def _reason(error: httpx.TransportError, kept: int) -> str:
    if isinstance(error, httpx.UnsupportedProtocol):
        return "the address must begin with https:// or http://"
    connecting = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
    what = "there is no connection" if connecting else "the connection broke off"
    if kept:
        return f"{what} ({error}); {kept:,} bytes are kept, and the next try continues from there"
    return f"{what} ({error}); nothing has come, so check the network and try again"
