"""Which films may stand in a list: filters that need context, and what must stay out."""

from collections.abc import Callable, Collection
from typing import TypeAlias

import numpy as np

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import Film, Filters, MovieId
from recommender.model import FactorModel

Admission: TypeAlias = Callable[[int], Film | None]
"""From a model column to its film, or None if it may not stand in the list."""

WELL_KNOWN_PART = 0.05
"""The most-watched twentieth of the films are no hidden gems."""
GEM_RATERS = 5
"""Fewer people than this are an accident, not a gem."""


def gem_raters(model: FactorModel) -> range:
    """How many people may have watched a hidden gem."""
    known = int(model.n_items * (1 - WELL_KNOWN_PART))
    most = int(np.partition(model.counts, known)[known]) if model.n_items else 0
    return range(GEM_RATERS, most + 1)


def admission(
    model: FactorModel,
    catalogue: Catalogue,
    filters: Filters,
    *,
    exclude: Collection[MovieId] = (),
    around_year: int | None = None,
) -> Admission:
    """What decides about each film.

    Args:
        model: Whose columns are asked about.
        catalogue: Films; a film that it lacks is never admitted.
        filters: What the list is narrowed to.
        exclude: Films that stay out.
        around_year: What "older" and "newer" are measured from; without it they narrow nothing.
    """
    gems = gem_raters(model) if filters.hidden_gems else None
    among = None if filters.among is None else frozenset(filters.among)
    out = frozenset(filters.not_among or ()).union(exclude)

    def admitted(column: int) -> Film | None:
        movie_id = MovieId(int(model.movie_ids[column]))
        film = catalogue.get(movie_id)
        if film is None or film.movie_id in out or not filters.admits(film):
            return None
        if catalogue.is_private(film.movie_id):
            return None
        if among is not None and film.movie_id not in among:
            return None
        if film.movie_id != movie_id:  # its duplicate, which stands in the list under its own id
            return None
        if filters.age is not None and around_year is not None:
            if film.year is None:
                return None
            if (film.year >= around_year) if filters.age == "older" else (film.year <= around_year):
                return None
        if gems is not None and model.counts[column] not in gems:
            return None
        return film

    return admitted
