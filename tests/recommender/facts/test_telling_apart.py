"""Films of one name in a list of choices."""

from recommender.domain import Film, MovieId
from recommender.facts import Facts, told_apart

EMMA = Film(MovieId(1), "Emma", 1996, ("Comedy", "Romance"))
TV_EMMA = Film(MovieId(2), "Emma", 1996, ("Romance",))
HEAT = Film(MovieId(3), "Heat", 1995, ("Crime",))
BARE = Film(MovieId(4), "Emma", 1996)


def test_films_of_one_title_and_year_are_told_apart_by_director_else_by_genres() -> None:
    facts = {EMMA.movie_id: Facts(directors=("Douglas McGrath",))}
    assert told_apart([EMMA, TV_EMMA, HEAT, BARE], facts.get) == (
        "Emma (1996), Douglas McGrath",
        "Emma (1996), Romance",
        "Heat (1995)",
        "Emma (1996)",
    )


def test_other_films_keep_their_names() -> None:
    assert told_apart([EMMA, HEAT], lambda _: None) == ("Emma (1996)", "Heat (1995)")
