"""Lists of the films of people and about subjects, as far as the facts tell."""

from bot.conversation.respond import Conversation
from bot.conversation.topics import narrowed
from bot.intents import Topic
from recommender.domain import Filters, MovieId
from tests.planted import Talker

ALIEN, HEAT = MovieId(1), MovieId(43)


def test_a_list_holds_the_films_of_a_person_only(ana: Talker) -> None:
    ana.say("saw predator, 5 stars")
    (reply,) = ana.say("films with al pacino").replies
    assert HEAT in reply.films
    assert ALIEN not in reply.films
    assert "with Al Pacino" in reply.text


def test_more_goes_on_with_the_same_person(ana: Talker) -> None:
    ana.say("saw predator, 5 stars")
    first = ana.say("anything by ridley scott").replies[0].films
    assert ALIEN in first
    assert HEAT not in [film for reply in ana.say("more").replies for film in reply.films]


def test_somebody_unknown_is_named(ana: Talker) -> None:
    (reply,) = ana.say("films with Brunhilde Zappelmann").replies
    assert "Brunhilde Zappelmann" in reply.text
    assert reply.films == ()


def test_refused_people_are_kept_out(ana: Talker) -> None:
    ana.say("saw predator, 5 stars")
    (reply,) = ana.say("recommend something, but nothing with Al Pacino").replies
    assert reply.films
    assert HEAT not in reply.films


def test_a_word_that_is_no_name_is_dropped_unless_it_was_said_to_be_one(
    core: Conversation,
) -> None:
    facts = core.recommender.facts
    doubtful = narrowed(facts, Filters(), [Topic("person", "qwertz", sure=False)])
    assert (doubtful.filters, doubtful.missed) == (Filters(), False)
    named = narrowed(facts, Filters(), [Topic("person", "qwertz")])
    assert (named.filters, named.missed) == (Filters(), True)
