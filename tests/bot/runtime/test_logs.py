"""The log as JSON lines, and without what people said."""

import json
import logging

import pytest

from bot.runtime.logs import written


@pytest.mark.parametrize("with_texts", [False, True])
def test_libraries_write_peoples_words_only_where_that_is_allowed(
    with_texts: bool,  # noqa: FBT001  (pytest gives it)
    capsys: pytest.CaptureFixture[str],
) -> None:
    with written("DEBUG", as_json=False, with_texts=with_texts):
        logging.getLogger("telegram.Bot").debug("sendMessage with text=%s", "I saw Heat, Ann")
        logging.getLogger("httpcore.http11").debug("headers %s", "Ann")
        logging.getLogger("bot").debug("one update")
    told = capsys.readouterr().err
    assert "one update" in told
    assert ("Ann" in told) == with_texts


def test_a_json_line_holds_the_record_and_the_exception(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with written("INFO", as_json=True, with_texts=False):
        error = ValueError("no\nroom")
        logging.getLogger("bot.x").error("ref %s: it failed", "4f2a", exc_info=error)
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["level"], told["logger"]) == ("ERROR", "bot.x")
    assert told["message"] == "ref 4f2a: it failed"
    assert "ValueError: no\nroom" in told["exception"]
