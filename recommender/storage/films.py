"""Films that people added: part of this bot's catalogue, for everyone."""

import json
from collections.abc import Iterator

from recommender.domain import FIRST_ADDED_ID, Film, MovieId
from recommender.storage.journal import Cause, Change, Journal, Row
from recommender.storage.sqlite import Database, NotFoundError


class AddedFilms:
    """The added films, kept through the journal."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def add(self, cause: Cause, title: str, year: int | None, genres: tuple[str, ...]) -> Change:
        """Add a film; the same act adds it once."""
        done = self._db.execute(
            "SELECT movie_id FROM changes WHERE person_id = ? AND update_key = ? AND act = ? "
            "AND row_table = 'added_films'",
            [cause.person_id, cause.update_key, cause.act],
        ).fetchone()
        # Ids are never given twice, also not that of a film taken back: old buttons carry them.
        movie_id = int(
            done[0]
            if done
            else self._db.execute(
                "SELECT coalesce(max(movie_id) + 1, ?) FROM changes "
                "WHERE row_table = 'added_films'",
                [FIRST_ADDED_ID],
            ).fetchone()[0]
        )
        return self._journal.put(
            cause,
            "added_films",
            {
                "movie_id": movie_id,
                "person_id": cause.person_id,
                "title": title,
                "year": year,
                "genres": json.dumps(genres),
                "at": cause.at,
            },
        )

    def get(self, movie_id: MovieId) -> Film | None:
        """One added film, or None."""
        try:
            return _film(self._db.table("added_films").get(movie_id))
        except NotFoundError:
            return None

    def __iter__(self) -> Iterator[Film]:
        for row in self._db.table("added_films").rows_where():
            yield _film(row)


def _film(row: Row) -> Film:
    title, year = str(row["title"]), row["year"]
    return Film(
        MovieId(int(row["movie_id"] or 0)),
        title,
        None if year is None else int(year),
        tuple(json.loads(str(row["genres"]))),
        title,
    )
