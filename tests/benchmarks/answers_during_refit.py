"""How long answers take while nothing else runs, and while the model is refitted beside them.

    python -m tests.benchmarks.answers_during_refit [--answers 300] [--data MOVIELENS_DIR]

The refit is the bot's own: `python -m recommender fit` in a child process that steps back.
Prints p50 and p99 of both and their ratios; a second idle run tells how much is noise.
"""

import argparse
import asyncio
import datetime as dt
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from bot.conversation.respond import Conversation
from bot.replies import Chat, Incoming, Person, Text
from bot.runtime.assembly import (
    fit_command,
    fit_environment,
    open_core,
    places_of,
)
from bot.runtime.child import run_child
from bot.runtime.config import Config
from bot.runtime.first_fit import FirstFit
from recommender.domain import ChatId, PersonId

SAID = ("recommend for me", "similar to heat", "more", "why?", "recommend a 90s thriller")


def answers(core: Conversation, count: int, session: str) -> list[float]:
    """Milliseconds of each of `count` answers."""
    took = []
    for number in range(count):
        incoming = Incoming(
            Chat(ChatId(7)),
            Person(PersonId(7), "Ana"),
            Text(SAID[number % len(SAID)]),
            f"{session}:{number}",
            dt.datetime.now(dt.UTC),
        )
        began = time.perf_counter()
        core.respond(incoming)
        took.append(1000 * (time.perf_counter() - began))
        time.sleep(0.005)
    return took


def beside_refits(core: Conversation, count: int, config: Config) -> list[float]:
    """The same while refits follow one another."""
    enough = threading.Event()

    async def refits() -> None:
        ended = 0
        while not enough.is_set():
            await run_child(
                fit_command(),
                environment=fit_environment(config, places_of(config)),
                on_line=lambda _: None,
            )
            ended += 1
        print(f"{ended} refits meanwhile")

    # The core stays on this thread, which opened its database.
    beside = threading.Thread(target=lambda: asyncio.run(refits()))
    beside.start()
    try:
        return answers(core, count, "busy")
    finally:
        enough.set()
        beside.join()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=300)
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        config = Config(data_dir=Path(folder) / "data", movielens_dir=arguments.data)
        config = replace(config, log_level="WARNING")
        core = open_core(config, places_of(config))
        snapshot = FirstFit(config, places_of(config), say=print).snapshot()
        assert snapshot is not None
        core.recommender.publish(snapshot)
        for number, film in enumerate(("heat", "alien", "fargo", "up", "toy story")):
            incoming = Incoming(
                Chat(ChatId(7)),
                Person(PersonId(7), "Ana"),
                Text(f"watched {film}, 4.5"),
                f"log:{number}",
                dt.datetime.now(dt.UTC),
            )
            core.respond(incoming)
        answers(core, 20, "warm")
        runs = {
            "idle": answers(core, arguments.answers, "idle"),
            "refitting": beside_refits(core, arguments.answers, config),
            "idle again": answers(core, arguments.answers, "again"),
        }
        core.recommender.close()
    base = np.percentile(runs["idle"], [50, 99])
    for name, took in runs.items():
        p50, p99 = np.percentile(took, [50, 99])
        print(
            f"{name:10}  p50 {p50:6.1f} ms ({p50 / base[0]:.2f} of idle)   "
            f"p99 {p99:6.1f} ms ({p99 / base[1]:.2f} of idle)"
        )


if __name__ == "__main__":
    main()
