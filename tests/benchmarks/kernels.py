"""How far scores differ between the arithmetic kernels of one processor.

    python -m tests.benchmarks.kernels [--data MOVIELENS_DIR] [--kernels Haswell SkylakeX Zen]

OpenBLAS brings a kernel for each kind of processor, and they add in different orders. For each
kernel one process scores the same histories twice: with one saved model that the first process
fitted, and with a model that it fits itself. Printed is the largest difference from the first
kernel, relative to the largest score of the same answer: `served` for the saved model, `fitted`
for the others. `swaps` counts the lists of ten that are not the same to the letter, by raw score
and as the product orders them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.movielens import embedded_dir, read_ratings
from recommender.domain import HistoryEntry, MovieId
from recommender.model import FactorModel, Parameters, build_interactions, load_snapshot
from recommender.model.snapshot import save_snapshot
from recommender.ranking.order import best_first

HISTORIES, LENGTHS = 300, (1, 3, 12, 100)


def main() -> None:
    """Run one process a kernel and compare what they scored."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=embedded_dir())
    parser.add_argument("--kernels", nargs="+", default=["Haswell", "SkylakeX", "Zen"])
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child is not None:
        _score(options.data, options.child)
        return
    with tempfile.TemporaryDirectory() as folder:
        for kernel in options.kernels:
            subprocess.run(  # noqa: S603  (this very module)
                [sys.executable, "-m", __spec__.name, "--data", options.data, "--child", folder],
                env=os.environ | {"OPENBLAS_CORETYPE": kernel, "KERNEL": kernel},
                check=True,
            )
        _compare(Path(folder), options.kernels)


def _score(data: Path, folder: Path) -> None:
    from recommender.model.training import fit  # noqa: PLC0415  (children only)

    parameters = Parameters.default()
    ratings = read_ratings(data)
    own = fit(build_interactions(ratings, rule=parameters.confidence_rule), parameters)
    saved = folder / "model"
    if not saved.exists():
        save_snapshot(saved, own)
    first = load_snapshot(saved)
    assert first is not None
    rng = np.random.default_rng(3)
    histories = [
        _history(first.model, rng, LENGTHS[number % len(LENGTHS)]) for number in range(HISTORIES)
    ]
    served = np.stack([first.model.scores(history) for history in histories])
    fitted = np.stack([own.scores(history) for history in histories])
    np.savez(folder / os.environ["KERNEL"], served=served, fitted=fitted, counts=own.counts)


def _history(model: FactorModel, rng: np.random.Generator, length: int) -> list[HistoryEntry]:
    chance = model.counts / model.counts.sum()
    columns = rng.choice(model.n_items, size=length, replace=False, p=chance)
    stars = rng.choice([2.0, 3.0, 4.0, 5.0], size=length)
    return [
        HistoryEntry(MovieId(int(model.movie_ids[column])), float(rating))
        for column, rating in zip(columns, stars, strict=True)
    ]


def _compare(folder: Path, kernels: list[str]) -> None:
    found = {kernel: np.load(folder / f"{kernel}.npz") for kernel in kernels}
    first = found[kernels[0]]
    print(f"{'kernel':<12} {'model':<8} {'spread':>9} {'raw swaps':>10} {'our swaps':>10}")
    for kernel in kernels[1:]:
        for name in ("served", "fitted"):
            ours, theirs = first[name], found[kernel][name]
            scale = np.abs(ours).max(axis=1, keepdims=True)
            spread = float((np.abs(ours - theirs) / scale).max())
            raw = sum(_raw(a) != _raw(b) for a, b in zip(ours, theirs, strict=True))
            counts = first["counts"]
            swaps = sum(
                _ordered(a, counts) != _ordered(b, counts)
                for a, b in zip(ours, theirs, strict=True)
            )
            print(f"{kernel:<12} {name:<8} {spread:>9.1e} {raw:>10} {swaps:>10}")


def _raw(scores: NDArray[np.float32]) -> list[int]:
    return [int(column) for column in np.argsort(-scores, kind="stable")[:10]]


def _ordered(scores: NDArray[np.float32], counts: NDArray[np.int64]) -> list[int]:
    return list(islice(best_first(scores, counts), 10))


if __name__ == "__main__":
    main()
