"""A film's name takes in what belongs to it, and no more."""

import pytest

from bot.intents import Intent, LogWatched, Mention, Rate
from bot.understanding.understand import understand
from recommender.domain import NotFound, Resolved
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


def names(text: str) -> list[str]:
    found = understand(text, titles=titles(), now=NOW).mentions
    return [
        one.resolution.film.title if isinstance(one.resolution, Resolved) else f"?{one.surface}"
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "films"),
    [
        ("what is the plot of the movie heat", ["Heat"]),
        ("who directed the zorbing", ["?the zorbing"]),
        ("when was mister zorb made", ["?mister zorb"]),
        ("have you seen Heat or Toy Story 2?", ["Heat", "Toy Story 2"]),
        ("going to watch Titanic on Netflix", ["Titanic"]),
        ("watchd figt clubb last nite 4.5", ["Fight Club"]),
        ("2012 was great", ["2012"]),
        ("watched the zzyzx titanic, 4 stars", ["?the zzyzx titanic"]),
        ("who directed the fight club series of movies", ["Fight Club"]),
    ],
)
def test_every_film_is_named_and_nothing_around_it(text: str, films: list[str]) -> None:
    assert names(text) == films


@pytest.mark.parametrize(
    "text",
    [
        "didnt like the ending",
        "i really like the characters and the music",
        "i heard of it and i think i watched it a while back",
        "i've seen both of those, too, and loved them",
        "when was toy fruit up produced",
        "a good film for two very tired parents who fall asleep at 9",
    ],
)
def test_a_part_of_a_film_a_pronoun_and_a_piece_of_a_name_are_no_film(text: str) -> None:
    found = understand(text, titles=titles(), now=NOW).mentions
    assert all(isinstance(one.resolution, NotFound) for one in found), found
    assert not [one for one in found if len(one.surface.split()) == 1]
