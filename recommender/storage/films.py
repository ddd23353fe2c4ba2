"""Films that people added: who did, and who finds them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from recommender.domain import FIRST_ADDED_ID, Film, MovieId, PersonId
from recommender.storage.journal import Cause, Change, Journal, Row
from recommender.storage.sqlite import Database, NotFoundError

FilmState: TypeAlias = Literal["private", "shared", "removed"]
"""Whether its title is known to whoever added it, to everybody, or to nobody any more."""


@dataclass(frozen=True, slots=True)
class AddedFilm:
    """A film that somebody added."""

    film: Film
    person_id: PersonId | None
    """Who did; None when they were forgotten."""
    state: FilmState


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

    def find(self, movie_id: MovieId) -> AddedFilm | None:
        """One added film with what is known of its adding, or None."""
        return next(self._where("movie_id = ?", [movie_id]), None)

    def all(self) -> Iterator[AddedFilm]:
        """All of them, in the order added."""
        return self._where("1 ORDER BY movie_id", [])

    def newest(self, limit: int) -> tuple[AddedFilm, ...]:
        """The last ones, the newest first."""
        return tuple(self._where("1 ORDER BY movie_id DESC LIMIT ?", [limit]))

    def only_of(self, person_id: PersonId) -> tuple[Film, ...]:
        """Films that are found by this person alone."""
        found = self._where("person_id = ? AND state = 'private' ORDER BY movie_id", [person_id])
        return tuple(one.film for one in found)

    def called(self, title: str, year: int | None) -> tuple[AddedFilm, ...]:
        """Those of a title, in small letters or capitals, and a year."""
        alike = self._where("title = ? COLLATE NOCASE AND year IS ?", [title, year])
        return tuple(alike)

    def count_since(self, person_id: PersonId, at: float) -> int:
        """How many a person added since a moment, those taken back included."""
        return self._db.table("changes").count_where(
            "person_id = ? AND row_table = 'added_films' AND undoes IS NULL AND at >= ?",
            [person_id, at],
        )

    def set_state(self, movie_id: MovieId, state: FilmState) -> None:
        """Change who finds a film by its title."""
        self._db.execute("UPDATE added_films SET state = ? WHERE movie_id = ?", [state, movie_id])

    def _where(self, where: str, values: list[str | int | None]) -> Iterator[AddedFilm]:
        rows = self._db.table("added_films").rows_where(where, values)
        for row in rows:
            owner = row["person_id"]
            yield AddedFilm(_film(row), None if owner is None else PersonId(owner), row["state"])


def _film(row: Row) -> Film:
    title, year = str(row["title"]), row["year"]
    return Film(
        MovieId(int(row["movie_id"] or 0)),
        title,
        None if year is None else int(year),
        tuple(json.loads(str(row["genres"]))),
        title,
    )
