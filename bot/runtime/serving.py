"""Runs the bot on Telegram: the core on its thread, refits in a process, one clean stop."""

import asyncio
import datetime as dt
import functools
import logging
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

from bot.conversation.respond import Conversation
from bot.presentation.wording.larger_set import Arrival
from bot.runtime.answered import AnsweredNotes
from bot.runtime.assembly import (
    close_core,
    fit_command,
    fit_environment,
    larger_set,
    newest_snapshot,
    open_core,
    places_of,
    second_reader,
)
from bot.runtime.config import Config
from bot.runtime.desk import CoreDesk
from bot.runtime.larger_set import LargerSet, Waits
from bot.runtime.refit import Refitter, due
from bot.runtime.worker import Worker
from recommender import Places, open_library
from recommender.errors import SnapshotError

_SWITCH_S = 0.0005

_log = logging.getLogger(__name__)


class Edge(Protocol):
    """What talks to people, until it is stopped."""

    async def __call__(self, desk: CoreDesk) -> int:
        """Serve and return the exit code."""
        ...


async def serve(
    config: Config, edge: Edge, *, look_every_s: float = 1.0, waits: Waits = Waits()
) -> int:
    """Run the core behind an edge, refitting when it is due.

    Args:
        config: The configuration.
        edge: Serves people until it is told to stop.
        look_every_s: How often to look whether a refit is due.
        waits: Pauses while a larger set is brought.

    Raises:
        RecommenderError: If the films or the database cannot be read at the start.
    """
    # The core's thread computes; the loop should not wait the usual 5 ms for its turn.
    sys.setswitchinterval(_SWITCH_S)
    served = _Served(places_of(config))
    worker = Worker(lambda: open_core(config, served.places), unmake=close_core)
    second = second_reader(config)
    notes = AnsweredNotes(served.places.data_dir / "answered")
    desk = CoreDesk(worker, second=second, notes=notes)
    refitter = Refitter(
        fit_command(),
        environment=lambda: fit_environment(config, served.places),
        publish=functools.partial(_publish, worker, served),
        lock=served.places.data_dir / "refit.lock",
    )
    larger = larger_set(
        config,
        may_fit=functools.partial(_first_model, worker, refitter, look_every_s),
        change_over=functools.partial(_change_over, worker, served),
        waits=replace(waits, look_every_s=look_every_s),
    )
    try:
        await worker.run(
            lambda core: _log.info("I know %d films.", len(core.recommender.catalogue))
        )
        is_due = functools.partial(_is_due, worker, refitter, config, served, larger)
        beside = {asyncio.create_task(refitter.watch(is_due, every_s=look_every_s))}
        if larger is not None:
            beside.add(asyncio.create_task(larger.bring()))
            beside.add(asyncio.create_task(_tell(worker, larger, look_every_s)))
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


@dataclass(slots=True)
class _Served:
    """The set that is served now."""

    places: Places


async def _publish(worker: Worker[Conversation], served: _Served) -> None:
    """Load the newest snapshot beside the talk, and serve it between two answers."""
    places = served.places
    snapshot = await asyncio.to_thread(newest_snapshot, places)

    def publish(core: Conversation) -> None:
        if served.places is places:  # else another set is served meanwhile
            core.recommender.publish(snapshot)

    await worker.run(publish)


async def _change_over(worker: Worker[Conversation], served: _Served, places: Places) -> None:
    """Open another set beside the talk, and serve it between two answers."""
    library = await asyncio.to_thread(open_library, places)
    if library.snapshot is None:
        raise SnapshotError(places.models, "none was fitted to these ratings")
    # Before the log: films of this set may be in it from then on.
    places.note_served()

    def change_over(core: Conversation) -> None:
        core.recommender.change_over(library)
        served.places = places
        _log.info("I know %d films.", len(core.recommender.catalogue))

    await worker.run(change_over)


async def _tell(worker: Worker[Conversation], larger: LargerSet, every_s: float) -> None:
    """Keep the core told how far the set is, until it is served."""
    told = None
    while told is None or told.step != "served":
        if told is not (arrival := larger.arrival):

            def tell(core: Conversation, arrival: Arrival = arrival) -> None:
                core.arrival = arrival

            await worker.run(tell)
            told = arrival
        await asyncio.sleep(every_s)


async def _first_model(
    worker: Worker[Conversation], refitter: Refitter, look_every_s: float
) -> None:
    """Return when people have a model, or the fit of one has failed."""
    while refitter.last is None:
        if await worker.run(lambda core: core.recommender.snapshot is not None):
            return
        await asyncio.sleep(look_every_s)


async def _is_due(
    worker: Worker[Conversation],
    refitter: Refitter,
    config: Config,
    served: _Served,
    larger: LargerSet | None,
) -> bool:
    last = refitter.last

    def look(core: Conversation) -> tuple[int, float | None, bool]:
        if last is not None:
            core.last_refit = f"Last refit {last.ended_at:%d %b %H:%M} UTC: {last.words}."
        snapshot = core.recommender.snapshot
        if snapshot is None:
            return 0, None, True
        age = dt.datetime.now(dt.UTC).timestamp() - snapshot.created_at
        return core.recommender.new_changes(), age / 3600, False

    new_logs, age_hours, first = await worker.run(look)
    if larger is not None and larger.is_fitting:
        return False  # that fit learns all there is, and one at a time is enough
    if first:
        # A fit that an earlier, killed bot had begun may have ended since.
        with suppress(SnapshotError):
            await _publish(worker, served)
            _log.info("A model that was fitted meanwhile is served.")
            return False
    return first or due(new_logs, age_hours, config)
