"""Two ids that have turned out to be one film: all that people did with one goes to the other."""

from collections.abc import Mapping

from recommender.domain import MovieId
from recommender.storage.sqlite import Database

_TABLES = ("watches", "dismissals", "watchlist", "shown")
"""Tables of people's films."""


def merge_films(db: Database, ids: Mapping[MovieId, MovieId]) -> int:
    """Let everything that was done with a film count for another one, the journal included.

    An undo takes back what was done, under the id that it has by then. What a person did with both
    films stays twice in the log; in a list the film stands once.

    Args:
        db: The database.
        ids: The film that stays, by each one that goes.

    Returns:
        How many ids were found in the log.
    """
    logged = {
        movie_id
        for table in (*_TABLES, "changes")
        for (movie_id,) in db.execute(f"SELECT DISTINCT movie_id FROM {table}")  # noqa: S608  (ours)
    }
    found = 0
    for movie_id, into in ids.items():
        if movie_id in logged:
            with db.atomic():
                found += _merge(db, movie_id, into)
    return found


def _merge(db: Database, movie_id: MovieId, into: MovieId) -> bool:
    moved = 0
    for table in _TABLES:
        moved += db.execute(
            f"UPDATE OR IGNORE {table} SET movie_id = ? WHERE movie_id = ?",  # noqa: S608  (ours)
            [into, movie_id],
        ).rowcount
        db.table(table).delete_where("movie_id = ?", [movie_id])  # where the other was there
    moved += db.execute(
        "UPDATE OR IGNORE changes SET movie_id = ?, "
        "row_before = json_set(row_before, '$.movie_id', ?), "
        "row_after = json_set(row_after, '$.movie_id', ?) "
        "WHERE movie_id = ? AND row_table <> 'added_films'",
        [into, into, into, movie_id],
    ).rowcount
    return moved > 0
