"""People, subjects and studios that films are wanted of."""

import pytest

from bot.intents import Topic
from bot.understanding.clauses import Clause
from bot.understanding.topics import topics_of
from bot.understanding.values import value_spans
from bot.understanding.values.folding import folded
from tests.bot.understanding.chosen import NOW


def topics(text: str) -> list[Topic]:
    plain = folded(text)
    spans = tuple(value_spans(text, NOW))
    return list(topics_of(Clause("recommend", 0, len(text), spans=spans), plain))


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("movies about dinosaurs", "subject", "dinosaurs"),
        ("that one with the dinosaurs", "subject", "dinosaurs"),
        ("a christmas film", "subject", "christmas"),
        ("heist movies please", "subject", "heist"),
        ("something from pixar", "company", "Pixar"),
        ("pixar movies", "company", "Pixar"),
    ],
)
def test_a_term_is_a_topic_where_films_are_about_it_or_from_there(
    text: str, kind: str, words: str
) -> None:
    (topic,) = topics(text)
    assert (topic.kind, topic.words, topic.negated) == (kind, words, False)


@pytest.mark.parametrize("text", ["no superhero movies", "nothing about dinosaurs"])
def test_a_refused_term_is_against(text: str) -> None:
    (topic,) = topics(text)
    assert topic.negated


@pytest.mark.parametrize(
    "text",
    [
        "something for tonight with friends",
        "a good movie for the whole family",
        "what should I watch after school",
        "recommend for me",
    ],
)
def test_words_of_the_evening_are_no_topics(text: str) -> None:
    assert topics(text) == []


@pytest.mark.parametrize(
    ("text", "words", "made"),
    [
        ("anything by nolan", "nolan", True),
        ("tarantino movies", "tarantino", None),
        ("what movies has clint eastwood directed", "clint eastwood", True),
        ("what movies has tom hanks been in", "tom hanks", False),
    ],
)
def test_words_that_may_be_a_name_are_a_person_in_doubt(
    text: str, words: str, *, made: bool | None
) -> None:
    assert topics(text) == [Topic("person", words, made=made, sure=False)]
