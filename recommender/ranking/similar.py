"""Films like a film.

With the tutorial's settings likeness is the cosine of two films' factors, as in the tutorial.
With ours it is shrunk towards what the films are:

    likeness = k cosine + (1 - k) content,   k = n / (n + 15)

with n raters of the film asked about: below about ten raters its factors are noise. Unless thirty
people rated the film asked about, factors are drawn towards the place that a film has by its
features, the more the fewer rated it: see `model.content`. Content is the cosine of genres, rare
genres weighing more, damped by e^(-|years apart| / 16), with a bonus for titles that begin alike,
as those of a series do, plus twice the cosine of directors and subjects, plus half that of the
factors.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.catalogue import Catalogue
from recommender.domain import GENRES, Film, Filters, MovieId, Recommendation
from recommender.model import FactorModel
from recommender.model.content import trust
from recommender.ranking.admission import admission
from recommender.ranking.order import best_first
from recommender.ranking.series import series_name

SHRINKAGE = 15
"""Raters at which factors and content count alike."""
KNOWN_RATERS = 30
"""For a film with so many raters a list is drawn from films…"""
LEAST_RATERS = 5
"""…that have at least so many themselves."""
FACTS = np.float32(2)
"""What directors and subjects add to the likeness by content."""
MAPPED = np.float32(0.5)
"""What the place that a film has by its features adds to the likeness by content."""
YEARS = 16
"""So many years apart, likeness by content falls to 1/e."""
SERIES_BONUS = 0.5
"""What a shared beginning of the titles adds to the likeness by content."""


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
        movie_id: The film asked about; one that the model does not know goes by content alone.
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
    scores = likeness(model, catalogue, film)
    candidates = (
        column for column in best_first(scores, model.counts) if np.isfinite(scores[column])
    )
    chosen = islice((column for column in candidates if admitted(column) is not None), k)
    return [
        Recommendation(MovieId(int(model.movie_ids[column])), float(scores[column]))
        for column in chosen
    ]


def likeness(model: FactorModel, catalogue: Catalogue, film: Film) -> NDArray[np.float32]:
    """Likeness of each film of a model to one film.

    Returns:
        Shape (n_items,); minus infinity for films with too few raters to stand in the list.
    """
    shelf = _shelf(model, catalogue)
    column = model.column(film.movie_id)
    raters = 0 if column is None else int(model.counts[column])
    plain = model.parameters.confidence_rule == "stars"
    if column is not None and (plain or raters >= KNOWN_RATERS):
        by_factors = _cosines(model.item_factors, shelf.norms, model.item_factors[column])
    else:
        own = None if plain else _factors(model, shelf, film.movie_id)
        by_factors = _cosines(shelf.factors, shelf.lengths, own)
    if plain:
        return by_factors
    part = np.float32(raters / (raters + SHRINKAGE))
    by_content = shelf.content(film) + FACTS * _by_facts(model, shelf, film.movie_id)
    placed = model.content is not None and model.content.row(film.movie_id) is not None
    mapped = by_factors * (MAPPED if placed else np.float32(0))  # else they are noise
    scores: NDArray[np.float32] = part * by_factors + (1 - part) * (by_content + mapped)
    if not scores.any():  # nothing is known of it
        scores[:] = -np.inf
    if raters >= KNOWN_RATERS:
        scores[model.counts < LEAST_RATERS] = -np.inf
    return scores


@dataclass(frozen=True, slots=True, eq=False)
class _Shelf:
    """What the films of a model are, as columns that are compared at once."""

    norms: NDArray[np.float32]
    """Shape (n_items,): lengths of the model's own factors."""
    factors: NDArray[np.float32]
    """Shape (n_items, n_factors): factors drawn towards what the film is, where few rated it."""
    lengths: NDArray[np.float32]
    """Shape (n_items,): their lengths."""
    rows: NDArray[np.int64]
    """Shape (n_items,): the film's row in the model's content, -1 without one."""
    rarity: NDArray[np.float32]
    """Shape (n_genres,): log of films by films of the genre."""
    mixtures: NDArray[np.float32]
    """Shape (n_mixtures, n_genres): rarity of each genre, of length 1 together."""
    mixture_of: NDArray[np.intp]
    """Shape (n_items,): many films have the same genres, so each mixture is compared once."""
    years: NDArray[np.intp]
    """Shape (n_items,): 0 where unknown."""
    columns: dict[str, list[int]]
    """The films of each series: see `series_name`."""

    def content(self, film: Film) -> NDArray[np.float32]:
        """Likeness by genres, year and series. Shape (n_items,), 0 to 1 + SERIES_BONUS."""
        alike = self.mixtures @ _genre_row(film.genres, self.rarity)
        likeness: NDArray[np.float32] = alike[self.mixture_of]
        if film.year is not None:
            apart = np.abs(np.arange(int(self.years.max(initial=0)) + 1) - film.year)
            apart[0] = YEARS  # of films without a year
            likeness *= np.exp(-apart / YEARS).astype(np.float32)[self.years]
        likeness[self.columns.get(series_name(film.title), [])] += np.float32(SERIES_BONUS)
        return likeness


@lru_cache(maxsize=1)
def _shelf(model: FactorModel, catalogue: Catalogue) -> _Shelf:
    """Made once for each served model; films that join later are not in that model anyway."""
    films = [catalogue.get(MovieId(movie_id)) for movie_id in model.movie_ids.tolist()]
    mixtures: dict[tuple[str, ...], int] = {(): 0}
    mixture_of = np.zeros(len(films), dtype=np.intp)
    columns: dict[str, list[int]] = {}
    years = np.zeros(len(films), dtype=np.intp)
    for column, film in enumerate(films):
        if film is None:
            continue
        mixture_of[column] = mixtures.setdefault(film.genres, len(mixtures))
        columns.setdefault(series_name(film.title), []).append(column)
        years[column] = max(0, film.year or 0)
    has = np.array([[genre in mixture for genre in GENRES] for mixture in mixtures])
    of_genre = np.bincount(mixture_of, minlength=len(mixtures)) @ has
    rarity = np.log((1 + len(films)) / (1 + of_genre)).astype(np.float32)
    rows = np.stack([_genre_row(mixture, rarity) for mixture in mixtures])
    norms = np.linalg.norm(model.item_factors, axis=1)
    content_rows = _content_rows(model)
    factors = _drawn_to_content(model, content_rows)
    lengths = np.linalg.norm(factors, axis=1)
    return _Shelf(norms, factors, lengths, content_rows, rarity, rows, mixture_of, years, columns)


def _content_rows(model: FactorModel) -> NDArray[np.int64]:
    if model.content is None:
        return np.full(model.n_items, -1, dtype=np.int64)
    ids = model.content.movie_ids
    rows = np.minimum(np.searchsorted(ids, model.movie_ids), len(ids) - 1)
    return np.where(ids[rows] == model.movie_ids, rows, -1).astype(np.int64)


def _drawn_to_content(model: FactorModel, rows: NDArray[np.int64]) -> NDArray[np.float32]:
    """Each film's own factors by n / (n + k), and those of what it is for the rest."""
    if model.content is None:
        return model.item_factors
    own = np.where(rows >= 0, trust(model.counts), np.float32(1))[:, None]
    factors: NDArray[np.float32] = own * model.item_factors
    factors += (1 - own) * model.content.factors[rows]
    return factors


def _factors(model: FactorModel, shelf: _Shelf, movie_id: MovieId) -> NDArray[np.float32] | None:
    """Where a film stands; None where nothing places it."""
    column = model.column(movie_id)
    factors: NDArray[np.float32] | None = None
    if column is not None:
        factors = shelf.factors[column]
    elif model.content is not None and (row := model.content.row(movie_id)) is not None:
        factors = model.content.factors[row]
    return factors


def _cosines(
    factors: NDArray[np.float32], lengths: NDArray[np.float32], own: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """Cosine of each film's factors with those of one film; 0 where either has none.

    Returns:
        Shape (n_items,), -1 to 1.
    """
    length = 0.0 if own is None else float(np.linalg.norm(own))
    if own is None or length == 0:
        return np.zeros(len(factors), dtype=np.float32)
    cosines: NDArray[np.float32] = factors @ (own / np.float32(length))
    np.divide(cosines, lengths, out=cosines, where=lengths > 0)
    return cosines


def _by_facts(model: FactorModel, shelf: _Shelf, movie_id: MovieId) -> NDArray[np.float32]:
    """Likeness by directors and subjects. Shape (n_items,), 0-1."""
    row = None if model.content is None else model.content.row(movie_id)
    if model.content is None or row is None:
        return np.zeros(model.n_items, dtype=np.float32)
    alike = model.content.alike(row)
    return np.where(shelf.rows >= 0, alike[shelf.rows], np.float32(0))


def _genre_row(genres: Collection[str], rarity: NDArray[np.float32]) -> NDArray[np.float32]:
    """Genres as a row, rare ones weighing more, of length 1. Shape (n_genres,)."""
    row = np.array([genre in genres for genre in GENRES], dtype=np.float32) * rarity
    length = float(np.linalg.norm(row))
    return row / np.float32(length) if length else row
