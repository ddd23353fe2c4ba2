"""A recommender of the planted world, whose films other services know by ids."""

import pytest

from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.movielens import Link
from recommender.domain import MovieId
from recommender.service import Recommender
from recommender.storage import Store
from tests import planted
from tests.recommender.transfer.files import ANA, NOW

LINKS = {
    MovieId(1): Link("0078748", 348),
    MovieId(4): Link("0133093", 603),
    MovieId(22): Link("0211915", 194),
    MovieId(25): Link("0120338", 597),
    MovieId(43): Link("0113277", 949),
    MovieId(45): Link("0047437", None),
}


def opened(store: Store) -> Recommender:
    return Recommender(
        catalogue=Catalogue(planted.films()),
        titles=planted.titles(),
        store=store,
        links=lambda: LINKS,
    )


@pytest.fixture
def recommender(store: Store) -> Recommender:
    found = opened(store)
    found.meet(ANA, "Ana", NOW)
    return found
