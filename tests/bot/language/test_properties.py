from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intents import ById, Mention, Nth, ThatFilm
from bot.language.context import Context
from bot.language.findings import MOST_LOOKUPS
from bot.language.report import as_json
from bot.language.understand import MAX_CHARACTERS, Understanding
from recommender import Occurrence, TitleIndex
from recommender.domain import MovieId, NotFound, Resolution
from tests.bot.language.reading import known_titles, read

WORDS = [
    "watched",
    "saw",
    "seen",
    "like",
    "similar",
    "to",
    "the",
    "movie",
    "who",
    "directed",
    "heat",
    "alien",
    "toy",
    "story",
    "2",
    "it",
    "her",
    "up",
    "rate",
    "4.5",
    "8/10",
    "last",
    "night",
    "yesterday",
    "on",
    "friday",
    "comedy",
    "not",
    "horror",
    "why",
    "more",
    "yes",
    "no",
    "second",
    "one",
    "(",
    ")",
    ",",
    ".",
    "?",
    "!",
    '"',
    "'",
    "/",
    "👍",
    "★",
    "½",
    "Harry",
    "Potter",
    "and",
    "the",
    "Crouching",
    "Tiger",
    "Hidden",
    "Dragon",
    "I",
    "we",
    "undo",
    "list",
    "my",
    "1995",
    "(1995)",
    "90s",
    "\n",
]
TEXTS = st.text(max_size=120) | st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
CONTEXTS = st.builds(
    Context,
    listed=st.sampled_from(((), (MovieId(6), MovieId(1214)))),
    last_film=st.sampled_from((None, MovieId(6))),
    question=st.sampled_from((None, "which_film", "year", "genres", "rating", "yes_no")),
    is_group=st.booleans(),
)


@given(TEXTS, CONTEXTS)
@settings(deadline=None, max_examples=150)
def test_any_text_is_understood_and_names_stand_where_they_are_said_to(titles, text, context):
    understood = read(titles, text, context)
    assert isinstance(understood, Understanding)
    for mention in understood.mentions:
        end = mention.start + len(mention.surface)
        assert text[mention.start : end] == mention.surface != ""
    starts = [mention.start for mention in understood.mentions]
    assert starts == sorted(starts)
    assert understood.rating is None or understood.rating * 2 in range(1, 11)
    assert set(as_json(understood)) >= {"text", "intent", "films", "rating", "watched_on"}


@given(TEXTS)
@settings(deadline=None, max_examples=50)
def test_an_intents_films_are_named_or_pointed_at(titles, text):
    understood = read(titles, text)
    for film in getattr(understood.intent, "films", ()):
        if isinstance(film, Mention) and film not in understood.mentions:
            # A thing that is rated and is no film: kept for the answer, not reported as a film.
            assert isinstance(film.resolution, NotFound)
            assert text.startswith(film.surface, film.start)
        else:
            assert isinstance(film, Mention | Nth | ThatFilm | ById)


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=100)
def test_any_command_is_understood(titles, argument):
    for name in ("similar", "watched", "rate", "add", "why", "movienight", "nonsense"):
        text = f"/{name} {argument}"
        for mention in read(titles, text).mentions:
            end = mention.start + len(mention.surface)
            assert text[mention.start : end] == mention.surface


class CountingIndex(TitleIndex):
    """An index that counts what it is asked."""

    lookups = 0
    characters = 0

    def resolve(
        self, text: str, *, year: int | None = None, seen: Collection[MovieId] = ()
    ) -> Resolution:
        self.lookups += 1
        self.characters += len(text)
        return super().resolve(text, year=year, seen=seen)

    def occurrences(self, text: str, *, lacking: bool = False) -> tuple[Occurrence, ...]:
        self.lookups += 1
        self.characters += len(text)
        return super().occurrences(text, lacking=lacking)


@pytest.fixture(scope="module")
def counting() -> CountingIndex:
    index = known_titles(CountingIndex)
    assert isinstance(index, CountingIndex)
    return index


ADVERSARIAL = [
    "watched ",
    "similar to ",
    "like like like ",
    "the movie ",
    "Heat and ",
    '"heat" ',
    "who directed heat? ",
    "a",
    "A ",
    "((((",
    "★",
    "1/2 ",
    "not not not ",
    "the the the ",
    "Heat (1995), Alien (1979), ",
    "what is the plot of the plot of ",
    "x'x'x'",
    "....",
    "\n",
    "8 1/2 ",
    "I really really like ",
]


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_the_index_is_asked_a_bounded_number_of_times(counting, piece):
    counting.lookups = counting.characters = 0
    read(counting, (piece * MAX_CHARACTERS)[:MAX_CHARACTERS])
    assert counting.lookups <= MOST_LOOKUPS + 2
    assert counting.characters <= MAX_CHARACTERS + MOST_LOOKUPS * 200


def test_what_stands_behind_telegrams_limit_is_not_read(titles):
    text = "watched heat. " + "x" * MAX_CHARACTERS + " similar to alien"
    named = [mention.surface for mention in read(titles, text).mentions]
    assert "heat" in named
    assert "alien" not in named


def test_mentions_keep_their_place_behind_a_command(titles):
    (mention,) = read(titles, "/similar@FilmBot   heat").mentions
    assert mention == Mention("heat", mention.resolution, len("/similar@FilmBot   "))
