"""A film's name takes in what belongs to it, and no more."""

import pytest

from bot.intents import Intent, LogWatched, Mention, Rate
from bot.understanding.understand import understand
from recommender.domain import Resolved
from tests.bot.understanding.chosen import NOW
from tests.bot.understanding.small_catalogue import titles


def read(text: str) -> Intent:
    return understand(text, titles=titles(), now=NOW).intent


def film_of(intent: Intent) -> tuple[str, float | None]:
    assert isinstance(intent, Rate | LogWatched), intent
    (item,) = intent.opinions if isinstance(intent, Rate) else intent.viewings
    assert isinstance(item.film, Mention)
    assert isinstance(item.film.resolution, Resolved), item
    return item.film.resolution.film.name, item.rating


@pytest.mark.parametrize(
    ("text", "name", "rating"),
    [
        ("watched toy stry 2", "Toy Story 2 (1999)", None),
        ("watched toy stry 3, 4 stars", "Toy Story 3 (2010)", 4),
        ("watched figt club 4 1/2", "Fight Club (1999)", 4.5),
        ("watched figt club 2/5", "Fight Club (1999)", 2),
        ("watched 8 1/2", "8 1/2 (1963)", None),
    ],
)
def test_a_number_behind_a_misspelt_name_is_its_part_or_its_stars(
    text: str, name: str, rating: float | None
) -> None:
    assert film_of(read(text)) == (name, rating)
