"""Which set a bot serves, and what its children are told."""

from pathlib import Path

import pytest

from bot.runtime.assembly import fit_environment, larger_set, places_of
from bot.runtime.config import Config
from recommender import Places
from recommender.catalogue.movielens import embedded_dir


async def at_once() -> None:
    """The machine is free."""


async def served(_: Places) -> None:
    """The set is served."""


def is_brought(config: Config) -> bool:
    return larger_set(config, may_fit=at_once, change_over=served) is not None


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data_dir=tmp_path / "data", dataset="ml-25m")


@pytest.fixture
def fetched(config: Config) -> Places:
    places = Places.of_set(config.make_data_dir(), "ml-25m")
    places.movielens.mkdir(parents=True)
    for name in ("movies.csv", "ratings.csv"):
        (places.movielens / name).touch()
    return places


def test_a_set_is_brought_until_it_was_served(config: Config, fetched: Places) -> None:
    assert places_of(config).movielens == embedded_dir()
    assert is_brought(config)
    fetched.note_served()
    assert places_of(config) == fetched
    assert not is_brought(config)


def test_a_served_set_that_was_deleted_is_brought_again(config: Config, fetched: Places) -> None:
    fetched.note_served()
    (fetched.movielens / "ratings.csv").unlink()
    assert places_of(config).movielens == embedded_dir()
    assert is_brought(config)


def test_nothing_is_brought_unasked_or_beside_a_folder_of_ones_own(
    config: Config, tmp_path: Path
) -> None:
    assert not is_brought(Config(data_dir=config.data_dir))
    own = Config(data_dir=config.data_dir, movielens_dir=tmp_path, dataset="ml-25m")
    assert places_of(own).movielens == tmp_path
    assert not is_brought(own)


def test_children_work_on_the_set_that_they_are_told(
    config: Config, fetched: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:secret")
    monkeypatch.setenv("DATASET", "ml-25m")
    embedded = fit_environment(config, places_of(config))
    assert (embedded["DATASET"], embedded["MOVIELENS_DIR"]) == ("", "")
    assert fit_environment(config, fetched)["DATASET"] == "ml-25m"
    assert "TELEGRAM_BOT_TOKEN" not in embedded
