"""The matrix of the next fit: MovieLens users above, the bot's own people below.

scipy is imported where the matrix is built and not above: answering a message never needs it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.movielens import Ratings
from recommender.domain import HistoryEntry, MovieId, PersonId
from recommender.model.confidence import confidences_of_records, confidences_of_stars
from recommender.model.history import FilmRecord, film_records
from recommender.model.parameters import ConfidenceRule

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Histories: TypeAlias = Iterable[tuple[PersonId, Sequence[HistoryEntry]]]

_TABLE_IDS = 10_000_000
"""Ids below this are numbered by a table, which is faster than sorting them."""
_BLOCK = 1 << 20
"""Entries that are sorted at a time: memory, not speed, bounds a refit."""


@dataclass(frozen=True, slots=True, eq=False)
class Interactions:
    """Who watched what, with how much confidence.

    Rows and columns are dense numbers of this matrix only; people and films keep their ids.
    """

    user_items: "csr_matrix[np.float32]"
    """Shape (n_users, n_items), float32: confidences before weighting, negative for dislikes.
    The entries of each row stand in the order of watching, not of columns."""
    movie_ids: NDArray[np.int64]
    """Shape (n_items,), ascending: the film of each column."""
    counts: NDArray[np.int64]
    """Shape (n_items,): people who watched the film."""
    together: NDArray[np.bool_]
    """Shape (n_entries,): entries of the same second as the one before them in their row. There
    is no order among them. False for the first entry of a row."""

    @property
    def one_sitting(self) -> NDArray[np.bool_]:
        """Rows of which more than half bears one and the same second. Shape (n_users,)."""
        return one_sitting(self.together, self.user_items.indptr)


def one_sitting(
    together: NDArray[np.bool_], bounds: NDArray[np.int32] | NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which histories have hardly any order: more than half of each bears one second.

    Args:
        together: Shape (n_entries,): see `Interactions`.
        bounds: Shape (n_rows + 1,): where each row begins, and where the last one ends.

    Returns:
        Shape (n_rows,). A single film is no sitting.
    """
    starts = np.flatnonzero(~together)
    sizes = np.diff(np.append(starts, len(together)))
    rows = np.searchsorted(bounds, starts, side="right") - 1
    largest = np.zeros(len(bounds) - 1, dtype=np.int64)
    np.maximum.at(largest, rows, sizes)
    return (2 * largest > np.diff(bounds)) & (largest > 1)


@dataclass(frozen=True, slots=True, eq=False)
class _Entries:
    """Matrix entries as parallel columns, row by row, each row in the order of watching."""

    lengths: NDArray[np.int64]
    """Shape (n_rows,)."""
    movie_ids: NDArray[np.int64] | NDArray[np.int32]
    confidences: NDArray[np.float32]
    watched: NDArray[np.bool_]
    together: NDArray[np.bool_]


def build_interactions(
    ratings: Ratings,
    histories: Histories = (),
    *,
    rule: ConfidenceRule = "taste",
    leave_out: NDArray[np.int64] | None = None,
) -> Interactions:
    """Put MovieLens ratings and people's histories into one matrix.

    A film that only people logged gets a column of its own. Each person is one row, in the
    order given; a Telegram id is never a row number.

    Args:
        ratings: MovieLens rows, any order. A repeated (user, film) counts by its latest line.
        histories: People's histories, oldest entry first.
        rule: How a rating becomes a confidence.
        leave_out: Lines of `ratings` that stay out, such as those that a gate will ask about.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415  (only a fit needs it)

    above, below = _movielens_entries(ratings, rule, leave_out), _people_entries(histories, rule)
    if len(below.lengths):
        movie_ids, columns = _numbered(np.concatenate([above.movie_ids, below.movie_ids]))
        values = np.concatenate([above.confidences, below.confidences])
        watched = np.concatenate([above.watched, below.watched])
        together = np.concatenate([above.together, below.together])
    else:
        movie_ids, columns = _numbered(above.movie_ids)
        values, watched, together = above.confidences, above.watched, above.together
    lengths = np.concatenate([above.lengths, below.lengths])
    bounds = np.concatenate([[0], np.cumsum(lengths)])
    counts = np.bincount(columns, weights=watched, minlength=len(movie_ids))
    # made from its three arrays and never sorted: rows keep the order of watching
    matrix = csr_matrix(
        (values, columns, bounds.astype(np.int32 if bounds[-1] < 2**31 else np.int64)),
        shape=(len(lengths), len(movie_ids)),
    )
    return Interactions(matrix, movie_ids.astype(np.int64), counts.astype(np.int64), together)


def _movielens_entries(
    ratings: Ratings, rule: ConfidenceRule, leave_out: NDArray[np.int64] | None
) -> _Entries:
    kept = np.ones(len(ratings), dtype=np.bool_)
    if leave_out is not None:
        kept[leave_out] = False
    lines = np.flatnonzero(kept)
    _, rows = _numbered(ratings.user_ids[lines])
    if np.any(rows[1:] < rows[:-1]):
        order = np.argsort(rows, kind="stable")
        lines, rows = lines[order], rows[order]
    lengths = np.bincount(rows).astype(np.int64)
    for start, stop in _row_blocks(lengths):
        block = lines[start:stop]
        lines[start:stop] = block[np.lexsort((ratings.timestamps[block], rows[start:stop]))]
    lines, lengths = _without_repeats(ratings, lines, rows, lengths)
    return _Entries(
        lengths,
        ratings.movie_ids[lines],
        confidences_of_stars(ratings.stars[lines], rule),
        np.ones(len(lines), dtype=np.bool_),
        _together(ratings, lines, lengths),
    )


def _together(
    ratings: Ratings, lines: NDArray[np.int64], lengths: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether each line is of the second of the line before it. Lines stand row by row."""
    same = np.zeros(len(lines), dtype=np.bool_)
    for start in range(1, len(lines), _BLOCK):
        times = ratings.timestamps[lines[start - 1 : start + _BLOCK]]
        same[start : start + _BLOCK] = times[1:] == times[:-1]
    firsts = np.cumsum(lengths) - lengths
    same[firsts[lengths > 0]] = False
    return same


def _without_repeats(
    ratings: Ratings,
    lines: NDArray[np.int64],
    rows: NDArray[np.int32],
    lengths: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Lines and row lengths without all but the latest of each repeated (user, film)."""
    repeated: list[NDArray[np.int64]] = []
    for start, stop in _row_blocks(lengths):
        cells = rows[start:stop].astype(np.int64) << 32 | ratings.movie_ids[lines[start:stop]]
        if np.any(np.diff(np.sort(cells)) == 0):  # rare, and the sort alone is fast
            latest = len(cells) - 1 - np.unique(cells[::-1], return_index=True)[1]
            repeated.append(start + np.setdiff1d(np.arange(len(cells)), latest))
    if not repeated:
        return lines, lengths
    out = np.concatenate(repeated)
    lengths = lengths - np.bincount(rows[out], minlength=len(lengths))
    return np.delete(lines, out), lengths


def _people_entries(histories: Histories, rule: ConfidenceRule) -> _Entries:
    people = [film_records(history) for _, history in histories]
    records = [record for person in people for record in person]
    return _Entries(
        np.array([len(person) for person in people], dtype=np.int64),
        np.array([record.movie_id for record in records], dtype=np.int64),
        confidences_of_records(records, rule),
        np.array([record.watches > 0 for record in records], dtype=np.bool_),
        np.array([same for person in people for same in _of_one_second(person)], dtype=np.bool_),
    )


def _of_one_second(records: Sequence[FilmRecord]) -> list[bool]:
    """As `Interactions.together`; without a time for every entry no order is assumed."""
    if not records:
        return []
    times = [record.at for record in records]
    known = None not in times
    return [False, *(not known or here == before for before, here in pairwise(times))]


def _numbered(
    ids: NDArray[np.int64] | NDArray[np.int32],
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The distinct ids, ascending, and the number of each id among them."""
    if len(ids) and ids.max() < _TABLE_IDS:
        present = np.bincount(ids) > 0
        table = np.cumsum(present, dtype=np.int32) - np.int32(1)
        return np.flatnonzero(present), table[ids]
    distinct, numbers = np.unique(ids, return_inverse=True)
    return distinct.astype(np.int64), numbers.astype(np.int32)


def _row_blocks(lengths: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Cut entries into blocks of whole rows, each of about _BLOCK entries."""
    ends = np.cumsum(lengths)
    if not len(ends):
        return []
    last_rows = np.unique(np.searchsorted(ends, np.arange(_BLOCK, int(ends[-1]), _BLOCK)))
    stops = np.unique(np.append(ends[last_rows], ends[-1])).tolist()
    return list(zip([0, *stops[:-1]], stops, strict=True))


def column_of(movie_ids: NDArray[np.int64], movie_id: MovieId) -> int | None:
    """The column of a film in ascending `movie_ids`, or None."""
    column = int(np.searchsorted(movie_ids, movie_id))
    if column < len(movie_ids) and movie_ids[column] == movie_id:
        return column
    return None
