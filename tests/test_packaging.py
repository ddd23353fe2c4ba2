"""What people install: the lock file pins what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINS = {
    name.casefold(): Version(version)
    for name, version in re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", LOCK, flags=re.MULTILINE)
}


@pytest.mark.parametrize("wanted", PROJECT["dependencies"])
def test_the_lock_file_pins_every_dependency_within_its_bounds(wanted: str) -> None:
    requirement = Requirement(wanted)
    assert requirement.specifier.contains(PINS[requirement.name.casefold()], prereleases=True)


def test_every_pin_carries_a_hash() -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9])", LOCK.strip())
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("package", ["bot", "recommender"])
def test_importers_see_the_types(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()


def test_commands_are_installed_under_their_own_names() -> None:
    assert PROJECT["scripts"]["because-you-watched"] == "bot.__main__:main"


def test_the_container_installs_the_lock_and_is_not_root() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    assert "--require-hashes -r requirements.lock" in text
    assert re.search(r"^USER bot$", text, flags=re.MULTILINE)
    assert "HEALTHCHECK" in text
    assert "VOLUME /data" in text
