"""The catalogue on disk: the same films, and none of other files."""

from pathlib import Path

import pytest

from recommender.arrays import MANIFEST
from recommender.catalogue.cache import cached_catalogue
from recommender.catalogue.catalogue import Catalogue
from recommender.errors import BadRow

MOVIES = """movieId,title,genres
6,Heat (1995),Action|Crime
7,"Confessions of a Dangerous Mind (2002)",Comedy
8,"Confessions of a Dangerous Mind (2002)",Comedy
9,"Thing, The (1982)",(no genres listed)
10,Amélie,Romance
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "set").mkdir()
    (tmp_path / "cache").mkdir()
    (tmp_path / "set" / "movies.csv").write_text(MOVIES, encoding="utf-8")
    return tmp_path / "set"


def opened(folder: Path) -> Catalogue:
    return cached_catalogue(folder, cache=folder.parent / "cache")


def kept(folder: Path) -> list[Path]:
    return sorted((folder.parent / "cache").iterdir())


def test_a_kept_catalogue_is_the_parsed_one(folder: Path) -> None:
    parsed = opened(folder)
    again = opened(folder)
    assert list(again) == list(parsed) == list(Catalogue.from_folder(folder))
    assert again.other_ids == parsed.other_ids == {8: 7}
    assert len(kept(folder)) == 1


def test_other_films_links_or_neighbours_make_another_one(folder: Path) -> None:
    opened(folder)
    (folder / "movies.csv").write_text(MOVIES.replace("Heat", "Cold"), encoding="utf-8")
    assert next(iter(opened(folder))).title == "Cold"
    (folder / "links.csv").write_text("movieId,imdbId,tmdbId\n7,1,1\n8,2,2\n")
    assert opened(folder).other_ids == {}
    with_embedded = cached_catalogue(folder, after_embedded=True, cache=folder.parent / "cache")
    assert len(with_embedded) > 9000
    assert len(kept(folder)) == 1


def test_a_damaged_one_is_made_again(folder: Path) -> None:
    opened(folder)
    (place,) = kept(folder)
    (place / "titles.npy").write_bytes(b"")
    assert next(iter(opened(folder))).title == "Heat"
    (place / MANIFEST).unlink()
    assert len(opened(folder)) == 4


def test_a_title_on_two_lines_is_not_kept_and_known_all_the_same(folder: Path) -> None:
    (folder / "movies.csv").write_text('movieId,title,genres\n6,"Heat\nWave (1995)",Crime\n')
    assert opened(folder)
    assert [film.title for film in opened(folder)] == [film.title for film in opened(folder)]
    assert kept(folder) == []


def test_what_cannot_be_read_is_said_each_time(folder: Path) -> None:
    (folder / "movies.csv").write_text("movieId,title,genres\nx,Heat (1995),Crime\n")
    for _ in range(2):
        with pytest.raises(BadRow, match="line 2"):
            opened(folder)
