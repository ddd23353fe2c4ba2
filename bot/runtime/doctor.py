"""`doctor`: looks at everything that a running bot needs, and says what is wrong and the fix."""

import datetime as dt
import importlib
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from bot.runtime.config import Config
from bot.runtime.keeping import newest_backup
from bot.runtime.watching import LEAST_FREE_BYTES
from recommender import (
    Places,
    check_for_log,
    checked,
    fitting_snapshot,
    open_store,
    open_titles,
    open_to_others,
)
from recommender.errors import RecommenderError, StorageError

_OLD_BACKUP = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    found: str
    fix: str = ""
    """What to do about it; empty where all is well."""

    @property
    def line(self) -> str:
        """As it is printed."""
        mark = "WRONG" if self.fix else "ok"
        told = f"{mark:6}{self.what}: {self.found}"
        return f"{told}\n      -> {self.fix}" if self.fix else told


def examined(config: Config, places: Places) -> Iterator[Finding]:
    """What there is to find on this machine."""
    yield _python()
    yield _token(config)
    yield _disk(places)
    yield from _modes(places)
    yield _database(places)
    yield _backup(places)
    yield _data(places)
    yield _model(places)
    yield _openmp()
    for notice in config.notices():
        yield Finding("settings", notice, "unset WEBHOOK_URL, WEBHOOK_LISTEN, WEBHOOK_SECRET")


def _python() -> Finding:
    return Finding("Python", sys.version.split()[0])


def _token(config: Config) -> Finding:
    if config.telegram_bot_token is None:
        return Finding("token", "none", "ask @BotFather for one and set TELEGRAM_BOT_TOKEN")
    return Finding("token", "set, and it looks like one")


def _disk(places: Places) -> Finding:
    free = shutil.disk_usage(places.data_dir).free
    found = f"{free >> 20} MB free in {places.data_dir}"
    fix = "make room, or move DATA_DIR" if free < LEAST_FREE_BYTES else ""
    return Finding("disk", found, fix)


def _modes(places: Places) -> Iterator[Finding]:
    others = open_to_others(places)
    if not others:
        yield Finding("modes", "only you can read the data")
    for path in others:
        mode = "700" if path.is_dir() else "600"
        found = f"other users of this machine can read {path}"
        yield Finding("modes", found, f"chmod {mode} {path}")


def _database(places: Places) -> Finding:
    if not places.database.exists():
        try:
            check_for_log(places)
        except StorageError as error:
            return Finding("database", "it is gone", str(error))
        return Finding("database", "none yet; the first start makes it")
    try:
        found = checked(places.database)
        open_store(places).close()
    except StorageError as error:
        newest = "python -m bot restore " + str(places.backups / "backup-….db")
        return Finding("database", error.reason, f"stop the bot and bring a backup back: {newest}")
    return Finding("database", f"whole: {found.people} people, {found.reached} changes")


def _backup(places: Places) -> Finding:
    newest = newest_backup(places.backups)
    if newest is None:
        if not places.database.exists():
            return Finding("backup", "nothing to back up yet")
        return Finding("backup", "none", "python -m bot backup; a running bot makes one a night")
    age = dt.datetime.now(dt.UTC) - newest
    old = age > _OLD_BACKUP
    fix = "python -m bot backup, and see the log for why none was made" if old else ""
    return Finding("backup", f"the newest is {age.total_seconds() / 3600:.0f} hours old", fix)


def _data(places: Places) -> Finding:
    try:
        open_titles(places)
    except RecommenderError as error:
        return Finding("films", str(error), "see MOVIELENS_DIR; without it the small set is used")
    return Finding("films", f"read from {places.movielens}")


def _model(places: Places) -> Finding:
    try:
        snapshot = fitting_snapshot(places)
    except RecommenderError as error:
        return Finding("model", str(error), f"delete {places.models}; a new one will be fitted")
    if snapshot is None:
        return Finding("model", "none yet for these films; the bot fits one when it runs")
    day = dt.datetime.fromtimestamp(snapshot.created_at, dt.UTC)
    return Finding("model", f"of {day:%d %B %Y %H:%M} UTC, {snapshot.model.n_items} films")


def _openmp() -> Finding:
    try:
        importlib.import_module("implicit.cpu.als")
    except ImportError as error:
        found = f"implicit cannot be loaded ({error})"
        return Finding("training", found, "apt-get install libgomp1")
    return Finding("training", "implicit can be loaded")
