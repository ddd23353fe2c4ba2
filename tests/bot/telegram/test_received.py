import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Update

from bot.store import Received
from bot.telegram.received import read, received
from bot.telegram.wire import Polling

_ANN = {"id": 1, "is_bot": False, "first_name": "Ann"}
_BOT = {"id": 2, "is_bot": True, "first_name": "Group"}
_ROOM = {"id": -5, "type": "supergroup", "title": "Friends"}
_CHANNEL = {"id": -9, "type": "channel", "title": "News"}
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def fetched(*updates: object) -> tuple[Received, ...]:
    """What is kept of updates that came over the wire."""
    payload = json.dumps({"ok": True, "result": updates}).encode()
    result = Polling.parse_json_payload(payload)["result"]
    assert isinstance(result, list)
    (one,) = Update.de_list(result, None)
    return received(one, 5.0)


def kept(**whole: object) -> Received:
    """What is kept of one update."""
    (one,) = fetched({"update_id": 7} | whole)
    return one


@pytest.mark.parametrize(
    ("whole", "lane", "person"),
    [
        ({"message": {"chat": _ROOM, "from": _ANN}}, "chat:-5", 1),
        ({"message": {"chat": _ROOM, "from": _BOT, "sender_chat": _ROOM}}, "chat:-5", None),
        ({"message": {"chat": _ROOM, "from": _ANN, "sender_chat": _CHANNEL}}, "chat:-5", None),
        ({"message": {"chat": _ROOM}}, "chat:-5", None),
        ({"callback_query": {"from": _ANN, "message": {"chat": _ROOM}}}, "chat:-5", 1),
        ({"callback_query": {"from": _ANN}}, "chat:1", 1),
        ({"callback_query": {"from": _BOT, "message": {"chat": _ROOM}}}, "chat:-5", None),
        ({"poll_answer": {"poll_id": "77", "user": _ANN}}, "poll:77", 1),
        ({"poll_answer": {"poll_id": "77", "voter_chat": _CHANNEL, "user": _ANN}}, "poll:77", None),
        ({"my_chat_member": {"chat": _ROOM, "from": _ANN}}, "chat:-5", 1),
        ({"channel_post": {"chat": _CHANNEL, "sender_chat": _CHANNEL}}, "", None),
        ({"message": {"chat": _ROOM, "from": _ANN | {"id": 2**80}}}, "chat:-5", None),
    ],
)
def test_an_update_waits_in_its_chat_and_belongs_to_the_person_who_sent_it(
    whole: dict[str, Any], lane: str, person: int | None
) -> None:
    one = kept(**whole)
    assert (one.update_id, one.lane, one.person_id) == (7, lane, person)
    assert json.loads(one.payload) == {"update_id": 7} | whole


def test_what_has_no_usable_number_is_left_out() -> None:
    odd: tuple[object, ...] = (
        "nonsense",
        {},
        {"update_id": "9"},
        {"update_id": 2**63},
        {"update_id": -1},
    )
    assert [one.update_id for one in fetched(*odd, {"update_id": 8})] == [8]


@given(message=_JSON, query=_JSON)
def test_whatever_comes_is_kept_as_plain_ascii_and_read_or_refused(
    message: object, query: object
) -> None:
    one = kept(message=message, callback_query=query)
    assert one.payload.isascii()
    read(one, Bot("1:a"))


def test_what_cannot_be_read_is_refused_with_a_word_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert (
        read(Received(7, '{"update_id": 7, "message": {"chat": {"id": "x"}}}'), Bot("1:a")) is None
    )
    assert "Update 7 cannot be read" in caplog.text
