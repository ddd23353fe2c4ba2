"""What a group may learn of somebody who hides their log: nothing that they did not say there."""

import pytest

from bot.conversation.respond import Conversation
from bot.presentation.buttons import encode
from bot.replies import Answer, Button
from recommender.domain import PersonId
from recommender.storage import Store
from tests import planted
from tests.planted import Talker

ANA = PersonId(7)


@pytest.fixture
def core(store: Store) -> Conversation:
    return Conversation(planted.recommender(store), zone=planted.NOW.tzinfo)


@pytest.fixture
def ana(core: Conversation) -> Talker:
    """Ana, in private."""
    return Talker(core, "Ana", ANA)


@pytest.fixture
def group(core: Conversation) -> Talker:
    """Ana, in a group."""
    talker = Talker(core, "Ana", ANA, group=-100)
    talker.count = 1000
    return talker


def told(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Words and labels."""
    return (
        [reply.text for reply in answer.replies],
        [[one.label for row in reply.buttons for one in row] for reply in answer.replies],
    )


def pressing(talker: Talker, answer: Answer, label: str) -> Answer:
    for row in answer.replies[0].buttons:
        for one in row:
            if isinstance(one, Button) and one.label == label:
                return talker.press(encode(one.press, one.owner))
    raise AssertionError(label)


@pytest.mark.parametrize("known", ["watched heat 4", "add heat to my watchlist"])
@pytest.mark.parametrize("asked", ["heat", "who directed heat?", "haven't seen heat"])
def test_a_films_page_looks_as_if_the_film_were_new_to_them(
    core: Conversation, ana: Talker, group: Talker, known: str, asked: str
) -> None:
    new = told(group.say(asked))
    ana.say(known)
    assert told(group.say(asked)) == new
    ana.press("1sg:show_log")
    if asked == "heat":
        assert told(group.say(asked)) != new


def test_seen_it_says_the_same_of_a_film_in_the_log(
    core: Conversation, ana: Talker, group: Talker
) -> None:
    ana.say("watched heat 4")
    said = pressing(group, group.say("heat"), "Seen it")
    assert said.replies[0].text == "Logged Heat (1995)"
    assert core.recommender.count_watches(ANA) == 1


def test_an_undo_does_not_name_what_was_logged_elsewhere(ana: Talker, group: Talker) -> None:
    ana.say("watched heat 4")
    undone = group.say("undo")
    assert undone.replies[0].text == "Done, I took your last change back."
    assert pressing(group, undone, "Put it back").replies[0].text == "Done, it's back as it was."


def test_why_does_not_say_that_a_film_is_in_the_log(ana: Talker, group: Talker) -> None:
    ana.say("watched heat 4")
    group.say("similar to alien")
    assert "in your log" not in group.say("why heat?").replies[0].text


def test_the_question_before_erasing_counts_nothing(ana: Talker, group: Talker) -> None:
    ana.say("watched heat 4")
    assert "1 logged film" in ana.say("/forgetme").replies[0].text
    assert "logged film" not in group.say("/forgetme").replies[0].text


def test_status_is_told_in_private_only(ana: Talker, group: Talker) -> None:
    assert "Model:" in ana.say("/status").replies[0].text
    assert group.say("/status").replies[0].text == "That's for you alone: send it to me in private."
