"""What an operator can set: in the environment, or in a .env file in the working directory.

pydantic-settings reads both; the real environment wins. A field's description says what its key
must be, and is all that an error shows: a bad value might be a token in the wrong place.
"""

import logging
import os
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from dotenv.parser import parse_stream
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    HttpUrl,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from recommender.domain import SetName
from recommender.errors import BadSettings
from recommender.folders import make_private

ENV_FILE = ".env"


def _absolute_folder(path: Path) -> Path:
    try:
        return Path.cwd() / path.expanduser()
    except RuntimeError as error:  # ~nobody
        raise ValueError from error


def _existing_folder(path: Path) -> Path:
    folder = _absolute_folder(path)
    if not folder.is_dir():  # False for a path that no system call takes
        raise ValueError
    return folder


def _web_address(text: str) -> str:
    TypeAdapter(HttpUrl).validate_python(text)
    return text


class Settings(BaseSettings):
    """The settings that the bot and the command line share, one field a key. Never changes."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding="utf-8-sig",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    data_dir: Annotated[Path, AfterValidator(_absolute_folder)] = Field(
        default=Path("data"),
        description="the path of a folder that can be written to",
    )
    movielens_dir: Annotated[Path, AfterValidator(_existing_folder)] | None = Field(
        default=None, description="an existing folder with movies.csv and ratings.csv"
    )
    """None: the embedded set, or `dataset`."""
    dataset: Annotated[SetName, BeforeValidator(str.lower)] | None = Field(
        default=None, description=f"one of {', '.join(get_args(SetName))}"
    )
    """A set to fetch and to use once it is there; `movielens_dir` goes before it."""
    dataset_url: Annotated[str, AfterValidator(_web_address)] | None = Field(
        default=None,
        description="an http or https address of the set's zip, or of a folder that holds it",
    )
    """None: where GroupLens publishes it."""
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(str.upper)
    ] = Field(default="INFO", description="one of DEBUG, INFO, WARNING, ERROR, CRITICAL")

    @classmethod
    def read(cls) -> Self:
        """Read the environment and the .env file.

        Raises:
            BadSettings: One error for all that is wrong.
        """
        problems = _broken_lines(Path(ENV_FILE))
        if ENV_FILE in problems:
            raise BadSettings(problems)
        try:
            settings = cls()
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_context=False):
                name = str(detail["loc"][0])
                problems[name.upper()] = cls.model_fields[name].description or "something else"
        if problems:
            raise BadSettings(problems)
        return settings

    def make_data_dir(self) -> Path:
        """Make `data_dir`, for its owner only, unless it is there.

        Raises:
            BadSettings: If it cannot be made or written to.
        """
        try:
            make_private(self.data_dir)
        except (OSError, ValueError) as error:
            reason = f"a folder; {self.data_dir} cannot be made ({error})"
            raise BadSettings({"DATA_DIR": reason}) from error
        if not os.access(self.data_dir, os.W_OK | os.X_OK):
            raise BadSettings(
                {"DATA_DIR": f"a folder that can be written to, unlike {self.data_dir}"}
            )
        return self.data_dir

    @model_validator(mode="before")
    @classmethod
    def _tidy(cls, given: dict[str, object]) -> dict[str, object]:
        """Strip spaces and the quotes that `docker --env-file` keeps; what is empty is not set."""
        tidy = {
            name: _unquoted(value) if isinstance(value, str) else value
            for name, value in given.items()
        }
        return cls._completed({name: value for name, value in tidy.items() if value})

    @classmethod
    def _completed(cls, given: dict[str, object]) -> dict[str, object]:
        """What is set, with a bad value for each key that is missing beside another one."""
        return given


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1].strip()
    return text


def _broken_lines(path: Path) -> dict[str, str]:
    """What is wrong with a .env file, by place. python-dotenv itself would log and go on."""
    logging.getLogger("dotenv.main").setLevel(logging.ERROR)
    try:
        with path.open(encoding="utf-8-sig") as stream:
            lines = [binding.original.line for binding in parse_stream(stream) if binding.error]
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        return {ENV_FILE: "a readable UTF-8 text file"}
    return {f"{ENV_FILE}, line {line},": "KEY=value or a # comment" for line in lines}
