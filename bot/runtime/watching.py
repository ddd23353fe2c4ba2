"""Watches what an operator should know: errors, the disk, refits, backups."""

import datetime as dt
import logging
import re
import shutil
import threading
import time
from collections import deque
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from bot.conversation.board import Board
from bot.presentation.wording import operating as words
from bot.runtime.keeping import newest_backup
from bot.runtime.refit import FitOutcome
from recommender import Places

HOUR_S, DAY_S = 3600.0, 86_400.0
MANY_ERRORS = 5
"""Within an hour; fewer are no news."""
LEAST_FREE_BYTES = 500 << 20
_REFERENCE = re.compile(r"\bref ([0-9a-f]{4})\b")


class ErrorTally(logging.Handler):
    """Counts the errors that are logged, and keeps the reference of the last."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        super().__init__(logging.ERROR)
        self._clock = clock
        self._at: deque[float] = deque(maxlen=10_000)
        self._guard = threading.Lock()
        self.last = ""
        """The reference of the last error that has one."""

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        found = _REFERENCE.search(record.getMessage())
        with self._guard:
            self._at.append(self._clock())
            self.last = found[1] if found else self.last

    def within(self, seconds: float) -> int:
        """How many there were in the last seconds."""
        since = self._clock() - seconds
        with self._guard:
            return sum(at >= since for at in self._at)


class Watcher:
    """Keeps the board of the core up to date. Called on the core's thread, again and again."""

    def __init__(
        self,
        places: Places,
        errors: ErrorTally,
        *,
        free: Callable[[Places], int] = lambda places: shutil.disk_usage(places.data_dir).free,
    ) -> None:
        self._places = places
        self._errors = errors
        self._free = free
        self._started_at = dt.datetime.now(dt.UTC)
        self._told: FitOutcome | None = None

    def look(self, board: Board, last: FitOutcome | None) -> None:
        """Write down what there is to know, and alert the admins where they should act."""
        board.version, board.started_at = _version(), self._started_at
        board.last_backup = newest_backup(self._places.backups)
        board.errors_today, board.last_error = self._errors.within(DAY_S), self._errors.last
        if last is not None:
            board.last_refit = f"Last refit {last.ended_at:%d %b %H:%M} UTC: {last.words}."
            if last is not self._told and last.failed:
                board.alert(words.refit_failed(last.words))
            self._told = last
        if (many := self._errors.within(HOUR_S)) >= MANY_ERRORS:
            board.alert(words.many_errors(many, self._errors.last))
        if (free := self._free(self._places)) < LEAST_FREE_BYTES:
            board.alert(words.disk_short(free >> 20))


def _version() -> str:
    try:
        return version("because-you-watched")
    except PackageNotFoundError:
        return ""
