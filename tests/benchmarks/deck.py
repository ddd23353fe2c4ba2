"""Which films to ask a new person about, by simulated answers.

python -m tests.benchmarks.deck [--data DIR]

Held-out viewers are shown one deck after another, card by card, until they have answered five
cards; films of the told part of their ratings are "seen it", up or down by their stars, all others
"haven't". The list that follows must foresee the films that nobody told.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.movielens import Ratings, embedded_dir, read_ratings
from recommender.domain import HistoryEntry, MovieId
from recommender.errors import NoKnownMovies
from recommender.evaluation.splits import Viewer, split
from recommender.model import FactorModel, Parameters, build_interactions
from recommender.model.training import fit
from recommender.ranking.deck import deck

CARDS = 20
ANSWERS = 5
UP, DOWN = 4.5, 2.0
"""What a thumb is worth in stars."""
LIKED = 3.5
"""Stars from which a thumb goes up."""
LISTED = 10


def by_popularity(model: FactorModel) -> list[MovieId]:
    """The most-watched films."""
    order = np.argsort(-model.counts, kind="stable")[:CARDS]
    return [MovieId(one) for one in model.movie_ids[order].tolist()]


def by_entropy(model: FactorModel, ratings: Ratings, leave_out: np.ndarray) -> list[MovieId]:
    """Films whose three answers, up, down and haven't, are least foreseeable."""
    kept = np.ones(len(ratings), dtype=bool)
    kept[leave_out] = False
    columns = np.searchsorted(model.movie_ids, ratings.movie_ids[kept])
    up = np.bincount(columns, ratings.stars[kept] >= LIKED, minlength=model.n_items)
    down = np.bincount(columns, minlength=model.n_items) - up
    parts = np.stack([up, down, model.n_people - up - down]) / model.n_people
    entropy = -(parts * np.log(np.maximum(parts, 1e-12))).sum(axis=0)
    order = np.argsort(-entropy, kind="stable")[:CARDS]
    return [MovieId(one) for one in model.movie_ids[order].tolist()]


def answered(viewer: Viewer, cards: Sequence[MovieId]) -> tuple[list[HistoryEntry], int]:
    """A viewer's answers, and how many cards they took."""
    seen = {entry.movie_id: entry.rating or 0 for entry in viewer.history}
    answers: list[HistoryEntry] = []
    for place, movie_id in enumerate(cards, start=1):
        if movie_id in seen:
            answers.append(HistoryEntry(movie_id, UP if seen[movie_id] >= LIKED else DOWN))
        if len(answers) == ANSWERS:
            return answers, place
    return answers, len(cards)


def recall(model: FactorModel, viewer: Viewer, answers: Sequence[HistoryEntry]) -> float:
    """Part of LISTED places that hold a film that the viewer watched and nobody told."""
    try:
        scores = model.scores(answers).copy()
    except NoKnownMovies:
        scores = model.counts.astype(np.float32)
    told = [model.column(entry.movie_id) for entry in viewer.history]
    scores[[column for column in told if column is not None]] = -np.inf
    top = model.movie_ids[np.argsort(-scores, kind="stable")[:LISTED]]
    return float(np.isin(top, viewer.held_out).sum() / min(LISTED, len(viewer.held_out)))


def main() -> None:
    """Compare the decks on all folds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=embedded_dir())
    arguments = parser.parse_args()
    ratings, catalogue = read_ratings(arguments.data), Catalogue.from_folder(arguments.data)
    figures: dict[str, list[tuple[float, int, int]]] = {}
    for fold in split(ratings, "random"):
        model = fit(build_interactions(ratings, leave_out=fold.lines), Parameters.default())
        decks = {
            "nothing asked": [],
            "popularity": by_popularity(model),
            "entropy": by_entropy(model, ratings, fold.lines),
            "ours": list(deck(model, catalogue, k=CARDS)),
        }
        for name, cards in decks.items():
            for viewer in fold.viewers:
                if len(viewer.held_out):
                    answers, shown = answered(viewer, cards)
                    line = (recall(model, viewer, answers), len(answers), shown)
                    figures.setdefault(name, []).append(line)
    popular = np.array(figures["popularity"])[:, 0]
    for name, lines in figures.items():
        recalls, answers, cards = np.array(lines).T
        gain = recalls - popular
        error = gain.std(ddof=1) / len(gain) ** 0.5
        print(
            f"{name:14} Recall@{LISTED} {recalls.mean():.4f} ({gain.mean():+.4f} ± {error:.4f}) "
            f"after {answers.mean():.1f} answers on {cards.mean():.1f} cards"
        )


if __name__ == "__main__":
    main()
