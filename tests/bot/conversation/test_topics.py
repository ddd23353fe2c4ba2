"""Lists of the films of people and about subjects, as far as the facts tell."""

from bot.conversation.respond import Conversation
from bot.conversation.topics import narrowed
from bot.intents import Group, Topic
from bot.understanding.understand import understand
from recommender.domain import Filters, MovieId, PersonId
from tests.planted import NOW, Talker

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


def test_a_mood_narrows_the_list_and_says_to_what(ana: Talker) -> None:
    ana.say("saw predator, 5 stars")
    (reply,) = ana.say("something feel-good").replies
    assert reply.lines[0].text == "Feel-good: comedy, family or musical; no horror, war or crime."
    assert "feel-good" in reply.lines[1].text
    assert reply.films
    assert not {ALIEN, HEAT} & {*reply.films}


def test_a_refused_mood_is_its_opposite_or_keeps_films_out(core: Conversation) -> None:
    facts = core.recommender.facts
    gentle = narrowed(facts, Filters(), [Topic("mood", "violent", negated=True)])
    assert gentle.filters.called == ("short on violence",)
    assert HEAT in (gentle.filters.among or ())
    happy = narrowed(facts, Filters(), [Topic("mood", "feel-good", negated=True)])
    assert happy.filters.called == ("not feel-good",)
    assert happy.filters.among is None
    assert MovieId(23) in (happy.filters.not_among or ())
    assert happy.notes == ()


def test_a_mood_that_no_film_suits_empties_the_list_and_is_not_dropped(ana: Talker) -> None:
    (reply,) = ana.say("something scary but not gory").replies
    assert reply.films == ()
    assert "scary but not gory" in reply.text


def test_an_unknown_mood_is_named(ana: Talker) -> None:
    (reply,) = ana.say("something whimsical").replies
    assert reply.lines[0].text == (
        "I can't tell which films are “whimsical”, so this is without it."
    )
    assert reply.films


def test_a_mood_is_a_wish_for_movie_night_too(core: Conversation) -> None:
    act = understand(
        "movie night tonight, nothing violent", titles=core.recommender.titles, now=NOW
    ).intent
    assert isinstance(act, Group)
    assert {"Action", "Horror"} <= {*act.filters.not_genres}


def test_people_joined_by_or_are_either(core: Conversation) -> None:
    wish = narrowed(
        core.recommender.facts,
        Filters(),
        [
            Topic("person", "Al Pacino", either=True),
            Topic("person", "Tom Hanks", either=True),
        ],
    )
    assert {HEAT, MovieId(41)} <= {*(wish.filters.among or ())}
    assert wish.filters.called == ("Al Pacino or Tom Hanks",)


def test_siblings_stand_together(core: Conversation) -> None:
    facts = core.recommender.facts
    wish = narrowed(facts, Filters(), [Topic("person", "wachowski brothers", made=True)])
    assert wish.filters.called == ("by Lana Wachowski and Lilly Wachowski",)
    assert MovieId(4) in (wish.filters.among or ())


def test_a_film_left_out_of_a_list_is_not_disliked(ana: Talker) -> None:
    ana.say("saw predator, 5 stars")
    (reply,) = ana.say("films with meg ryan but not sleepless in seattle").replies
    assert reply.films
    assert MovieId(26) not in reply.films
    assert "not Sleepless in Seattle (1993)" in reply.text
    assert MovieId(26) not in ana.core.recommender.dismissed(PersonId(7))


def test_older_ones_go_back_before_the_years_that_were_wished(ana: Talker) -> None:
    ana.say("saw predator, 5 stars")
    ana.say("something from the 90s")
    films = [ana.core.recommender.film(one) for one in ana.say("older ones").replies[0].films]
    assert films
    assert any(film is not None and (film.year or 0) < 1990 for film in films)


def test_more_of_a_director_is_without_the_film_that_was_talked_of(ana: Talker) -> None:
    ana.say("saw predator, 5 stars")
    ana.say("alien")
    (reply,) = ana.say("what else did the director make?").replies
    assert reply.films == (MovieId(3),)
    assert "by Ridley Scott" in reply.text


def test_more_of_a_director_who_is_not_known_or_of_no_film(ana: Talker) -> None:
    (reply,) = ana.say("more by this director").replies
    assert reply.text == "Which film do you mean?"
    (reply,) = ana.say("what else did the director of amelie make?").replies
    assert reply.text.startswith("I don't know who made Amelie (2001).")


def test_whether_somebody_took_part_is_answered(ana: Talker) -> None:
    (reply,) = ana.say("is al pacino in heat?").replies
    assert reply.lines[0].text == "Yes, Al Pacino is in Heat (1995)."
    (reply,) = ana.say("is tom hanks in heat?").replies
    assert reply.lines[0].text == "I don't know of Tom Hanks in Heat (1995)."
