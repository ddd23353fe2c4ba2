"""Messages that wait for the bot, and what became of them: for a test and for a measurement."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from recommender.domain import PersonId
from recommender.storage import Store
from tests import planted
from tests.end_to_end.bot_api import TOKEN, BotApi
from tests.end_to_end.rooms import Person

PATIENCE_S = 300.0
"""A busy machine may take a while; a bot sends 30 messages a second."""


@contextmanager
def bot_process(api_url: str, movielens: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`python -m bot` on the planted world; its log is appended to `bot.log` beside the films."""
    environment = os.environ | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api_url,
        "MOVIELENS_DIR": str(movielens),
        "DATA_DIR": str(movielens.parent / "data"),
        "REFIT_AFTER_LOGS": "1000000",
    }
    with (movielens.parent / "bot.log").open("ab") as log:
        running = subprocess.Popen([sys.executable, "-m", "bot"], env=environment, stderr=log)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


@dataclass
class Backlog:
    """Each of some people tells the bot in private which films they watched."""

    api: BotApi
    people: list[Person] = field(default_factory=list)
    titles: tuple[str, ...] = ()

    @classmethod
    def sent(cls, api: BotApi, people: int, films: int) -> "Backlog":
        """All write at once, in turns."""
        titles = tuple(film.name for film in planted.films())[:films]
        backlog = cls(api, [api.person(f"Person {n}") for n in range(people)], titles)
        for title in titles:
            for person in backlog.people:
                api.private(person).says(person, f"watched {title}")
        return backlog

    @property
    def size(self) -> int:
        """How many messages."""
        return len(self.people) * len(self.titles)

    def answers(self) -> Counter[tuple[int, str]]:
        """How often each film of each person was answered."""
        counts: Counter[tuple[int, str]] = Counter()
        for person in self.people:
            for shown in self.api.private(person).log:
                counts[person.person_id, _title(shown.text)] += 1
        return counts

    def answered(self, most: int | None = None, timeout_s: float = PATIENCE_S) -> None:
        """Wait until so many messages were answered, or all of them."""
        wanted = self.size if most is None else min(most, self.size)
        self.api.wait(lambda: len(self.answers()) >= wanted, "not answered", timeout_s)

    def doubled(self) -> int:
        """Answers that came once too often."""
        return self.answers().total() - len(self.answers())

    def watches(self, movielens: Path) -> list[int]:
        """How many watches each person has in the log."""
        store = Store.open(movielens.parent / "data" / "bot.db")
        counts = [store.watches.count(PersonId(one.person_id)) for one in self.people]
        store.close()
        return counts

    def waiting(self, movielens: Path) -> int:
        """How many updates lie in the inbox."""
        store = Store.open(movielens.parent / "data" / "bot.db")
        count: int = store.database.table("inbox").count
        store.close()
        return count


def _title(text: str) -> str:
    return text.removeprefix("Logged ").partition(")")[0]
