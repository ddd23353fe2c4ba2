import json

import pytest
from telegram import Poll, PollAnswer, Update
from telegram.error import NetworkError

from bot.telegram.wire import UNREAD, Calls, Polling, tls_for

_ANN = {"id": 1, "is_bot": False, "first_name": "Ann"}


def test_votes_and_polls_of_an_older_server_can_be_read() -> None:
    vote = {"poll_id": "5", "user": _ANN, "option_ids": [1]}
    poll = {
        "id": "5",
        "question": "What?",
        "options": [{"text": "Heat (1995)", "voter_count": 0}],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": False,
        "type": "regular",
        "allows_multiple_answers": True,
    }
    payload = json.dumps({"ok": True, "result": [{"vote": vote, "poll": poll}]}).encode()

    answer = Calls.parse_json_payload(payload)

    result = answer["result"]
    assert isinstance(result, list)
    assert PollAnswer.de_json(result[0]["vote"], None).option_ids == (1,)
    assert Poll.de_json(result[0]["poll"], None).options[0].text == "Heat (1995)"


def test_updates_are_fetched_unread() -> None:
    sent = [{"update_id": 7, "message": {"chat": {"id": "x"}}}, {"update_id": 8}]

    def fetched(*updates: object) -> tuple[Update, ...]:
        payload = json.dumps({"ok": True, "result": updates}).encode()
        result = Polling.parse_json_payload(payload)["result"]
        assert isinstance(result, list)
        return Update.de_list(result, None)

    (wrapped,) = fetched(*sent)
    assert wrapped.api_kwargs[UNREAD] == sent
    assert fetched() == ()


def test_an_answer_without_updates_is_trouble_of_the_network() -> None:
    with pytest.raises(NetworkError):
        Polling.parse_json_payload(b'{"ok": true, "result": {}}')


@pytest.mark.parametrize(
    "payload", [b"", b"<html>Bad Gateway</html>", b"[]", b"null", b'{"message": "hi"}', b"\xff"]
)
def test_an_answer_from_something_else_is_trouble_of_the_network(payload: bytes) -> None:
    with pytest.raises(NetworkError):
        Calls.parse_json_payload(payload)


def test_certificates_are_read_for_https_only() -> None:
    assert tls_for("https://api.telegram.org").cert_store_stats()["x509_ca"] > 0
    assert tls_for("http://127.0.0.1:8081").cert_store_stats()["x509_ca"] == 0
