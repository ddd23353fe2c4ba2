"""In a group nobody's log is told, unless they allow it."""

import pytest

from bot.conversation.respond import Conversation
from bot.replies import LinkButton
from recommender.storage import Store
from tests.planted import Talker

GROUP = -1001


@pytest.fixture
def in_group(core: Conversation, ana: Talker) -> Talker:
    ana.say("watched heat yesterday, 4.5")
    ana.say("watched alien")
    return Talker(core, group=GROUP)


@pytest.mark.parametrize(
    "text", ["/history", "/recommend", "why the first?", "what have i seen", "watched heat"]
)
def test_what_was_logged_in_private_is_not_told(in_group: Talker, text: str) -> None:
    in_group.count = 50
    in_group.say("/recommend")
    said = "\n".join(reply.text for reply in in_group.say(text).replies)
    assert "Because you watched" not in said
    assert "★" not in said
    assert "Alien (1979)" not in said


def test_a_history_is_shown_in_private_behind_a_link(in_group: Talker) -> None:
    in_group.count = 50
    (reply,) = in_group.say("/history").replies
    assert [type(one) for row in reply.buttons for one in row] == [LinkButton]


def test_who_allows_it_is_quoted(in_group: Talker, store: Store) -> None:
    in_group.count = 50
    store.people.set_shows_log_in_groups(in_group.person.person_id, allowed=True)
    said = in_group.say("/history").replies[0].text
    assert "Heat (1995)" in said
