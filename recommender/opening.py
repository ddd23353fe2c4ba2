"""Opening everything that a bot needs to answer: films, titles, the log, the model."""

import functools
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from recommender.catalogue.cache import cached_catalogue
from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.movielens import (
    embedded_dir,
    read_films,
    read_links,
    read_ratings,
    read_tags,
)
from recommender.catalogue.ratings_cache import cached_ratings, fingerprint
from recommender.domain import Film, MovieId
from recommender.errors import DataError, MissingFile, SnapshotError
from recommender.facts import FilmFacts, FilmFeatures, People, film_features
from recommender.folders import make_private
from recommender.library import Library
from recommender.model import Snapshot, load_snapshot
from recommender.places import Places
from recommender.service import Recommender
from recommender.storage import Store
from recommender.titles import TitleIndex

MOST_TAGS = 8 << 20
"""Tags of larger sets are done without: a hundred megabytes would be read for a few subjects."""

_log = logging.getLogger(__name__)


def open_recommender(places: Places, store: Store | None = None) -> Recommender:
    """Open the recommender of a bot.

    A model that was fitted to other data, or is damaged, is not served: `snapshot` is None then,
    and a first fit is due.

    Args:
        places: Where everything lies.
        store: An open store; None opens the one of `places`.

    Raises:
        DataError: If the MovieLens folder cannot be read.
        StorageError: If the database cannot be used.
    """
    library = open_library(places)
    store = store or Store.open(places.database)
    library.receive(store)
    if library.snapshot is not None:
        # An older database was brought back: no later change may be taken for one that the model
        # has seen, or no refit would be due for long.
        store.journal.continue_after(library.snapshot.log_position)
    return Recommender(
        catalogue=library.catalogue,
        titles=library.titles,
        store=store,
        snapshot=library.snapshot,
        facts=library.facts,
        popularity=library.popularity,
        links=library.links,
    )


def open_library(places: Places) -> Library:
    """Open all that a bot knows of films, without its log. Any thread can do it.

    Raises:
        DataError: If the MovieLens folder cannot be read.
    """
    catalogue = _films(places)
    snapshot = fitting_snapshot(places)
    known = popularity(places, snapshot)
    facts = _facts(places, catalogue, known)
    titles = _titles(places, catalogue, known, facts)
    links = functools.partial(read_links, places.movielens)
    return Library(catalogue, titles, facts, known, snapshot, links)


def open_names(places: Places) -> tuple[TitleIndex, People]:
    """The title index and the people of the facts, for whoever only reads messages.

    Raises:
        DataError: If movies.csv cannot be read.
    """
    titles, facts = _titles_and_facts(places)
    return titles, facts.people


def open_titles(places: Places) -> TitleIndex:
    """The title index alone, for whoever only wants to know which film is meant.

    A folder without ratings does: nothing breaks ties between namesakes then.

    Raises:
        DataError: If movies.csv cannot be read.
    """
    return _titles_and_facts(places)[0]


def _titles_and_facts(places: Places) -> tuple[TitleIndex, FilmFacts]:
    catalogue = _films(places)
    try:
        known = popularity(places, fitting_snapshot(places))
    except MissingFile:
        known = {}
    facts = _facts(places, catalogue, known)
    return _titles(places, catalogue, known, facts), facts


def open_catalogue(places: Places) -> Catalogue:
    """The films alone, those known from elsewhere included.

    Raises:
        DataError: If movies.csv cannot be read.
    """
    catalogue = _films(places)
    _facts(places, catalogue, {})
    return catalogue


def open_features(places: Places) -> FilmFeatures:
    """What all films are made of, those included that nobody rated.

    Raises:
        DataError: If movies.csv cannot be read.
    """
    catalogue = Catalogue.from_folder(places.movielens)
    facts = _facts(places, catalogue, {})
    return film_features([*catalogue, *facts.further], facts)


def embedded_films() -> list[tuple[Film, int]]:
    """The films of the embedded set, each with its number of ratings."""
    folder = embedded_dir()
    rated = read_ratings(folder).movie_ids
    ids, counts = np.unique(rated, return_counts=True)
    known = dict(zip(ids.tolist(), counts.tolist(), strict=True))
    return [(film, known.get(film.movie_id, 0)) for film in read_films(folder)]


def _films(places: Places) -> Catalogue:
    return cached_catalogue(
        places.movielens, after_embedded=places.dataset is not None, cache=_cache(places)
    )


def _facts(places: Places, catalogue: Catalogue, known: Mapping[MovieId, int]) -> FilmFacts:
    """The facts of these films; those that the catalogue lacks join it."""
    facts = FilmFacts(
        catalogue,
        cache_dir=_cache(places),
        tags=functools.partial(_tags, places.movielens),
        links=lambda ids: read_links(places.movielens, only=ids),
        popularity=known,
    )
    catalogue.extend(facts.further, other_ids=facts.other_ids, unsure=facts.unsure)
    return facts


def _tags(folder: Path) -> Mapping[MovieId, Sequence[str]]:
    try:
        return read_tags(folder, most_bytes=MOST_TAGS)
    except DataError as error:
        _log.warning("%s. Tags are done without.", error)
        return {}


def _titles(
    places: Places, catalogue: Catalogue, known: Mapping[MovieId, int], facts: FilmFacts
) -> TitleIndex:
    return TitleIndex.build(catalogue, known, listed=facts.further, cache_dir=_cache(places))


def _cache(places: Places) -> Path | None:
    """The folder of what can be made again; one that cannot be made is done without."""
    try:
        make_private(places.cache)
    except OSError:
        return None
    return places.cache


def fitting_snapshot(places: Places) -> Snapshot | None:
    """The current model if it was fitted to these MovieLens ratings, else None."""
    snapshot = current(places.models)
    if snapshot is None or snapshot.fingerprint != fingerprint(places.movielens):
        return None
    return snapshot


def popularity(places: Places, snapshot: Snapshot | None) -> Mapping[MovieId, int]:
    """How many people watched each film: from the model, or counted in the ratings."""
    if snapshot is not None:
        ids, counts = snapshot.model.movie_ids, snapshot.model.counts
    else:
        rated = cached_ratings(places.movielens, places.cache).movie_ids
        ids, counts = np.unique(rated, return_counts=True)
    return {
        MovieId(movie_id): count
        for movie_id, count in zip(ids.tolist(), counts.tolist(), strict=True)
    }


def current(models: Path) -> Snapshot | None:
    """The current model, or None; a damaged one is set aside, so that a new one is fitted."""
    try:
        return load_snapshot(models)
    except SnapshotError as error:
        _log.warning("%s. It is set aside, and a new one will be fitted.", error)
        set_aside(models)
        return None


def set_aside(models: Path) -> None:
    """Move an unreadable model folder out of the way, keeping it for whoever wants to look."""
    for number in range(1, 1000):
        aside = models.with_name(f"{models.name}.damaged-{number}")
        if not aside.exists():
            models.rename(aside)
            return
