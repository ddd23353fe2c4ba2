"""Real child processes: what they say, how they end, and that they step back."""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from bot.runtime.child import Ended, run_child


def run(code: str, **environment: str) -> tuple[Ended, list[str]]:
    lines: list[str] = []
    ended = asyncio.run(
        run_child([sys.executable, "-c", code], environment=environment, on_line=lines.append)
    )
    return ended, lines


def test_output_and_errors_arrive_line_by_line_and_the_last_is_kept() -> None:
    ended, lines = run(
        "import sys; print('reading', flush=True); print(file=sys.stderr);"
        "print('  fitted é  ', file=sys.stderr, flush=True); print('done', end='')",
        PYTHONIOENCODING="utf-8",
    )
    assert lines == ["reading", "fitted é", "done"]
    assert ended == Ended(0, "done")


def test_a_silent_child_says_nothing() -> None:
    assert run("pass") == (Ended(0, ""), [])


def test_long_lines_and_strange_bytes_are_cut_and_do_not_stop_the_reading() -> None:
    ended, lines = run(
        "import sys; sys.stdout.buffer.write(b'x' * 300_000 + b'\\n\\xff\\xfe\\nlast\\r\\n')"
    )
    assert [len(line) for line in lines] == [2000, 2, 4]
    assert ended.last_line == "last"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("raise SystemExit('the model was refused')", "the model was refused"),
        ("raise SystemExit(3)", "it ended with exit code 3"),
        ("import os; os.kill(os.getpid(), 15)", "it was killed by SIGTERM"),
        (
            "import os; os.kill(os.getpid(), 9)",
            "it was killed by SIGKILL, perhaps because memory ran out",
        ),
        ("import os; os.kill(os.getpid(), 40)", "it was killed by signal 40"),
    ],
)
def test_a_failure_says_why(code: str, reason: str) -> None:
    ended, _ = run(code)
    assert ended.code != 0
    assert ended.reason == reason


def test_the_environment_is_exactly_what_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:secret")
    _, lines = run("import os; print(sorted(os.environ))", LANG="C.UTF-8")
    assert "TELEGRAM_BOT_TOKEN" not in lines[0]
    assert "LANG" in lines[0]


def test_a_program_that_is_not_there_is_an_error() -> None:
    with pytest.raises(OSError, match="no-such-program"):
        asyncio.run(run_child(["/no-such-program"], environment={}, on_line=print))


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_child_steps_back_and_has_a_session_of_its_own() -> None:
    _, lines = run(
        # It waits until the parent has come round to it.
        "import os, time\n"
        "while os.nice(0) < 19: time.sleep(0.005)\n"
        "print(os.nice(0), os.sched_getscheduler(0) == os.SCHED_BATCH, os.getsid(0) == os.getpid(),"
        "open('/proc/self/oom_score_adj').read())"
    )
    assert lines == ["19 True True 900"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_child_that_somebody_waits_for_gives_way_to_nothing_but_memory() -> None:
    lines: list[str] = []
    code = (
        "import os, time\n"
        "while open('/proc/self/oom_score_adj').read() == '0\\n': time.sleep(0.005)\n"
        "time.sleep(0.05)\n"
        "print(os.nice(0), os.sched_getscheduler(0) == os.SCHED_OTHER)"
    )
    nice = os.nice(0)
    asyncio.run(
        run_child(
            [sys.executable, "-c", code], environment={}, on_line=lines.append, gives_way=False
        )
    )
    assert lines == [f"{nice} True"]


@pytest.mark.skipif(sys.platform != "linux", reason="no other system limits it from outside")
def test_a_child_that_wants_more_memory_than_it_may_have_fails() -> None:
    code = "import sys; sys.stdin.read()\nx = bytearray(1 << 30); print(len(x))"
    lines: list[str] = []
    ended = asyncio.run(
        run_child(
            [sys.executable, "-c", "import time; time.sleep(0.2)\n" + code],
            environment={},
            on_line=lines.append,
            most_bytes=256 << 20,
        )
    )
    assert ended.code == 1
    assert ended.reason == "MemoryError"


def test_a_cancelled_wait_kills_the_child_and_what_it_started() -> None:
    pids: list[int] = []

    async def main() -> None:
        started = asyncio.Event()

        def on_line(line: str) -> None:
            pids.extend(map(int, line.split()))
            started.set()

        code = (
            "import os, subprocess, sys, time\n"
            "inner = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
            "print(os.getpid(), inner.pid, flush=True)\n"
            "time.sleep(60)"
        )
        task = asyncio.create_task(
            run_child([sys.executable, "-c", code], environment={}, on_line=on_line)
        )
        await started.wait()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        # The grandchild is an orphan, and its new parent may take a moment to bury it.
        while any(alive(pid) for pid in pids):  # noqa: ASYNC110 another process makes no event
            await asyncio.sleep(0.005)

    asyncio.run(asyncio.wait_for(main(), timeout=30))
    assert len(pids) == 2


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def test_an_inherited_descriptor_stays_open_in_the_child(tmp_path: Path) -> None:
    lines: list[str] = []
    with (tmp_path / "held").open("wb") as held:
        asyncio.run(
            run_child(
                [sys.executable, "-c", f"import os; print(os.fstat({held.fileno()}).st_ino)"],
                environment={},
                on_line=lines.append,
                keep_open=(held.fileno(),),
            )
        )
    assert lines == [str((tmp_path / "held").stat().st_ino)]


def test_signals_have_their_names() -> None:
    assert Ended(-signal.SIGSEGV, "").reason == "it was killed by SIGSEGV"
