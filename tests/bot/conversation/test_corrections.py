"""What people take back, set right or say in two breaths comes to what they meant."""

import pytest

from bot.conversation.respond import Conversation
from recommender.domain import MovieId, PersonId
from tests.planted import Talker

ANA = PersonId(7)
ALIEN, ALIENS, HEAT, BLADE_RUNNER = MovieId(1), MovieId(2), MovieId(43), MovieId(3)


def log(core: Conversation) -> dict[int, float | None]:
    return {watch.movie_id: watch.rating for watch in core.recommender.watches(ANA)}


@pytest.fixture
def said(ana: Talker, core: Conversation, request: pytest.FixtureRequest) -> Conversation:
    for text in request.param:
        ana.say(text)
    return core


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        (["saw heat 3", "shit wrong film. delete that"], {}),
        (["watched aliens yesterday, 4", "no not aliens, i meant alien"], {ALIEN: 4.0}),
        (["just saw alien and heat, alien 3, heat 5"], {ALIEN: 3.0, HEAT: 5.0}),
        (["saw alien n heat, alien 3 heat 5"], {ALIEN: 3.0, HEAT: 5.0}),
        (["Two from the plane: Aliens – 4, Heat – 2½"], {ALIENS: 4.0, HEAT: 2.5}),
        (["watched alien, 4", "on reflection alien is only a 3"], {ALIEN: 3.0}),
        (["my granddaughter tells me that alien is very amusing"], {}),
        (["watched aliens", "watched heat 5"], {ALIENS: None, HEAT: 5.0}),
        (["watched aliens", "heat 5"], {ALIENS: None, HEAT: 5.0}),
        (["watched aliens", "a solid 4 i guess"], {ALIENS: 4.0}),
        (["watched aliens", "amazing 5"], {ALIENS: 5.0}),
        (["watched alien, 2 stars"], {ALIEN: 2.0}),
        (["watched alien, 2"], {ALIEN: 2.0}),
        (["blade runner 4"], {BLADE_RUNNER: 4.0}),
    ],
    indirect=["said"],
)
def test_the_log_holds_what_was_meant(said: Conversation, logged: dict[int, float | None]) -> None:
    assert log(said) == logged


@pytest.mark.parametrize("words", ["nah forget it, dont add it", "don't put it on my list"])
def test_what_was_just_saved_comes_off_the_list_again(
    ana: Talker, core: Conversation, words: str
) -> None:
    ana.say("put heat on my list")
    ana.say(words)
    assert list(core.recommender.watchlist(ANA)) == []


def test_one_of_a_list_is_refused_and_another_saved(ana: Talker, core: Conversation) -> None:
    listed = ana.say("similar to alien").replies[0].films
    ana.say("not the first one, but save the third")
    assert list(core.recommender.watchlist(ANA)) == [listed[2]]
    assert listed[0] not in ana.say("similar to alien").replies[0].films


def test_an_unknown_film_to_be_saved_is_said_to_be_unknown(ana: Talker) -> None:
    answer = ana.say("put Zzyzxfilm on my list")
    assert "Zzyzxfilm" in answer.replies[0].lines[0].text


def test_who_lets_the_bot_choose_gets_a_list_and_no_word_of_groups(ana: Talker) -> None:
    answer = ana.say("you choose tonight, i cant decide")
    assert len(answer.replies[0].films) >= 3
    assert not any("group" in line.text for reply in answer.replies for line in reply.lines)


def test_others_are_more_of_the_list(ana: Talker) -> None:
    first = ana.say("recommend for me").replies[0].films
    more = ana.say("hmm no. others?").replies[0].films
    assert more
    assert not set(more) & set(first)


@pytest.mark.parametrize(
    ("text", "films"),
    [
        ("which are my best films", [HEAT, ALIENS, ALIEN]),
        ("what did i rate the lowest", [ALIEN, ALIENS, HEAT]),
        ("what was the last film i watched", [ALIENS]),
    ],
)
def test_the_log_is_shown_as_asked(ana: Talker, text: str, films: list[MovieId]) -> None:
    ana.say("watched alien, 2 stars")
    ana.say("watched heat 5")
    ana.say("watched aliens 4")
    assert list(ana.say(text).replies[0].films) == films
