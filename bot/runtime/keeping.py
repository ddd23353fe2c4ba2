"""Keeps the database safe: one bot at a time, a backup every night, backups brought back."""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.runtime.locks import LockedError, locked
from bot.store import BotStore
from recommender import Backup, Places, Store, back_up, backups, made_at, restore
from recommender.errors import RecommenderError, StorageError

NIGHT = dt.time(4)
"""Local time after which the backup of a day is made; a bot that was off makes it at its start."""
_LOOK_EVERY_S = 60.0
_REST_AFTER_FAILURE = dt.timedelta(hours=1)

_log = logging.getLogger(__name__)


@contextmanager
def one_bot_only(places: Places) -> Iterator[None]:
    """Hold the data folder, so that no second bot and no `restore` uses it at the same time.

    Raises:
        StorageError: If another bot runs with it.
    """
    try:
        with locked(places.data_dir / "run.lock"):
            yield
    except LockedError:
        raise StorageError(places.database, "a bot that is running uses it; stop it") from None


def is_backup_due(folder: Path, now: dt.datetime) -> bool:
    """Whether no backup was made since the last night began.

    Args:
        folder: Where backups lie.
        now: In the time zone whose nights count.
    """
    night = dt.datetime.combine(now.date(), NIGHT, now.tzinfo)
    if now < night:
        night -= dt.timedelta(days=1)
    newest = newest_backup(folder)
    return newest is None or newest < night


def newest_backup(folder: Path) -> dt.datetime | None:
    """When the newest backup was made; None when there is none."""
    times = (made_at(path) for path in backups(folder))
    return max((at for at in times if at is not None), default=None)


async def back_up_nightly(
    places: Places,
    on_failure: Callable[[str], None],
    *,
    clock: Callable[[], dt.datetime] = lambda: dt.datetime.now().astimezone(),
    look_every_s: float = _LOOK_EVERY_S,
) -> None:
    """Make a backup every night, in a thread beside the core's, until cancelled.

    Args:
        places: Where the database and the backups lie.
        on_failure: Told what went wrong; the next try comes an hour later.
        clock: In the time zone whose nights count.
        look_every_s: How often to look whether one is due.
    """
    not_before = dt.datetime.min.replace(tzinfo=dt.UTC)
    while True:
        now = clock()
        if now >= not_before and is_backup_due(places.backups, now):
            try:
                made = await asyncio.to_thread(back_up, places.database, places.backups, now)
                _log.info("Backed up %s: %d changes.", made.path.name, made.reached)
            except Exception as error:  # noqa: BLE001 whatever it is, people are answered
                _log.exception("The backup failed")
                on_failure(str(error))
                not_before = now + _REST_AFTER_FAILURE
        await asyncio.sleep(look_every_s)


def back_up_now(places: Places) -> Backup:
    """Make a backup, whether or not a bot is running.

    Raises:
        StorageError: If it cannot be made.
    """
    return back_up(places.database, places.backups, dt.datetime.now(dt.UTC))


def bring_back(places: Places, backup: Path) -> Path | None:
    """Put a backup in the place of the database; no bot may be running.

    What people had sent and the bot had not answered by then is not done any more.

    Returns:
        Where the database that stood there lies now; None if there was none.

    Raises:
        StorageError: If a bot is running, or the backup is not whole.
    """
    with one_bot_only(places):
        aside = restore(backup, places.database, dt.datetime.now(dt.UTC))
        store = Store.open(places.database)
        with suppress(RecommenderError):
            BotStore(store.database).inbox.clear()
        store.close()
        (places.data_dir / "answered").unlink(missing_ok=True)
        return aside
