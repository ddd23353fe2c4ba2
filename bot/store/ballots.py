"""Stores the films on a movie night's list, their fit, and the votes for and against them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from recommender import Database
from recommender.domain import ChatId, MovieId, PersonId

Origin: TypeAlias = Literal["pick", "again", "added"]
REMEMBERED_NIGHTS = 10
"""Who was well served longer ago than so many nights is forgiven."""


@dataclass(frozen=True, slots=True)
class Option:
    """A film on the list."""

    movie_id: MovieId
    origin: Origin
    """Picked for these people, liked last time, or added by one of them."""
    added_by: PersonId | None
    score: float | None
    """How well it fits the group, 0-1; None for a film that the model does not know."""
    because: MovieId | None
    """A watched film that speaks for it."""
    because_of: PersonId | None
    """Who watched that: nobody else's business unless they allow it."""
    fits: Mapping[PersonId, float]
    """How well it fits each member of whom enough is known, 0-1."""
    votes: tuple[PersonId, ...]
    vetoes: tuple[PersonId, ...]


class Ballots:
    """Lists, votes and vetoes of movie nights."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def options(self, night_id: int) -> tuple[Option, ...]:
        """The films on the list, in the order shown and of the poll."""
        rows = self._db.execute(
            "SELECT movie_id, origin, added_by, score, because, because_of FROM night_options "
            "WHERE night_id = ? AND dropped = 0 ORDER BY position",
            [night_id],
        )
        votes, vetoes = (
            self._people("night_votes", night_id),
            self._people("night_vetoes", night_id),
        )
        fits = self._fits(night_id)
        return tuple(
            Option(
                MovieId(movie_id),
                origin,
                None if added_by is None else PersonId(added_by),
                score,
                None if because is None else MovieId(because),
                None if because_of is None else PersonId(because_of),
                fits.get(movie_id, {}),
                tuple(votes.get(movie_id, ())),
                tuple(vetoes.get(movie_id, ())),
            )
            for movie_id, origin, added_by, score, because, because_of in rows.fetchall()
        )

    def ever_listed(self, night_id: int) -> frozenset[MovieId]:
        """All films that were on the list of the night, also those dropped."""
        rows = self._db.execute("SELECT movie_id FROM night_options WHERE night_id = ?", [night_id])
        return frozenset(MovieId(row[0]) for row in rows)

    def put(
        self,
        night_id: int,
        movie_id: MovieId,
        *,
        origin: Origin,
        added_by: PersonId | None = None,
        score: float | None = None,
        because: tuple[PersonId, MovieId] | None = None,
    ) -> None:
        """Put a film at the end of the list; one that was dropped comes back.

        Args:
            night_id: Whose list.
            movie_id: The film.
            origin: How it got there.
            added_by: Who wanted it there.
            score: How well it fits the group, 0-1.
            because: Who watched which film that speaks for it.
        """
        person_id, watched = because or (None, None)
        self._db.execute(
            "INSERT INTO night_options (night_id, movie_id, position, origin, added_by, score, "
            "because, because_of) VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 "
            "FROM night_options WHERE night_id = ?), ?, ?, ?, ?, ?) "
            "ON CONFLICT (night_id, movie_id) DO UPDATE SET dropped = 0, "
            "position = excluded.position, origin = excluded.origin, "
            "added_by = excluded.added_by, score = excluded.score, because = excluded.because, "
            "because_of = excluded.because_of",
            [night_id, movie_id, night_id, origin, added_by, score, watched, person_id],
        )

    def vetoed_since(self, chat_id: ChatId, at: float, *, but: int) -> frozenset[MovieId]:
        """Films that were vetoed in other nights of a group that changed since a moment."""
        rows = self._db.execute(
            "SELECT DISTINCT movie_id FROM night_vetoes JOIN nights USING (night_id) "
            "WHERE chat_id = ? AND changed_at >= ? AND night_id <> ?",
            [chat_id, at, but],
        )
        return frozenset(MovieId(row[0]) for row in rows)

    def drop(self, night_id: int, movie_ids: Iterable[MovieId]) -> None:
        """Take films off the list, with their votes; a veto stays spent."""
        for movie_id in movie_ids:
            self._db.execute(
                "UPDATE night_options SET dropped = 1 WHERE night_id = ? AND movie_id = ?",
                [night_id, movie_id],
            )
            self._db.execute(
                "DELETE FROM night_votes WHERE night_id = ? AND movie_id = ?",
                [night_id, movie_id],
            )

    def set_fits(
        self, night_id: int, movie_id: MovieId, fits: Iterable[tuple[PersonId, float]]
    ) -> None:
        """Keep how well a film on the list fits members."""
        for person_id, fit in fits:
            self._db.execute(
                "INSERT INTO night_fits (night_id, movie_id, person_id, fit) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (night_id, movie_id, person_id) DO UPDATE SET fit = excluded.fit",
                [night_id, movie_id, person_id, fit],
            )

    def vote(self, night_id: int, person_id: PersonId, movie_ids: Sequence[MovieId]) -> None:
        """The films that a member approves of now, instead of all before."""
        self._db.execute(
            "DELETE FROM night_votes WHERE night_id = ? AND person_id = ?", [night_id, person_id]
        )
        for movie_id in movie_ids:
            self._db.execute(
                "INSERT INTO night_votes (night_id, person_id, movie_id) VALUES (?, ?, ?)",
                [night_id, person_id, movie_id],
            )

    def veto_of(self, night_id: int, person_id: PersonId) -> MovieId | None:
        """The film that a member has vetoed, or None."""
        row = self._db.execute(
            "SELECT movie_id FROM night_vetoes WHERE night_id = ? AND person_id = ?",
            [night_id, person_id],
        ).fetchone()
        return None if row is None else MovieId(row[0])

    def veto(self, night_id: int, person_id: PersonId, movie_id: MovieId | None) -> None:
        """Set or take back (None) a member's one veto."""
        self._db.execute(
            "DELETE FROM night_vetoes WHERE night_id = ? AND person_id = ?", [night_id, person_id]
        )
        if movie_id is not None:
            self._db.execute(
                "INSERT INTO night_vetoes (night_id, person_id, movie_id) VALUES (?, ?, ?)",
                [night_id, person_id, movie_id],
            )

    def missed(self, chat_id: ChatId) -> dict[PersonId, float]:
        """How much less than the others each person got from the group's last nights.

        Returns:
            For who was there: over those nights, the mean fit of the film less the person's own,
            summed. Negative for who got more than the others.
        """
        rows = self._db.execute(
            """
            WITH last AS (
                SELECT night_id, winner FROM nights WHERE chat_id = ? AND state = 'decided'
                ORDER BY night_id DESC LIMIT ?
            ), fits AS (
                SELECT night_id, person_id, fit FROM last
                JOIN night_fits USING (night_id) WHERE movie_id = winner
            ), means AS (SELECT night_id, avg(fit) AS mean FROM fits GROUP BY night_id)
            SELECT person_id, sum(mean - fit) FROM fits JOIN means USING (night_id)
            GROUP BY person_id
            """,
            [chat_id, REMEMBERED_NIGHTS],
        )
        return {PersonId(person_id): float(missed) for person_id, missed in rows}

    def _people(self, table: str, night_id: int) -> dict[int, list[PersonId]]:
        people: dict[int, list[PersonId]] = {}
        rows = self._db.execute(
            f"SELECT movie_id, person_id FROM {table} WHERE night_id = ?",  # noqa: S608
            [night_id],
        )
        for movie_id, person_id in rows:
            people.setdefault(movie_id, []).append(PersonId(person_id))
        return people

    def _fits(self, night_id: int) -> dict[int, dict[PersonId, float]]:
        fits: dict[int, dict[PersonId, float]] = {}
        rows = self._db.execute(
            "SELECT movie_id, person_id, fit FROM night_fits WHERE night_id = ?", [night_id]
        )
        for movie_id, person_id, fit in rows:
            fits.setdefault(movie_id, {})[PersonId(person_id)] = fit
        return fits
