"""What reading ratings costs: parsed the first time, mapped ever after.

    python tests/benchmarks/ratings.py --ratings 25000000
    python tests/benchmarks/ratings.py --ratings 4000000 --readers

Each figure comes from a fresh process, because peak memory never goes down. With --readers our
reader is compared with numpy's, on the same blocks of text.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

N_USERS = 160_000
N_FILMS = 62_000
CHUNK = 1 << 20

MEASURE = """
import json, sys, time
from pathlib import Path
from recommender.catalogue.ratings_cache import cached_ratings
def peak():
    # Linux; getrusage's ru_maxrss would begin with what the parent held when it forked.
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
base, began = peak(), time.perf_counter()
ratings = cached_ratings(Path(sys.argv[1]), Path(sys.argv[2]))
print(json.dumps([len(ratings), time.perf_counter() - began, base, peak()]))
"""


READERS = {
    "ours": """
from recommender.catalogue.rating_blocks import read_blocks
def read(path):
    return sum(len(block[0]) for block in read_blocks(path))
""",
    "numpy.loadtxt": """
import io
import numpy as np
from recommender.catalogue.rating_blocks import BLOCK_BYTES, _whole_lines
ROW = np.dtype([("user", "i4"), ("movie", "i4"), ("stars", "f4"), ("time", "i8")])
def read(path):
    with path.open("rb") as stream:
        stream.readline()
        return sum(
            len(np.loadtxt(io.StringIO(block.decode()), ROW, delimiter=",", comments=None))
            for block in _whole_lines(stream, BLOCK_BYTES)
        )
""",
}
MEASURE_READER = """
import sys, time
from pathlib import Path
{reader}
def seconds():
    began = time.process_time()
    read(Path(sys.argv[1]))
    return time.process_time() - began
print(min(seconds() for _ in range(5)))
"""


def write_ratings(path: Path, n: int) -> None:
    """Write `n` synthetic ratings in MovieLens' layout: Zipf films, sorted by user."""
    random = np.random.default_rng(1)
    users = np.sort(random.integers(1, N_USERS + 1, n))
    with path.open("w", encoding="ascii") as stream:
        stream.write("userId,movieId,rating,timestamp\n")
        for start in range(0, n, CHUNK):
            chunk = users[start : start + CHUNK]
            films = random.zipf(1.3, len(chunk)) % N_FILMS + 1
            stars = random.integers(1, 11, len(chunk)) / 2
            times = random.integers(800_000_000, 1_600_000_000, len(chunk))
            columns = (chunk.tolist(), films.tolist(), stars.tolist(), times.tolist())
            stream.writelines(f"{u},{m},{s},{t}\n" for u, m, s, t in zip(*columns, strict=True))


def run(script: str, *arguments: str) -> str:
    """What a script prints in a process of its own."""
    return subprocess.run(  # noqa: S603  (our own interpreter)
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    ).stdout


def main() -> None:
    """Write, parse, map, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ratings", type=int, default=1_000_000)
    parser.add_argument("--readers", action="store_true", help="compare readers")
    arguments = parser.parse_args()
    n = arguments.ratings
    with tempfile.TemporaryDirectory() as folder:
        write_ratings(Path(folder) / "ratings.csv", n)
        if arguments.readers:
            for name, reader in READERS.items():
                seconds = run(MEASURE_READER.format(reader=reader), f"{folder}/ratings.csv")
                print(f"{name}: {n:,} ratings in {float(seconds):.2f} s of processor time")
            return
        for what in ("parsed", "mapped"):
            count, seconds, base, peak = json.loads(run(MEASURE, folder, f"{folder}/cache"))
            print(
                f"{what}: {count:,} ratings in {seconds:.2f} s, "
                f"peak {peak:.0f} MiB, of which {base:.0f} before"
            )


if __name__ == "__main__":
    main()
