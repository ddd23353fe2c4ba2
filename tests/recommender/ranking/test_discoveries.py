from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import HistoryEntry, MovieId
from recommender.model import FactorModel
from recommender.ranking.viewer import FIRST_PLACE, recommend
from tests import planted
from tests.planted import HEART, SPACE

CATALOGUE = Catalogue(planted.films())
FAN = tuple(HistoryEntry(MovieId(one), 5.0) for one in list(SPACE)[:3])
GEM = MovieId(max(HEART))


def with_one_gem() -> FactorModel:
    """Everybody knows one film, few know the gem, and the rest are accidents of a viewer or two."""
    model = planted.fitted().model
    counts = np.where(model.movie_ids == GEM, 6, 3)
    counts[model.movie_ids == 41] = 50
    return replace(model, counts=counts)


def listed(model: FactorModel, k: int, *, discoveries: bool) -> list[MovieId]:
    found = recommend(model, CATALOGUE, FAN, k=k, discoveries=discoveries)
    return [one.movie_id for one in found]


def test_a_place_among_the_sure_picks_is_a_discoverys() -> None:
    model = with_one_gem()
    sure = listed(model, 30, discoveries=False)
    assert sure.index(GEM) > FIRST_PLACE
    mixed = listed(model, 30, discoveries=True)
    assert mixed[FIRST_PLACE] == GEM
    assert [one for one in mixed if one != GEM] == [one for one in sure if one != GEM]


@given(st.integers(1, 40))
def test_a_longer_mixed_list_only_continues_and_repeats_nothing(k: int) -> None:
    longer = listed(with_one_gem(), k + 1, discoveries=True)
    assert listed(with_one_gem(), k, discoveries=True) == longer[:k]
    assert len(set(longer)) == len(longer)


def test_without_gems_the_list_is_the_sure_one() -> None:
    model = planted.fitted().model
    unknown = replace(model, counts=np.full_like(model.counts, 2))
    assert listed(unknown, 20, discoveries=True) == listed(unknown, 20, discoveries=False)
