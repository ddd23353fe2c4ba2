import pytest

from bot.conversation.respond import Conversation
from bot.intents import Entry
from bot.presentation.buttons import encode
from bot.replies import Answer
from tests.bot.conversation.test_importing import labels, tap, text
from tests.planted import Talker


@pytest.fixture
def page(ana: Talker) -> Answer:
    """A page of a log with two viewings of Heat, and one of Alien."""
    ana.say("watched heat on 3 march 2021, 4 stars")
    ana.say("watched alien on 4 march 2021")
    ana.say("watched heat again on 5 march 2021, 5 stars")
    return ana.say("what have I seen?")


def history(ana: Talker) -> list[str]:
    return [line.text for line in ana.say("what have I seen?").replies[0].lines[1:]]


def test_each_viewing_of_the_log_opens_by_its_number(ana: Talker, page: Answer) -> None:
    assert labels(page) == ["1", "2", "3"]
    assert text(tap(ana, page, "3")) == "Heat (1995) · ★★★★ · on 3 March 2021"


def test_an_older_viewing_gets_other_stars_and_they_are_taken_back(
    ana: Talker, page: Answer
) -> None:
    changed = tap(ana, tap(ana, page, "3"), "2½★")
    assert text(changed) == "Heat (1995) · ★★½ · on 3 March 2021"
    assert history(ana)[0] == "1. Heat (1995) · ★★★★★ · on 5 March 2021"
    tap(ana, changed, "Undo")
    assert history(ana)[2] == "3. Heat (1995) · ★★★★ · on 3 March 2021"


def test_a_viewing_moves_to_another_day(ana: Talker, page: Answer) -> None:
    asked = tap(ana, tap(ana, page, "2"), "Another day")
    assert "When did you see Alien (1979)?" in text(asked)
    moved = ana.say("it was on 7 march 2021")
    assert text(moved) == "Alien (1979) · on 7 March 2021"
    assert text(tap(ana, moved, "Undo")) == "Alien (1979) is in your log as before."
    assert history(ana)[1] == "2. Alien (1979) · on 4 March 2021"


def test_a_viewing_gets_a_note_in_any_words(ana: Talker, page: Answer) -> None:
    tap(ana, tap(ana, page, "2"), "A note")
    noted = ana.say("watched with Ben, at the Rex; recommend it to him")
    assert text(noted).splitlines()[1] == "“watched with Ben, at the Rex; recommend it to him”"
    assert history(ana)[1].endswith("· “watched with Ben, at the Rex; recommend it to him”")
    assert len(history(ana)) == 3


def test_a_command_or_a_no_leaves_the_note_unwritten(ana: Talker, page: Answer) -> None:
    opened = tap(ana, page, "2")
    for said in ("/help", "never mind"):
        tap(ana, opened, "A note")
        ana.say(said)
    assert history(ana)[1] == "2. Alien (1979) · on 4 March 2021"


def test_a_viewing_is_taken_out_alone(ana: Talker, page: Answer) -> None:
    gone = tap(ana, tap(ana, page, "3"), "Take it out")
    assert text(gone) == "Took Heat (1995) out of your log."
    assert len(history(ana)) == 2
    assert text(tap(ana, page, "3")) == "That one isn't in your log any more."
    tap(ana, gone, "Undo")
    assert len(history(ana)) == 3


def test_a_viewing_of_somebody_else_is_not_shown(core: Conversation, page: Answer) -> None:
    ben = Talker(core, "Ben", 8)
    for step in ("show", "rate", "remove", "note", "day"):
        answer = ben.press(encode(Entry(step, 1, 4.0)))
        assert text(answer) == "That one isn't in your log any more."
