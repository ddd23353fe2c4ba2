"""The best list for one viewer."""

from collections.abc import Collection, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import Filters, HistoryEntry, MovieId, Recommendation, Share
from recommender.errors import NoKnownMovies
from recommender.model import FactorModel, FoldedHistory
from recommender.ranking.admission import admission
from recommender.ranking.explanation import standing_out
from recommender.ranking.order import best_first


def recommend(
    model: FactorModel,
    catalogue: Catalogue,
    history: Sequence[HistoryEntry],
    *,
    k: int = 10,
    filters: Filters = Filters(),
    exclude: Collection[MovieId] = frozenset(),
    around_year: int | None = None,
) -> list[Recommendation]:
    """Rank films for a viewer, best first.

    Never a film of the history, whether watched or dismissed. Filters apply before the cut, so
    a narrowed list is as long as the catalogue allows. The list for k is the head of the list
    for k + 1.

    Args:
        model: What scores.
        catalogue: What films are.
        history: Oldest first; may be empty, and then the list is the most-watched films.
        k: Length of the list at most.
        filters: What to narrow to.
        exclude: Films to leave out besides those of the history.
        around_year: What "older" and "newer" are measured from.

    Returns:
        At most k; `because` is empty where no watched film stands out as the reason.
    """
    out = {entry.movie_id for entry in history} | set(exclude)
    admitted = admission(model, catalogue, filters, exclude=out, around_year=around_year)
    folded = _placed(model, history)
    scores = popularity(model) if folded is None else folded.scores()
    chosen = list(
        islice((column for column in best_first(scores) if admitted(column) is not None), k)
    )
    reasons: list[tuple[Share, ...]] = [()] * len(chosen)
    if folded is not None:
        liked = [MovieId(one) for one in model.movie_ids[folded.columns[folded.liked]].tolist()]
        shares = folded.shares(np.array(chosen, dtype=np.int64))[:, folded.liked]
        reasons = [standing_out(liked, line) for line in shares]
    return [
        Recommendation(MovieId(int(model.movie_ids[column])), float(scores[column]), because)
        for column, because in zip(chosen, reasons, strict=True)
    ]


def _placed(model: FactorModel, history: Sequence[HistoryEntry]) -> FoldedHistory | None:
    try:
        return model.fold_in(history)
    except NoKnownMovies:
        return None


def popularity(model: FactorModel) -> NDArray[np.float32]:
    """Part of the most-watched film's audience that each film has, 0-1. Shape (n_items,)."""
    return (model.counts / max(1, int(model.counts.max(initial=1)))).astype(np.float32)
