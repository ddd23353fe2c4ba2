"""What the operator is told: errors, the disk, refits that failed, the age of the backup."""

import datetime as dt
import logging
from pathlib import Path

import pytest

from bot.conversation.board import Board
from bot.runtime.refit import FitOutcome
from bot.runtime.watching import DAY_S, HOUR_S, ErrorTally, Watcher
from recommender import Places

NOW = dt.datetime(2026, 11, 24, 20, 15, tzinfo=dt.UTC)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def errors() -> ErrorTally:
    return ErrorTally(Clock())


def fail(errors: ErrorTally, reference: str) -> None:
    errors.handle(logging.makeLogRecord({"msg": f"ref {reference}: it failed", "levelno": 40}))


def outcome(*, succeeded: bool) -> FitOutcome:
    return FitOutcome(succeeded, "it was refused", NOW, 3.0)


def test_errors_are_counted_by_age(errors: ErrorTally) -> None:
    clock = errors._clock
    assert isinstance(clock, Clock)
    fail(errors, "aaaa")
    clock.now += HOUR_S + 1
    fail(errors, "bbbb")
    assert (errors.within(HOUR_S), errors.within(DAY_S), errors.last) == (1, 2, "bbbb")


def test_the_board_tells_and_admins_are_alerted(tmp_path: Path, errors: ErrorTally) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "backup-20261124T040000Z.db").touch()
    board = Board()
    watcher = Watcher(Places.of(tmp_path, None), errors, free=lambda _: 3 << 20)
    refused = outcome(succeeded=False)
    for _ in range(6):
        fail(errors, "4f2a")
    for _ in range(2):
        watcher.look(board, refused)
    assert board.last_refit == "Last refit 24 Nov 20:15 UTC: it was refused."
    assert (board.errors_today, board.last_error) == (6, "4f2a")
    assert board.last_backup == dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)
    assert board.alerts(NOW) == (
        "A refit changed nothing: it was refused. The model before it serves on.",
        "6 errors within an hour; the last one is ref 4f2a in the log.",
        "Only 3 MB are free where I keep my data.",
    )


def test_all_is_well_and_nobody_is_alerted(tmp_path: Path, errors: ErrorTally) -> None:
    board = Board()
    watcher = Watcher(Places.of(tmp_path, None), errors, free=lambda _: 3 << 30)
    watcher.look(board, outcome(succeeded=True))
    fail(errors, "4f2a")
    watcher.look(board, None)
    assert board.alerts(NOW) == ()
    assert board.last_backup is None
