"""What a refit costs beside implicit's bare fit on the ready matrix: time and peak memory.

python -m tests.benchmarks.fit_scale [--scale 1.0] [--factors 64] [--sweeps 10]

At scale 1: 25 million ratings, 62,000 films, 160,000 people, Zipf. Each side runs in a process of
its own, on ratings that are parsed already, as for every refit but the first.
"""

import argparse
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: implicit has its own threads

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from recommender.catalogue.movielens import Ratings

COLUMNS = ("user_ids", "movie_ids", "stars", "timestamps")


def write_ratings(folder: Path, scale: float) -> None:
    """Synthetic ratings as mapped columns, sorted by user as MovieLens' are."""
    rng = np.random.default_rng(0)
    n, n_films, n_users = int(25e6 * scale), int(62_000 * scale**0.5), int(160_000 * scale)
    films = np.minimum(n_films * rng.random(n) ** 3.2, n_films - 1).astype(np.int32) + 1
    activity = rng.pareto(1.6, n_users) + 0.3
    users = np.repeat(np.arange(1, n_users + 1), rng.multinomial(n, activity / activity.sum()))
    # two tastes, so that there is something to learn: four in five films are of one's own
    own = rng.random(n) < 0.8
    films = np.where(own, 2 * (films // 2) + users % 2, films).clip(1).astype(np.int32)
    cells = np.unique(users.astype(np.int64) << 32 | films)
    np.save(folder / "user_ids.npy", (cells >> 32).astype(np.int32))
    np.save(folder / "movie_ids.npy", (cells & 0xFFFFFFFF).astype(np.int32))
    np.save(folder / "stars.npy", rng.integers(1, 11, len(cells)).astype(np.float32) / 2)
    np.save(folder / "timestamps.npy", rng.integers(900_000_000, 1_500_000_000, len(cells)))


def mapped(folder: Path) -> Ratings:
    """The columns, mapped."""
    columns = [np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in COLUMNS]
    return Ratings(*columns)


def pipeline(folder: Path, factors: int, sweeps: int) -> None:
    """All of a refit but the parsing: matrix, fit, gate, the second fit, snapshots."""
    from recommender.evaluation.gate import gate, held_out_lines  # noqa: PLC0415
    from recommender.model import Parameters, build_interactions, save_snapshot  # noqa: PLC0415
    from recommender.model.training import fit  # noqa: PLC0415

    parameters = replace(Parameters.default(), factors=factors, iterations=sweeps)
    began = time.perf_counter()
    ratings = mapped(folder)
    interactions = build_interactions(ratings, leave_out=held_out_lines(ratings))
    built = time.perf_counter()
    model = fit(interactions, parameters)
    fitted = time.perf_counter()
    figures = gate(model, ratings)
    judged = time.perf_counter()
    del interactions
    served = fit(build_interactions(ratings), parameters, warm=model)
    refitted = time.perf_counter()
    save_snapshot(folder / "judged", model, metrics=figures.metrics)
    save_snapshot(folder / "models", served, metrics=figures.metrics)
    whole = time.perf_counter() - began
    print(
        f"pipeline {whole:.1f} s: matrix {built - began:.1f}, fit {fitted - built:.1f}, "
        f"gate {judged - fitted:.1f}, second fit {refitted - judged:.1f}; {_peak()}"
    )


def bare(folder: Path, factors: int, sweeps: int) -> None:
    """implicit's fit alone."""
    from implicit.cpu.als import AlternatingLeastSquares  # noqa: PLC0415
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    ratings = mapped(folder)
    bounds = np.searchsorted(ratings.user_ids, np.arange(1, int(ratings.user_ids[-1]) + 2))
    matrix = csr_matrix(
        (np.array(ratings.stars), ratings.movie_ids - 1, bounds),
        shape=(len(bounds) - 1, int(ratings.movie_ids.max()) + 1),
    )
    als = AlternatingLeastSquares(factors=factors, iterations=sweeps, random_state=1)
    began = time.perf_counter()
    als.fit(matrix, show_progress=False)
    print(f"implicit's bare fit {time.perf_counter() - began:.1f} s; {_peak()}")


def _peak() -> str:
    # Linux; getrusage's ru_maxrss would begin with what the parent held when it forked
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return f"peak {int(status.partition('VmHWM:')[2].split()[0]) / 1024:.0f} MiB"


def main() -> None:
    """Write the ratings, then run each side in a process of its own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--factors", type=int, default=64)
    parser.add_argument("--sweeps", type=int, default=10)
    parser.add_argument("--side", choices=("pipeline", "bare"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        side = pipeline if arguments.side == "pipeline" else bare
        side(arguments.folder, arguments.factors, arguments.sweeps)
        return
    with tempfile.TemporaryDirectory() as folder:
        write_ratings(Path(folder), arguments.scale)
        for name in ("bare", "pipeline"):
            command = [sys.executable, "-m", "tests.benchmarks.fit_scale", "--folder", folder]
            sizes = ["--factors", str(arguments.factors), "--sweeps", str(arguments.sweeps)]
            subprocess.run([*command, "--side", name, *sizes], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
