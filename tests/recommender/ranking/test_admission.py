"""What may stand in a list."""

from dataclasses import replace

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import HistoryEntry, MovieId
from recommender.ranking.similar import similar
from recommender.ranking.viewer import recommend
from tests import planted

ALIEN, ALIENS = MovieId(1), MovieId(2)


def test_a_film_that_joined_for_one_persons_log_stands_in_no_list() -> None:
    model, films = planted.snapshot().model, Catalogue(planted.films())
    history = [HistoryEntry(ALIEN, 5.0)]

    def listed() -> set[MovieId]:
        found = recommend(model, films, history, k=20)
        found += similar(model, films, ALIEN, k=20)
        return {one.movie_id for one in found}

    assert ALIENS in listed()
    films.add(replace(films[ALIENS], title="The Zyzzyva Heist"), is_private=True)
    assert ALIENS not in listed()
