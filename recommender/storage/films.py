"""Films that people added: part of this bot's catalogue, for everyone."""

import json
from collections.abc import Iterator

from recommender.domain import FIRST_ADDED_ID, Film, MovieId
from recommender.storage.journal import Cause, Change, Journal
from recommender.storage.sqlite import Database


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
        return next((film for film in self if film.movie_id == movie_id), None)

    def __iter__(self) -> Iterator[Film]:
        rows = self._db.execute("SELECT movie_id, title, year, genres FROM added_films")
        for movie_id, title, year, genres in rows:
            yield Film(MovieId(movie_id), title, year, tuple(json.loads(genres)), title)
