"""Films like a film."""

from collections.abc import Collection
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import Filters, MovieId, Recommendation
from recommender.model import FactorModel
from recommender.ranking.admission import admission
from recommender.ranking.order import best_first


def similar(
    model: FactorModel,
    catalogue: Catalogue,
    movie_id: MovieId,
    *,
    k: int = 10,
    exclude: Collection[MovieId] = (),
    filters: Filters = Filters(),
) -> list[Recommendation]:
    """Rank films by likeness to one film, which itself is never listed.

    Args:
        model: Whose factors are compared.
        catalogue: What films are.
        movie_id: The film asked about.
        k: Length of the list at most.
        exclude: Films to leave out, such as those already seen.
        filters: What to narrow to; "older" and "newer" are measured from the film's year.

    Raises:
        UnknownFilm: If the catalogue does not hold the film.
    """
    film = catalogue[movie_id]
    admitted = admission(
        model, catalogue, filters, exclude={*exclude, movie_id}, around_year=film.year
    )
    scores = factor_cosines(model, movie_id)
    chosen = islice((column for column in best_first(scores) if admitted(column) is not None), k)
    return [
        Recommendation(MovieId(int(model.movie_ids[column])), float(scores[column]))
        for column in chosen
    ]


def factor_cosines(model: FactorModel, movie_id: MovieId) -> NDArray[np.float32]:
    """Cosine of each film's factors with those of one film; 0 where either has none.

    Returns:
        Shape (n_items,), -1 to 1.
    """
    column = model.column(movie_id)
    norms = np.linalg.norm(model.item_factors, axis=1)
    if column is None or norms[column] == 0:
        return np.zeros(model.n_items, dtype=np.float32)
    cosines: NDArray[np.float32] = model.item_factors @ (model.item_factors[column] / norms[column])
    np.divide(cosines, norms, out=cosines, where=norms > 0)
    return cosines
