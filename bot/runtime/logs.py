"""How the log is written: for people or as JSON lines, and without anybody's words."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

_PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_TALKATIVE = {"telegram": logging.INFO, "httpx": logging.WARNING, "httpcore": logging.WARNING}
"""Libraries that write whole messages and addresses into their lines below these levels."""


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            line["exception"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


@contextmanager
def written(level: str, *, as_json: bool, with_texts: bool) -> Iterator[None]:
    """Write the log to standard error within.

    Args:
        level: The least that is written.
        as_json: As JSON lines.
        with_texts: Whether libraries may write what people said, at DEBUG.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if as_json else logging.Formatter(_PLAIN))
    root = logging.getLogger()
    before = root.level, [(name, logging.getLogger(name).level) for name in _TALKATIVE]
    root.addHandler(handler)
    root.setLevel(level)
    if not with_texts:
        for name, least in _TALKATIVE.items():
            logging.getLogger(name).setLevel(max(least, root.level))
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before[0])
        for name, was in before[1]:
            logging.getLogger(name).setLevel(was)
