"""Films that people added: part of this bot's catalogue, for everyone."""

import json
from collections.abc import Iterator

from recommender.domain import FIRST_ADDED_ID, Film, MovieId, PersonId
from recommender.storage.bulk import Put
from recommender.storage.journal import Cause, Change, Journal, Row
from recommender.storage.sqlite import Database, NotFoundError


class AddedFilms:
    """The added films, kept through the journal."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def add(
        self,
        cause: Cause,
        title: str,
        year: int | None,
        genres: tuple[str, ...],
    ) -> Change:
        """Add a film; the same act adds it once."""
        done = self._db.execute(
            "SELECT movie_id FROM changes WHERE person_id = ? AND update_key = ? AND act = ? "
            "AND row_table = 'added_films'",
            [cause.person_id, cause.update_key, cause.act],
        ).fetchone()
        # Ids are never given twice, also not that of a film taken back: old buttons carry them.
        movie_id = int(done[0] if done else self.next_id())
        film = Film(MovieId(movie_id), title, year, genres)
        put = self.new(cause, film, is_private=False)
        return self._journal.put(cause, put.table, put.row)

    def new(self, cause: Cause, film: Film, *, is_private: bool) -> Put:
        """The change that adds a film."""
        return Put(
            "added_films",
            {
                "movie_id": film.movie_id,
                "person_id": cause.person_id,
                "title": film.title,
                "year": film.year,
                "genres": json.dumps(film.genres),
                "at": cause.at,
                "is_private": int(is_private),
            },
        )

    def private_of(self, person_id: PersonId) -> tuple[Film, ...]:
        """The films that were added for a person's log alone."""
        rows = self._db.table("added_films").rows_where(
            "person_id = ? AND is_private = 1", [person_id]
        )
        return tuple(_film(row) for row in rows)

    def is_private(self, movie_id: MovieId) -> bool:
        """Whether a film was added for one person's log alone."""
        return (
            self._db.table("added_films").count_where("movie_id = ? AND is_private = 1", [movie_id])
            > 0
        )

    def remove_private(self, person_id: PersonId) -> tuple[MovieId, ...]:
        """Erase the films that were added for a person's log alone; returns which they were."""
        rows = self._db.execute(
            "DELETE FROM added_films WHERE person_id = ? AND is_private = 1 RETURNING movie_id",
            [person_id],
        ).fetchall()
        return tuple(MovieId(row[0]) for row in rows)

    def next_id(self) -> int:
        """An id that no film ever had, and that all above it have not had either."""
        # The changes of people who were forgotten are gone, but not the films that they added.
        row = self._db.execute(
            "SELECT max(coalesce(max(movie_id) + 1, :first), (SELECT coalesce(max(movie_id) + 1, "
            ":first) FROM added_films)) FROM changes WHERE row_table = 'added_films'",
            {"first": FIRST_ADDED_ID},
        ).fetchone()
        return int(row[0])

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
