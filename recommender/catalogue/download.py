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
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import httpx
from tqdm import tqdm

from recommender.errors import DataError, DownloadFailed
from recommender.folders import make_private

SETS = ("ml-latest-small", "ml-latest", "ml-25m", "ml-32m")
BASE_URL = "https://files.grouplens.org/datasets/movielens"

NEEDED = ("movies.csv", "ratings.csv")
WANTED = (*NEEDED, "links.csv", "README.txt", "README.html")
"""Tags and the tag genome are left out: they are large, and nothing here reads them."""

MAX_BYTES = 4 << 30
"""The largest set, ml-latest, is 0.35 GB packed."""
MAX_UNPACKED_BYTES = 8 << 30
"""Of all wanted files together; ml-32m unpacks to 0.9 GB."""
MAX_GROWTH = 100
"""Times that more than a megabyte may grow; text like MovieLens' is packed to a quarter."""
_ATTEMPTS = 4
"""Attempts in a row that may bring nothing before giving up."""

_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "because-you-watched"}
_CONTENT_RANGE = re.compile(r"bytes (?:(\d+)-\d+|\*)/(?:(\d+)|\*)")
_MD5 = re.compile(r"(?<![0-9a-fA-F])[0-9a-fA-F]{32}(?![0-9a-fA-F])")

_log = logging.getLogger(__name__)


class ArchiveError(DataError):
    """A file is no zip archive of a MovieLens set, or unpacking it would be unsafe."""


def download(
    name: str,
    into: Path,
    *,
    url: str | None = None,
    tell: Callable[[str], None] = _log.warning,
    pause_s: float = 1.0,
) -> Path:
    """Fetch a MovieLens set, unless it is there already.

    What has come before a connection broke is continued, within this call and by the next one.

    Args:
        name: One of SETS.
        into: Where the set's folder goes; made when missing.
        url: Another address of the zip, or of a folder that holds NAME.zip.
        tell: Takes what a person should know, in whole sentences.
        pause_s: Seconds before continuing a broken transfer; doubled while nothing comes.

    Returns:
        `into`/NAME, with movies.csv, ratings.csv and, where the set has them, links.csv and
        README.txt, which holds the terms of use.

    Raises:
        DownloadFailed: If the set cannot be fetched, does not match its published checksum, or
            is not what it should be.
    """
    if name not in SETS:
        raise DownloadFailed(name, f"there is no such set, only {', '.join(SETS)}")
    folder = into / name
    if all((folder / file).is_file() for file in NEEDED):
        return folder
    address = _address(name, url)
    try:
        if folder.exists() and any(folder.iterdir()):
            raise DownloadFailed(address, f"{folder} is in the way and holds no whole set")
        make_private(into)
        with httpx.Client(follow_redirects=True, timeout=_TIMEOUT, headers=_HEADERS) as client:
            transfer = _Transfer(client, address, into / f"{name}.zip.part", pause_s)
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
            raise DownloadFailed(transfer.url, f"it does not match its checksum {published}")
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
        with self.part.open("ab") as sink, bar:
            # no chunk size: httpx would lose a last, partial chunk
            for chunk in response.iter_raw():
                have += len(chunk)
                if max(have, total or 0) > MAX_BYTES:
                    raise DownloadFailed(self.url, "it is far larger than a MovieLens set")
                sink.write(chunk)
                bar.update(len(chunk))
        if total is not None and have != total:
            raise httpx.RemoteProtocolError(f"{have:,} of {total:,} bytes came")


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
