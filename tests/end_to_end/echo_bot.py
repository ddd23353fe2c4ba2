"""The bot as a process of its own, with a desk that says what was said and a real inbox.

    python -m tests.end_to_end.echo_bot API_URL SECONDS DATABASE

An answer takes so many seconds. The token comes in TELEGRAM_BOT_TOKEN.
"""

import asyncio
import logging
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.replies import Answer, Incoming
from bot.store import BotStore, Received, WaitingLane
from bot.telegram.app import run
from recommender.storage import Store
from tests.end_to_end.running import HURRY, ScriptedDesk, echo


class KeepingDesk(ScriptedDesk):
    """A scripted desk that keeps its inbox in a file, opened on the thread that uses it first."""

    def __init__(self, database: Path, answer_s: float = 0.0) -> None:
        def answer(incoming: Incoming) -> Answer:
            if answer_s:
                os.write(1, b"thinking\n")  # in one go: several chats may be in work
                time.sleep(answer_s)
            return echo(incoming)

        super().__init__(answer)
        self._database = database
        self._opened: BotStore | None = None

    @property
    def store(self) -> BotStore:
        if self._opened is None:
            self._opened = BotStore(Store.open(self._database).database)
        return self._opened

    async def receive(self, updates: Sequence[Received]) -> None:
        self.store.inbox.put(updates)

    async def waiting_lanes(self) -> tuple[WaitingLane, ...]:
        return self.store.inbox.lanes()

    async def first_waiting(self, lane: str, most: int) -> tuple[Received, ...]:
        return self.store.inbox.first_of(lane, most)

    async def newest_received(self) -> int | None:
        return self.store.inbox.newest(since=time.time() - 3600)

    async def answered(self, update_id: int) -> None:
        self.store.inbox.remove([update_id])


def main(api_url: str, answer_s: float, database: Path) -> int:
    logging.basicConfig(level=logging.INFO)
    desk, tempo = KeepingDesk(database, answer_s), replace(HURRY, stop_s=3)
    token = os.environ["TELEGRAM_BOT_TOKEN"]
    return asyncio.run(run(desk, token=token, api_url=api_url, tempo=tempo))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), Path(sys.argv[3])))
