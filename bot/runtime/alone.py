"""Runs a child process that nobody else runs beside it, not even a bot that was killed since."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.runtime.child import run_child


class AtWorkError(Exception):
    """A child that was started earlier, perhaps by another bot, still holds the lock file."""


async def run_alone(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    lock: Path | None,
    on_line: Callable[[str], None],
    timeout_s: float,
) -> str | None:
    """Run a program beside this one and wait for its end.

    Args:
        command: Program and arguments; exit code 0 means success.
        environment: All of its environment.
        lock: A file that the program keeps locked while it runs, even when the bot that started
            it was killed.
        on_line: Takes its output, line by line.
        timeout_s: A program that takes longer hangs, and is killed.

    Returns:
        What went wrong, in words; None when all went well.

    Raises:
        AtWorkError: If the lock file is held.
    """
    try:
        with _locked(lock) as keep_open:
            async with asyncio.timeout(timeout_s):
                ended = await run_child(
                    command, environment=environment, on_line=on_line, keep_open=keep_open
                )
    except TimeoutError:
        return f"it took longer than {timeout_s:.0f} s and was stopped"
    except OSError as error:
        return f"it could not be started ({error})"
    return None if ended.code == 0 else ended.reason


@contextmanager
def _locked(path: Path | None) -> Iterator[Sequence[int]]:
    """Hold the lock file; gives the descriptors that a child must inherit to go on holding it.

    Raises:
        AtWorkError: If somebody else holds it.
        OSError: If it cannot be opened.
    """
    if path is None or sys.platform == "win32":
        yield ()
        return
    import fcntl  # noqa: PLC0415  (not on Windows)

    with path.open("ab") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AtWorkError from None
        yield (stream.fileno(),)
