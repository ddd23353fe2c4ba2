"""Arrays on disk: what was written comes back, and what is damaged is never used."""

import json
import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays as some_array

from recommender.arrays import MANIFEST, ArraysFormat, Block, DamagedArrays, StoredArrays


@dataclass(frozen=True, slots=True)
class About:
    source: str
    size: int


FORMAT = ArraysFormat("test arrays", 3, About)
ABOUT = About("somewhere", 4)
WHOLE: Block = {"ids": np.arange(5), "factors": np.ones((5, 2), np.float32)}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "arrays"


def read(place: Path) -> StoredArrays[About]:
    """Open a folder and map all of its arrays."""
    stored = FORMAT.open(place)
    stored.array("ids", np.int64)
    stored.array("factors", np.float32)
    return stored


def test_what_was_written_comes_back_mapped_and_read_only(place: Path) -> None:
    FORMAT.write(place, [WHOLE], ABOUT)
    stored = FORMAT.open(place)
    assert stored.about == ABOUT
    factors = stored.array("factors", np.float32)
    assert np.array_equal(factors, WHOLE["factors"])
    assert type(factors) is np.ndarray
    assert isinstance(factors.base, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        factors[0, 0] = 5


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(
        some_array(np.int32, st.tuples(st.integers(0, 4), st.just(3))), min_size=1, max_size=4
    )
)
def test_blocks_are_put_together_in_their_order(place: Path, pieces: list[np.ndarray]) -> None:
    FORMAT.write(place, ({"numbers": piece} for piece in pieces), ABOUT)
    kept = FORMAT.open(place).array("numbers", np.int32)
    assert np.array_equal(kept, np.concatenate(pieces))
    # any numpy reads the files
    assert np.array_equal(np.load(place / "numbers.npy"), kept)


def test_writing_again_replaces_what_was_there(place: Path) -> None:
    FORMAT.write(place, [{**WHOLE, "more": np.zeros(1)}], ABOUT)
    FORMAT.write(place, [WHOLE], About("elsewhere", 5))
    assert read(place).about.source == "elsewhere"
    assert sorted(path.name for path in place.iterdir()) == ["factors.npy", "ids.npy", MANIFEST]
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_only_the_owner_can_look(place: Path) -> None:
    before = os.umask(0)
    try:
        FORMAT.write(place, [WHOLE], ABOUT)
    finally:
        os.umask(before)
    for folder in (place, place.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_write_that_fails_half_way_changes_nothing(place: Path) -> None:
    FORMAT.write(place, [WHOLE], ABOUT)

    def broken() -> Iterator[Block]:
        yield {"ids": np.zeros(9)}
        raise LookupError

    with pytest.raises(LookupError):
        FORMAT.write(place, broken(), About("elsewhere", 5))
    assert read(place).about == ABOUT
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        FORMAT.write(tmp_path / "file" / "arrays", [WHOLE], ABOUT)


def test_what_dead_processes_left_half_written_goes_and_work_under_way_stays(place: Path) -> None:
    long_ago = time.time() - 7200
    for name in ("dead.x.tmp", "alive.y.tmp"):
        (place.parent / name).mkdir(parents=True)
    os.utime(place.parent / "dead.x.tmp", (long_ago, long_ago))
    FORMAT.write(place, [WHOLE], ABOUT)
    assert sorted(path.name for path in place.parent.iterdir()) == ["alive.y.tmp", place.name]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [cut, empty, Path.unlink])
@pytest.mark.parametrize("name", ["ids.npy", "factors.npy", MANIFEST])
def test_a_damaged_file_is_named(place: Path, name: str, damage: Callable[[Path], object]) -> None:
    FORMAT.write(place, [WHOLE], ABOUT)
    damage(place / name)
    with pytest.raises(DamagedArrays, match="manifest" if name == MANIFEST else name):
        read(place)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_changed_byte_anywhere_in_an_array_is_noticed(place: Path, data: st.DataObject) -> None:
    FORMAT.write(place, [WHOLE], ABOUT)
    path = place / "factors.npy"
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    with pytest.raises(DamagedArrays, match=r"factors\.npy is damaged"):
        read(place)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": "pickle"}, "not one of this program's"),
        ({"version": 99}, "format version 99, and this program reads 3"),
        ({"size": "much"}, r"damaged \(size\)"),
        ({"source": None}, r"damaged \(source\)"),
        ({"arrays": None}, "damaged"),
        ({"arrays": {"ids": "x"}}, "damaged"),
        ({"arrays": {}}, "ids.npy is damaged"),
    ],
)
def test_a_foreign_or_odd_manifest_is_refused_with_a_reason(
    place: Path, change: dict[str, object], reason: str
) -> None:
    FORMAT.write(place, [WHOLE], ABOUT)
    manifest = place / MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | change))
    with pytest.raises(DamagedArrays, match=reason):
        read(place)


@pytest.mark.parametrize("text", ["[]", "{}", "null", "\\", "\xff"])
def test_a_manifest_that_is_none_is_refused(place: Path, text: str) -> None:
    FORMAT.write(place, [WHOLE], ABOUT)
    (place / MANIFEST).write_bytes(text.encode("latin-1"))
    with pytest.raises(DamagedArrays):
        read(place)


def test_an_array_of_another_type_is_refused(place: Path) -> None:
    FORMAT.write(place, [{**WHOLE, "ids": np.arange(5.0)}], ABOUT)
    with pytest.raises(DamagedArrays, match=r"ids\.npy has the wrong type"):
        read(place)


def test_objects_are_never_unpickled(place: Path) -> None:
    FORMAT.write(place, [{**WHOLE, "ids": np.array([object, object])}], ABOUT)
    with pytest.raises(DamagedArrays, match=r"ids\.npy cannot be read"):
        read(place)
