"""A few films whose names are hard to tell from numbers, words and one another."""

from functools import cache

from recommender import TitleIndex
from recommender.domain import Film, MovieId

TITLES = (
    "Heat (1995)",
    "Alien (1979)",
    "Aliens (1986)",
    "Alien³ (a.k.a. Alien 3) (1992)",
    "Toy Story (1995)",
    "Toy Story 2 (1999)",
    "Toy Story 3 (2010)",
    "Seven (a.k.a. Se7en) (1995)",
    "Titanic (1997)",
    "Argo (2012)",
    "2012 (2009)",
    "Airplane! (1980)",
    "8 1/2 (8½) (1963)",
    "9 (2009)",
    "Mr. & Mrs. Smith (2005)",
    "I, Robot (2004)",
    "Fight Club (1999)",
    "The One (2001)",
    "Up (2009)",
    "Matrix, The (1999)",
    "Matrix Reloaded, The (2003)",
    "Matrix Revolutions, The (2003)",
    "Lord of the Rings, The (1978)",
    "Lord of the Rings: The Fellowship of the Ring, The (2001)",
    "Lord of the Rings: The Two Towers, The (2002)",
    "Lord of the Rings: The Return of the King, The (2003)",
)


@cache
def titles() -> TitleIndex:
    """The index of these films; ids count from 1."""
    return TitleIndex.build(_film(at, title) for at, title in enumerate(TITLES, 1))


def _film(movie_id: int, catalogue_title: str) -> Film:
    name, year = catalogue_title[:-7], int(catalogue_title[-5:-1])
    spoken = name.split(" (")[0]
    for article in ("The",):
        head, comma, rest = spoken.partition(f", {article}")
        spoken = f"{article} {head}{rest}" if comma else spoken
    return Film(MovieId(movie_id), spoken, year, (), catalogue_title)
