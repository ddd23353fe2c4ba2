"""The bot's configuration: from the environment and a .env file, checked as a whole at the start.

Texts of bad values are never repeated: any of them might be a token in the wrong place.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from dotenv.parser import parse_stream

from bot.runtime import values

KEYS = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_URL",
    "DATA_DIR",
    "MOVIELENS_DIR",
    "REFIT_AFTER_LOGS",
    "REFIT_EVERY_HOURS",
    "ADMIN_IDS",
    "WEBHOOK_URL",
    "WEBHOOK_LISTEN",
    "WEBHOOK_SECRET",
    "LOG_LEVEL",
)
"""All there are; .env.example explains each."""

_WEBHOOK_KEYS = ("WEBHOOK_URL", "WEBHOOK_LISTEN", "WEBHOOK_SECRET")

_Value = TypeVar("_Value")


class ConfigError(Exception):
    """The configuration cannot be used; says which keys are bad and what was expected."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = problems
        """What was expected, by key (or by place, for what is no key)."""
        lines = [f"  {key} must be {expected}" for key, expected in problems.items()]
        super().__init__("\n".join(["The configuration cannot be used:", *lines]))


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram sends updates when the bot does not poll for them."""

    url: str
    """The public https address."""
    host: str
    """What to listen on, perhaps behind a proxy."""
    port: int
    secret: str = field(repr=False)
    """Comes back in a header of every update: what lacks it is not from Telegram."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that an operator can set. The defaults are those of an empty environment."""

    telegram_bot_token: str | None = field(default=None, repr=False)
    """None: there is only the local chat."""
    telegram_api_url: str = values.OFFICIAL_API_URL
    """Without a slash at the end."""
    data_dir: Path = Path("data")
    movielens_dir: Path | None = None
    """None: the embedded set."""
    refit_after_logs: int = 50
    refit_every_hours: float = 24.0
    admin_ids: frozenset[int] = frozenset()
    webhook: Webhook | None = None
    """None: long polling."""
    log_level: str = "INFO"


def read_config(
    environment: Mapping[str, str] | None = None, *, directory: Path | None = None
) -> Config:
    """Read the configuration.

    Args:
        environment: None: that of the process. Empty values count as not set.
        directory: Where .env lies and relative paths begin; None: the working directory.

    Raises:
        ConfigError: One for all that is wrong.
    """
    directory = directory or Path.cwd()
    problems: dict[str, str] = {}
    texts = _dotenv(directory / ".env", problems)
    texts.update(os.environ if environment is None else environment)
    reader = _Reader(texts, problems)
    default = Config()
    api_url = reader.read("TELEGRAM_API_URL", values.api_url, default.telegram_api_url)
    config = Config(
        telegram_bot_token=reader.read("TELEGRAM_BOT_TOKEN", values.token, None),
        telegram_api_url=api_url,
        data_dir=directory / reader.read("DATA_DIR", values.folder, default.data_dir),
        movielens_dir=reader.read(
            "MOVIELENS_DIR", lambda text: values.existing_folder(directory, text), None
        ),
        refit_after_logs=reader.read("REFIT_AFTER_LOGS", values.logs, default.refit_after_logs),
        refit_every_hours=reader.read("REFIT_EVERY_HOURS", values.hours, default.refit_every_hours),
        admin_ids=reader.read("ADMIN_IDS", values.ids, default.admin_ids),
        webhook=_webhook(reader, official=api_url == values.OFFICIAL_API_URL),
        log_level=reader.read("LOG_LEVEL", values.log_level, default.log_level),
    )
    if problems:
        raise ConfigError(problems)
    return config


def make_private(folder: Path) -> Path:
    """Make `folder`, readable by its owner only, unless it is there.

    Raises:
        ConfigError: If it cannot be made or written to.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ConfigError({"DATA_DIR": f"a folder; {folder} cannot be made: {error}"}) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ConfigError({"DATA_DIR": f"a folder that can be written to; {folder} cannot"})
    return folder


def _dotenv(path: Path, problems: dict[str, str]) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig") as stream:
            bindings = list(parse_stream(stream))
    except (OSError, UnicodeDecodeError):
        problems[".env"] = "a readable UTF-8 text file"
        return {}
    for binding in bindings:
        if binding.error:
            problems[f".env, line {binding.original.line},"] = "KEY=value or a # comment"
    return {
        binding.key: binding.value
        for binding in bindings
        if binding.key is not None and binding.value is not None
    }


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one key after another and collects what is wrong."""

    texts: Mapping[str, str]
    problems: dict[str, str]

    def has(self, key: str) -> bool:
        return bool(self.texts.get(key, "").strip())

    def read(self, key: str, parse: Callable[[str], _Value], default: _Value) -> _Value:
        """The value of `key`; `parse` raises ValueError with what was expected."""
        if not self.has(key):
            return default
        try:
            return parse(self.texts[key].strip())
        except ValueError as error:
            self.problems[key] = str(error)
            return default


def _webhook(reader: _Reader, *, official: bool) -> Webhook | None:
    """The webhook, when all of its keys are set; None when none is."""
    if not any(reader.has(key) for key in _WEBHOOK_KEYS):
        return None
    for key in _WEBHOOK_KEYS:
        if not reader.has(key):
            others = " and ".join(other for other in _WEBHOOK_KEYS if other != key)
            reader.problems[key] = f"set together with {others}"
    url = reader.read("WEBHOOK_URL", lambda text: values.webhook_url(text, official=official), "")
    host, port = reader.read("WEBHOOK_LISTEN", values.listen, ("", 0))
    return Webhook(url, host, port, reader.read("WEBHOOK_SECRET", values.secret, ""))
