"""Statements that name no film: a taste is worth films, an opinion is of the one talked about."""

import pytest

from tests.bot.language.reading import shown

TASTE = [
    ("I like action movies because they're exciting", "recommend | +Action"),
    ("I mostly watch comedies", "recommend | +Comedy"),
    ("I don't like horror movies because they scare me", "recommend | -Horror"),
    ("I'm a big fan of romantic comedies", "recommend | +Comedy +Romance"),
    ("My favorite genre is science fiction", "recommend | +Sci-Fi"),
    ("I am not into sci-fi", "recommend | -Sci-Fi"),
    ("I hate gory movies", "recommend | -Horror"),
    ("I love Marvel movies", "recommend"),
    ("I prefer movies with a strong female lead", "recommend"),
    ("I like when the main character has powers", "recommend"),
    ("Adventure, romance, nothing too long", "recommend | +Adventure +Romance"),
    ("foreign films", "recommend"),
    ("any tarantino movies?", "recommend"),
    ("make me laugh", "recommend | +Comedy"),
    ("Anything but horror", "recommend | -Horror"),
]

OPINIONS = [
    ("I thought it was boring", "rate it | 2.0"),
    ("It has a great story and good acting", "rate it | 4.5"),
    ("The soundtrack was amazing", "rate it | 4.5"),
    ("Didnt like the ending.", "rate it | 2.0"),
    ("I like how it ended", "rate it | 4.0"),
    ("It's a classic", "rate it | 4.0"),
    ("It's just too violent for me", "rate it | 2.0"),
    ("oh I love that movie!", "rate it | 5.0"),
    ("I didn't care for it", "rate it | 2.0"),
    ("I've seen it like ten times", "log_watched it | undated"),
    ("I saw it in the theater with my dad", "log_watched it"),
]

NEITHER = [
    "That's a good question",
    "That sounds interesting",
    "That sounds like a good movie",
    "I would like to stream the movie at home",
    "Awesome I love the restaurants!",
    "I read the book too and it was awesome.",
    "some people like it",
    "I've been to Chicago and it's great",
    "Yes. Solar power is nice but it's limited.",
    "Hello, what kind of movies do you like?",
    "what's your favorite movie?",
    "Enjoy the movie!",
    "I'll have to check that out",
    "I haven't watched many movies lately",
    "I have seen most of them",
    "watched tv all day",
]


@pytest.mark.parametrize(("text", "expected"), [*TASTE, *OPINIONS])
def test_taste_asks_for_films_and_opinions_rate(reads, text, expected):
    assert shown(reads(text).intent) == expected


@pytest.mark.parametrize("text", NEITHER)
def test_other_statements_ask_for_nothing(reads, text):
    assert shown(reads(text).intent) == "other"
