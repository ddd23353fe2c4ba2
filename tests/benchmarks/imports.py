"""How long bringing in 20,000 rows takes, and how much memory: against plainly reading the rows.

    python -m tests.benchmarks.imports

Prints ratios measured in one run, and the longest time that others would have waited for a slice.
"""

import csv
import datetime as dt
import io
import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

from recommender import Cause, Places, open_recommender
from recommender.domain import Film, PersonId
from recommender.transfer import reading

ROWS = 20_000
UNKNOWN_SHARE = 0.1
ANA = PersonId(7)

_Result = TypeVar("_Result")


def diary(films: list[Film]) -> bytes:
    """A diary as Letterboxd writes it, some of its films unknown here."""
    rng = random.Random(5)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    header = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date"
    writer.writerow(header.split(","))
    for number in range(ROWS):
        film = rng.choice(films)
        known = rng.random() > UNKNOWN_SHARE
        name = film.title if known else f"Zyzzyva {rng.randrange(ROWS)}"
        day = dt.date(2010, 1, 1) + dt.timedelta(days=rng.randrange(5000))
        uri = f"https://boxd.it/{number}"
        writer.writerow([day, name, film.year, uri, rng.randint(1, 10) / 2, "", "", day])
    return text.getvalue().encode()


class Stopwatch:
    """Times work as a whole, and its longest slice."""

    def __init__(self, unit_s: float, unit_bytes: int) -> None:
        self.unit_s = unit_s
        self.unit_bytes = unit_bytes

    def run(self, what: str, work: Generator[object, None, _Result]) -> _Result:
        """Do all of some work, and print what it took."""
        slices: list[float] = []
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        while True:
            began = time.process_time()
            try:
                next(work)
            except StopIteration as end:
                result: _Result = end.value
                break
            finally:
                slices.append(time.process_time() - began)
        _, most = tracemalloc.get_traced_memory()
        self.tell(what, sum(slices), max(slices), most - before)
        return result

    def tell(self, what: str, took_s: float, longest_s: float, more_bytes: int) -> None:
        """Print one line."""
        print(
            f"{what:<28}{took_s / self.unit_s:7.1f} x reading the rows"
            f"{more_bytes / self.unit_bytes:7.1f} x their memory"
            f"{longest_s / took_s:7.0%} in the longest slice"
        )


def measured(job: Callable[[], _Result]) -> tuple[_Result, float, int]:
    """What a job gives, its seconds, and the bytes that it had in use at most."""
    tracemalloc.reset_peak()
    before, _ = tracemalloc.get_traced_memory()
    began = time.process_time()
    result = job()
    took_s = time.process_time() - began
    _, most = tracemalloc.get_traced_memory()
    return result, took_s, most - before


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        recommender = open_recommender(Places.of(Path(folder), None))
        now = time.time()
        recommender.meet(ANA, "Ana", now)
        data = diary([film for film in recommender.catalogue if film.year])
        tracemalloc.start()
        rows, took_s, memory = measured(lambda: list(csv.reader(io.StringIO(data.decode()))))
        print(f"{len(rows) - 1:,} rows, {len(data) / 2**20:.1f} MB")
        watch = Stopwatch(took_s, memory)
        del rows
        found = watch.run(
            "reading them as records",
            reading("diary.csv", io.BytesIO(data), today=dt.date(2026, 11, 24)),
        )
        transfers = recommender.transfers
        overview = watch.run(
            "finding the films", transfers.draft(Cause(ANA, "1", now), "diary.csv", found)
        )
        outcome = watch.run(
            "writing", transfers.write(Cause(ANA, "2", now), overview.file.import_id)
        )
        added = watch.run(
            "adding unknown films",
            transfers.add_missing(Cause(ANA, "3", now), overview.file.import_id),
        )
        again = watch.run(
            "finding them once more", transfers.draft(Cause(ANA, "4", now), "diary.csv", found)
        )
        zone_now = dt.datetime.fromtimestamp(now, dt.UTC)
        export, took_s, memory = measured(lambda: transfers.export(ANA, zone_now, readme=""))
        watch.tell("exporting", took_s, took_s, memory)
        undo = Cause(ANA, "5", now)
        _, took_s, memory = measured(lambda: recommender.undo(undo, outcome.change_id))
        watch.tell("undoing", took_s, took_s, memory)
        print(
            f"{outcome.viewings:,} viewings written, {added.added:,} films added, "
            f"{again.matched.rows} rows new the second time, export of {len(export) >> 10:,} KiB"
        )
        recommender.close()


if __name__ == "__main__":
    main()
