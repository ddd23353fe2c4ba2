"""Lock files: held by a process as long as it lives, however it ends."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


class LockedError(Exception):
    """Somebody else holds the lock file."""


@contextmanager
def locked(path: Path | None) -> Iterator[Sequence[int]]:
    """Hold the lock file; gives the descriptors that a child must inherit to go on holding it.

    Raises:
        LockedError: If somebody else holds it.
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
            raise LockedError from None
        yield (stream.fileno(),)
