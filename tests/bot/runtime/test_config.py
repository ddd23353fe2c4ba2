"""The configuration: defaults, precedence, and one message for everything that is wrong."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from dotenv import dotenv_values
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError

from bot.runtime.config import KEYS, Config
from recommender.errors import BadSettings

TOKEN = "123456789:AbC-dEf_0123456789"
EXAMPLE = Path(__file__).parents[3] / ".env.example"
WEBHOOK = {
    "WEBHOOK_URL": "https://bot.example.org/updates",
    "WEBHOOK_LISTEN": "127.0.0.1:8080",
    "WEBHOOK_SECRET": "s3cret_-",
}
SECOND_READER = {
    "LLM_URL": "http://localhost:11434/v1/",
    "LLM_MODEL": "small:1b",
    "LLM_API_KEY": "sk-s3cret",
}


def read(environment: Mapping[str, str], directory: Path) -> Config:
    """The configuration of a process with this environment, started in `directory`."""
    with pytest.MonkeyPatch.context() as process:
        for key in KEYS:
            process.delenv(key, raising=False)
        for key, value in environment.items():
            process.setenv(key, value)
        process.chdir(directory)
        return Config.read()


def problems(directory: Path, **environment: str) -> dict[str, str]:
    with pytest.raises(BadSettings) as caught:
        read(environment, directory)
    return dict(caught.value.problems)


def test_an_empty_environment_gives_the_documented_defaults(tmp_path: Path) -> None:
    config = read({}, tmp_path)
    assert config.model_dump() == {
        "telegram_bot_token": None,
        "telegram_api_url": "https://api.telegram.org",
        "data_dir": tmp_path / "data",
        "movielens_dir": None,
        "refit_after_logs": 50,
        "refit_every_hours": 24,
        "admin_ids": frozenset(),
        "webhook_url": None,
        "webhook_listen": None,
        "webhook_secret": None,
        "llm_url": None,
        "llm_model": None,
        "llm_api_key": None,
        "metrics_port": None,
        "log_format": "text",
        "log_texts": False,
        "log_level": "INFO",
    }


def test_every_key_is_read(tmp_path: Path) -> None:
    (tmp_path / "movielens").mkdir()
    config = read(
        {
            "TELEGRAM_BOT_TOKEN": f" {TOKEN}\n",
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "DATA_DIR": "elsewhere",
            "MOVIELENS_DIR": "movielens",
            "REFIT_AFTER_LOGS": "5",
            "REFIT_EVERY_HOURS": "0.5",
            "ADMIN_IDS": "42, 4503599627370495",
            "LOG_LEVEL": "debug",
            "LOG_FORMAT": "JSON",
            "LOG_TEXTS": "yes",
            "METRICS_PORT": "9109",
            **WEBHOOK,
            **SECOND_READER,
        },
        tmp_path,
    )
    assert config.model_dump() == {
        "telegram_bot_token": SecretStr(TOKEN),
        "telegram_api_url": "http://127.0.0.1:8081",
        "data_dir": tmp_path / "elsewhere",
        "movielens_dir": tmp_path / "movielens",
        "refit_after_logs": 5,
        "refit_every_hours": 0.5,
        "admin_ids": frozenset({42, 4503599627370495}),
        "webhook_url": "https://bot.example.org/updates",
        "webhook_listen": "127.0.0.1:8080",
        "webhook_secret": SecretStr("s3cret_-"),
        "llm_url": "http://localhost:11434/v1",
        "llm_model": "small:1b",
        "llm_api_key": SecretStr("sk-s3cret"),
        "metrics_port": 9109,
        "log_format": "json",
        "log_texts": True,
        "log_level": "DEBUG",
    }


def test_the_real_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "\ufeff# a comment\r\nREFIT_AFTER_LOGS = 7\r\nexport LOG_LEVEL='ERROR' # why\r\n"
        "REFIT_EVERY_HOURS=12\r\nDATA_DIR=~/x\r\nNOVALUE\r\n",
        encoding="utf-8",
    )
    config = read({"REFIT_AFTER_LOGS": "9", "LOG_LEVEL": ""}, tmp_path)
    assert config.refit_after_logs == 9
    assert config.refit_every_hours == 12
    assert config.log_level == "INFO", "an empty variable counts as not set, and hides the file's"
    assert config.data_dir == Path.home() / "x"


def test_one_message_names_every_bad_key_and_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as caught:
        read(
            {
                "TELEGRAM_BOT_TOKEN": "my token",
                "TELEGRAM_API_URL": "api.telegram.org",
                "MOVIELENS_DIR": "nowhere",
                "REFIT_AFTER_LOGS": "many",
                "REFIT_EVERY_HOURS": "-1",
                "ADMIN_IDS": "@ann",
                "WEBHOOK_URL": "http://bot.example.org",
                "WEBHOOK_LISTEN": "8080",
                "METRICS_PORT": "70000",
                "LOG_FORMAT": "xml",
                "LOG_TEXTS": "perhaps",
                "WEBHOOK_SECRET": "s p a c e",
                "LLM_URL": "localhost:11434",
                "LLM_MODEL": "s p a c e",
                "LLM_API_KEY": "s p a c e",
                "LOG_LEVEL": "LOUD",
                "DATA_DIR": "~nobody-by-that-name",
            },
            tmp_path,
        )
    message = str(caught.value)
    for key in KEYS:
        assert f"\n  {key} must be " in message
    assert "REFIT_AFTER_LOGS must be a whole number from 1 to 1000000" in message
    for value in ("my token", "nowhere", "many", "@ann", "s p a c e", "LOUD"):
        assert value not in message


BAD = [
    ("TELEGRAM_BOT_TOKEN", ["changeme", "123:", ":abc", "123:abc/../x", "123:ü", f"bot{TOKEN}"]),
    (
        "TELEGRAM_API_URL",
        [
            "ftp://x",
            "https://",
            "https://x:port",
            "https://x:99999",
            "https://x/?a=b",
            "https://x/#a",
            "https://user:password@x",
            "https://a b",
            "http://[",
            f"https://api.telegram.org/bot{TOKEN}",
        ],
    ),
    ("REFIT_AFTER_LOGS", ["0", "-5", "1.5", "1000001", "٣", "5 logs", "1" * 5000]),
    ("REFIT_EVERY_HOURS", ["0", "nan", "inf", "1e9", "a day", "24h"]),
    ("ADMIN_IDS", ["0", "-1", "1,x", "4503599627370496", ",", "1" * 5000]),
    ("LOG_LEVEL", ["LOUD", "10"]),
    ("MOVIELENS_DIR", ["/nowhere/at/all", "~nobody-by-that-name/x"]),
]


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in BAD for value in values], ids=str
)
def test_a_bad_value_is_refused_by_its_key(tmp_path: Path, key: str, value: str) -> None:
    assert list(problems(tmp_path, **{key: value})) == [key]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://api.telegram.org/bot", "https://api.telegram.org"),
        ("http://localhost:8081//", "http://localhost:8081"),
        ("http://[::1]:8081/telegram", "http://[::1]:8081/telegram"),
    ],
)
def test_an_api_address_loses_its_tail(tmp_path: Path, text: str, expected: str) -> None:
    config = read({"TELEGRAM_API_URL": text}, tmp_path)
    assert config.telegram_api_url == expected


@pytest.mark.parametrize("text", ["1,2", "1 2", "1;2,", " 2, 1 ,1"])
def test_ids_may_be_separated_in_any_sensible_way(tmp_path: Path, text: str) -> None:
    assert read({"ADMIN_IDS": text}, tmp_path).admin_ids == {1, 2}


@pytest.mark.parametrize("missing", WEBHOOK)
def test_a_webhook_needs_all_of_its_keys(tmp_path: Path, missing: str) -> None:
    found = problems(tmp_path, **{key: value for key, value in WEBHOOK.items() if key != missing})
    others = [key for key in WEBHOOK if key != missing]
    assert list(found) == [missing]
    assert f"with {others[0]} and {others[1]}" in found[missing]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("WEBHOOK_URL", "http://bot.example.org"),
        ("WEBHOOK_URL", "https://bot.example.org:8080"),
        ("WEBHOOK_URL", "https://"),
        ("WEBHOOK_LISTEN", "127.0.0.1"),
        ("WEBHOOK_LISTEN", "127.0.0.1:0"),
        ("WEBHOOK_LISTEN", "127.0.0.1:65536"),
        ("WEBHOOK_LISTEN", ":8080"),
        ("WEBHOOK_LISTEN", "::1:8080"),
        ("WEBHOOK_SECRET", "with space"),
        ("WEBHOOK_SECRET", "x" * 257),
    ],
)
def test_a_bad_webhook_is_refused_by_its_key(tmp_path: Path, key: str, value: str) -> None:
    assert list(problems(tmp_path, **{**WEBHOOK, key: value})) == [key]


def test_a_webhook_may_listen_on_ipv6_and_with_an_own_server_use_any_port(tmp_path: Path) -> None:
    config = read(
        {
            **WEBHOOK,
            "WEBHOOK_LISTEN": "[::1]:8080",
            "WEBHOOK_URL": "https://bot.lan:9000/x",
            "TELEGRAM_API_URL": "http://localhost:8081",
        },
        directory=tmp_path,
    )
    assert (config.webhook_url, config.webhook_listen) == ("https://bot.lan:9000/x", "[::1]:8080")


@pytest.mark.parametrize("missing", ["LLM_URL", "LLM_MODEL"])
def test_a_second_reader_needs_an_address_and_a_model(tmp_path: Path, missing: str) -> None:
    given_keys = {key: value for key, value in SECOND_READER.items() if key != missing}
    assert list(problems(tmp_path, **given_keys)) == [missing]


def test_a_local_second_reader_needs_no_key_and_its_host_is_told(tmp_path: Path) -> None:
    config = read({key: SECOND_READER[key] for key in ("LLM_URL", "LLM_MODEL")}, tmp_path)
    assert config.llm_api_key is None
    assert config.second_reader_host == "localhost"
    assert read({}, tmp_path).second_reader_host is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("LLM_URL", "ftp://x"),
        ("LLM_URL", "https://user:password@x/v1"),
        ("LLM_URL", "https://x/v1?key=1"),
        ("LLM_MODEL", "two\nlines"),
        ("LLM_MODEL", "x" * 201),
        ("LLM_API_KEY", "sk-ü"),
        ("LLM_API_KEY", "sk\r\nX-Other: 1"),
    ],
)
def test_a_bad_second_reader_is_refused_by_its_key(tmp_path: Path, key: str, value: str) -> None:
    assert list(problems(tmp_path, **{**SECOND_READER, key: value})) == [key]


def test_an_address_with_its_last_part_is_the_same(tmp_path: Path) -> None:
    full = {**SECOND_READER, "LLM_URL": "https://x.example/v1/chat/completions"}
    assert read(full, tmp_path).llm_url == "https://x.example/v1"


def test_webhooks_are_said_not_to_be_built_yet(tmp_path: Path) -> None:
    (notice,) = read(WEBHOOK, tmp_path).notices()
    assert "not built yet" in notice
    assert read({}, tmp_path).notices() == ()


def test_secrets_are_never_shown(tmp_path: Path) -> None:
    config = read({"TELEGRAM_BOT_TOKEN": TOKEN, **WEBHOOK, **SECOND_READER}, tmp_path)
    for shown in (repr(config), str(config), f"{config}"):
        assert TOKEN not in shown
        assert WEBHOOK["WEBHOOK_SECRET"] not in shown
        assert SECOND_READER["LLM_API_KEY"] not in shown


@settings(deadline=None)
@given(value=st.text(alphabet="aZ9é/:@#?%.,;='\"\\ \n", max_size=12))
def test_a_token_in_the_wrong_place_is_never_repeated(
    tmp_path_factory: pytest.TempPathFactory, value: str
) -> None:
    secret = f"{TOKEN}{value}"
    environment = dict.fromkeys((key for key in KEYS if key != "DATA_DIR"), secret)
    with pytest.raises(BadSettings) as caught:
        read(environment, tmp_path_factory.getbasetemp())
    assert TOKEN not in str(caught.value)
    assert TOKEN not in repr(caught.value)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"A=1\nLOG_LEVEL=INFO\n=123:secret\n", ".env, line 3,"),
        (b'TELEGRAM_BOT_TOKEN="123:secret\n', ".env, line 1,"),
        (b"LOG_LEVEL=\xff\n", ".env"),
    ],
)
def test_a_broken_env_file_is_named_with_its_line(
    tmp_path: Path, content: bytes, place: str
) -> None:
    (tmp_path / ".env").write_bytes(content)
    with pytest.raises(BadSettings) as caught:
        read({}, tmp_path)
    assert list(caught.value.problems) == [place]
    assert "secret" not in str(caught.value)


def test_the_example_lists_every_key_with_its_default(tmp_path: Path) -> None:
    listed = dotenv_values(EXAMPLE, interpolate=False)
    assert sorted(listed) == sorted(KEYS)
    example = {key: value or "" for key, value in listed.items()}
    assert read(example, tmp_path) == read({}, tmp_path)


def test_the_example_says_a_word_on_every_key() -> None:
    above = ""
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if re.match(r"[A-Z_]+=", line):
            assert above.startswith("# "), line
        above = line


def test_every_field_says_what_is_expected() -> None:
    assert [name for name, field in Config.model_fields.items() if not field.description] == []


def test_a_configuration_cannot_be_changed(tmp_path: Path) -> None:
    config = read({}, tmp_path)
    with pytest.raises(ValidationError, match="frozen"):
        config.log_level = "DEBUG"
