"""Parsed ratings are kept: once parsed, never parsed again, and never trusted when damaged."""

import logging
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from recommender.arrays import MANIFEST
from recommender.catalogue.movielens import Ratings, embedded_dir, read_ratings
from recommender.catalogue.ratings_cache import _FORMAT, _About, cached_ratings, fingerprint
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
    # Other columns in the place of those parsed show where the answer comes from.
    other = {
        "user_ids": np.array([3], np.int32),
        "movie_ids": np.array([7], np.int32),
        "stars": np.array([1.0], np.float32),
        "timestamps": np.array([11]),
    }
    _FORMAT.write(place, [other], _About("elsewhere"))
    assert rows(cached_ratings(folder, cache)) == [(3, 7, 1.0, 11)]
    _FORMAT.write(place, [{**other, "stars": other["stars"].repeat(2)}], _About("elsewhere"))
    assert rows(cached_ratings(folder, cache))[0] == (1, 31, 2.5, 9), "columns of two lengths"


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


@pytest.mark.parametrize("name", ["stars.npy", MANIFEST])
def test_damaged_columns_are_parsed_again_with_a_warning(
    folder: Path, cache: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    expected = rows(cached_ratings(folder, cache))
    (place,) = kept(cache)
    (place / name).write_bytes((place / name).read_bytes()[:-3])
    with caplog.at_level(logging.WARNING):
        assert rows(cached_ratings(folder, cache)) == expected
    assert "damaged" in caplog.text
    caplog.clear()
    assert rows(cached_ratings(folder, cache)) == expected
    assert not caplog.records


def test_columns_of_an_older_program_go(folder: Path, cache: Path) -> None:
    old = cache / "ratings-1-0123456789ab"
    old.mkdir(parents=True)
    (old / "about.json").write_text("{}")
    cached_ratings(folder, cache)
    assert not old.exists()


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
