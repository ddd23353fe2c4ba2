import io
import logging
from collections.abc import Iterator

import pytest

from bot.telegram.redaction import token_redacted

_TOKEN = "123456:AAplanted-token_with_a_secret"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a handler with the usual format writes, the token being redacted."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logger = logging.getLogger("planted")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    with token_redacted(_TOKEN):
        yield written
    logger.removeHandler(handler)


def test_the_token_is_masked_in_messages_and_arguments(log: io.StringIO) -> None:
    logger = logging.getLogger("planted")

    logger.info("POST https://api.telegram.org/bot%s/getMe", _TOKEN)
    logger.info(f"target {_TOKEN}")  # noqa: G004 some libraries do
    logger.info("%r", {"url": b"/bot123456%3AAAplanted-token_with_a_secret/getMe"})
    logger.info("only the secret half: %s", _TOKEN.partition(":")[2])

    assert log.getvalue() == (
        "POST https://api.telegram.org/bot[token]/getMe\n"
        "target [token]\n"
        "{'url': b'/bot[token]/getMe'}\n"
        "only the secret half: [token]\n"
    )


def test_the_token_is_masked_in_tracebacks_and_their_causes(log: io.StringIO) -> None:
    try:
        _fail_wrapped()
    except RuntimeError:
        logging.getLogger("planted").exception("it failed")

    text = log.getvalue()
    assert _TOKEN not in text
    assert "ValueError: https://api.telegram.org/bot[token]/getMe" in text
    assert text.endswith("RuntimeError: wrapped\n")


def _fail_wrapped() -> None:
    raise RuntimeError("wrapped") from ValueError(f"https://api.telegram.org/bot{_TOKEN}/getMe")


def test_a_line_with_a_wrong_format_is_kept_and_masked(log: io.StringIO) -> None:
    logging.getLogger("planted").info("two %s %s", _TOKEN)  # noqa: PLE1206 on purpose

    assert log.getvalue() == "two %s %s ('[token]',)\n"


def test_afterwards_logging_is_as_before() -> None:
    before = logging.getLogRecordFactory()

    with token_redacted(_TOKEN):
        assert logging.getLogRecordFactory() is not before

    assert logging.getLogRecordFactory() is before
