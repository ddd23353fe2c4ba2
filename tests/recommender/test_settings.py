"""The settings that both packages share: .env counts in each of them, and means the same."""

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from recommender.__main__ import main
from recommender.errors import BadSettings
from recommender.settings import Settings

KEYS = tuple(name.upper() for name in Settings.model_fields)


@pytest.fixture(autouse=True)
def clean_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in KEYS:
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def read(monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str]) -> Settings:
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    return Settings.read()


def test_the_env_file_counts(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATA_DIR=mydata\nLOG_LEVEL=error\nTELEGRAM_BOT_TOKEN=x\n")
    settings = Settings.read()
    assert (settings.data_dir, settings.log_level) == (tmp_path / "mydata", "ERROR")


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("~/botdata", "home/botdata"),
        ("~", "home"),
        ('"dq data"', "dq data"),
        ("'sq data'", "sq data"),
        (' "~/both" ', "home/both"),
        ("it's", "it's"),
        ('"half', '"half'),
        ("", "data"),
        ("  ", "data"),
        ('""', "data"),
        ("''", "data"),
    ],
)
def test_a_folder_is_meant_as_people_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, folder: str
) -> None:
    # docker --env-file hands quotes over as they stand, and no shell expands the ~ of a .env file
    assert read(monkeypatch, {"DATA_DIR": text}).data_dir == tmp_path / folder


def test_one_message_names_every_bad_key_and_shows_no_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = "123456789:AbC-dEf"
    with pytest.raises(BadSettings) as caught:
        read(monkeypatch, dict.fromkeys(KEYS, token) | {"DATA_DIR": f"~{token}"})
    assert list(caught.value.problems) == list(KEYS)
    assert token not in str(caught.value)


def test_a_command_refuses_bad_settings_in_one_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=LOUD\nMOVIELENS_DIR=nowhere\n")
    assert main(["resolve"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "The settings cannot be used:",
        "  MOVIELENS_DIR must be an existing folder with movies.csv and ratings.csv",
        "  LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL",
    ]


def test_downloads_go_below_the_folder_of_the_env_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_text("DATA_DIR=~/mydata\n")
    there = tmp_path / "home" / "mydata" / "movielens" / "ml-latest-small"
    there.mkdir(parents=True)
    for name in ("movies.csv", "ratings.csv"):
        (there / name).touch()
    assert main(["download", "ml-latest-small", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"folder": str(there)}


def test_a_data_folder_is_made_for_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = read(monkeypatch, {"DATA_DIR": "deep/data"})
    before = os.umask(0)
    try:
        folder = settings.make_data_dir()
    finally:
        os.umask(before)
    assert folder == tmp_path / "deep" / "data"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (folder / "kept").touch()
    settings.make_data_dir()
    assert (folder / "kept").exists()


@pytest.mark.parametrize("text", ["file", "file/data"])
def test_a_data_folder_that_cannot_be_made_is_a_bad_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadSettings, match="DATA_DIR must be a folder"):
        read(monkeypatch, {"DATA_DIR": text}).make_data_dir()
