"""Brings a larger set of films while another one is served.

It is fetched, a model is fitted to it and its titles are prepared, each in a child process that may
be killed: the next try goes on from there. Only then does the bot change over.
"""

import asyncio
import datetime as dt
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.presentation.wording.larger_set import Arrival
from bot.runtime.alone import AtWorkError, run_alone
from recommender.errors import RecommenderError

_log = logging.getLogger(__name__)

_TENTHS = 10
"""Progress is logged so often, or each time so many megabytes have come."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A child process that does one step."""

    command: Sequence[str]
    environment: Mapping[str, str]
    lock: Path | None = None
    """A file that it keeps locked while it runs."""


@dataclass(frozen=True, slots=True)
class Waits:
    """How long to wait for what. The defaults suit a bot; tests are in more of a hurry."""

    first_pause_s: float = 60.0
    """After a failure; doubled with each one in a row that brought nothing."""
    longest_pause_s: float = 6 * 3600.0
    look_every_s: float = 5.0
    """How often to look whether somebody else has finished."""
    timeout_s: float = 24 * 3600.0
    """A child that takes longer hangs."""


class LargerSet:
    """Brings one set, step by step, and has the bot change over to it.

    Args:
        name: The set.
        fetch: Fetches it; prints lines `{"received": …, "total": …}`.
        is_fetched: Whether it is there.
        fit: Fits a model to it, and prepares its titles.
        is_fitted: Whether that model is there.
        may_fit: Returns when the machine is free for a long fit.
        change_over: Serves the set.
        waits: Pauses and limits.
    """

    def __init__(
        self,
        name: str,
        *,
        fetch: Errand,
        is_fetched: Callable[[], bool],
        fit: Sequence[Errand],
        is_fitted: Callable[[], bool],
        may_fit: Callable[[], Awaitable[None]],
        change_over: Callable[[], Awaitable[None]],
        waits: Waits = Waits(),
    ) -> None:
        self._fetch_errand = fetch
        self._is_fetched = is_fetched
        self._fit_errands = fit
        self._is_fitted = is_fitted
        self._may_fit = may_fit
        self._change_over = change_over
        self._waits = waits
        self._logged = -1
        self._said = ""
        self.arrival = Arrival(name, "fetching")
        """How far it is."""

    @property
    def is_fitting(self) -> bool:
        """Whether a model is being fitted to the set."""
        return self.arrival.step == "fitting"

    async def bring(self) -> None:
        """Bring the set, and return when it is served. Nothing that fails ends this."""
        failures = 0
        while True:
            before = self.arrival.received
            problem = await self._problem()
            if problem is None:
                self.arrival = replace(self.arrival, step="served", problem="")
                return
            failures = 0 if self.arrival.received > before else failures
            pause_s = min(self._waits.first_pause_s * 2**failures, self._waits.longest_pause_s)
            failures += 1
            _log.warning(
                "%s is not here yet: %s. I go on without it; the next try comes in %.0f s.",
                self.arrival.name,
                problem.rstrip("."),
                pause_s,
            )
            next_try = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=pause_s)
            self.arrival = replace(self.arrival, step="waiting", problem=problem, next_try=next_try)
            await asyncio.sleep(pause_s)

    async def _problem(self) -> str | None:
        """Go on with what is missing; what went wrong, in words."""
        try:
            if not await asyncio.to_thread(self._is_fetched):
                self.arrival = replace(self.arrival, step="fetching")
                _log.info("Fetching %s in the background.", self.arrival.name)
                if problem := await self._fetched():
                    return problem
            await self._may_fit()
            self.arrival = replace(self.arrival, step="fitting")
            if not await asyncio.to_thread(self._is_fitted):
                _log.info("%s is here. Fitting a model to it.", self.arrival.name)
            for errand in self._fit_errands:
                if problem := await self._done(errand, _log_fit, self._is_fitted):
                    return problem
            await self._change_over()
        except RecommenderError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 whatever it is, it may be gone at the next try
            _log.exception("%s cannot be served", self.arrival.name)
            return repr(error)
        _log.info("%s is served now.", self.arrival.name)
        return None

    async def _fetched(self) -> str | None:
        self._said = ""
        problem = await self._done(self._fetch_errand, self._hear, self._is_fetched)
        if self._said not in (problem or ""):  # else it is the problem, and said once
            _log.info("fetch: %s", self._said)
        return problem

    async def _done(
        self, errand: Errand, on_line: Callable[[str], None], is_done: Callable[[], bool]
    ) -> str | None:
        """Run a child, unless one of a bot that was killed does the work."""
        while errand.lock is None or not await asyncio.to_thread(is_done):
            try:
                return await run_alone(
                    errand.command,
                    environment=errand.environment,
                    lock=errand.lock,
                    on_line=on_line,
                    timeout_s=self._waits.timeout_s,
                )
            except AtWorkError:
                await asyncio.sleep(self._waits.look_every_s)
        return None

    def _hear(self, line: str) -> None:
        """Take a line of the fetch: how far it is, or something for the log."""
        try:
            told = json.loads(line)
            received, total = int(told["received"]), told["total"]
        except (ValueError, TypeError, KeyError):
            if not line.startswith("{"):
                if self._said:
                    _log.info("fetch: %s", self._said)
                self._said = line
            return
        self.arrival = replace(
            self.arrival, received=received, total=None if total is None else int(total)
        )
        part = _TENTHS * received // total if total else received // 50_000_000
        if part != self._logged:
            self._logged = part
            _log.info("%s: %s.", self.arrival.name, self.arrival.amount)


def _log_fit(line: str) -> None:
    _log.info("fit: %s", line)
