"""Putting the core together from a configuration."""

import logging
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from bot.conversation.respond import Conversation
from bot.runtime.config import Config
from recommender import Places, Snapshot, fitting_snapshot, open_recommender
from recommender.domain import PersonId
from recommender.errors import SnapshotError

if TYPE_CHECKING:
    from bot.runtime.second_reader import SecondReader

_log = logging.getLogger(__name__)


def places_of(config: Config) -> Places:
    """Where everything lies; the bot's own folder is made when missing, private to its owner."""
    return Places.of(config.make_data_dir(), config.movielens_dir)


def open_core(
    config: Config, *, everyone_is_admin: bool = False, new: bool = False
) -> Conversation:
    """Open the recommender and begin to talk. Call it on the thread that will use it.

    Args:
        config: The configuration.
        everyone_is_admin: Whether everybody may use the operator's commands.
        new: Whether to begin with an empty log although there was one.

    Raises:
        RecommenderError: If the films or the database cannot be read.
    """
    recommender = open_recommender(places_of(config), new=new)
    admins = None if everyone_is_admin else {PersonId(person) for person in config.admin_ids}
    return Conversation(recommender, admins=admins, second_reader=config.second_reader_host)


def second_reader(config: Config) -> "SecondReader | None":
    """The second reader, if there is to be one. Call it where there is an event loop."""
    if config.llm_url is None or config.llm_model is None:
        return None
    from bot.runtime.second_reader import SecondReader  # noqa: PLC0415  (only who has one)

    return SecondReader(config.llm_url, config.llm_model, config.llm_api_key)


def close_core(core: Conversation) -> None:
    """Close what `open_core` opened, on the same thread."""
    core.recommender.close()


def newest_snapshot(config: Config) -> Snapshot:
    """The model that a refit has left.

    Raises:
        SnapshotError: If there is none that fits the data.
    """
    places = places_of(config)
    snapshot = fitting_snapshot(places)
    if snapshot is None:
        raise SnapshotError(places.models, "none was fitted to these ratings")
    return snapshot


def fit_command() -> list[str]:
    """The child process that fits the bot's own model."""
    return [sys.executable, "-m", "recommender", "fit"]


def fit_environment(config: Config) -> dict[str, str]:
    """What the child process is told through its environment: never the token."""
    told = {
        name: value
        for name, value in os.environ.items()
        if name not in ("TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET", "LLM_API_KEY")
    }
    told |= {
        "DATA_DIR": str(config.data_dir),
        "LOG_LEVEL": config.log_level,
        # implicit brings its own threads: BLAS threads beside them only get in their way.
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "PYTHONUNBUFFERED": "1",
    }
    # An empty value wins over the child's reading of .env, as ours already did.
    told["MOVIELENS_DIR"] = str(config.movielens_dir or "")
    return told


def fit_now(config: Config) -> bool:
    """Fit the first model and wait for it, its progress bar on our standard error.

    Returns:
        Whether there is a model now; the reason was printed when there is none.
    """
    finished = subprocess.run(  # noqa: S603  (our own module)
        fit_command(),
        # Only what is wrong is said: a person waits for a chat.
        env=fit_environment(config) | {"LOG_LEVEL": "WARNING"},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return finished.returncode == 0
