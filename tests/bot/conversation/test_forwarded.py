"""Somebody else's words log nothing; what they watched is one press away."""

import pytest

from bot.conversation.respond import Conversation
from bot.presentation.buttons import encode
from bot.replies import Answer, Button, Chat, Forwarded, Incoming, Person
from recommender.domain import ChatId, MovieId, PersonId
from recommender.storage import Store
from tests import planted
from tests.planted import Talker

ANA = PersonId(7)


@pytest.fixture
def core(store: Store) -> Conversation:
    return Conversation(planted.recommender(store), zone=planted.NOW.tzinfo)


def forwards(core: Conversation, text: str) -> Answer:
    person = Person(ANA, "Ana")
    return core.respond(
        Incoming(Chat(ChatId(ANA)), person, Forwarded(text), f"test:{text}", planted.NOW)
    )


def buttons(answer: Answer) -> dict[str, Button]:
    rows = answer.replies[0].buttons
    return {one.label: one for row in rows for one in row if isinstance(one, Button)}


def test_a_forwarded_log_is_offered_without_the_others_stars(core: Conversation) -> None:
    answer = forwards(core, "watched heat last night, 5 stars")

    assert answer.replies[0].text == (
        "Those aren't your own words, so I haven't logged anything.\nDid you see Heat (1995) too?"
    )
    assert core.recommender.count_watches(ANA) == 0
    Talker(core).press(encode(buttons(answer)["Log it"].press))
    (watch,) = core.recommender.watches(ANA)
    assert (watch.movie_id, watch.rating, watch.watched_on) == (MovieId(43), None, None)


def test_a_yes_takes_the_offer(core: Conversation) -> None:
    forwards(core, "watched heat last night, 5 stars")
    assert "Logged Heat (1995)" in Talker(core).say("yes").replies[0].text


def test_several_films_have_a_button_each(core: Conversation) -> None:
    assert list(buttons(forwards(core, "watched heat and alien"))) == [
        "Log Heat (1995)",
        "Log Alien (1979)",
    ]


@pytest.mark.parametrize(
    "text", ["something like heat", "hello", "loved it", "", "undo", "/forgetme"]
)
def test_other_words_of_somebody_else_do_nothing(core: Conversation, text: str) -> None:
    Talker(core).say("watched alien 4")
    assert "aren't your own words" in forwards(core, text).replies[0].text
    assert core.recommender.count_watches(ANA) == 1
