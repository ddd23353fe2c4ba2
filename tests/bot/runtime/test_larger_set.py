"""A larger set on its way: step by step, again after what fails, and never twice at once."""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.presentation.wording.larger_set import arrival
from bot.runtime.larger_set import Errand, LargerSet, Waits
from recommender.errors import SnapshotError

ENVIRONMENT = {"PATH": os.environ.get("PATH", "")}
HURRY = Waits(first_pause_s=0.01, longest_pause_s=0.02, look_every_s=0.005)


class Bot:
    """What a larger set is brought to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.served = 0
        self.asked = 0
        self.error: Exception | None = None

    @property
    def is_fetched(self) -> bool:
        return (self.folder / "set").exists()

    @property
    def is_fitted(self) -> bool:
        return (self.folder / "model").exists()

    async def may_fit(self) -> None:
        self.asked += 1

    async def change_over(self) -> None:
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        assert self.is_fetched
        assert self.is_fitted
        self.served += 1

    def larger(self, fetch: str = "", fit: str = "", waits: Waits = HURRY) -> LargerSet:
        return LargerSet(
            "ml-32m",
            fetch=self._errand(f"{fetch}\nopen('set', 'w').close()"),
            is_fetched=lambda: self.is_fetched,
            fit=(self._errand(f"{fit}\nopen('model', 'w').close()"),),
            is_fitted=lambda: self.is_fitted,
            may_fit=self.may_fit,
            change_over=self.change_over,
            waits=waits,
        )

    def _errand(self, code: str) -> Errand:
        code = f"import os; os.chdir({str(self.folder)!r})\n{code}"
        return Errand([sys.executable, "-ISc", code], ENVIRONMENT, self.folder / "lock")


@pytest.fixture
def bot(tmp_path: Path) -> Bot:
    return Bot(tmp_path)


def once(code: str) -> str:
    """Code that a child runs the first time only."""
    return f"if not os.path.exists('tried'):\n open('tried', 'w').close()\n {code}"


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 another process makes no event
        await asyncio.sleep(0.005)


def test_a_set_is_fetched_fitted_and_served_with_its_progress_in_the_log(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    lines = [{"received": 10**6 * part, "total": 10**8} for part in (0, 5, 40, 44, 100)]
    told = "\n".join(f"print({json.dumps(line)!r}, flush=True)" for line in lines)
    larger = bot.larger(told)
    asyncio.run(larger.bring())
    assert (bot.served, bot.asked) == (1, 1)
    progress = [line for line in caplog.messages if "MB" in line]
    assert progress == [f"ml-32m: {part}% of 100 MB." for part in (0, 40, 100)]
    assert caplog.messages[-1] == "ml-32m is served now."
    assert arrival(larger.arrival).text == "I serve ml-32m."


def test_what_is_there_is_not_fetched_or_fitted_again(bot: Bot) -> None:
    for name in ("set", "model"):
        (bot.folder / name).touch()
    asyncio.run(bot.larger("raise SystemExit('fetched')", "raise SystemExit('fitted')").bring())
    assert bot.served == 1


def test_what_goes_wrong_is_said_in_one_line_and_tried_again(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    reason = "Could not download it: there is no connection."
    larger = bot.larger(once(f"raise SystemExit({reason!r})") + "\nprint('It is unchecked.')")
    asyncio.run(larger.bring())
    assert bot.served == 1
    assert [line for line in caplog.messages if "fetch: " in line] == ["fetch: It is unchecked."]
    warned = [line for line in caplog.messages if "not here yet" in line]
    words = "Could not download it: there is no connection. I go on without it"
    assert warned == [f"ml-32m is not here yet: {words}; the next try comes in 0 s."]


def test_while_it_waits_the_status_says_why_and_until_when(bot: Bot) -> None:
    larger = bot.larger("raise SystemExit('the disk is full')", waits=Waits())

    async def main() -> None:
        task = asyncio.create_task(larger.bring())
        await until(lambda: larger.arrival.step == "waiting")
        task.cancel()
        await asyncio.wait({task})

    asyncio.run(main())
    text = arrival(larger.arrival).text
    assert text.startswith("ml-32m isn't here yet: the disk is full. Next try: ")
    assert not bot.is_fetched


def test_a_child_that_is_killed_a_fit_and_a_change_that_fail_are_tried_again(bot: Bot) -> None:
    bot.error = SnapshotError(Path("models"), "it is torn")
    asyncio.run(
        bot.larger(once("os.kill(os.getpid(), 9)"), once("raise SystemExit('refused')")).bring()
    )
    assert bot.served == 1
    assert bot.error is None


def test_an_error_that_nobody_expected_ends_nothing(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.error = ZeroDivisionError("oh")
    asyncio.run(bot.larger().bring())
    assert bot.served == 1
    assert "ZeroDivisionError" in caplog.text


def test_a_cancelled_arrival_takes_its_child_along(bot: Bot) -> None:
    larger = bot.larger("open('pid', 'w').write(str(os.getpid()))\nimport time; time.sleep(60)")

    async def main() -> None:
        task = asyncio.create_task(larger.bring())
        await until(lambda: (bot.folder / "pid").exists() and bool(pid()))
        task.cancel()
        await asyncio.wait({task})

    def pid() -> str:
        return (bot.folder / "pid").read_text()

    asyncio.run(main())
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid()), 0)


@pytest.mark.skipif(sys.platform == "win32", reason="locks are of POSIX")
def test_a_fetch_that_outlived_its_bot_is_waited_for_and_not_run_twice(bot: Bot) -> None:
    import fcntl  # noqa: PLC0415  (not on Windows)

    larger = bot.larger("raise SystemExit('a second one')")

    async def main() -> None:
        with (bot.folder / "lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            task = asyncio.create_task(larger.bring())
            await asyncio.sleep(0.02)
            (bot.folder / "set").touch()  # by the one that holds the lock
            await until(lambda: larger.is_fitting)
            assert bot.served == 0
        await task

    asyncio.run(main())
    assert bot.served == 1
