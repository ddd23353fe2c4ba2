"""The bot's configuration: what the recommender can be told, and what Telegram needs beside it."""

import re
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    HttpUrl,
    SecretStr,
    TypeAdapter,
    ValidationInfo,
)
from pydantic_settings import NoDecode

from recommender import Settings

OFFICIAL_API_URL = "https://api.telegram.org"
_OFFICIAL_WEBHOOK_PORTS = (443, 80, 88, 8443)
_WEBHOOK = ("webhook_url", "webhook_listen", "webhook_secret")
_SECOND_READER = ("llm_url", "llm_model")
_HTTP_URL = TypeAdapter(HttpUrl)


def _web_address(text: str) -> HttpUrl:
    """An address of a server and nothing else: no password, no query."""
    url = _HTTP_URL.validate_python(text)
    if url.username or url.password or url.query is not None or url.fragment is not None:
        raise ValueError
    return url


def _base_address(text: str) -> str:
    url = _web_address(text)
    if re.search(r"\d+:|%", url.path or ""):  # a token belongs into its own key
        raise ValueError
    return str(url).rstrip("/").removesuffix("/bot")  # some documentation writes it so


def _completions_address(text: str) -> str:
    return str(_web_address(text)).rstrip("/").removesuffix("/chat/completions")


def _matching(pattern: str) -> AfterValidator:
    """Accept only a secret that matches `pattern` as a whole."""

    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError
        return secret

    return AfterValidator(check)


def _reachable_address(text: str, info: ValidationInfo) -> str:
    url = _web_address(text)
    official = info.data.get("telegram_api_url", OFFICIAL_API_URL) == OFFICIAL_API_URL
    if url.scheme != "https" or (official and url.port not in _OFFICIAL_WEBHOOK_PORTS):
        raise ValueError
    return text


def _host_and_port(text: str) -> str:
    match = re.fullmatch(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):([0-9]{1,5})", text)
    if not match or not 1 <= int(match[1]) <= 65535:
        raise ValueError
    return text


def _split(ids: object) -> object:
    return re.split(r"[\s,;]+", ids.strip(" ,;")) if isinstance(ids, str) else ids


class Config(Settings):
    """Everything that an operator of the bot can set."""

    telegram_bot_token: (
        Annotated[SecretStr, _matching(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,200}")] | None
    ) = Field(default=None, description="the token that @BotFather gave, like 123456789:AbC-dEf")
    """None: there is only the local chat."""
    telegram_api_url: Annotated[str, AfterValidator(_base_address)] = Field(
        default=OFFICIAL_API_URL,
        description=f"an http or https address without a token, like {OFFICIAL_API_URL}",
    )
    """Without a slash at the end."""
    refit_after_logs: int = Field(
        default=50, ge=1, le=1_000_000, description="a whole number from 1 to 1000000"
    )
    refit_every_hours: float = Field(
        default=24.0, gt=0, le=8760, description="a number of hours above 0, at most 8760"
    )
    # Telegram promises that a user id fits 52 bits.
    admin_ids: Annotated[
        frozenset[Annotated[int, Field(gt=0, lt=2**52)]], NoDecode, BeforeValidator(_split)
    ] = Field(default=frozenset(), description="numeric Telegram user ids with commas between them")
    webhook_url: Annotated[str, AfterValidator(_reachable_address)] | None = Field(
        default=None,
        description=(
            "a public https address like https://bot.example.org/updates (port 443, 80, 88 or "
            "8443 unless TELEGRAM_API_URL is your own), with WEBHOOK_LISTEN and WEBHOOK_SECRET"
        ),
    )
    webhook_listen: Annotated[str, AfterValidator(_host_and_port)] | None = Field(
        default=None,
        description="host:port like 127.0.0.1:8080, with WEBHOOK_URL and WEBHOOK_SECRET",
    )
    """An IPv6 address stands in brackets."""
    webhook_secret: Annotated[SecretStr, _matching(r"[A-Za-z0-9_-]{1,256}")] | None = Field(
        default=None,
        description=(
            "1 to 256 of the characters A-Z a-z 0-9 _ -, with WEBHOOK_URL and WEBHOOK_LISTEN"
        ),
    )

    llm_url: Annotated[str, AfterValidator(_completions_address)] | None = Field(
        default=None,
        description=(
            "the http or https base address of an OpenAI-compatible server, like "
            "http://localhost:11434/v1, with LLM_MODEL"
        ),
    )
    """Without a slash at the end. None: there is no second reader."""
    llm_model: Annotated[str, Field(pattern=r"^[!-~]{1,200}$")] | None = Field(
        default=None, description="the name of a model on that server, with LLM_URL"
    )
    llm_api_key: Annotated[SecretStr, _matching(r"[!-~]{1,1000}")] | None = Field(
        default=None,
        description="what that server wants as a key, without spaces, with LLM_URL and LLM_MODEL",
    )

    metrics_port: int | None = Field(
        default=None, ge=1, le=65535, description="a port from 1 to 65535"
    )
    """None: there are no metrics."""
    log_format: Annotated[Literal["text", "json"], BeforeValidator(str.lower)] = Field(
        default="text", description="text or json"
    )
    log_texts: bool = Field(default=False, description="yes or no")
    """Whether the log may hold what people said, at DEBUG."""

    @property
    def second_reader_host(self) -> str | None:
        """The host that unsure messages go to, as people are told; None: they go nowhere."""
        return None if self.llm_url is None else HttpUrl(self.llm_url).host

    def notices(self) -> tuple[str, ...]:
        """What the operator should know of these settings, in whole sentences."""
        if self.webhook_url is None:
            return ()
        return ("WEBHOOK_URL is set, but webhooks are not built yet: the bot polls.",)

    @classmethod
    def _completed(cls, given: dict[str, object]) -> dict[str, object]:
        if any(name in given for name in _WEBHOOK):
            given = dict.fromkeys(_WEBHOOK, "") | given
        if any(name in given for name in (*_SECOND_READER, "llm_api_key")):
            given = dict.fromkeys(_SECOND_READER, "") | given
        return given


KEYS = tuple(name.upper() for name in Config.model_fields)
"""All there are; .env.example explains each."""
