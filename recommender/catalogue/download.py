"""Fetching a MovieLens set: continued when it breaks off, checked, and whole or not at all."""

import hashlib
import logging
import re
from collections.abc import Callable
from pathlib import Path

import httpx

from recommender.catalogue.archive import NEEDED, ArchiveError, unpack
from recommender.catalogue.transfer import TransferError, forget, transfer
from recommender.errors import DownloadFailed
from recommender.folders import make_private

SETS = ("ml-latest-small", "ml-latest", "ml-25m", "ml-32m")
BASE_URL = "https://files.grouplens.org/datasets/movielens"

_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "because-you-watched"}
_MD5 = re.compile(r"(?<![0-9a-fA-F])[0-9a-fA-F]{32}(?![0-9a-fA-F])")

_log = logging.getLogger(__name__)


def download(
    name: str,
    into: Path,
    *,
    url: str | None = None,
    progress: bool | None = None,
    tell: Callable[[str], None] = _log.warning,
    pause_s: float = 1.0,
) -> Path:
    """Fetch a MovieLens set, unless it is there already.

    What has come before a connection broke is kept beside the folder as NAME.zip.part and
    continued, within this call and by the next one.

    Args:
        name: One of SETS.
        into: Where the set's folder goes; made when missing.
        url: Another address of the zip, or of a folder that holds NAME.zip.
        progress: Whether to draw a bar on standard error; None: only on a terminal.
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
    part = into / f"{name}.zip.part"
    try:
        if folder.exists() and any(folder.iterdir()):
            raise DownloadFailed(address, f"{folder} is in the way and holds no whole set")
        make_private(into)
        with httpx.Client(follow_redirects=True, timeout=_TIMEOUT, headers=_HEADERS) as client:
            _fetch(client, address, part, progress=progress, pause_s=pause_s, tell=tell)
        unpack(part, folder)
    except TransferError as error:
        raise DownloadFailed(address, error.reason) from error
    except ArchiveError as error:
        forget(part)
        raise DownloadFailed(address, error.reason) from error
    except httpx.InvalidURL as error:
        raise DownloadFailed(address, f"this is no web address ({error})") from error
    except httpx.TooManyRedirects as error:
        raise DownloadFailed(address, "the address leads round in a circle") from error
    except OSError as error:
        raise DownloadFailed(address, f"cannot write: {error}") from error
    forget(part)
    return folder


def _address(name: str, url: str | None) -> str:
    if url is None:
        return f"{BASE_URL}/{name}.zip"
    path = url.partition("?")[0]
    return url if path.endswith(".zip") else f"{url.rstrip('/')}/{name}.zip"


def _fetch(
    client: httpx.Client,
    address: str,
    part: Path,
    *,
    progress: bool | None,
    pause_s: float,
    tell: Callable[[str], None],
) -> None:
    """Fetch the zip into `part` and compare it with its published checksum.

    A file that was put together from pieces and does not match is fetched once more, whole.
    """
    for last in (False, True):
        in_pieces = transfer(client, address, part, progress=progress, pause_s=pause_s)
        published = _published_md5(client, address)
        if published is None:
            tell(f"No checksum is published beside {address}, so the file could not be checked.")
            return
        if _md5(part) == published:
            return
        forget(part)
        if last or not in_pieces:
            raise TransferError(f"what came does not match the published checksum {published}")
        tell("What came in pieces does not match the published checksum: fetching it whole.")


def _published_md5(client: httpx.Client, address: str) -> str | None:
    """The checksum in NAME.zip.md5 beside the zip; None where there is none."""
    zipped = httpx.URL(address)
    try:
        response = client.get(zipped.copy_with(path=f"{zipped.path}.md5"))
    except httpx.TransportError:
        return None
    if response.status_code != httpx.codes.OK:
        return None
    # "MD5 (ml-25m.zip) = 6b51…" or "6b51…  ml-25m.zip", perhaps beside other files' lines.
    lines = response.text[:4096].splitlines()
    name = zipped.path.rpartition("/")[2]
    named = [line for line in lines if name in line]
    match = _MD5.search("\n".join(named or lines))
    return match[0].lower() if match else None


def _md5(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, _weak_md5).hexdigest()


def _weak_md5() -> "hashlib._Hash":
    # GroupLens publishes MD5. It finds broken transfers; https is what stands against forgers.
    return hashlib.md5(usedforsecurity=False)
