import shutil
from pathlib import Path

import numpy as np
import pytest

from recommender.arrays import MANIFEST
from recommender.domain import Film, MovieId, Resolved
from recommender.titles import TitleIndex
from recommender.titles import cache as module
from recommender.titles.cache import cached_shelf, fingerprint_of
from recommender.titles.shelf import Shelf, shelf_of
from tests.recommender.titles.conftest import film

FILMS = [
    film(1, "Fargo (1996)"),
    film(2, "Matrix, The (1999)"),
    film(3, "City of God (Cidade de Deus) (2002)"),
]


def same(one: Shelf, other: Shelf) -> bool:
    columns = zip(module._columns(one).values(), module._columns(other).values(), strict=True)
    return one.films == other.films and all(np.array_equal(a, b) for a, b in columns)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shelf, Path]:
    """The films, prepared once, and the folder that keeps them."""
    folder = tmp_path_factory.mktemp("titles")
    return cached_shelf(FILMS, folder), folder


def copied(made: tuple[Shelf, Path], folder: Path) -> Path:
    """A copy of what is kept, below `folder`; the place of the arrays."""
    shutil.copytree(made[1], folder, dirs_exist_ok=True)
    (place,) = folder.iterdir()
    return place


def forbid(films: object) -> Shelf:
    raise AssertionError("prepared anew")


def test_what_was_kept_is_what_was_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: tuple[Shelf, Path]
) -> None:
    shelf, _ = made
    copied(made, tmp_path)
    monkeypatch.setattr(module, "shelf_of", forbid)
    assert same(cached_shelf(FILMS, tmp_path), shelf)
    assert same(shelf, shelf_of(FILMS))


def test_an_index_from_the_cache_answers_alike(tmp_path: Path) -> None:
    for _ in range(2):
        index = TitleIndex.build(FILMS, cache_dir=tmp_path)
        answer = index.resolve("cidade de deus")
        assert isinstance(answer, Resolved)
        assert answer.film.movie_id == 3
        index.add(film(9, "Gattaca (1997)"))
        assert isinstance(index.resolve("gatacca 1997"), Resolved)


@pytest.mark.parametrize(
    "films",
    [FILMS[:2], [*FILMS[:2], Film(MovieId(3), "City of Gods", 2002)], FILMS[::-1]],
    ids=["fewer", "renamed", "reordered"],
)
def test_other_films_are_prepared_anew(
    tmp_path: Path, made: tuple[Shelf, Path], films: list[Film]
) -> None:
    copied(made, tmp_path)
    assert fingerprint_of(films) != fingerprint_of(FILMS)
    anew = cached_shelf(films, tmp_path)
    assert anew.films[: len(films)] == tuple(films)
    assert not same(anew, made[0])
    assert len(list(tmp_path.iterdir())) == 1, "what was prepared for other films goes"


@pytest.mark.parametrize("name", [MANIFEST, "hashes.npy"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, made: tuple[Shelf, Path], name: str) -> None:
    path = copied(made, tmp_path) / name
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert same(cached_shelf(FILMS, tmp_path), made[0])
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, made: tuple[Shelf, Path]
) -> None:
    (tmp_path / "file").touch()
    assert same(cached_shelf(FILMS, tmp_path / "file" / "cache"), made[0])


def test_the_file_of_an_older_program_goes(tmp_path: Path) -> None:
    (tmp_path / "titles.index").write_bytes(b"title index\n{}\n")
    cached_shelf(FILMS, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f"titles-{fingerprint_of(FILMS)}"]
