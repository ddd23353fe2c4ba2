"""Runs a child process that gives way to others, first to be killed when memory is short."""

import asyncio
import os
import signal
import sys
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_LONGEST_LINE = 2000
"""What is longer is cut: a log is no place for it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended."""

    code: int
    """Exit code; minus the number of the signal that killed it."""
    last_line: str
    """Of its output; empty when it said nothing."""

    @property
    def reason(self) -> str:
        """Why it failed, in words."""
        if self.code >= 0:
            return self.last_line or f"it ended with exit code {self.code}"
        try:
            name = signal.Signals(-self.code).name
        except ValueError:
            name = f"signal {-self.code}"
        hint = ", perhaps because memory ran out" if name == "SIGKILL" else ""
        return f"it was killed by {name}{hint}"


async def run_child(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    on_line: Callable[[str], None],
    keep_open: Sequence[int] = (),
    gives_way: bool = True,
    most_bytes: int | None = None,
) -> Ended:
    """Run a program beside this one and wait for its end.

    It runs in a session of its own, so that Ctrl-C in a terminal does not reach it. When whoever
    waits is cancelled, it is killed with everything it started.

    Args:
        command: Program and arguments.
        environment: All of its environment.
        on_line: Takes its output, line by line.
        keep_open: File descriptors that it inherits.
        gives_way: Whether it runs at the lowest priority, and not like anything else.
        most_bytes: Memory that it may have, where the system can limit that; it fails beyond.

    Raises:
        OSError: If it cannot be started.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=environment,
        start_new_session=True,
        pass_fds=keep_open,
    )
    assert process.stdout is not None
    try:
        if most_bytes is not None:
            _limit(process.pid, most_bytes)
        _step_back(process.pid, gives_way=gives_way)
        tail: deque[str] = deque(maxlen=1)
        async for line in _lines(process.stdout):
            on_line(line)
            tail.append(line)
        return Ended(await process.wait(), tail[0] if tail else "")
    finally:
        if process.returncode is None:
            _kill(process)
            await process.wait()


def memory_of_machine() -> int | None:
    """Bytes of memory that there are, or that a container allows; None where nobody tells."""
    if sys.platform != "linux":
        return None
    found = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for place in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        with suppress(OSError, ValueError):  # "max" where there is no limit
            found.append(int(Path(place).read_text(encoding="ascii")))
    return min(found)


def _limit(pid: int, most_bytes: int) -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  (not on Windows)

        with suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_DATA, (most_bytes, most_bytes))


def _step_back(pid: int, *, gives_way: bool) -> None:
    """Give way in everything. Done from outside: code between fork and exec could deadlock."""
    if sys.platform == "linux":
        with suppress(OSError):
            Path(f"/proc/{pid}/oom_score_adj").write_text("900")
    if not gives_way:
        return
    if sys.platform == "linux":
        with suppress(OSError):
            # Never interrupts who has just woken up. SCHED_IDLE would starve on a busy machine.
            os.sched_setscheduler(pid, os.SCHED_BATCH, os.sched_param(0))
        with suppress(OSError):
            # A session of its own may be an autogroup of its own, within which nice means nothing.
            Path(f"/proc/{pid}/autogroup").write_text("19")
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, 19)


def _kill(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[str]:
    """Lines that say something, cut when too long. StreamReader's own raise on a long line."""
    rest = b""
    while chunk := await stream.read(1 << 16):
        *whole, rest = (rest + chunk).splitlines(keepends=True)
        if rest.endswith((b"\n", b"\r")):
            whole.append(rest)
            rest = b""
        for line in whole:
            if text := _text(line):
                yield text
        rest = rest[:_LONGEST_LINE]
    if text := _text(rest):
        yield text


def _text(line: bytes) -> str:
    return line[:_LONGEST_LINE].decode("utf-8", errors="replace").strip()
