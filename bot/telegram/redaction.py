"""No log line holds the bot's token, whoever writes it."""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

_MASK = "[token]"


@contextmanager
def token_redacted(token: str) -> Iterator[None]:
    """Mask the token in every log record made inside the block.

    The token is part of each request's address, so HTTP libraries write it into their log lines
    and it turns up in the text of exceptions. Records are cleaned when they are made and not by a
    filter, since a filter sees only what passes its own handler or logger.
    """
    secrets = _spellings(token)
    make = logging.getLogRecordFactory()
    logging.setLogRecordFactory(_clean_records(make, secrets))
    try:
        yield
    finally:
        logging.setLogRecordFactory(make)


def _clean_records(
    make: Callable[..., logging.LogRecord], secrets: tuple[str, ...]
) -> Callable[..., logging.LogRecord]:
    def make_clean(*args: object, **kwargs: object) -> logging.LogRecord:
        record = make(*args, **kwargs)
        record.msg, record.args = _masked(_message(record), secrets), ()
        if record.exc_info and record.exc_info[1] is not None:
            # Formatters print this text in place of the exception.
            text = "".join(traceback.format_exception(record.exc_info[1])).rstrip("\n")
            record.exc_text = _masked(text, secrets)
            record.exc_info = None
        if record.stack_info:
            record.stack_info = _masked(record.stack_info, secrets)
        return record

    return make_clean


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # a bad format string must not take the line with it
        return f"{record.msg} {record.args}"


def _masked(text: str, secrets: tuple[str, ...]) -> str:
    for secret in secrets:
        text = text.replace(secret, _MASK)
    return text


def _spellings(token: str) -> tuple[str, ...]:
    """The token as written, as in an address, and its secret half; longest first."""
    secret_half = token.partition(":")[2]
    found = {token, quote(token, safe=""), secret_half}
    return tuple(sorted((each for each in found if each), key=len, reverse=True))
