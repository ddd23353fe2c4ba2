"""The matrix of the next fit: MovieLens users above, the bot's own people below.

scipy is imported where the matrix is built and not above: answering a message never needs it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.movielens import Ratings
from recommender.domain import HistoryEntry, MovieId, PersonId
from recommender.model.confidence import confidence, confidences_of_stars
from recommender.model.history import film_records
from recommender.model.parameters import ConfidenceRule

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Histories: TypeAlias = Iterable[tuple[PersonId, Sequence[HistoryEntry]]]


@dataclass(frozen=True, slots=True, eq=False)
class Interactions:
    """Who watched what, with how much confidence.

    Rows and columns are dense numbers of this matrix only; people and films keep their ids.
    """

    user_items: "csr_matrix[np.float32]"
    """Shape (n_users, n_items), float32: confidences before weighting, negative for dislikes."""
    movie_ids: NDArray[np.int64]
    """Shape (n_items,), ascending: the film of each column."""
    counts: NDArray[np.int64]
    """Shape (n_items,): people who watched the film."""


def build_interactions(
    ratings: Ratings,
    histories: Histories = (),
    *,
    rule: ConfidenceRule = "soft",
    leave_out: NDArray[np.int64] | None = None,
) -> Interactions:
    """Put MovieLens ratings and people's histories into one matrix.

    A film that only people logged gets a column of its own. Each person is one row, in the
    order given; a Telegram id is never a row number.

    Args:
        ratings: MovieLens rows, any order. A repeated (user, film) counts by its last line.
        histories: People's histories, oldest entry first.
        rule: How a rating becomes a confidence.
        leave_out: Lines of `ratings` that stay out, such as those that a gate will ask about.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415  (only a fit needs it)

    kept = np.ones(len(ratings), dtype=np.bool_)
    if leave_out is not None:
        kept[leave_out] = False
    user_ids, rated_rows = np.unique(ratings.user_ids[kept], return_inverse=True)
    rows: list[NDArray[np.int32]] = [rated_rows.astype(np.int32)]
    ids: list[NDArray[np.int64]] = [ratings.movie_ids[kept].astype(np.int64)]
    values: list[NDArray[np.float32]] = [confidences_of_stars(ratings.stars[kept], rule)]
    n_users = len(user_ids)
    for _, history in histories:
        records = film_records(history)
        rows.append(np.full(len(records), n_users, dtype=np.int32))
        ids.append(np.array([record.movie_id for record in records], dtype=np.int64))
        values.append(
            np.array(
                [
                    confidence(record.rating, record.signal, watches=record.watches, rule=rule)
                    for record in records
                ],
                dtype=np.float32,
            )
        )
        n_users += 1
    movie_ids, columns = np.unique(np.concatenate(ids), return_inverse=True)
    row, column, value = np.concatenate(rows), columns.astype(np.int32), np.concatenate(values)
    if len(row):
        # keep the last of each (row, column): csr_matrix would sum them
        cell = row.astype(np.int64) * len(movie_ids) + column
        last = len(cell) - 1 - np.unique(cell[::-1], return_index=True)[1]
        if len(last) < len(cell):
            row, column, value = row[last], column[last], value[last]
    matrix = csr_matrix((value, (row, column)), shape=(n_users, len(movie_ids)), dtype=np.float32)
    watched = column[value > 0]
    return Interactions(
        user_items=matrix,
        movie_ids=movie_ids,
        counts=np.bincount(watched, minlength=len(movie_ids)).astype(np.int64),
    )


def column_of(movie_ids: NDArray[np.int64], movie_id: MovieId) -> int | None:
    """The column of a film in ascending `movie_ids`, or None."""
    column = int(np.searchsorted(movie_ids, movie_id))
    if column < len(movie_ids) and movie_ids[column] == movie_id:
        return column
    return None
