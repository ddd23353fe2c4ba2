"""Folders for their owner only."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from recommender.folders import make_private


@pytest.fixture(autouse=True)
def careless_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_what_is_missing_is_made_private_and_what_is_there_stays(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    folder = shared / "data" / "cache"
    make_private(folder)
    make_private(folder)
    assert (mode(shared), mode(folder.parent), mode(folder)) == (0o755, 0o700, 0o700)


def test_a_relative_folder_is_made_in_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_private(Path("data"))
    assert mode(tmp_path / "data") == 0o700


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        make_private(tmp_path / "file" / "data")
    with pytest.raises(FileExistsError):
        make_private(tmp_path / "file")
