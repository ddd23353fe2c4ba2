from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from recommender.domain import Film, MovieId, Resolved
from recommender.titles import TitleIndex
from recommender.titles import cache as module
from recommender.titles.cache import FILE, cached_shelf, fingerprint_of
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
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shelf, bytes]:
    """The films, prepared once, and the file that keeps them."""
    folder = tmp_path_factory.mktemp("titles")
    return cached_shelf(FILMS, folder), (folder / FILE).read_bytes()


def forbid(films: object) -> Shelf:
    raise AssertionError("prepared anew")


def test_what_was_kept_is_what_was_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: tuple[Shelf, bytes]
) -> None:
    shelf, whole = made
    (tmp_path / FILE).write_bytes(whole)
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
    tmp_path: Path, made: tuple[Shelf, bytes], films: list[Film]
) -> None:
    (tmp_path / FILE).write_bytes(made[1])
    assert fingerprint_of(films) != fingerprint_of(FILMS)
    anew = cached_shelf(films, tmp_path)
    assert anew.films[: len(films)] == tuple(films)
    assert not same(anew, made[0])


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"something else\n" + data,
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b'"layout"', b'"lay0ut"', 1),
        lambda data: data.replace(b"{", b"[", 1),
        lambda data: b"title index\n\xff\xfe\n" + data,
    ],
    ids=["empty", "foreign", "cut by one", "cut in half", "renamed key", "no JSON", "no UTF-8"],
)
def test_a_damaged_file_is_made_anew(
    tmp_path: Path, made: tuple[Shelf, bytes], damage: Callable[[bytes], bytes]
) -> None:
    shelf, whole = made
    path = tmp_path / FILE
    path.write_bytes(damage(whole))
    assert same(cached_shelf(FILMS, tmp_path), shelf)
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, made: tuple[Shelf, bytes]
) -> None:
    missing = tmp_path / "missing"
    assert same(cached_shelf(FILMS, missing), made[0])
    assert not missing.exists()


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    cached_shelf(FILMS, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
