"""The best list for one viewer."""

from collections.abc import Collection, Iterator, Sequence
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import Filters, HistoryEntry, MovieId, Recommendation, Share
from recommender.errors import NoKnownMovies
from recommender.model import FactorModel, FoldedHistory
from recommender.ranking.admission import admission, gem_raters
from recommender.ranking.explanation import standing_out
from recommender.ranking.order import best_first

EVERY, FIRST_PLACE = 5, 3
"""One place in so many is a discovery's, the first of them so far down, from 0."""


def recommend(
    model: FactorModel,
    catalogue: Catalogue,
    history: Sequence[HistoryEntry],
    *,
    k: int = 10,
    filters: Filters = Filters(),
    exclude: Collection[MovieId] = frozenset(),
    around_year: int | None = None,
    discoveries: bool = False,
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
        discoveries: Give one place in five to the viewer's best film that few people know. Off,
            the list is the best by score alone.

    Returns:
        At most k; `because` is empty where no watched film stands out as the reason.
    """
    out = {entry.movie_id for entry in history} | set(exclude)
    admitted = admission(model, catalogue, filters, exclude=out, around_year=around_year)
    folded = _placed(model, history)
    scores = popularity(model) if folded is None else folded.scores()
    sure: Iterator[int] = (
        column for column in best_first(scores, model.counts) if admitted(column) is not None
    )
    if discoveries and folded is not None:
        gems = gem_raters(model)
        bold = (
            column
            for column in best_first(scores, model.counts)
            if model.counts[column] in gems and admitted(column) is not None
        )
        sure = _mixed(sure, bold)
    chosen = list(islice(sure, k))
    reasons: list[tuple[Share, ...]] = [()] * len(chosen)
    if folded is not None:
        liked = [MovieId(one) for one in model.movie_ids[folded.columns[folded.liked]].tolist()]
        shares = folded.shares(np.array(chosen, dtype=np.int64))[:, folded.liked]
        reasons = [standing_out(liked, line) for line in shares]
    return [
        Recommendation(MovieId(int(model.movie_ids[column])), float(scores[column]), because)
        for column, because in zip(chosen, reasons, strict=True)
    ]


def _mixed(sure: Iterator[int], bold: Iterator[int]) -> Iterator[int]:
    """Sure picks, and in every fifth place from the fourth on a bold one while there is any."""
    used: set[int] = set()
    for place in count():
        sources = (bold, sure) if place % EVERY == FIRST_PLACE else (sure,)
        fresh = (column for source in sources for column in source if column not in used)
        column = next(fresh, None)
        if column is None:
            return
        used.add(column)
        yield column


def _placed(model: FactorModel, history: Sequence[HistoryEntry]) -> FoldedHistory | None:
    try:
        return model.fold_in(history)
    except NoKnownMovies:
        return None


def popularity(model: FactorModel) -> NDArray[np.float32]:
    """Part of the most-watched film's audience that each film has, 0-1. Shape (n_items,)."""
    return (model.counts / max(1, int(model.counts.max(initial=1)))).astype(np.float32)
