from collections.abc import Mapping
from dataclasses import replace

import pytest
from telegram import Update

from bot.intents import Help, Vote
from bot.presentation.wording import telegram as wording
from bot.replies import Chat, Incoming, Person, Press, Text
from bot.telegram.address import Me
from bot.telegram.updates import (
    Asked,
    DeadPress,
    Event,
    Left,
    Lost,
    Migrated,
    Place,
    Pressed,
    Unreadable,
    event,
)
from recommender.domain import ChatId, PersonId
from tests.bot.telegram.moments import NOW

_ME = Me(42, "WatchBot", frozenset({"similar"}))
_STAMP = int(NOW.timestamp())
_ANN = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "de"}
_PRIVATE = {"id": 7, "type": "private", "first_name": "Ann"}
_GROUP = {"id": -5, "type": "group", "title": "Friends"}
_MEDIA = ("audios", "documents", "photos", "videos", "video_notes", "voice_notes", "polls")
_RIGHTS = (
    "is_member",
    "can_send_messages",
    *(f"can_send_{kind}" for kind in _MEDIA),
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_edit_tag",
    "can_react_to_messages",
)
_MEMBER = {"user": {"id": 42, "is_bot": True, "first_name": "W"}, "status": "member"}


def _event(**update: Mapping[str, object]) -> Event | None:
    parsed = Update.de_json({"update_id": 9} | update, None)
    return event(parsed, _ME, NOW)


def _message(chat: dict[str, object], **content: object) -> dict[str, object]:
    return {"message_id": 3, "date": _STAMP, "chat": chat, "from": _ANN} | content


def _incoming(chat: Chat, what: Text | Press | Vote | Help) -> Incoming:
    return Incoming(chat, Person(PersonId(7), "Ann", "de"), what, "tg:42:9", NOW, inbox_id=9)


def test_a_private_message_is_what_was_typed_and_when() -> None:
    assert _event(message=_message(_PRIVATE, text="hi")) == Asked(
        _incoming(Chat(ChatId(7)), Text("hi")), Place(ChatId(7))
    )


def test_a_message_in_a_topic_of_a_group_is_answered_there() -> None:
    quoted = {"message_id": 2, "date": _STAMP, "chat": _GROUP, "from": _MEMBER["user"]}
    message = _message(_GROUP, text="hi", message_thread_id=17, is_topic_message=True)
    message["reply_to_message"] = quoted

    said = _incoming(Chat(ChatId(-5), is_group=True, title="Friends"), Text("hi"))
    assert _event(message=message) == Asked(
        replace(said, replied_to=2, thread_id=17), Place(ChatId(-5), thread_id=17, quoted=3)
    )


def test_the_bare_name_of_the_bot_asks_for_help() -> None:
    mention = {"type": "mention", "offset": 0, "length": 9}
    asked = _event(message=_message(_GROUP, text="@WatchBot", entities=[mention]))

    assert isinstance(asked, Asked)
    assert asked.incoming.what == Help()


def test_a_press_is_its_data_and_knows_the_message_that_held_it() -> None:
    query = {"id": "q", "from": _ANN, "chat_instance": "c", "data": "1he"}
    held = query | {"message": _message(_PRIVATE, text="menu")}

    assert _event(callback_query=held) == Asked(
        _incoming(Chat(ChatId(7)), Press("1he")), Place(ChatId(7)), Pressed("q", 3)
    )
    old = query | {"message": {"chat": _GROUP, "message_id": 3, "date": 0}}
    asked = _event(callback_query=old)
    assert isinstance(asked, Asked)
    assert (asked.incoming.chat.is_group, asked.pressed) == (True, Pressed("q", None))
    assert _event(callback_query=query) == DeadPress("q", wording.old_button())


@pytest.mark.parametrize("options", [(0, 2), ()])
def test_a_vote_names_its_poll_and_none_of_it_takes_it_back(options: tuple[int, ...]) -> None:
    answer = {"poll_id": "5", "user": _ANN, "option_ids": options, "option_persistent_ids": []}

    assert _event(poll_answer=answer) == Asked(
        _incoming(Chat(ChatId(7)), Vote("5", options)), Place(ChatId(7))
    )


def test_a_vote_in_the_name_of_a_channel_is_nobodys() -> None:
    channel = {"id": -100, "type": "channel", "title": "News"}
    answer = {"poll_id": "5", "voter_chat": channel, "option_ids": [], "option_persistent_ids": []}

    assert _event(poll_answer=answer) is None


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ({"status": "member"}, None),
        ({"status": "left"}, Lost(ChatId(-5))),
        ({"status": "kicked", "until_date": 0}, Lost(ChatId(-5))),
    ],
)
def test_a_change_of_the_bots_own_standing_matters_when_it_may_not_write_any_more(
    member: dict[str, object], expected: Event | None
) -> None:
    change = {"chat": _GROUP, "from": _ANN, "date": _STAMP, "old_chat_member": _MEMBER}

    assert _event(my_chat_member=change | {"new_chat_member": _MEMBER | member}) == expected


@pytest.mark.parametrize(("may_write", "expected"), [(True, None), (False, Lost(ChatId(-5)))])
def test_a_bot_that_is_muted_is_lost(may_write: bool, expected: Event | None) -> None:  # noqa: FBT001
    rights = dict.fromkeys(_RIGHTS, may_write)
    restricted = _MEMBER | {"status": "restricted", "until_date": 0} | rights
    change = {"chat": _GROUP, "from": _ANN, "date": _STAMP, "old_chat_member": _MEMBER}

    assert _event(my_chat_member=change | {"new_chat_member": restricted}) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"migrate_to_chat_id": -1005}, Migrated(ChatId(-5), ChatId(-1005))),
        ({"migrate_from_chat_id": -4}, Migrated(ChatId(-4), ChatId(-5))),
        ({"left_chat_member": _ANN}, Left(ChatId(-5), PersonId(7))),
        ({"left_chat_member": _MEMBER["user"]}, Lost(ChatId(-5))),
        ({"new_chat_title": "Old friends"}, None),
        ({"text": "to nobody in particular"}, None),
        ({"document": {"file_id": "d", "file_unique_id": "d"}}, None),
    ],
)
def test_what_happens_in_a_group(content: dict[str, object], expected: Event | None) -> None:
    assert _event(message=_message(_GROUP, **content)) == expected


def test_a_file_in_private_is_told_apart_from_other_things_without_words() -> None:
    file = {"file_id": "d", "file_unique_id": "d"}
    place = Place(ChatId(7))

    document = _event(message=_message(_PRIVATE, document=file))
    voice = _event(message=_message(_PRIVATE, voice=file | {"duration": 2}))

    assert document == Unreadable(place, wording.no_files_yet())
    assert voice == Unreadable(place, wording.words_only())


def test_edited_messages_and_channels_are_let_be() -> None:
    channel = {"id": -100, "type": "channel", "title": "News"}

    assert _event(edited_message=_message(_PRIVATE, text="hi")) is None
    assert _event(channel_post=_message(channel, text="/similar heat")) is None
    assert _event(message=_message(channel, text="/similar heat")) is None
