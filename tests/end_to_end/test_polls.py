import asyncio

import pytest

from bot.intents import Vote
from bot.replies import Answer, Incoming
from bot.store import PostedCard
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.conftest import StartBot
from tests.end_to_end.nights import POLL, Night
from tests.end_to_end.rooms import Person, Room
from tests.end_to_end.running import HURRY, ScriptedDesk


@pytest.fixture
def group(bot_api: BotApi) -> Room:
    return bot_api.group("Friends")


@pytest.fixture
def ann(bot_api: BotApi) -> Person:
    return bot_api.person("Ann")


@pytest.fixture
def desk(group: Room) -> ScriptedDesk:
    return ScriptedDesk(Night(group))


def test_votes_reach_the_core_with_their_poll_also_when_taken_back(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room, desk: ScriptedDesk
) -> None:
    start_bot(desk)
    group.says(ann, "/movienight")
    card = group.next()
    group.says(ann, "@because_bot vote")
    assert group.next().text == "Vote!"
    poll = group.next()
    bot_api.settled()

    assert poll.options == POLL.options
    assert desk.polls == {poll.poll_id: (group.chat_id, "night:12:poll")}
    group.votes(ann, poll, "Heat", "Up")
    assert group.next().text == "In: nobody, 1 voted"
    group.votes(ann, poll)
    taken_back = group.next()

    assert (taken_back.message_id, taken_back.text) == (card.message_id, "In: nobody, 0 voted")
    assert [each.what for each in desk.incoming[-2:]] == [
        Vote(poll.poll_id or "", (0, 2)),
        Vote(poll.poll_id or "", ()),
    ]


def test_a_vote_that_overtakes_the_news_of_its_poll_finds_the_poll_known(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room
) -> None:
    def delivered() -> bool:
        return bot_api.count("getUpdates") >= 3

    class SlowBooks(ScriptedDesk):
        known_at_vote: tuple[bool, ...] = ()

        async def posted(self, posted: PostedCard) -> None:
            if posted.poll_id is not None:
                # Nothing is recorded before somebody has voted.
                poll = group.messages[posted.message_id]
                group.votes(ann, poll, "Heat")
                await asyncio.to_thread(bot_api.wait, delivered, "the vote was not fetched")
            await super().posted(posted)

        async def respond(self, incoming: Incoming) -> Answer:
            if isinstance(incoming.what, Vote):
                self.known_at_vote += (incoming.what.poll_id in self.polls,)
            return await super().respond(incoming)

    desk = SlowBooks(Night(group))
    start_bot(desk, HURRY)
    group.says(ann, "@because_bot vote")

    group.until(lambda shown: "1 voted" in shown.text)

    assert desk.known_at_vote == (True,)


def test_a_poll_is_closed_once_and_keeps_what_is_not_there_quiet(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room, desk: ScriptedDesk
) -> None:
    start_bot(desk)
    group.says(ann, "@because_bot close")
    group.says(ann, "@because_bot vote")
    group.next()
    poll = group.next()

    group.says(ann, "@because_bot close")
    group.says(ann, "@because_bot close")
    bot_api.settled()

    assert group.messages[poll.message_id].closed
    assert bot_api.count("stopPoll") == 1
    assert len(group.unread()) == 1


def test_where_polls_are_not_allowed_the_group_is_told(
    bot_api: BotApi, start_bot: StartBot, ann: Person, group: Room, desk: ScriptedDesk
) -> None:
    start_bot(desk)
    group.no_polls = True

    group.says(ann, "@because_bot vote")

    assert group.next().text == "Vote!"
    assert group.next().text.startswith("I'm not allowed to post polls here.")
    assert desk.polls == {}
