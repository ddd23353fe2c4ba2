import pytest

from bot.replies import Answer, Incoming, Line, Reply
from recommender.domain import ChatId
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.conftest import StartBot
from tests.end_to_end.faults import Refused
from tests.end_to_end.running import ScriptedDesk

IN_A_TOPIC = {"message_thread_id": 17, "is_topic_message": True}


def test_in_a_group_the_bot_hears_what_is_said_to_it_and_nothing_else(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    start_bot(ScriptedDesk())
    ann, bob = bot_api.person("Ann"), bot_api.person("Bob", username="bobby")
    group = bot_api.group("Friends")

    group.says(ann, "what a film that was")
    group.says(ann, "@bobby similar to heat")
    group.says(ann, "/ban @spammer")
    group.says(ann, "/recommend@other_bot")
    group.says(ann, "/recommend a western")
    group.says(ann, "hey @Because_Bot, similar to heat!")
    group.says(bob, "@because_bot")
    bot_api.settled()
    asked = group.unread()
    group.says(bob, "more", reply_to=asked[0])
    group.says(bob, "@spammer look at this", reply_to=asked[0])
    bot_api.settled()

    assert [shown.text for shown in asked] == [
        "You said: /recommend a western",
        "You said: hey, similar to heat!",
        "You said: help",
    ]
    assert [shown.text for shown in group.unread()] == ["You said: more"]


def test_in_a_group_the_answer_quotes_the_question(bot_api: BotApi, start_bot: StartBot) -> None:
    two = Answer((Reply((Line("First"),)), Reply((Line("Second"),))))
    desk = ScriptedDesk(lambda _: two)
    start_bot(desk)
    ann = bot_api.person("Ann")
    group = bot_api.group("Friends")

    group.says(ann, "/similar heat", fields={"message_id": 4321})

    assert [group.next().quoted, group.next().quoted] == [4321, None]
    assert desk.incoming[0].chat.is_group
    assert desk.incoming[0].chat.title == "Friends"


def test_in_a_forum_the_answer_stays_in_its_topic(bot_api: BotApi, start_bot: StartBot) -> None:
    start_bot(ScriptedDesk())
    ann = bot_api.person("Ann")
    group = bot_api.group("Friends", kind="supergroup")

    topic = {"message_thread_id": 17, "is_topic_message": True}
    group.says(ann, "/recommend", fields=topic)

    assert group.next().thread_id == 17


def test_somebody_posting_as_the_group_is_asked_to_post_as_themselves(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    desk = ScriptedDesk()
    start_bot(desk)
    group = bot_api.group("Friends", kind="supergroup")
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    by_the_group = {"from": anonymous, "sender_chat": group.as_json()}

    group.says(bot_api.person("Ann"), "chat among themselves", fields=by_the_group)
    group.says(bot_api.person("Ann"), "/recommend", fields=by_the_group)

    assert group.next().text.startswith("You're posting anonymously")
    assert desk.incoming == []


def test_other_bots_are_not_talked_to(bot_api: BotApi, start_bot: StartBot) -> None:
    desk = ScriptedDesk()
    start_bot(desk)
    group = bot_api.group("Friends")
    robot = {"from": {"id": 99, "is_bot": True, "first_name": "Robot"}}

    group.says(bot_api.person("Robot"), "/recommend", fields=robot)
    bot_api.settled()

    assert (group.unread(), desk.incoming) == ([], [])


def test_a_group_that_moves_is_known_by_its_new_id(bot_api: BotApi, start_bot: StartBot) -> None:
    desk = ScriptedDesk()
    start_bot(desk)
    ann = bot_api.person("Ann")
    group = bot_api.group("Friends")

    new = group.becomes_supergroup(ann)
    new.says(ann, "/recommend")

    assert new.next().text == "You said: /recommend"
    assert desk.moves == [(group.chat_id, new.chat_id)]


def test_an_answer_follows_a_group_that_moves_before_it_is_sent(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    desk = ScriptedDesk()
    start_bot(desk)
    ann = bot_api.person("Ann")
    group = bot_api.group("Friends")

    new = group.becomes_supergroup(ann, announced=False)
    group.says(ann, "/recommend")

    assert new.next().text == "You said: /recommend"
    assert (ChatId(group.chat_id), ChatId(new.chat_id)) in desk.moves


def test_the_core_is_told_who_left_and_where_the_bot_was_removed(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    desk = ScriptedDesk()
    start_bot(desk)
    ann, bob = bot_api.person("Ann"), bot_api.person("Bob")
    group, other = bot_api.group("Friends"), bot_api.group("Family")

    group.loses(bob)
    other.loses_the_bot(ann)
    bot_api.settled()

    assert desk.leavers == [(group.chat_id, bob.person_id)]
    assert desk.lost_chats == [other.chat_id]


def test_a_group_where_the_bot_may_not_write_is_given_up_quietly(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    desk = ScriptedDesk()
    start_bot(desk)
    ann = bot_api.person("Ann")
    group, room = bot_api.group("Friends"), bot_api.private(ann)
    group.forbidden = "Bad Request: not enough rights to send text messages to the chat"

    group.says(ann, "/recommend")
    room.says(ann, "hello")

    assert room.next().text == "You said: hello"
    bot_api.settled()
    assert desk.lost_chats == [group.chat_id]


def test_an_answer_may_go_to_another_chat(bot_api: BotApi, start_bot: StartBot) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    def answer(incoming: Incoming) -> Answer:
        return Answer((Reply((Line("Only for you"),), chat_id=ChatId(room.chat_id)),))

    start_bot(ScriptedDesk(answer))
    group = bot_api.group("Friends")

    group.says(ann, "/history")

    shown = room.next()
    assert (shown.text, shown.quoted) == ("Only for you", None)
    assert group.unread() == []


def test_a_question_that_was_deleted_in_a_topic_is_answered_all_the_same(
    bot_api: BotApi, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    ann, group = bot_api.person("Ann"), bot_api.group("Forum", kind="supergroup")
    bot_api.fails("sendMessage", Refused("message to be replied not found"))
    start_bot(ScriptedDesk())

    group.says(ann, "/recommend", fields=IN_A_TOPIC)

    answer = group.next()
    assert (answer.thread_id, answer.quoted) == (17, None)
    bot_api.settled()
    assert "failed" not in caplog.text


def test_where_every_topic_is_closed_nothing_is_said_and_nothing_goes_wrong(
    bot_api: BotApi, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    ann, group = bot_api.person("Ann"), bot_api.group("Forum", kind="supergroup")
    bot_api.fails("sendMessage", *[Refused("TOPIC_CLOSED")] * 2)
    start_bot(ScriptedDesk())

    group.says(ann, "/recommend", fields=IN_A_TOPIC)

    bot_api.settled()
    assert bot_api.faults_left("sendMessage") == 0
    assert "failed" not in caplog.text


def test_messages_without_a_person_behind_them_belong_to_nobody(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    ann, group = bot_api.person("Ann"), bot_api.group("Friends", kind="supergroup")
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    channel = {"id": -77, "type": "channel", "title": "News"}
    desk = ScriptedDesk()
    start_bot(desk)
    group.says(ann, "/recommend", fields={"from": anonymous, "sender_chat": group.as_json()})
    assert "posting anonymously" in group.next().text
    group.says(ann, "/recommend", fields={"sender_chat": channel})
    relayed = {"sender_chat": channel, "is_automatic_forward": True}
    group.says(ann, "/recommend", fields=relayed)
    bot_api.happens(
        {"channel_post": {"message_id": 1, "date": 1, "chat": channel, "text": "/help"}}
    )
    message = group.message(ann) | {"text": "/recommend"}
    del message["from"]
    bot_api.happens({"message": message})
    group.says(ann, "/recommend")
    assert group.next().text == "You said: /recommend"
    bot_api.settled()
    assert [one.person.person_id for one in desk.incoming] == [ann.person_id]


def test_a_button_pressed_in_the_name_of_the_group_does_nothing(
    bot_api: BotApi, start_bot: StartBot
) -> None:
    ann, group = bot_api.person("Ann"), bot_api.group("Friends", kind="supergroup")
    desk = ScriptedDesk()
    start_bot(desk)
    group.says(ann, "/recommend")
    shown = group.next()
    bot_api.open_queries.add("9")
    bot_api.happens(
        {
            "callback_query": {
                "id": "9",
                "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"},
                "chat_instance": "1",
                "message": bot_api.as_json(group, shown),
                "data": "1mo",
            }
        }
    )
    bot_api.wait(lambda: "9" in bot_api.answers, "a press is spinning")
    assert "posting anonymously" in bot_api.answers["9"]
    assert len(desk.incoming) == 1
