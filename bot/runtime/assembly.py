"""Putting the core together from a configuration."""

import functools
import logging
import os
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.conversation.respond import Conversation
from bot.runtime.config import Config
from bot.runtime.larger_set import Errand, LargerSet, Waits
from recommender import Places, Snapshot, fitting_snapshot, open_recommender
from recommender.domain import PersonId
from recommender.errors import SnapshotError

if TYPE_CHECKING:
    from bot.runtime.second_reader import SecondReader

_log = logging.getLogger(__name__)


def places_of(config: Config) -> Places:
    """Where everything lies; the bot's own folder is made when missing, private to its owner.

    A set that was fetched but never served is not used yet: it has no model.
    """
    data_dir = config.make_data_dir()
    places = Places.of(data_dir, config.movielens_dir, config.dataset)
    return places if places.was_served else Places.of(data_dir, None)


def open_core(config: Config, places: Places, *, everyone_is_admin: bool = False) -> Conversation:
    """Open the recommender and begin to talk. Call it on the thread that will use it.

    Raises:
        RecommenderError: If the films or the database cannot be read.
    """
    recommender = open_recommender(places)
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


def newest_snapshot(places: Places) -> Snapshot:
    """The model that a refit has left.

    Raises:
        SnapshotError: If there is none that fits the data.
    """
    snapshot = fitting_snapshot(places)
    if snapshot is None:
        raise SnapshotError(places.models, "none was fitted to these ratings")
    return snapshot


def fit_command() -> list[str]:
    """The child process that fits the bot's own model."""
    return [sys.executable, "-m", "recommender", "fit"]


def fit_environment(config: Config, places: Places) -> dict[str, str]:
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
    told["DATASET"] = places.dataset or ""
    return told


def larger_set(
    config: Config,
    *,
    may_fit: Callable[[], Awaitable[None]],
    change_over: Callable[[Places], Awaitable[None]],
    waits: Waits = Waits(),
) -> LargerSet | None:
    """The set that is to be brought, if there is one that is not served yet.

    Args:
        config: Names it.
        may_fit: Returns when the machine is free for a long fit.
        change_over: Serves the set of these places.
        waits: Pauses and limits.
    """
    if config.dataset is None or config.movielens_dir is not None or places_of(config).dataset:
        return None
    places = Places.of_set(config.data_dir, config.dataset)
    environment = fit_environment(config, places)
    recommender = [sys.executable, "-m", "recommender"]
    fetch = [*recommender, "download", config.dataset, "--into", str(places.sets), "--progress"]
    if config.dataset_url is not None:
        fetch += ["--url", config.dataset_url]
    return LargerSet(
        config.dataset,
        fetch=Errand(fetch, environment, config.data_dir / "fetch.lock"),
        is_fetched=lambda: places.is_whole,
        # Resolving no titles prepares them: the bot itself should not be busy with it.
        fit=(
            Errand(fit_command(), environment, config.data_dir / "refit.lock"),
            Errand([*recommender, "resolve"], environment),
        ),
        is_fitted=lambda: fitting_snapshot(places) is not None,
        may_fit=may_fit,
        change_over=functools.partial(change_over, places),
        waits=waits,
    )
