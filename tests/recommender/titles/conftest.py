from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from recommender.catalogue.movielens import embedded_dir, read_films, read_ratings
from recommender.catalogue.spelling import spoken_title
from recommender.domain import Film, MovieId
from recommender.titles import TitleIndex
from recommender.titles.shelf import Shelf, shelf_of

Plant = Callable[..., TitleIndex]


def film(movie_id: int, catalogue_title: str) -> Film:
    spoken = spoken_title(catalogue_title)
    return Film(MovieId(movie_id), spoken.title, spoken.year, (), catalogue_title)


@pytest.fixture(scope="session")
def embedded_films() -> list[Film]:
    return read_films(embedded_dir())


@pytest.fixture(scope="session")
def embedded_index(embedded_films: list[Film]) -> TitleIndex:
    ratings = Counter(MovieId(int(i)) for i in read_ratings(embedded_dir()).movie_ids)
    return TitleIndex.build(embedded_films, ratings)


@pytest.fixture(scope="session")
def plant() -> Plant:
    """Builds an index of catalogue titles; a pair gives a title its number of ratings."""

    @cache
    def shelf(titles: tuple[str, ...]) -> Shelf:
        return shelf_of([film(at, title) for at, title in enumerate(titles, 1)])

    def planted(*titles: str | tuple[str, int]) -> TitleIndex:
        pairs = [title if isinstance(title, tuple) else (title, 0) for title in titles]
        ratings = {MovieId(at): n for at, (_, n) in enumerate(pairs, 1) if n}
        return TitleIndex(shelf(tuple(title for title, _ in pairs)), ratings)

    return planted
