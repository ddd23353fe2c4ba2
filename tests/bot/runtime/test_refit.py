"""The refit: when it is due, one at a time, and whatever happens to it the bot goes on."""

import asyncio
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.runtime.config import Config
from bot.runtime.refit import Patience, Refitter, due

CONFIG = Config.model_construct(refit_after_logs=50, refit_every_hours=24)
ENVIRONMENT = {"PATH": os.environ.get("PATH", "")}
SLEEP = "import time; print('at work', flush=True); time.sleep(60)"


@pytest.mark.parametrize(
    ("new_logs", "age_hours", "expected"),
    [
        (0, 0.0, False),
        (0, 1000.0, False),
        (0, None, False),
        (-3, 1000.0, False),
        (1, 0.0, False),
        (49, 23.9, False),
        (50, 0.0, True),
        (51, None, True),
        (1, 24.0, True),
        (1, None, True),
    ],
)
def test_a_refit_is_due_after_many_logs_or_long_after_a_few(
    *, new_logs: int, age_hours: float | None, expected: bool
) -> None:
    assert due(new_logs, age_hours, CONFIG) is expected


@settings(deadline=None)
@given(new_logs=st.integers(0, 100), age=st.floats(0, 100), more=st.integers(0, 100))
def test_more_news_or_more_time_never_make_a_refit_less_due(
    new_logs: int, age: float, more: int
) -> None:
    if due(new_logs, age, CONFIG):
        assert due(new_logs + more, age, CONFIG)
        assert due(new_logs, age + more, CONFIG)


class Published:
    """Counts publications; fails when told to."""

    def __init__(self) -> None:
        self.times = 0
        self.error: Exception | None = None

    async def __call__(self) -> None:
        if self.error is not None:
            raise self.error
        self.times += 1


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def published() -> Published:
    return Published()


def refitter(
    code: str,
    published: Callable[[], Awaitable[None]],
    *,
    lock: Path | None = None,
    patience: Patience | None = None,
    clock: Clock | None = None,
) -> Refitter:
    return Refitter(
        [sys.executable, "-c", code],
        environment=ENVIRONMENT,
        publish=published,
        lock=lock,
        patience=patience or Patience(),
        clock=clock or Clock(),
    )


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 another process makes no event
        await asyncio.sleep(0.005)


async def at_work(refitter: Refitter, caplog: pytest.LogCaptureFixture) -> None:
    """Wait until the child has spoken."""
    await until(lambda: refitter.running and "at work" in caplog.text)


def test_a_refit_that_succeeds_is_published_and_its_words_are_logged(
    published: Published, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    fits = refitter("print('NDCG@10 0.165')", published)
    outcome = asyncio.run(fits.refit())
    assert outcome is not None
    assert outcome.succeeded
    assert fits.last == outcome
    assert published.times == 1
    assert "fit: NDCG@10 0.165" in caplog.text
    assert fits.rested
    assert not fits.running


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("raise SystemExit('The new model was refused: worse.')", "The new model was refused"),
        ("raise SystemExit(7)", "exit code 7"),
        ("import os; os.kill(os.getpid(), 9)", "SIGKILL, perhaps because memory ran out"),
        ("import os; os.abort()", "SIGABRT"),
    ],
)
def test_a_refit_that_fails_publishes_nothing_and_says_why(
    published: Published, caplog: pytest.LogCaptureFixture, code: str, words: str
) -> None:
    outcome = asyncio.run(refitter(code, published).refit())
    assert outcome is not None
    assert not outcome.succeeded
    assert words in outcome.words
    assert words in caplog.text
    assert published.times == 0


def test_a_fit_that_cannot_be_started_is_a_failure(published: Published) -> None:
    fits = Refitter(["/no-such-program"], environment={}, publish=published)
    outcome = asyncio.run(fits.refit())
    assert outcome is not None
    assert "could not be started" in outcome.words


def test_a_model_that_cannot_be_served_is_a_failure(
    published: Published, caplog: pytest.LogCaptureFixture
) -> None:
    published.error = ValueError("the snapshot is torn")
    outcome = asyncio.run(refitter("pass", published).refit())
    assert outcome is not None
    assert not outcome.succeeded
    assert "the snapshot is torn" in outcome.words


def test_pauses_double_with_every_failure_and_end_with_a_success(
    published: Published, tmp_path: Path
) -> None:
    clock = Clock()
    flag = tmp_path / "works now"
    fits = refitter(
        f"import os, sys; sys.exit(not os.path.exists({str(flag)!r}))",
        published,
        clock=clock,
        patience=Patience(first_pause_s=10, longest_pause_s=25),
    )

    async def main() -> None:
        for pause_s in (10, 20, 25, 25):
            await fits.refit()
            clock.now += pause_s - 1
            assert not fits.rested
            clock.now += 1
            assert fits.rested
        flag.touch()
        await fits.refit()
        assert fits.rested
        flag.unlink()
        await fits.refit()
        clock.now += 10
        assert fits.rested

    asyncio.run(main())


def test_only_one_refit_runs_at_a_time(
    published: Published, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    fits = refitter(SLEEP, published)

    async def main() -> None:
        first = asyncio.create_task(fits.refit())
        await at_work(fits, caplog)
        assert await fits.refit() is None
        await fits.stop()
        assert await first is None

    asyncio.run(main())


def test_stopping_kills_the_refit_and_starts_no_other(
    published: Published, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    fits = refitter(f"import os; print(os.getpid(), flush=True); {SLEEP}", published)

    async def main() -> None:
        task = asyncio.create_task(fits.refit())
        await at_work(fits, caplog)
        await fits.stop()
        assert await task is None
        assert await fits.refit() is None

    asyncio.run(main())
    pid = int(next(r.getMessage() for r in caplog.records if "fit: " in r.msg)[5:])
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert (published.times, fits.last, fits.running) == (0, None, False)


def test_a_cancelled_refit_takes_its_child_along(
    published: Published, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    fits = refitter(SLEEP, published)

    async def main() -> None:
        task = asyncio.create_task(fits.refit())
        await at_work(fits, caplog)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not fits.running

    asyncio.run(main())


def test_a_fit_that_hangs_is_stopped(published: Published) -> None:
    fits = refitter(SLEEP, published, patience=Patience(timeout_s=0.05))
    outcome = asyncio.run(fits.refit())
    assert outcome is not None
    assert "took longer" in outcome.words


def test_the_loop_answers_while_a_refit_runs(published: Published, tmp_path: Path) -> None:
    flag = tmp_path / "answered"
    code = f"import os, time\nwhile not os.path.exists({str(flag)!r}): time.sleep(0.005)"
    fits = refitter(code, published)

    async def main() -> None:
        task = asyncio.create_task(fits.refit())
        await asyncio.sleep(0)
        assert fits.running
        flag.touch()  # the child ends only because this line ran meanwhile
        await task

    asyncio.run(main())
    assert published.times == 1


def test_watching_refits_when_due_and_survives_what_fails(
    published: Published, caplog: pytest.LogCaptureFixture
) -> None:
    fits = refitter("pass", published)
    asked = 0

    async def is_due() -> bool:
        nonlocal asked
        asked += 1
        if asked == 1:
            raise OSError("database is locked")
        return asked in (3, 5)

    async def main() -> None:
        watching = asyncio.create_task(fits.watch(is_due, every_s=0.001))
        await until(lambda: published.times == 2)
        await fits.stop()
        await watching

    asyncio.run(main())
    assert "could not be found out" in caplog.text


def test_after_a_failure_watching_goes_on_asking_and_fits_after_the_pause_only(
    published: Published,
) -> None:
    clock = Clock()
    fits = refitter("raise SystemExit(1)", published, clock=clock)
    asked = 0

    async def is_due() -> bool:
        nonlocal asked
        asked += 1
        return True

    async def main() -> None:
        watching = asyncio.create_task(fits.watch(is_due, every_s=0.001))
        await until(lambda: fits.last is not None)
        first = fits.last
        await until(lambda: asked >= 10)
        assert fits.last is first
        clock.now += 300
        await until(lambda: fits.last is not first)
        watching.cancel()
        with pytest.raises(asyncio.CancelledError):
            await watching

    asyncio.run(main())


def test_a_lock_that_cannot_be_opened_is_a_failure(published: Published, tmp_path: Path) -> None:
    outcome = asyncio.run(refitter("pass", published, lock=tmp_path / "no" / "lock").refit())
    assert outcome is not None
    assert "could not be started" in outcome.words


@pytest.mark.skipif(sys.platform == "win32", reason="locks are of POSIX")
def test_a_refit_that_outlived_its_bot_is_left_alone(published: Published, tmp_path: Path) -> None:
    lock = tmp_path / "refit.lock"
    # A bot that starts a refit and is killed at once, as by `kill -9`.
    bot = f"""
import asyncio, os, sys
from pathlib import Path
from bot.runtime.child import run_child
from bot.runtime.locks import locked

async def main():
    def spoke(line):
        print(line, flush=True)
        os._exit(9)
    with locked(Path({str(lock)!r})) as handles:
        code = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
        await run_child([sys.executable, "-c", code], environment={{}}, on_line=spoke,
                        keep_open=handles)

asyncio.run(main())
"""
    died = subprocess.run(  # noqa: S603 our own interpreter
        [sys.executable, "-c", bot],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert died.returncode == 9, died.stderr
    orphan = int(died.stdout)
    clock = Clock()
    fits = refitter("pass", published, lock=lock, clock=clock)
    try:
        outcome = asyncio.run(fits.refit())
        assert outcome is not None
        assert "still at work" in outcome.words
        assert not fits.rested
    finally:
        os.kill(orphan, signal.SIGKILL)

    while alive(orphan):
        time.sleep(0.005)
    clock.now += 2
    assert fits.rested  # a model may be missing: the next try does not wait as after a failure
    asyncio.run(fits.refit())
    assert published.times == 1


def alive(pid: int) -> bool:
    """Whether a process runs; one that its new parent has yet to bury does not."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
