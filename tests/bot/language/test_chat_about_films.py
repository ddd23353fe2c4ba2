"""What people say around films without asking for any, and questions about somebody's films."""

import pytest

from recommender import TitleIndex
from tests.bot.language.reading import read

SAID = [
    ("Sounds like a fun film.", "other"),
    ("that sounds like a good one, i will check it out", "other"),
    ("do you have a favorite actor", "other"),
    ("because it has a lot of suspense", "other"),
    ("i will give it a try", "other"),
    ("I haven't heard of that one.", "other"),
    ("was tom cruise in any science fiction movies", "search"),
    ("what time is the movie playing at the nearest cinema", "search"),
    ("show me movies directed by steven spielberg", "search"),
    ("find the movie schedule for this evening", "search"),
    ("Hello, I need help finding a movie to watch", "recommend"),
    ("I'm looking for a good horror movie", "recommend"),
    ("any suggestions for a family movie?", "recommend"),
    ("I loved it, the ending was brilliant", "rate"),
    ("rate the current book 3 points", "rate"),
    ("Have you seen any good movies lately?", "other"),
    ("what are westerns with good ratings from the last three years", "search"),
    ("im looking for a musical about racial differences", "search"),
]


@pytest.mark.parametrize(("text", "kind"), SAID)
def test_no_film_is_seen_where_none_is_named(titles: TitleIndex, text: str, kind: str) -> None:
    understanding = read(titles, text)
    assert (understanding.intent.kind, understanding.mentions) == (kind, ())
