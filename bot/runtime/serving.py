"""Runs the bot on Telegram: the core on its thread, refits in a process, one clean stop."""

import asyncio
import datetime as dt
import functools
import logging
import sys
from contextlib import suppress
from typing import Protocol

from bot.conversation.respond import Conversation
from bot.presentation.wording import operating as words
from bot.runtime.answered import AnsweredNotes
from bot.runtime.assembly import (
    close_core,
    fit_command,
    fit_environment,
    newest_snapshot,
    open_core,
    places_of,
    second_reader,
)
from bot.runtime.child import memory_of_machine
from bot.runtime.config import Config
from bot.runtime.desk import CoreDesk
from bot.runtime.keeping import back_up_nightly, one_bot_only
from bot.runtime.metrics import Metrics, served
from bot.runtime.refit import Patience, Refitter, due
from bot.runtime.watching import ErrorTally, Watcher
from bot.runtime.worker import Worker
from recommender.errors import SnapshotError

_SWITCH_S = 0.0005
_PART_FOR_A_FIT = 0.75
"""Of the machine's memory: a fit that wants more fails, and nothing else suffers."""

_log = logging.getLogger(__name__)


class Edge(Protocol):
    """What talks to people, until it is stopped."""

    async def __call__(self, desk: CoreDesk) -> int:
        """Serve and return the exit code."""
        ...


async def serve(config: Config, edge: Edge, *, look_every_s: float = 1.0, new: bool = False) -> int:
    """Run the core behind an edge, refitting when it is due and backing up every night.

    Args:
        config: The configuration.
        edge: Serves people until it is told to stop.
        look_every_s: How often to look whether a refit is due.
        new: Whether to begin with an empty log although there was one.

    Raises:
        RecommenderError: If the films or the database cannot be read at the start, or another bot
            runs with the same data folder.
    """
    metrics = Metrics()
    with one_bot_only(places_of(config)), served(metrics, config.metrics_port):
        return await _serve(config, edge, metrics, look_every_s, new=new)


async def _serve(
    config: Config, edge: Edge, metrics: Metrics, look_every_s: float, *, new: bool
) -> int:
    # The core's thread computes; the loop should not wait the usual 5 ms for its turn.
    sys.setswitchinterval(_SWITCH_S)
    worker = Worker(lambda: open_core(config, new=new), unmake=close_core)
    second = second_reader(config)
    notes = AnsweredNotes(places_of(config).data_dir / "answered")
    desk = CoreDesk(worker, second=second, notes=notes, metrics=metrics)
    refitter = Refitter(
        fit_command(),
        environment=fit_environment(config),
        publish=functools.partial(_publish, worker, config),
        lock=places_of(config).data_dir / "refit.lock",
        patience=Patience(most_bytes=_memory_for_a_fit()),
    )
    errors = ErrorTally()
    logging.getLogger().addHandler(errors)

    def tell_of_backup(why: str) -> None:
        worker.submit(lambda core: core.board.alert(words.backup_failed(why)))

    try:
        await worker.run(
            lambda core: _log.info("I know %d films.", len(core.recommender.catalogue))
        )
        watcher = Watcher(places_of(config), errors)
        is_due = functools.partial(_is_due, worker, refitter, watcher, metrics, config)
        beside = {
            asyncio.create_task(refitter.watch(is_due, every_s=look_every_s)),
            asyncio.create_task(back_up_nightly(places_of(config), tell_of_backup)),
        }
        try:
            return await edge(desk)
        finally:
            for task in beside:
                task.cancel()
            await refitter.stop()
            await asyncio.wait(beside)
    finally:
        if second is not None:
            await second.close()
        await asyncio.to_thread(worker.close)
        notes.close()
        logging.getLogger().removeHandler(errors)


def _memory_for_a_fit() -> int | None:
    there_is = memory_of_machine()
    return None if there_is is None else int(there_is * _PART_FOR_A_FIT)


async def _publish(worker: Worker[Conversation], config: Config) -> None:
    """Load the newest snapshot beside the talk, and serve it between two answers."""
    snapshot = await asyncio.to_thread(newest_snapshot, config)
    await worker.run(lambda core: core.recommender.publish(snapshot))


async def _is_due(
    worker: Worker[Conversation],
    refitter: Refitter,
    watcher: Watcher,
    metrics: Metrics,
    config: Config,
) -> bool:
    last, asked = refitter.last, False

    def look(core: Conversation) -> tuple[int, float | None, bool]:
        nonlocal asked
        core.recommender.rest()
        watcher.look(core.board, last)
        model = core.recommender.snapshot
        metrics.look(
            core.board,
            last,
            waiting=core.store.inbox.count(),
            model_at=None if model is None else model.created_at,
        )
        asked, core.board.wants_refit = core.board.wants_refit, False
        snapshot = core.recommender.snapshot
        if snapshot is None:
            return 0, None, True
        age = dt.datetime.now(dt.UTC).timestamp() - snapshot.created_at
        return core.recommender.new_changes(), age / 3600, False

    new_logs, age_hours, first = await worker.run(look)
    refitter.hurries = first
    if first:
        # A fit that an earlier, killed bot had begun may have ended since.
        with suppress(SnapshotError):
            await _publish(worker, config)
            _log.info("A model that was fitted meanwhile is served.")
            return False
    if asked:
        refitter.waits_no_longer()
    return asked or first or due(new_logs, age_hours, config)
