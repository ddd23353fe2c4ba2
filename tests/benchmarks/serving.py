"""How fast a large model answers: a synthetic one, beside implicit's own calls, in one run.

python -m tests.benchmarks.serving [--films 90000] [--factors 128] [--watches 100]
"""

import argparse
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: as the bot runs

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from string import ascii_lowercase

import numpy as np

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import GENRES, Film, HistoryEntry, MovieId
from recommender.model import FactorModel, Parameters, load_snapshot, save_snapshot
from recommender.model.head import Head
from recommender.ranking.similar import similar
from recommender.ranking.viewer import recommend

ROUNDS = 40


def synthetic_model(n_films: int, factors: int, seed: int = 0) -> FactorModel:
    """A model with the shape and the popularity of a large set; its taste is random."""
    rng = np.random.default_rng(seed)
    parameters = replace(Parameters.default(), factors=factors)
    counts = (100_000 / (1 + rng.permutation(n_films)) ** 0.9).astype(np.int64) + 1
    scale = np.sqrt(counts / counts.max()).astype(np.float32)[:, None]
    item_factors = rng.normal(0, 0.3, (n_films, factors)).astype(np.float32) * scale
    columns = np.sort(np.argsort(-counts)[: parameters.head_items]).astype(np.int32)
    weights = rng.normal(0, 0.01, (len(columns), len(columns))).astype(np.float32)
    np.fill_diagonal(weights, 0)
    wide = item_factors.astype(np.float64)
    return FactorModel(
        movie_ids=np.arange(1, n_films + 1, dtype=np.int64),
        counts=counts,
        n_people=160_000,
        n_interactions=25_000_000,
        item_factors=item_factors,
        gram=wide.T @ wide,
        scale=30.0,
        parameters=parameters,
        head=Head(columns, weights),
    )


def films(n_films: int) -> list[Film]:
    """As many films, with genres, years and a title of one word each."""
    titles = [
        "".join(letters) for letters in islice(product(ascii_lowercase, repeat=4), n_films + 1)
    ]
    return [
        Film(
            MovieId(number),
            titles[number],
            1920 + number % 100,
            (GENRES[number % len(GENRES)], GENRES[number % 7]),
            f"{titles[number]} ({1920 + number % 100})",
        )
        for number in range(1, n_films + 1)
    ]


def p50_ms(call: Callable[[], object]) -> float:
    """Median time of a call, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return float(np.median(times)) * 1000


def implicits_recommend(model: FactorModel, columns: list[int]) -> Callable[[], object]:
    """What implicit does for the same question, without reasons."""
    # imported here, after the memory of the serving process was measured
    from implicit.cpu.als import AlternatingLeastSquares  # noqa: PLC0415
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    als = AlternatingLeastSquares(factors=model.item_factors.shape[1], num_threads=1)
    als.item_factors = np.array(model.item_factors)
    als.user_factors = np.zeros((1, model.item_factors.shape[1]), np.float32)
    row = csr_matrix(
        (np.ones(len(columns), np.float32), (np.zeros(len(columns), int), columns)),
        shape=(1, model.n_items),
    )
    return lambda: als.recommend(0, row, N=10, recalculate_user=True)


def serve(folder: Path, n_films: int, watches: int) -> None:
    """Load a snapshot, answer, and print the figures: the serving process alone."""
    began = time.perf_counter()
    snapshot = load_snapshot(folder)
    assert snapshot is not None
    model = snapshot.model
    loaded = time.perf_counter()
    catalogue = Catalogue(films(n_films))
    rng = np.random.default_rng(1)
    popular = rng.choice(np.argsort(-model.counts)[:5000], watches, replace=False)
    history = [
        HistoryEntry(MovieId(int(model.movie_ids[column])), float(rng.integers(1, 11)) / 2, at)
        for at, column in enumerate(popular.tolist())
    ]
    before = time.perf_counter()
    recommend(model, catalogue, history)
    first = time.perf_counter()
    similar(model, catalogue, history[0].movie_id)
    print(f"load {1000 * (loaded - began):.0f} ms, first list {1000 * (first - before):.1f} ms")
    ours = p50_ms(lambda: recommend(model, catalogue, history))
    print(f"recommend with reasons, {watches} watches: p50 {ours:.2f} ms")
    print(f"similar: p50 {p50_ms(lambda: similar(model, catalogue, history[0].movie_id)):.2f} ms")
    # Linux; getrusage's ru_maxrss would begin with what the parent held when it forked
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(f"peak resident memory before implicit is imported: {peak:.0f} MiB")
    theirs = p50_ms(implicits_recommend(model, popular.tolist()))
    ours = p50_ms(lambda: recommend(model, catalogue, history))
    print(f"implicit's recommend(recalculate_user=True): p50 {theirs:.2f} ms")
    print(f"ours / implicit's: {ours / theirs:.2f}")


def main() -> None:
    """Make a snapshot here and serve it in a process of its own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--films", type=int, default=90_000)
    parser.add_argument("--factors", type=int, default=128)
    parser.add_argument("--watches", type=int, default=100)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.serve, arguments.films, arguments.watches)
        return
    with tempfile.TemporaryDirectory() as folder:
        save_snapshot(Path(folder), synthetic_model(arguments.films, arguments.factors))
        print(f"{arguments.films} films, {arguments.factors} factors", flush=True)
        command = [sys.executable, "-m", "tests.benchmarks.serving", "--serve", folder]
        sizes = ["--films", str(arguments.films), "--watches", str(arguments.watches)]
        subprocess.run([*command, *sizes], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
