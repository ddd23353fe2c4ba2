"""How messages get through stops, kills and floods, with the whole bot as a process.

    python -m tests.benchmarks.delivery [--backlog 2000] [--kills 20] [--flood 10000] [--seed 1]

Against a make-believe Telegram on this machine it prints

* a backlog sent at once by 100 people: how long it takes, with a SIGTERM on the way; how many
  updates are in the log and were answered;
* answers that came twice, a kill: the same backlog with `kill -9` at random moments;
* others' waiting while one person floods a group or the private chat: the median and the 99th
  percentile of the time from a message to its answer, and their ratio to a quiet bot in the same
  run. Four people each send a message a second; the flood begins at the same time.
"""

import argparse
import random
import signal
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.end_to_end.backlogs import Backlog, bot_process
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.real_core import write_movielens
from tests.end_to_end.rooms import Person
from tests.end_to_end.server import served

WATCHED_S = 45.0
"""How long others are watched, quiet or flooded."""
HAND_OVER_S = 5
"""Updates come from Telegram in their order, a hundred at a time: what is sent right behind ten
thousand others arrives after them, whatever the bot does."""


@contextmanager
def world() -> Iterator[tuple[BotApi, str, Path]]:
    """A make-believe Telegram and a folder with films."""
    api = BotApi()
    with tempfile.TemporaryDirectory() as folder, served(api) as url:
        yield api, url, write_movielens(Path(folder) / "movielens")


def stopped(backlog_size: int) -> None:
    """A backlog, and a normal restart in the middle of it."""
    with world() as (api, url, movielens):
        backlog = Backlog.sent(api, people=backlog_size // 20, films=20)
        began = time.perf_counter()
        with bot_process(url, movielens) as running:
            backlog.answered(backlog.size // 3)
            running.send_signal(signal.SIGTERM)
            running.wait(30)
        with bot_process(url, movielens) as running:
            backlog.answered()
            took_s = time.perf_counter() - began
            running.send_signal(signal.SIGTERM)
            running.wait(30)
        logged = sum(backlog.watches(movielens))
        print(
            f"backlog {backlog.size}, SIGTERM after a third: drained in {took_s:.0f} s, "
            f"logged {logged}, answered {len(backlog.answers())}, "
            f"twice {backlog.doubled()}, left in the inbox {backlog.waiting(movielens)}"
        )


def killed(backlog_size: int, kills: int, chance: random.Random) -> None:
    """A backlog, and kills at random moments."""
    with world() as (api, url, movielens):
        backlog = Backlog.sent(api, people=backlog_size // 20, films=20)
        for number in range(kills):
            with bot_process(url, movielens) as running:
                backlog.answered(len(backlog.answers()) + 1)
                time.sleep(chance.uniform(0.1, 0.8 * backlog_size / 28 / kills))
                running.kill()
            print(f"  kill {number + 1}: {backlog.doubled()} twice so far", flush=True)
        with bot_process(url, movielens) as running:
            backlog.answered()
            running.send_signal(signal.SIGTERM)
            running.wait(30)
        logged = sum(backlog.watches(movielens))
        print(
            f"backlog {backlog.size}, {kills} kills: logged {logged}, "
            f"answered {len(backlog.answers())}, twice {backlog.doubled()} "
            f"({backlog.doubled() / kills:.2f} a kill)"
        )


def flooded(flood: int) -> None:
    """Others' waiting beside a flood."""
    floods: dict[str, Callable[[BotApi, Person], None]] = {
        "1,300 /help in one group": lambda api, eve: _help_in_group(api, eve, 1300),
        f"{flood:,} /help in private": lambda api, eve: _in_private(api, eve, flood, "/help"),
        f"{flood:,} logs in private": lambda api, eve: _in_private(api, eve, flood, "watched heat"),
    }
    for name, begin in floods.items():
        with world() as (api, url, movielens), bot_process(url, movielens):
            _ask(api, api.person("First"), "hi")
            time.sleep(5)  # the first fit
            idle = _waits_s(api)
            eve = api.person("Eve")
            sending = threading.Thread(target=begin, args=(api, eve))
            sending.start()
            busy = _waits_s(api)
            sending.join()
            print(f"{name}: {_told(idle)} idle")
            _compare("  from its first moment", busy, idle)
            _compare("  once Telegram has handed it over", busy[4 * HAND_OVER_S :], idle)


def _compare(when: str, busy: list[float], idle: list[float]) -> None:
    print(
        f"{when}: {_told(busy)}; ratio {_median(busy) / _median(idle):.2f} "
        f"and {_p99(busy) / _p99(idle):.2f}",
        flush=True,
    )


def _help_in_group(api: BotApi, eve: Person, messages: int) -> None:
    room = api.group("Friends")
    for _ in range(messages):
        room.says(eve, "/help@because_bot")


def _in_private(api: BotApi, eve: Person, messages: int, text: str) -> None:
    room = api.private(eve)
    for _ in range(messages):
        room.says(eve, text)


def _waits_s(api: BotApi) -> list[float]:
    """What four people wait for answers."""
    waits: list[float] = []

    def talk(person: Person) -> None:
        until = time.perf_counter() + WATCHED_S
        while time.perf_counter() < until:
            waits.append(_ask(api, person, "hi"))
            time.sleep(1)

    people = [threading.Thread(target=talk, args=(api.person(f"P{n}"),)) for n in range(4)]
    for person in people:
        person.start()
        time.sleep(0.25)
    for person in people:
        person.join()
    return waits


def _ask(api: BotApi, person: Person, text: str) -> float:
    room = api.private(person)
    began = time.perf_counter()
    room.says(person, text)
    room.next(120)
    return time.perf_counter() - began


def _median(waits: list[float]) -> float:
    return statistics.median(waits)


def _p99(waits: list[float]) -> float:
    return sorted(waits)[int(0.99 * (len(waits) - 1))]


def _told(waits: list[float]) -> str:
    return f"median {1000 * _median(waits):.0f} ms, p99 {1000 * _p99(waits):.0f} ms"


def main() -> None:
    """Run what is asked for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--backlog", type=int, default=2000)
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--flood", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    if asked.backlog:
        stopped(asked.backlog)
        if asked.kills:
            killed(asked.backlog, asked.kills, random.Random(asked.seed))
    if asked.flood:
        flooded(asked.flood)


if __name__ == "__main__":
    main()
