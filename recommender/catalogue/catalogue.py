"""The films this bot knows: a MovieLens set plus what its people added."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from recommender.catalogue.movielens import read_films
from recommender.domain import Film, MovieId
from recommender.errors import UnknownFilm


class Catalogue:
    """Films by id. Films can join while the bot runs, and leave when that is taken back."""

    def __init__(self, films: Iterable[Film]) -> None:
        self._films = {film.movie_id: film for film in films}

    @classmethod
    def from_folder(cls, folder: Path) -> "Catalogue":
        """The catalogue of a MovieLens folder.

        Raises:
            DataError: If movies.csv is missing or damaged.
        """
        return cls(read_films(folder))

    def __len__(self) -> int:
        return len(self._films)

    def __iter__(self) -> Iterator[Film]:
        return iter(self._films.values())

    def __contains__(self, movie_id: object) -> bool:
        return movie_id in self._films

    def __getitem__(self, movie_id: MovieId) -> Film:
        """The film with this id.

        Raises:
            UnknownFilm: If the catalogue does not hold it.
        """
        try:
            return self._films[movie_id]
        except KeyError:
            raise UnknownFilm(movie_id) from None

    def get(self, movie_id: MovieId) -> Film | None:
        """The film with this id, or None."""
        return self._films.get(movie_id)

    def add(self, film: Film) -> None:
        """Let a film join, or replace what was known of it."""
        self._films[film.movie_id] = film

    def remove(self, movie_id: MovieId) -> None:
        """Let a film leave; nothing happens when it is not there."""
        self._films.pop(movie_id, None)
