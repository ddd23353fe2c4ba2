import json

import pytest
from telegram import Poll, PollAnswer, Update
from telegram.error import NetworkError

from bot.telegram.wire import WHOLE, Calls, Polling, tls_for

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


def test_updates_are_fetched_unread_and_one_without_a_number_spares_the_others() -> None:
    good = {"update_id": 8, "poll_answer": {"poll_id": "5", "user": _ANN, "option_ids": []}}
    odd = {"update_id": 7, "message": {"chat": {"id": "x"}}}
    sent = [odd, "nonsense", {"message": {}}, {"update_id": "9"}, good]
    payload = json.dumps({"ok": True, "result": sent}).encode()

    updates = Update.de_list(Polling.parse_json_payload(payload)["result"], None)

    assert [update.update_id for update in updates] == [7, 8]
    assert [update.api_kwargs[WHOLE]["update_id"] for update in updates] == [7, 8]
    assert updates[0].api_kwargs[WHOLE] == odd


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
