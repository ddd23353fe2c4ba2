import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recommender.arrays import MANIFEST
from recommender.domain import HistoryEntry, MovieId
from recommender.errors import SnapshotError
from recommender.model import go_back, load_snapshot, save_snapshot
from recommender.model.snapshot import KEPT, POINTER
from tests import planted

HISTORY = [HistoryEntry(MovieId(1), 5.0, 1.0), HistoryEntry(MovieId(41), 2.0, 2.0)]


def saved(folder: Path) -> Path:
    return save_snapshot(
        folder, planted.fitted().model, fingerprint="abc", log_position=7, metrics={"ndcg": 0.5}
    )


def test_a_loaded_model_scores_as_the_saved_one(tmp_path: Path) -> None:
    saved(tmp_path)
    found = load_snapshot(tmp_path)
    assert found is not None
    model = planted.fitted().model
    assert np.array_equal(found.model.scores(HISTORY), model.scores(HISTORY))
    assert found.model.parameters == model.parameters
    assert (found.fingerprint, found.log_position, found.metrics) == ("abc", 7, {"ndcg": 0.5})
    assert "implicit" in found.libraries


def test_no_snapshot_is_none(tmp_path: Path) -> None:
    assert load_snapshot(tmp_path) is None
    assert load_snapshot(tmp_path / "nowhere") is None


def test_the_newest_is_current_and_only_a_few_are_kept(tmp_path: Path) -> None:
    paths = [saved(tmp_path) for _ in range(KEPT + 2)]
    found = load_snapshot(tmp_path)
    assert found is not None
    assert found.name == paths[-1].name
    assert [path for path in paths if path.exists()] == paths[-KEPT:]


def test_a_half_written_snapshot_is_never_seen(tmp_path: Path) -> None:
    path = saved(tmp_path)
    (tmp_path / "20990101T000000-1.tmp").mkdir()
    found = load_snapshot(tmp_path)
    assert found is not None
    assert found.name == path.name


def test_arrays_are_mapped_and_cannot_be_written(tmp_path: Path) -> None:
    saved(tmp_path)
    found = load_snapshot(tmp_path)
    assert found is not None
    with pytest.raises(ValueError, match="read-only"):
        found.model.item_factors[0, 0] = 1.0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": "pickle"}, "not one of this program's"),
        ({"version": 99}, "format version 99"),
        ({"parameters": {"factors": 8}}, "settings"),
        ({"scale": "much"}, "damaged"),
        ({"arrays": {}}, "damaged"),
    ],
)
def test_a_foreign_or_odd_manifest_is_refused_with_a_reason(
    tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    manifest = saved(tmp_path) / MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | change))
    with pytest.raises(SnapshotError, match=reason):
        load_snapshot(tmp_path)


@pytest.mark.parametrize("name", [MANIFEST, "item_factors.npy", "gram.npy"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (saved(tmp_path) / name).unlink()
    with pytest.raises(SnapshotError, match="missing"):
        load_snapshot(tmp_path)


def test_settings_of_another_type_are_refused(tmp_path: Path) -> None:
    manifest = saved(tmp_path) / MANIFEST
    told = json.loads(manifest.read_text())
    told["parameters"]["factors"] = "many"
    manifest.write_text(json.dumps(told))
    with pytest.raises(SnapshotError, match="settings are damaged"):
        load_snapshot(tmp_path)


def test_arrays_that_do_not_fit_each_other_are_refused(tmp_path: Path) -> None:
    model = planted.fitted().model
    save_snapshot(tmp_path, replace(model, counts=model.counts[1:]))
    with pytest.raises(SnapshotError, match="fit each other"):
        load_snapshot(tmp_path)


def test_a_pointer_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / POINTER).write_text("../elsewhere")
    with pytest.raises(SnapshotError, match="names no snapshot"):
        load_snapshot(tmp_path)


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file")
    with pytest.raises(SnapshotError, match="cannot be written"):
        saved(tmp_path / "models")


def test_before_a_damaged_model_the_newest_whole_one_is_current_again(tmp_path: Path) -> None:
    oldest, older, damaged = (saved(tmp_path) for _ in range(3))
    for path in (older, damaged):
        (path / "gram.npy").write_bytes(b"gone")
    assert go_back(tmp_path) is not None
    found = load_snapshot(tmp_path)
    assert found is not None
    assert found.name == oldest.name
    assert (tmp_path / f"{damaged.name}.damaged").is_dir()  # for whoever wants to look
    newest = saved(tmp_path)
    found = load_snapshot(tmp_path)
    assert found is not None
    assert found.name == newest.name
    assert len(list(tmp_path.glob("*.damaged"))) == 1


def test_without_a_whole_model_there_is_none(tmp_path: Path) -> None:
    (saved(tmp_path) / MANIFEST).unlink()
    assert go_back(tmp_path) is None
    assert load_snapshot(tmp_path) is None
    assert go_back(tmp_path / "nowhere") is None
