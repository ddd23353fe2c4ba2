"""Answers of the Bot API, read with care: other servers are older, and proxies answer in HTML."""

import json
import ssl
from urllib.parse import urlsplit

from httpx import create_ssl_context
from telegram.error import NetworkError
from telegram.request import HTTPXRequest

UNREAD = "unread"
"""Where the one update that a fetch yields holds what Telegram sent, among its unknown fields."""

_CONNECTIONS = 64
_CONNECT_S = 10.0
_READ_S = 10.0


class Calls(HTTPXRequest):
    """Carries the calls, and accepts what servers before Bot API 9.6 answer."""

    def __init__(self, api_url: str, tls: ssl.SSLContext, connections: int = _CONNECTIONS) -> None:
        super().__init__(
            connection_pool_size=connections,
            connect_timeout=_CONNECT_S,
            read_timeout=_READ_S,
            write_timeout=_READ_S,
            pool_timeout=_READ_S,
            httpx_kwargs={"trust_env": not _is_local(api_url), "verify": tls},
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """The answer as an object.

        Raises:
            NetworkError: If something answered that is no Bot API, a proxy perhaps: try again.
        """
        return _parsed(payload)


class Polling(Calls):
    """Carries the updates, and leaves reading them to the moment when each is handled.

    So one that cannot be read holds back no other, and taking in a flood costs little: reading
    takes ten times as long as all the rest.
    """

    def __init__(self, api_url: str, tls: ssl.SSLContext) -> None:
        super().__init__(api_url, tls, connections=1)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """The answer, all its updates together in one, unread, under `UNREAD`.

        Raises:
            NetworkError: If something answered that is no Bot API, a proxy perhaps: try again.
        """
        answer = _parsed(payload)
        updates = answer.get("result")
        if isinstance(updates, list):
            answer["result"] = [{"update_id": 0, UNREAD: updates}] if updates else []
        elif answer["ok"]:
            raise NetworkError("the answer holds no updates")
        return answer


def tls_for(api_url: str) -> ssl.SSLContext:
    """What both kinds of requests share. Reading all certificates takes a while: only for https."""
    if urlsplit(api_url).scheme == "https":
        return create_ssl_context()
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _is_local(api_url: str) -> bool:
    # A proxy from the environment has no way to this machine's own Bot API server.
    return urlsplit(api_url).hostname in {"localhost", "127.0.0.1", "::1"}


def _parsed(payload: bytes) -> dict[str, object]:
    try:
        answer: object = json.loads(payload)
    except ValueError as error:
        raise NetworkError("the answer is no JSON") from error
    if not isinstance(answer, dict) or "ok" not in answer:
        raise NetworkError("the answer is not from a Bot API")
    _fill_in(answer)
    return answer


def _fill_in(value: object) -> None:
    """Add the fields that Bot API 9.6 and 10.0 made obligatory for polls."""
    if isinstance(value, list):
        for each in value:
            _fill_in(each)
    elif isinstance(value, dict):
        for each in value.values():
            _fill_in(each)
        if "poll_id" in value and "option_ids" in value:
            value.setdefault("option_persistent_ids", [])
        if "voter_count" in value and "text" in value:
            value.setdefault("persistent_id", "")
        if "total_voter_count" in value and "options" in value:
            value.setdefault("allows_revoting", True)
            value.setdefault("members_only", False)
