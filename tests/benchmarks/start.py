"""How long a start takes, what of it is the film facts, and how much memory it needs.

    python -m tests.benchmarks.start [--runs 5]

Everything runs in processes of their own, on an empty data folder and then again on the same one.
Times are processor seconds, the least of all runs, so that a busy machine does not count.

* facts: what the catalogue's facts add to the opening of films and titles: time and memory;
* warm start: from nothing to the first answer, with a model and prepared titles there;
* first start: the same on an empty folder, to the first answers (a log, a list of popular films)
  and to the first answer that needs the model.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tabulate import tabulate

_OPENING = """
import json, resource, time
from bot.runtime.config import Config
from bot.runtime.assembly import places_of
from recommender import opening
from recommender.catalogue.film_table import NO_FILMS
from recommender.titles import TitleIndex
from recommender.titles.cache import cached_listed_shelf

def now():
    return time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

places = places_of(Config.read())
began = now()
catalogue = opening._films(places)
known = opening.popularity(places, opening.fitting_snapshot(places))
TitleIndex.build(catalogue, known, listed=NO_FILMS, cache_dir=places.cache)
films = now()
facts = opening._facts(places, catalogue, known)
cached_listed_shelf(facts.further, places.cache)
joined = now()
facts.films_with("Tom Hanks")
facts.facts_of(6)
asked = now()
print(json.dumps([began, films, joined, asked]))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        first = _Chat.least(2, lambda: _Chat.of(tempfile.mkdtemp(dir=folder), "watched heat, 4.5"))
        popular = _Chat.least(2, lambda: _Chat.of(tempfile.mkdtemp(dir=folder), "recommend"))
        fitted = _Chat.of(folder, "similar to heat")
        warm = _Chat.least(runs, lambda: _Chat.of(folder, "hi"))
        listed = _Chat.least(runs, lambda: _Chat.of(folder, "similar to heat"))
        python = _Chat.least(runs, lambda: _Chat.of(folder, None))
        steps = [_steps(folder) for _ in range(runs)]
    rows = [
        ("an empty Python", python),
        ("warm start, first answer", warm),
        ("warm start, first list", listed),
        ("first start, first log", first),
        ("first start, popular films", popular),
        ("first start, first list of the model", fitted),
    ]
    print(
        tabulate(
            [(name, chat.cpu_s, chat.cpu_s / warm.cpu_s, chat.mb) for name, chat in rows],
            ["", "CPU s", "over warm", "peak MB"],
            floatfmt=".2f",
        )
    )
    print()
    films, facts, asked = (min(step[at + 1][0] - step[at][0] for step in steps) for at in range(3))
    memory = min(step[3][1] - step[1][1] for step in steps)
    print(f"films and titles {1000 * films:.0f} ms, their facts {1000 * facts:.0f} ms more")
    print(f"the first question about a person or a film {1000 * asked:.0f} ms more")
    print(
        f"facts over films and titles {facts / films:.2f}, over a warm start "
        f"{facts / warm.cpu_s:.2f}; they add {memory:.0f} MB"
    )


class _Chat:
    """One chat in the terminal, with all processes that it started."""

    def __init__(self, cpu_s: float, mb: float) -> None:
        self.cpu_s = cpu_s
        self.mb = mb

    @classmethod
    def of(cls, data_dir: str, text: str | None) -> "_Chat":
        """Say something and wait for the answer; None starts Python alone."""
        code = (
            "import resource, subprocess, sys\n"
            "subprocess.run(sys.argv[2:], input=sys.argv[1] + '\\n', text=True, check=True,"
            " stdout=subprocess.DEVNULL)\n"
            "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
            "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
        )
        command = [sys.executable, *(["-c", ""] if text is None else ["-m", "bot", "chat"])]
        done = subprocess.run(  # noqa: S603  (our own interpreter)
            [sys.executable, "-c", code, text or "", *command],
            env=_environment(data_dir),
            capture_output=True,
            text=True,
            check=True,
        )
        cpu_s, mb = map(float, done.stdout.split())
        return cls(cpu_s, mb)

    @staticmethod
    def least(runs: int, measure: Callable[[], "_Chat"]) -> "_Chat":
        """The run that took least."""
        return min((measure() for _ in range(runs)), key=lambda chat: chat.cpu_s)


def _steps(data_dir: str) -> list[tuple[float, float]]:
    done = subprocess.run(  # noqa: S603  (our own interpreter)
        [sys.executable, "-c", _OPENING],
        env=_environment(data_dir),
        capture_output=True,
        text=True,
        check=True,
    )
    return [(seconds, mb) for seconds, mb in json.loads(done.stdout)]


def _environment(data_dir: str) -> dict[str, str]:
    told = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return told | {
        "DATA_DIR": data_dir,
        "DATASET": "",
        "MOVIELENS_DIR": "",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }


if __name__ == "__main__":
    main()
