"""Many films as columns: a film is made when it is asked for.

Thirty thousand films that hardly anybody asks for would else cost a tenth of a second a start.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import overload

import numpy as np
from numpy.typing import NDArray

from recommender.domain import GENRES, Film, MovieId


class FilmTable(Sequence[Film]):
    """Films in a fixed order, each id once."""

    def __init__(
        self,
        movie_ids: NDArray[np.int32],
        titles: Sequence[str],
        years: NDArray[np.uint16],
        genres: NDArray[np.uint32],
    ) -> None:
        """The columns of the films.

        Args:
            movie_ids: Shape (n,).
            titles: As people say them.
            years: Shape (n,).
            genres: Shape (n,): a bit for each of GENRES.
        """
        self._movie_ids = movie_ids
        self._titles = titles
        self._years = years
        self._genres = genres

    def __len__(self) -> int:
        return len(self._titles)

    @overload
    def __getitem__(self, place: int) -> Film: ...

    @overload
    def __getitem__(self, place: slice) -> "FilmTable": ...

    def __getitem__(self, place: int | slice) -> "Film | FilmTable":
        if isinstance(place, slice):
            return FilmTable(
                self._movie_ids[place],
                self._titles[place],
                self._years[place],
                self._genres[place],
            )
        title = self._titles[place]
        mask = int(self._genres[place])
        return Film(
            MovieId(int(self._movie_ids[place])),
            title,
            int(self._years[place]),
            tuple(genre for at, genre in enumerate(GENRES) if mask >> at & 1),
            title,
        )

    def __iter__(self) -> Iterator[Film]:
        return (self[place] for place in range(len(self)))

    @property
    def years(self) -> NDArray[np.uint16]:
        """Shape (n,)."""
        return self._years

    def find(self, movie_id: MovieId) -> Film | None:
        """The film with this id, or None."""
        place = self._places.get(movie_id)
        return None if place is None else self[place]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {movie_id: place for place, movie_id in enumerate(self._movie_ids.tolist())}

    @property
    def fingerprint(self) -> str:
        """A digest of all films."""
        digest = blake2b("\n".join(self._titles).encode(), digest_size=16)
        for column in (self._movie_ids, self._years, self._genres):
            digest.update(np.ascontiguousarray(column).tobytes())
        return digest.hexdigest()


NO_FILMS = FilmTable(np.empty(0, np.int32), (), np.empty(0, np.uint16), np.empty(0, np.uint32))
"""The empty table."""
