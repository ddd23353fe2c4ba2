"""Several films of one name are all their parts, and a missing one is named."""

import pytest

from bot.intents import Rate
from bot.understanding.clauses import Clause
from bot.understanding.series import series_in
from bot.understanding.values import value_spans
from recommender.domain import NotFound, Resolved
from tests.bot.understanding.chosen import NOW, acts
from tests.bot.understanding.small_catalogue import titles

TOYS = ["Toy Story (1995)", "Toy Story 2 (1999)", "Toy Story 3 (2010)"]
MATRIX = ["The Matrix (1999)", "The Matrix Reloaded (2003)", "The Matrix Revolutions (2003)"]
RINGS = [
    "The Lord of the Rings: The Fellowship of the Ring (2001)",
    "The Lord of the Rings: The Two Towers (2002)",
    "The Lord of the Rings: The Return of the King (2003)",
]


def parts(text: str) -> list[str]:
    (several,) = series_in(text, titles())
    for film in several.films:
        assert several.start <= film.start
        assert film.start + len(film.surface) <= several.end
    resolutions = [film.resolution for film in several.films]
    return [r.film.name if isinstance(r, Resolved) else f"no {r.query}" for r in resolutions]


@pytest.mark.parametrize(
    ("text", "films"),
    [
        ("watched Toy Story 1, 2 and 3", TOYS),
        ("toy story 1-3 were great", TOYS),
        ("seen toy story 2 & 3", TOYS[1:]),
        ("the toy story trilogy, 4 each", TOYS),
        ("all three toy story films", TOYS),
        ("all the Lord of the Rings, all 5", RINGS),
        ("the matrix trilogy", MATRIX),
        ("seen toy story 1-4", [*TOYS, "no toy story 4"]),
        ("toy story 3 and 4", [TOYS[2], "no toy story 4"]),
        ("the toy story trilogy except the second one", [TOYS[0], TOYS[2]]),
        ("the toy story trilogy, but not the last", TOYS[:2]),
        ("every Lord of the Rings film except the two towers", [RINGS[0], RINGS[2]]),
        ("the matrix trilogy apart from reloaded and revolutions", MATRIX[:1]),
    ],
)
def test_every_part_is_named(text: str, films: list[str]) -> None:
    assert parts(text) == films


@pytest.mark.parametrize(
    "text",
    [
        "heat 4, 5 stars",
        "watched up 4, alien 3.5",
        "alien 3, 4 stars",
        "alien 3, 4",
        "toy story 3",
        "all horror films",
        "toy story 4/5 and 3",
    ],
)
def test_a_name_and_stars_are_one_film(text: str) -> None:
    assert series_in(text, titles()) == ()


def test_a_missing_part_is_not_found_by_its_full_name() -> None:
    (several,) = series_in("toy story 3 and 4", titles())
    assert several.films[-1].resolution == NotFound("toy story 4")


@pytest.mark.parametrize(
    "text",
    ["the toy story trilogy, 4 each", "toy story 1, 2 and 3 4/5", "all toy story films, all 4"],
)
def test_every_part_gets_the_stars(text: str) -> None:
    (several,) = series_in(text, titles())
    values = [span for span in value_spans(text, NOW) if span.start >= several.end]
    ratings = tuple(span for span in values if span.kind == "rating")
    clause = Clause("rate", 0, len(text), several.films, ratings)
    (act,) = acts(text, clause).intents
    assert isinstance(act, Rate)
    assert [opinion.rating for opinion in act.opinions] == [4.0] * len(several.films)
