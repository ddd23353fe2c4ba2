"""Answered updates on their way out of the inbox, in a file that outlives a kill.

The inbox is on the core's thread, which may be busy for a while. A kill meanwhile would have an
answer said twice, so its number is noted here at once.
"""

import os
from pathlib import Path


class AnsweredNotes:
    """Numbers in a small file, one a line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)

    def left(self) -> tuple[int, ...]:
        """What an earlier run noted. A line that a kill cut short says nothing."""
        lines = self._path.read_bytes().split(b"\n")[:-1]
        return tuple(int(line) for line in lines if line.isdigit())

    def add(self, update_id: int) -> None:
        """Note an update that was answered just now.

        Raises:
            OSError: If it cannot be written.
        """
        os.write(self._file, b"%d\n" % update_id)

    def clear(self) -> None:
        """Forget all notes: the inbox knows."""
        os.ftruncate(self._file, 0)

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)
