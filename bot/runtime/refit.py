"""When the model is fitted anew, and the process that does it.

The fit is a child process (`python -m recommender fit`): it may crash, be killed or run out of
memory, and the bot goes on serving the model it has.
"""

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.runtime.child import run_child
from bot.runtime.config import Config
from bot.runtime.locks import LockedError, locked

_BUSY = "one that was started earlier is still at work"

_log = logging.getLogger(__name__)


def due(new_logs: int, age_hours: float | None, config: Config) -> bool:
    """Whether the model should be fitted anew: never when there is nothing new to learn.

    Args:
        new_logs: Logged, changed or taken back since the served model's data.
        age_hours: Since the served model was fitted; None when that is unknown.
        config: Holds both thresholds.
    """
    if new_logs <= 0:
        return False
    if new_logs >= config.refit_after_logs:
        return True
    return age_hours is None or age_hours >= config.refit_every_hours


@dataclass(frozen=True, slots=True)
class FitOutcome:
    """How the last refit went, for whoever asks for the bot's status."""

    succeeded: bool
    words: str
    """The last thing it said, or what went wrong."""
    ended_at: dt.datetime
    seconds: float

    @property
    def failed(self) -> bool:
        """Whether something went wrong; waiting for an earlier fit is no failure."""
        return not self.succeeded and self.words != _BUSY


@dataclass(frozen=True, slots=True)
class Patience:
    """How a refitter waits. The defaults suit a bot; tests are in more of a hurry."""

    first_pause_s: float = 300.0
    """After a failure; doubled with each one in a row."""
    longest_pause_s: float = 6 * 3600.0
    busy_pause_s: float = 2.0
    """While a fit that an earlier bot had started is at work, or until it has died."""
    timeout_s: float = 3 * 3600.0
    """A fit that takes longer hangs."""
    most_bytes: int | None = None
    """Memory that a fit may have, where the system can limit it; None for no limit."""


class Refitter:
    """Runs refits, one at a time, and has each new model published.

    Args:
        command: Program and arguments; exit code 0 means that there is a new model.
        environment: All of its environment.
        publish: Loads the new model and serves it; when it fails, the refit has failed.
        lock: A file that the fit keeps locked while it runs, even when the bot that started it
            was killed: the next bot does not start a second one beside it.
        patience: Pauses and limits.
        clock: Seconds, monotonic.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        publish: Callable[[], Awaitable[None]],
        lock: Path | None = None,
        patience: Patience = Patience(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command = tuple(command)
        self._environment = dict(environment)
        self._publish = publish
        self._lock = lock
        self._patience = patience
        self._clock = clock
        self._task: asyncio.Task[FitOutcome] | None = None
        self._stopped = False
        self.hurries = False
        """Whether people wait for the model: a fit gives way to nothing then."""
        self._failures = 0
        self._not_before = clock()
        self._last: FitOutcome | None = None

    @property
    def running(self) -> bool:
        """Whether a refit is at work."""
        return self._task is not None

    @property
    def rested(self) -> bool:
        """Whether the pause after the last failure is over."""
        return self._clock() >= self._not_before

    def waits_no_longer(self) -> None:
        """End the pause after the last failure: somebody asks for a refit."""
        self._not_before = self._clock()

    @property
    def last(self) -> FitOutcome | None:
        """The last refit that ended; None when none has since the start."""
        return self._last

    async def watch(self, is_due: Callable[[], Awaitable[bool]], *, every_s: float = 60.0) -> None:
        """Refit whenever `is_due` says so, until stopped. Nothing that fails ends it."""
        while not self._stopped:
            try:
                wanted = await is_due() and self.rested
            except Exception:  # noqa: BLE001 whatever it is, it may be gone in a minute
                _log.exception("Whether a refit is due could not be found out")
                wanted = False
            if wanted:
                await self.refit()
            await asyncio.sleep(every_s)

    async def refit(self) -> FitOutcome | None:
        """Refit now, whatever the schedule says.

        Returns:
            How it went; None when another one is at work, or it was stopped.
        """
        if self._stopped or self._task is not None:
            return None
        task = self._task = asyncio.create_task(self._fit())
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait({task})
            raise
        finally:
            self._task = None
        return None if task.cancelled() else task.result()

    async def stop(self) -> None:
        """Kill the refit that is at work, if any, and start no more. Takes no time to speak of."""
        self._stopped = True
        if self._task is not None:
            task = self._task
            task.cancel()
            await asyncio.wait({task})
            _log.info("The refit at work was stopped.")

    async def _fit(self) -> FitOutcome:
        began = self._clock()
        failure = await self._failure()
        seconds = self._clock() - began
        if failure is None:
            self._failures = 0
            self._not_before = self._clock()
            _log.info("The new model is served; the refit took %.1f s.", seconds)
        elif failure == _BUSY:
            # Nothing failed. A lock says nothing when it is released, so it is tried soon again.
            self._not_before = self._clock() + self._patience.busy_pause_s
            again = self._last is not None and self._last.words == _BUSY
            _log.log(logging.DEBUG if again else logging.INFO, "No refit: %s.", failure)
        else:
            pause_s = min(
                self._patience.first_pause_s * 2**self._failures, self._patience.longest_pause_s
            )
            self._failures += 1
            self._not_before = self._clock() + pause_s
            _log.warning(
                "The refit changed nothing: %s. The next try comes in %.0f s at the earliest.",
                failure.removesuffix("."),
                pause_s,
            )
        words = failure or "the new model is served"
        self._last = FitOutcome(failure is None, words, dt.datetime.now(dt.UTC), seconds)
        return self._last

    async def _failure(self) -> str | None:
        """Fit and publish; what went wrong, in words, or None."""
        try:
            with locked(self._lock) as keep_open:
                _log.info("Refitting the model.")
                async with asyncio.timeout(self._patience.timeout_s):
                    ended = await run_child(
                        self._command,
                        environment=self._environment,
                        on_line=lambda line: _log.info("fit: %s", line),
                        keep_open=keep_open,
                        gives_way=not self.hurries,
                        most_bytes=self._patience.most_bytes,
                    )
        except LockedError:
            return _BUSY
        except TimeoutError:
            return f"it took longer than {self._patience.timeout_s:.0f} s and was stopped"
        except OSError as error:
            return f"it could not be started ({error})"
        if ended.code != 0:
            return ended.reason
        try:
            await self._publish()
        except Exception as error:  # noqa: BLE001 whatever it is, the old model serves on
            _log.exception("The new model cannot be served")
            return f"the new model cannot be served ({error})"
        return None
