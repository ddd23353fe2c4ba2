"""From the text of a setting to its value.

Each function takes the text without spaces around it, and raises ValueError saying what was
expected: the rest of the sentence "LOG_LEVEL must be …". The text itself is never repeated.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

OFFICIAL_API_URL = "https://api.telegram.org"
_OFFICIAL_WEBHOOK_PORTS = (443, 80, 88, 8443)
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def token(text: str) -> str:
    """A bot token: the bot's id and a secret."""
    if not re.fullmatch(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,200}", text):
        raise ValueError("the token that @BotFather gave, like 123456789:AbC-dEf")
    return text


def api_url(text: str) -> str:
    """The base address of a Bot API server, without a slash at the end."""
    expected = f"an http or https address without a token, like {OFFICIAL_API_URL}"
    url = text.rstrip("/").removesuffix("/bot")  # some documentation writes it so
    _check_url(url, ("http", "https"), expected)
    if re.search(r"\d+:|%", urlsplit(url).path):
        raise ValueError(expected)
    return url


def _check_url(url: str, schemes: tuple[str, ...], expected: str) -> int | None:
    """The port in `url`, if it names one; ValueError(`expected`) unless it is a plain address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(expected) from None
    if (
        parts.scheme not in schemes
        or not parts.hostname
        or parts.query
        or parts.fragment
        or "@" in parts.netloc
        or re.search(r"[\s\x00-\x1f]", url)
    ):
        raise ValueError(expected)
    return port


def folder(text: str) -> Path:
    """A folder that may not exist yet."""
    expected = "the path of a folder"
    if "\0" in text:
        raise ValueError(expected)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # ~nobody
        raise ValueError(expected) from None


def existing_folder(directory: Path, text: str) -> Path:
    """A folder that exists; relative ones begin in `directory`."""
    path = directory / folder(text)
    if not path.is_dir():
        raise ValueError("an existing folder with movies.csv and ratings.csv")
    return path


def logs(text: str) -> int:
    """A number of logs."""
    if not re.fullmatch(r"[0-9]{1,7}", text) or not 1 <= int(text) <= 1_000_000:
        raise ValueError("a whole number from 1 to 1000000")
    return int(text)


def hours(text: str) -> float:
    """A number of hours."""
    expected = "a number of hours above 0, at most 8760"
    try:
        number = float(text)
    except ValueError:
        raise ValueError(expected) from None
    if not 0 < number <= 8760:  # also false for NaN
        raise ValueError(expected)
    return number


def ids(text: str) -> frozenset[int]:
    """Telegram user ids."""
    words = re.split(r"[\s,;]+", text.strip(" ,;"))
    # Telegram promises that a user id fits 52 bits.
    if not all(re.fullmatch(r"[0-9]{1,16}", word) and 0 < int(word) < 2**52 for word in words):
        raise ValueError("numeric Telegram user ids with commas between them")
    return frozenset(map(int, words))


def log_level(text: str) -> str:
    """The name of a logging level."""
    if text.upper() not in _LOG_LEVELS:
        raise ValueError(f"one of {', '.join(_LOG_LEVELS)}")
    return text.upper()


def webhook_url(text: str, *, official: bool) -> str:
    """Where Telegram can reach a webhook; its own servers know four ports only."""
    ports = ", ".join(map(str, _OFFICIAL_WEBHOOK_PORTS)) if official else "any"
    expected = f"a public https address like https://bot.example.org/updates (port: {ports})"
    port = _check_url(text, ("https",), expected)
    if official and port not in (None, *_OFFICIAL_WEBHOOK_PORTS):
        raise ValueError(expected)
    return text


def listen(text: str) -> tuple[str, int]:
    """Host and port to listen on; an IPv6 address stands in brackets."""
    match = re.fullmatch(r"\[([0-9A-Fa-f:.]+)\]:([0-9]{1,5})|([A-Za-z0-9.-]+):([0-9]{1,5})", text)
    if not match or not 1 <= int(match[2] or match[4]) <= 65535:
        raise ValueError("host:port to listen on, like 127.0.0.1:8080")
    return match[1] or match[3], int(match[2] or match[4])


def secret(text: str) -> str:
    """What Telegram accepts as a webhook's secret token."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", text):
        raise ValueError("1 to 256 of the characters A-Z a-z 0-9 _ -")
    return text
