"""How well known films are, in the measure of their catalogue. It only breaks ties."""

from collections.abc import Mapping
from math import log10

import numpy as np

from recommender.domain import Film, MovieId

_WELL_KNOWN_SHARE = 0.13
"""The share of rated films that count as well known."""
_FEW = 5
_TIMES = 10
"""A film with so many times the ratings of a namesake is the one that is meant."""


class Fame:
    """Ratings per film, where they are known.

    Where none are known all films count as equally, and well enough, known: then no film
    outweighs another.
    """

    def __init__(self, ratings: Mapping[MovieId, int]) -> None:
        self._ratings = ratings
        counts = np.sort(np.fromiter(ratings.values(), dtype=np.int64, count=len(ratings)))
        place = min(int(len(counts) * (1 - _WELL_KNOWN_SHARE)), len(counts) - 1)
        self.many = max(int(counts[place]), _FEW) if len(counts) else _FEW
        """So many ratings make a film well known."""

    def of(self, film: Film) -> int:
        """Ratings of a film; as many as a well-known one's where none are known."""
        return self._ratings.get(film.movie_id, 0) if self._ratings else self.many

    def ratings_of(self, film: Film) -> int:
        """Ratings of a film; 0 for one without, and where none are known."""
        return self._ratings.get(film.movie_id, 0)

    def is_known(self, film: Film) -> bool:
        """Whether a film is well known."""
        return self.of(film) >= self.many

    def is_outweighed(self, film: Film, other: Film, times: int = _TIMES) -> bool:
        """Whether `other` is so much better known than `film` that only it can be meant."""
        return self.of(other) >= max(self.many, times * self.of(film))

    def share(self, film: Film) -> float:
        """0-1 by order of magnitude; 1 for films ten times as rated as a well-known one."""
        return min(log10(self.of(film) + 1) / log10(10 * self.many + 1), 1.0)
