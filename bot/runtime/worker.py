"""One thread that owns the core, with an asynchronous front.

The core is synchronous, and SQLite wants the thread that opened it. So one thread makes the
core and does everything that is done with it, one job after the other: no lock is needed, and
the event loop never waits.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Generic, TypeVar

_Core = TypeVar("_Core")
_Result = TypeVar("_Result")

_log = logging.getLogger(__name__)


class WorkerClosedError(RuntimeError):
    """A job came after `Worker.close`."""

    def __init__(self) -> None:
        super().__init__("The bot is stopping.")


class Worker(Generic[_Core]):
    """Does jobs with a core that lives on a thread of its own, in the order they came.

    Args:
        make: Makes the core, on the thread, when the first job comes. When it fails that job
            fails with its exception, and the next job tries again.
        unmake: Takes leave of the core, on the thread, after the last job.
    """

    def __init__(
        self, make: Callable[[], _Core], *, unmake: Callable[[_Core], None] | None = None
    ) -> None:
        self._make = make
        self._unmake = unmake
        self._cores: list[_Core] = []  # none or one: the core itself may be None
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="core")
        self._closing = threading.Lock()
        self._closed = False

    async def run(self, job: Callable[[_Core], _Result]) -> _Result:
        """Do `job` on the thread and await its result.

        Whoever waits may be cancelled; the job is done all the same, because half of what a
        person asked for must not depend on who waits for the answer.

        Raises:
            WorkerClosedError: After `close`.
            Exception: Whatever `job`, or making the core, raises.
        """
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()
        future = self.submit(job)

        def wake() -> None:
            if not waiter.done():
                waiter.set_result(None)
            elif error := future.exception():
                _log.error("A job that nobody waits for any more failed", exc_info=error)

        def done(_: Future[_Result]) -> None:
            with suppress(RuntimeError):  # the loop is closed: nobody waits
                loop.call_soon_threadsafe(wake)

        future.add_done_callback(done)
        await waiter
        return future.result()

    def submit(self, job: Callable[[_Core], _Result]) -> Future[_Result]:
        """Queue `job` and return at once.

        Raises:
            WorkerClosedError: After `close`.
        """
        with self._closing:
            if self._closed:
                raise WorkerClosedError
            return self._executor.submit(self._do, job)

    def close(self) -> None:
        """Take no more jobs, do those that are queued, and end the thread. May be called again.

        Blocks until then; an event loop should call it in another thread.
        """
        leaving = None
        with self._closing:
            if not self._closed:
                self._closed = True
                leaving = self._executor.submit(self._leave)
        self._executor.shutdown(wait=True)
        if leaving is not None and (error := leaving.exception()):
            _log.error("The core could not be closed", exc_info=error)

    def _do(self, job: Callable[[_Core], _Result]) -> _Result:
        if not self._cores:
            self._cores.append(self._make())
        return job(self._cores[0])

    def _leave(self) -> None:
        while self._cores:
            core = self._cores.pop()
            if self._unmake is not None:
                self._unmake(core)
