import pytest

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import Film, MovieId
from recommender.transfer import FilmNamed, Matcher
from recommender.transfer.matching import Match
from tests import planted
from tests.recommender.transfer.conftest import LINKS
from tests.recommender.transfer.files import ids


@pytest.fixture
def matcher() -> Matcher:
    return Matcher(Catalogue(planted.films()), planted.titles(), lambda: LINKS)


SURE = [
    (FilmNamed("Heat", 1995), 43),
    (FilmNamed("The Matrix", 1999), 4),
    (FilmNamed("the matrix", 1998), 4),  # a year off
    (FilmNamed("Amelie", 2001), 22),
    (FilmNamed("Le Fabuleux destin d'Amélie Poulain", 2001), 22),
    (FilmNamed("12 Monkeys", 1995), 12),
    (FilmNamed("Sabrina", 1954), 45),
    (FilmNamed("Sabrina", 1995), 46),
    (FilmNamed("Forrest Gump"), 41),
    (FilmNamed("Whatever it is called here", 1901, imdb_id="0113277"), 43),
    (FilmNamed("Heat", 1995, imdb_id="0113277", tmdb_id=1), 43),
    (FilmNamed("", tmdb_id=603), 4),
    (FilmNamed("MovieLens 41", movie_id=MovieId(41)), 41),
]


@pytest.mark.parametrize(("named", "movie_id"), SURE)
def test_ids_decide_else_the_title_and_the_year(
    matcher: Matcher, named: FilmNamed, movie_id: int
) -> None:
    assert matcher.match(named) == Match(MovieId(movie_id))


UNSURE = [
    (FilmNamed("Heat", 1986), ids(43)),
    (FilmNamed("Sabrina"), ids(45, 46)),
    (FilmNamed("Sabrina", 1970), ids(45, 46)),
    (FilmNamed("Thing", 1981), ids(7)),  # without its article, and a year off
    (FilmNamed("The Zyzzyva Heist", 2021), ()),
    (FilmNamed("Hea", 1995), ()),
    (FilmNamed("Heat", 1995, imdb_id="9999999"), ()),  # another film of that name
    (FilmNamed("x", imdb_id="0113277", tmdb_id=603), ids(43, 4)),  # two ids that contradict
]


@pytest.mark.parametrize(("named", "candidates"), UNSURE)
def test_what_is_not_sure_is_asked_and_never_guessed(
    matcher: Matcher, named: FilmNamed, candidates: tuple[MovieId, ...]
) -> None:
    found = matcher.match(named)
    assert (found.movie_id, sorted(found.candidates)) == (None, sorted(candidates))


def test_two_films_of_one_title_and_year_are_asked_about() -> None:
    twins = [Film(MovieId(n), "Emma", 1996, ("Drama",), "Emma (1996)") for n in (1, 2)]
    films = Catalogue([*twins, Film(MovieId(3), "Heat", 1995)])
    matcher = Matcher(films, planted.titles().build(films), dict)
    assert matcher.match(FilmNamed("Emma", 1996)) == Match(candidates=ids(1, 2))


def test_for_asking_similar_titles_are_looked_up(matcher: Matcher) -> None:
    assert matcher.guess(FilmNamed("Forest Gump", 1994)) == ids(41)
    assert matcher.guess(FilmNamed("The Zyzzyva Heist", 2021)) == ()
