"""The worker: one thread, every job in order, nothing lost."""

import asyncio
import contextlib
import logging
import sqlite3
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from bot.runtime.worker import Worker, WorkerClosedError


class Core:
    """Remembers which thread made it and what was done with it."""

    def __init__(self) -> None:
        self.made_on = threading.get_ident()
        self.done: list[object] = []
        self.closed_on: int | None = None

    def close(self) -> None:
        self.closed_on = threading.get_ident()


@pytest.fixture
def worker() -> Iterator[Worker[Core]]:
    with contextlib.closing(Worker(Core, unmake=Core.close)) as worker:
        yield worker


def remember(core: Core, what: object) -> int:
    core.done.append(what)
    return threading.get_ident()


def test_every_job_runs_on_the_one_thread_that_made_the_core(worker: Worker[Core]) -> None:
    async def main() -> set[int]:
        threads = await asyncio.gather(
            *(worker.run(partial(remember, what=number)) for number in range(20))
        )
        return {*threads, await worker.run(lambda core: core.made_on)}

    threads = asyncio.run(main())
    threads.add(worker.submit(lambda core: core.made_on).result())
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    assert worker.submit(lambda core: core.done).result() == list(range(20))


def test_a_sqlite_connection_made_there_can_be_used_from_tasks() -> None:
    worker = Worker(lambda: sqlite3.connect(":memory:"), unmake=sqlite3.Connection.close)

    async def main() -> object:
        await worker.run(lambda db: db.execute("create table t (n)"))
        await worker.run(lambda db: db.execute("insert into t values (7)"))
        return await worker.run(lambda db: db.execute("select n from t").fetchone())

    assert asyncio.run(main()) == (7,)
    worker.close()


def test_the_core_is_made_when_the_first_job_comes() -> None:
    made: list[int] = []
    worker = Worker(lambda: made.append(1))
    assert made == []
    worker.submit(lambda _: None).result()
    worker.submit(lambda _: None).result()
    assert made == [1]
    worker.close()


def test_a_core_that_could_not_be_made_is_tried_again_by_the_next_job() -> None:
    tries: list[int] = []

    def make() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("the disk sleeps")
        return "core"

    worker = Worker(make)
    with pytest.raises(OSError, match="sleeps"):
        worker.submit(lambda core: core).result()
    assert worker.submit(lambda core: core).result() == "core"
    worker.close()


def test_exceptions_reach_whoever_asked_and_leave_the_thread_alive(worker: Worker[Core]) -> None:
    def fail(core: Core) -> None:
        raise KeyError("no such film")

    with pytest.raises(KeyError, match="no such film"):
        asyncio.run(worker.run(fail))
    with pytest.raises(KeyError, match="no such film"):
        worker.submit(fail).result()
    assert worker.submit(lambda core: core.done).result() == []


def test_a_cancelled_task_does_not_take_its_job_along(worker: Worker[Core]) -> None:
    gate = threading.Event()

    async def main() -> None:
        blocking = asyncio.create_task(worker.run(lambda _: gate.wait()))
        running = asyncio.create_task(worker.run(lambda core: remember(core, "queued")))
        await asyncio.sleep(0)
        for task in (blocking, running):
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        gate.set()
        await worker.run(lambda core: remember(core, "later"))

    asyncio.run(main())
    assert worker.submit(lambda core: core.done).result() == ["queued", "later"]


def test_a_failure_that_nobody_waits_for_any_more_is_logged(
    worker: Worker[Core], caplog: pytest.LogCaptureFixture
) -> None:
    gate = threading.Event()

    def fail(core: Core) -> None:
        gate.wait()
        raise KeyError("lost")

    async def main() -> None:
        task = asyncio.create_task(worker.run(fail))
        await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        gate.set()
        await worker.run(lambda _: None)

    with caplog.at_level(logging.ERROR):
        asyncio.run(main())
    assert "nobody waits" in caplog.text
    assert "lost" in caplog.text


def test_a_loop_that_ended_meanwhile_does_no_harm(worker: Worker[Core]) -> None:
    gate = threading.Event()

    def slow(core: Core) -> None:
        gate.wait()
        core.done.append("finished")

    async def main() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(worker.run(slow), timeout=0.01)

    asyncio.run(main())
    gate.set()
    assert worker.submit(lambda core: core.done).result() == ["finished"]


def test_closing_finishes_what_is_queued_and_then_the_core_on_its_thread() -> None:
    cores: list[Core] = []

    def make() -> Core:
        cores.append(Core())
        return cores[0]

    worker = Worker(make, unmake=Core.close)
    gate = threading.Event()
    worker.submit(lambda _: gate.wait())
    last = worker.submit(lambda core: remember(core, "last"))
    closing = threading.Thread(target=worker.close)
    closing.start()
    gate.set()
    closing.join()
    assert last.done()
    assert cores[0].done == ["last"]
    assert cores[0].closed_on == cores[0].made_on


def test_after_closing_no_job_is_taken(worker: Worker[Core]) -> None:
    worker.submit(lambda _: None).result()
    worker.close()
    worker.close()
    with pytest.raises(WorkerClosedError):
        worker.submit(lambda _: None).result()
    with pytest.raises(WorkerClosedError):
        asyncio.run(worker.run(lambda _: None))


def test_a_worker_without_jobs_makes_no_core_only_to_close_it() -> None:
    made: list[Core] = []

    def make() -> Core:
        made.append(Core())
        return made[0]

    Worker(make, unmake=Core.close).close()
    assert made == []


def test_a_core_that_cannot_be_closed_is_logged_and_the_thread_ends(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def unmake(core: str) -> None:
        raise OSError("disk full")

    worker = Worker(lambda: "core", unmake=unmake)
    worker.submit(lambda _: None).result()
    worker.close()
    assert "disk full" in caplog.text
