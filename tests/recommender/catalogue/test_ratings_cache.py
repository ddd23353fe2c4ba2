"""Parsed ratings are kept: once parsed, never parsed again, and never trusted when damaged."""

import json
import logging
import os
import shutil
import time
import zlib
from pathlib import Path

import numpy as np
import pytest

from recommender.catalogue.movielens import Ratings, embedded_dir, read_ratings
from recommender.catalogue.ratings_cache import cached_ratings, fingerprint
from recommender.errors import BadRow, MissingFile

HEADER = "userId,movieId,rating,timestamp\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "movielens"
    place.mkdir()
    (place / "ratings.csv").write_text(f"{HEADER}1,31,2.5,9\n2,6,4.0,10\n")
    return place


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "data" / "cache"


def rows(ratings: Ratings) -> list[tuple[int, int, float, int]]:
    columns = (ratings.user_ids, ratings.movie_ids, ratings.stars, ratings.timestamps)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def kept(cache: Path) -> list[Path]:
    return sorted(cache.iterdir())


def test_cached_ratings_are_those_of_the_file(tmp_path: Path) -> None:
    first = cached_ratings(embedded_dir(), tmp_path)
    again = cached_ratings(embedded_dir(), tmp_path)
    plain = read_ratings(embedded_dir())
    for name in ("user_ids", "movie_ids", "stars", "timestamps"):
        expected = getattr(plain, name)
        for ratings in (first, again):
            column = getattr(ratings, name)
            assert column.dtype == expected.dtype
            assert np.array_equal(column, expected)


def test_the_second_reading_does_not_parse(folder: Path, cache: Path) -> None:
    cached_ratings(folder, cache)
    (place,) = kept(cache)
    # A marker in the kept columns, with a checksum that fits, shows where the answer comes from.
    stars = np.load(place / "stars.npy")
    np.save(place / "stars.npy", stars + 0.5)
    refresh_checksum(place, "stars")
    assert rows(cached_ratings(folder, cache)) == [(1, 31, 3.0, 9), (2, 6, 4.5, 10)]


def refresh_checksum(place: Path, name: str) -> None:
    about = json.loads((place / "about.json").read_text())
    about["checksums"][name] = zlib.crc32((place / f"{name}.npy").read_bytes())
    (place / "about.json").write_text(json.dumps(about))


def test_columns_are_mapped_and_cannot_be_written_to(folder: Path, cache: Path) -> None:
    ratings = cached_ratings(folder, cache)
    assert type(ratings.stars) is np.ndarray
    assert isinstance(ratings.stars.base, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        ratings.stars[0] = 5


def test_a_changed_file_is_parsed_again_and_the_old_columns_go(folder: Path, cache: Path) -> None:
    cached_ratings(folder, cache)
    (folder / "ratings.csv").write_text(f"{HEADER}3,7,1.0,11\n")
    assert rows(cached_ratings(folder, cache)) == [(3, 7, 1.0, 11)]
    assert len(kept(cache)) == 1


def test_two_folders_share_one_cache(folder: Path, cache: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "ratings.csv").write_text(f"{HEADER}3,7,1.0,11\n")
    cached_ratings(folder, cache)
    cached_ratings(other, cache)
    assert len(kept(cache)) == 2
    assert rows(cached_ratings(folder, cache))[0] == (1, 31, 2.5, 9)


def test_equal_small_files_have_equal_fingerprints_wherever_they_lie(
    folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    os.utime(copy / "ratings.csv", (1, 1))
    assert fingerprint(folder) == fingerprint(copy)
    (copy / "ratings.csv").write_text(f"{HEADER}1,31,2.5,9\n2,6,4.5,10\n")
    assert fingerprint(folder) != fingerprint(copy)


def test_large_files_are_told_apart_by_size_and_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.catalogue.ratings_cache._SMALL_BYTES", 0)
    before = fingerprint(folder)
    assert fingerprint(folder) == before
    os.utime(folder / "ratings.csv", (1, 1))
    assert fingerprint(folder) != before


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [cut, flip, empty, Path.unlink])
@pytest.mark.parametrize(
    "name", ["user_ids.npy", "movie_ids.npy", "stars.npy", "timestamps.npy", "about.json"]
)
def test_damaged_columns_are_parsed_again_with_a_warning(
    folder: Path, cache: Path, name: str, damage: object, caplog: pytest.LogCaptureFixture
) -> None:
    assert callable(damage)
    expected = rows(cached_ratings(folder, cache))
    (place,) = kept(cache)
    damage(place / name)
    with caplog.at_level(logging.WARNING):
        assert rows(cached_ratings(folder, cache)) == expected
    assert "damaged" in caplog.text
    caplog.clear()
    assert rows(cached_ratings(folder, cache)) == expected
    assert not caplog.records


@pytest.mark.parametrize("about", ["[]", "{}", '{"rows": 2, "checksums": []}', "null", "\\"])
def test_a_strange_description_is_parsed_again(folder: Path, cache: Path, about: str) -> None:
    expected = rows(cached_ratings(folder, cache))
    (place,) = kept(cache)
    (place / "about.json").write_text(about)
    assert rows(cached_ratings(folder, cache)) == expected


def test_a_column_of_objects_is_never_unpickled(folder: Path, cache: Path) -> None:
    expected = rows(cached_ratings(folder, cache))
    (place,) = kept(cache)
    np.save(place / "stars.npy", np.array([object, object]), allow_pickle=True)
    refresh_checksum(place, "stars")
    assert rows(cached_ratings(folder, cache)) == expected


def test_a_broken_line_leaves_nothing_behind(folder: Path, cache: Path) -> None:
    (folder / "ratings.csv").write_text(f"{HEADER}1,31,2.5,9\n2,6,six,10\n")
    with pytest.raises(BadRow, match="line 3"):
        cached_ratings(folder, cache)
    assert kept(cache) == []


def test_a_folder_without_ratings_says_so(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(MissingFile, match=r"ratings\.csv"):
        cached_ratings(tmp_path, cache)


def test_a_cache_that_cannot_be_written_costs_a_warning_only(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    ratings = cached_ratings(folder, tmp_path / "file" / "cache")
    assert rows(ratings) == [(1, 31, 2.5, 9), (2, 6, 4.0, 10)]
    assert "cannot be kept" in caplog.text


def test_what_dead_processes_left_half_written_goes_and_work_under_way_stays(
    folder: Path, cache: Path
) -> None:
    long_ago = time.time() - 7200
    for name in ("ratings-1-aaaa.x.tmp", "ratings-1-bbbb.y.tmp"):
        (cache / name).mkdir(parents=True)
    os.utime(cache / "ratings-1-aaaa.x.tmp", (long_ago, long_ago))
    cached_ratings(folder, cache)
    names = [place.name for place in kept(cache)]
    assert "ratings-1-aaaa.x.tmp" not in names
    assert "ratings-1-bbbb.y.tmp" in names
