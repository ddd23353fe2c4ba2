"""Messages that are nothing but a wish, with the people that the facts know."""

import pytest

from bot.intents import (
    Intent,
    More,
    NotInterested,
    Recommend,
    Search,
    Similar,
    ThatFilm,
)
from bot.understanding.context import Context
from bot.understanding.understand import understand
from recommender.domain import MovieId
from tests import planted
from tests.planted import NOW


def asked(text: str, context: Context = Context()) -> Intent:
    (act,) = understand(
        text,
        titles=planted.shared_titles(),
        now=NOW,
        context=context,
        people=planted.facts().people,
    ).acts
    return act


def topics(text: str) -> list[tuple[str, str, bool]]:
    act = asked(text)
    assert isinstance(act, Recommend | Search | Similar | More)
    return [(topic.kind, topic.words, topic.negated) for topic in act.topics]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("films with tom hanks", ["Tom Hanks"]),
        ("tom hanks", ["Tom Hanks"]),
        ("hanks in the 90s", ["Tom Hanks"]),
        ("ridley scott sci-fi", ["Ridley Scott"]),
        ("kubrick", ["Stanley Kubrick"]),
        ("films with tom hanx", ["Tom Hanks"]),
        ("is there a movie with both de niro and pacino", ["Robert De Niro", "Al Pacino"]),
        ("films with al pacino and robert de niro", ["Al Pacino", "Robert De Niro"]),
        ("filme mit julia roberts", ["Julia Roberts"]),
        ("películas de kubrick", ["Stanley Kubrick"]),
        ("un film avec meg ryan", ["Meg Ryan"]),
        ("julia robberts comedies", ["Julia Roberts"]),
        ("was hat kubrick in den 60ern gemacht", ["Stanley Kubrick"]),
        ("something by lana and lilly wachowski", ["Lana Wachowski", "Lilly Wachowski"]),
        ("kubrick's best film", ["Stanley Kubrick"]),
        ("what else is there with sigourney weaver?", ["Sigourney Weaver"]),
    ],
)
def test_people_are_known_by_name_wherever_they_stand(text: str, names: list[str]) -> None:
    found = topics(text)
    assert [words for kind, words, _ in found if kind == "person"][-len(names) :] == names
    assert not any(negated for _, _, negated in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("not arnold schwarzenegger", "Arnold Schwarzenegger"),
        ("anything but tom hanks", "Tom Hanks"),
        ("comedies without meg ryan", "Meg Ryan"),
        ("nothing with julia roberts please", "Julia Roberts"),
    ],
)
def test_a_refused_person_is_kept_out_and_no_film_of_a_like_name_is_disliked(
    text: str, name: str
) -> None:
    assert not isinstance(asked(text), NotInterested)
    assert topics(text) == [("person", name, True)]


@pytest.mark.parametrize(
    ("text", "film"),
    [
        ("meg ryan but not sleepless in seattle", "Sleepless in Seattle (1993)"),
        ("something like heat but not forrest gump", "Forrest Gump (1994)"),
    ],
)
def test_a_film_that_is_left_out_is_neither_asked_about_nor_disliked(text: str, film: str) -> None:
    act = asked(text)
    assert isinstance(act, Recommend | Search | Similar)
    assert act.topics[-1].kind == "film"
    assert (act.topics[-1].words, act.topics[-1].negated) == (film, True)


@pytest.mark.parametrize("text", ["tom hanks or meg ryan", "something by meg ryan or tom hanks"])
def test_one_of_two_people_is_enough_where_they_are_joined_by_or(text: str) -> None:
    act = asked(text)
    assert isinstance(act, Recommend)
    assert {topic.words for topic in act.topics} == {"Tom Hanks", "Meg Ryan"}
    assert all(topic.either for topic in act.topics)


@pytest.mark.parametrize("text", ["/recommend tom hanks", "/search meg ryan 90s", "/find kubrick"])
def test_a_command_for_films_takes_people(text: str) -> None:
    assert [kind for kind, _, _ in topics(text)] == ["person"]


def test_siblings_are_one_wish() -> None:
    assert topics("films by the wachowskis") == [("person", "wachowski brothers", False)]


@pytest.mark.parametrize(
    ("text", "mood", "negated"),
    [
        ("something to cry to", "sad", False),
        ("feel-good", "feel-good", False),
        ("mind-bending", "mind-bending", False),
        ("something short on violence", "short-on-violence", False),
        ("nothing violent", "violent", True),
        ("something cosy", "cosy", False),
        ("something light", "light", False),
        ("a film that makes you think", "thoughtful", False),
        ("date night", "date-night", False),
        ("something for a rainy sunday", "rainy-day", False),
        ("scary but not gory", "scary-not-gory", False),
        ("a smart thriller", "thoughtful", False),
        ("etwas zum weinen", "sad", False),
        ("algo para llorar", "sad", False),
        ("un film qui fait réfléchir", "thoughtful", False),
        ("something whimsical", "whimsical", False),
        ("an artsy film", "artsy", False),
    ],
)
def test_a_mood_is_a_wish_known_or_not(text: str, mood: str, *, negated: bool) -> None:
    assert ("mood", mood, negated) in topics(text)


@pytest.mark.parametrize(
    ("text", "unmet"),
    [
        ("something under two hours", "running_time"),
        ("something on netflix", "streaming"),
        ("something on disney+", "streaming"),
        ("a PG-13 comedy", "age_rating"),
        ("black and white films", "black_and_white"),
        ("french films", "language"),
        ("directed by women", "makers"),
        ("a movie about a man who ages backwards", "subject"),
    ],
)
def test_wishes_that_cannot_be_met_are_kept_to_be_named(text: str, unmet: str) -> None:
    act = asked(text)
    assert isinstance(act, Recommend | Search)
    assert unmet in act.unmet


@pytest.mark.parametrize(
    "text",
    [
        "and I like tom hanks",
        "I love Meg Ryan and she is funny!",
        "tom hanks is my uncle",
        "hi, I'm Keanu",
        "watched heat with al pacino, 4",
        "what's on in cinemas near me",
        "que hay en cartelera",
    ],
)
def test_what_is_told_of_people_is_no_wish(text: str) -> None:
    assert not isinstance(asked(text), Recommend | Search)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("who directed ghost?", "director"),
        ("who wrote titanic", "writer"),
        ("who is in the thing from another world", "cast"),
    ],
)
def test_a_film_is_what_is_left_of_a_question_about_one(text: str, asks: str) -> None:
    act = asked(text)
    assert isinstance(act, Search)
    assert (act.asks, len(act.films)) == (asks, 1)


def test_it_is_a_film_and_no_list() -> None:
    act = asked("is it on netflix", Context(last_film=MovieId(43)))
    assert isinstance(act, Search)
    assert (act.films, act.asks) == ((ThatFilm(),), "where")


@pytest.mark.parametrize(
    ("text", "film"),
    [
        ("what else did the director of heat make?", "Heat (1995)"),
        ("more by the director of alien", "Alien (1979)"),
        ("something by this director", ""),
        ("what else did she direct", ""),
        ("other movies by the same director", ""),
    ],
)
def test_more_may_be_wanted_of_who_made_a_film(text: str, film: str) -> None:
    assert topics(text) == [("maker", film, False)]


@pytest.mark.parametrize("text", ["who is the director", "the director of heat", "she made me cry"])
def test_a_director_who_is_spoken_of_is_no_such_wish(text: str) -> None:
    act = asked(text)
    assert not (isinstance(act, Recommend) and any(one.kind == "maker" for one in act.topics))


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("christmas horror", ["christmas"]),
        ("zombie comedy", ["zombies"]),
        ("movies about chess or boxing", ["chess", "boxing"]),
    ],
)
def test_subjects_stand_before_genres_and_in_lists(text: str, subjects: list[str]) -> None:
    assert [words for kind, words, _ in topics(text) if kind == "subject"] == subjects
