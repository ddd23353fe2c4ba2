"""Whether cited films are the reasons: does a film's score fall without the first of them?

python -m tests.benchmarks.explanation [--data DIR] [--samples 1000]
"""

import argparse
from pathlib import Path

import numpy as np

from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.movielens import embedded_dir, read_ratings
from recommender.errors import NoKnownMovies
from recommender.evaluation.splits import split
from recommender.model import Parameters, build_interactions
from recommender.model.training import fit
from recommender.ranking.viewer import recommend


def main() -> None:
    """Sample recommendations to held-out viewers, take the first reason away, and count."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=embedded_dir())
    parser.add_argument("--samples", type=int, default=1000)
    arguments = parser.parse_args()
    ratings, catalogue = read_ratings(arguments.data), Catalogue.from_folder(arguments.data)
    fold = split(ratings, "chronological")[0]
    parameters = Parameters.default()
    model = fit(build_interactions(ratings, leave_out=fold.lines), parameters)
    rng = np.random.default_rng(0)
    fell = cited = tried = 0
    while tried < arguments.samples:
        viewer = fold.viewers[int(rng.integers(len(fold.viewers)))]
        history = viewer.history[-int(rng.integers(1, 101)) :]
        listed = recommend(model, catalogue, history, k=10)
        one = listed[int(rng.integers(len(listed)))]
        tried += 1
        if not one.because:
            continue
        cited += 1
        without = [entry for entry in history if entry.movie_id != one.because[0].movie_id]
        column = model.column(one.movie_id)
        assert column is not None
        try:
            fell += model.scores(without)[column] < one.score
        except NoKnownMovies:
            fell += 1  # with nothing to go by, the film has no score of its own
    print(f"{tried} recommendations to {len(fold.viewers)} held-out viewers")
    print(f"with a reason: {cited / tried:.1%}")
    print(f"score falls without the first reason: {fell / cited:.1%}")


if __name__ == "__main__":
    main()
