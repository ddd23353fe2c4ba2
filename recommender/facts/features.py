"""What films are made of, as sparse rows that can be compared and learned from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recommender.domain import Film
from recommender.facts.film_facts import Facts, FilmFacts

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

LEAST_FILMS = 2
"""What only one film has says nothing of another."""
MOST_CAST = 6
"""Names of the credits that count: further down they are bit parts."""
YEARS_APART = 8
"""Years between two knots; a film's year is shared out between the two around it."""


@dataclass(frozen=True, slots=True, eq=False)
class FilmFeatures:
    """Features of films: genres, years, people, subjects and the like."""

    movie_ids: NDArray[np.int64]
    """Shape (n_films,), ascending."""
    names: Sequence[str]
    """Kind and name of each feature: "genre Drama", "director Ana Arc"."""
    values: "csr_matrix[np.float32]"
    """Shape (n_films, n_features)."""

    def facts(self) -> "csr_matrix[np.float32]":
        """Directors, subjects and sources alone: what makes films alike to who asks for likeness.

        With casts and writers a director's other films crowd out those about the same things.
        """
        wanted = [
            column
            for column, name in enumerate(self.names)
            if name.startswith(("director ", "subject ", "source "))
        ]
        return self.values[:, wanted]


def film_features(films: Iterable[Film], facts: FilmFacts) -> FilmFeatures:
    """The features of films.

    A feature that fewer than LEAST_FILMS of them have is left out. A film of which nothing but its
    title is known has an empty row.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415  (only a fit needs it)

    ordered = sorted(films, key=lambda film: film.movie_id)
    numbers: dict[str, int] = {}
    columns: list[int] = []
    values: list[float] = []
    bounds = [0]
    for film in ordered:
        for name, value in _features(film, facts.facts_of(film.movie_id)):
            columns.append(numbers.setdefault(name, len(numbers)))
            values.append(value)
        bounds.append(len(columns))
    shape = (len(ordered), len(numbers))
    matrix = csr_matrix(
        (np.array(values, dtype=np.float32), np.array(columns, dtype=np.int32), bounds), shape=shape
    )
    common = np.flatnonzero(np.bincount(columns, minlength=len(numbers)) >= LEAST_FILMS)
    names = list(numbers)
    return FilmFeatures(
        np.array([film.movie_id for film in ordered], dtype=np.int64),
        [names[column] for column in common.tolist()],
        matrix[:, common],
    )


def _features(film: Film, facts: Facts | None) -> list[tuple[str, float]]:
    found = [(f"genre {genre}", 1.0) for genre in film.genres]
    if film.year is not None and (found or facts):
        knot, after = divmod(film.year, YEARS_APART)
        part = after / YEARS_APART
        found += [(f"year {knot * YEARS_APART}", 1 - part)]
        found += [(f"year {(knot + 1) * YEARS_APART}", part)] if part else []
    if facts is None:
        return found
    kinds = (
        ("director", facts.directors),
        ("writer", facts.writers),
        ("cast", facts.cast[:MOST_CAST]),
        ("author", facts.authors),
        ("studio", facts.studios),
        ("place", facts.places),
        ("subject", facts.subjects),
        ("source", (facts.source,) if facts.source else ()),
    )
    return found + [
        (f"{kind} {name}", 1.0) for kind, names in kinds for name in dict.fromkeys(names)
    ]
