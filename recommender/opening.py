"""Opening everything that a bot needs to answer: films, titles, the log, the model."""

import datetime as dt
import functools
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from recommender.additions import open_additions
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
from recommender.errors import DataError, LogLost, MissingFile, SnapshotError, StorageError
from recommender.facts import FilmFacts
from recommender.folders import make_private, readable_by_others
from recommender.model import FactorModel, Parameters, Snapshot, go_back, load_snapshot
from recommender.places import Places
from recommender.service import Recommender
from recommender.storage import Store, backups, reached_in
from recommender.titles import TitleIndex

MOST_TAGS = 8 << 20
"""Tags of larger sets are done without: a hundred megabytes would be read for a few subjects."""

_log = logging.getLogger(__name__)


def open_recommender(
    places: Places, store: Store | None = None, *, new: bool = False
) -> Recommender:
    """Open the recommender of a bot.

    A model that was fitted to other data, or is damaged, is not served. Where no older one is
    whole `snapshot` is None, a first fit is due, and lists are of what most people love.

    Args:
        places: Where everything lies.
        store: An open store; None opens the one of `places`.
        new: Whether to begin with an empty log although there was one.

    Raises:
        DataError: If the MovieLens folder cannot be read.
        StorageError: If the database cannot be used; LogLost when it is empty and was not.
    """
    catalogue = Catalogue.from_folder(places.movielens)
    store = store or open_store(places, new=new)
    snapshot = fitting_snapshot(places)
    known = popularity(places, snapshot)
    facts = _facts(places, catalogue, known)
    titles = _titles(places, catalogue, known, facts)
    open_additions(store, catalogue, titles)
    store.merge_films(catalogue.other_ids)
    return Recommender(
        catalogue=catalogue,
        titles=titles,
        store=store,
        snapshot=snapshot,
        facts=facts,
        stand_in=stand_in(known) if snapshot is None else None,
    )


@dataclass(frozen=True, slots=True)
class KnownLog:
    """What models and backups know of the log."""

    reached: int
    """The id of a change that it had."""
    source: str
    """Who knows it, as the second half of a sentence."""


def open_to_others(places: Places) -> list[Path]:
    """What other users of the machine can read of the data, though it is private."""
    private = (places.data_dir, places.database, places.backups, *backups(places.backups))
    return [path for path in private if readable_by_others(path)]


def check_for_log(places: Places) -> KnownLog | None:
    """See whether the log is there as far as models and backups know.

    Raises:
        LogLost: If there is none, and there was one.
        StorageError: If the database cannot be read.
    """
    known = known_of_the_log(places)
    if known is not None and not reached_in(places.database):
        raise LogLost(places.database, known.source)
    return known


def open_store(places: Places, *, new: bool = False) -> Store:
    """Open the log, unless it is gone: a model or a backup may know that there was one.

    Args:
        places: Where everything lies.
        new: Whether to begin with an empty log all the same.

    Raises:
        StorageError: If the database cannot be used; LogLost when it is empty and was not.
    """
    known = known_of_the_log(places) if new else check_for_log(places)
    store = Store.open(places.database)
    if known is not None and known.reached > store.journal.reached():
        _log.warning(
            "The log ends at change %d, but %s. What came later is not in it.",
            store.journal.reached(),
            known.source,
        )
        # No later change may be taken for one that the model has seen.
        store.journal.continue_after(known.reached)
    return store


def known_of_the_log(places: Places) -> KnownLog | None:
    """How far the log came, as far as models and backups know; None when they know of none."""
    known = []
    if snapshot := current(places.models):
        source = (
            f"the model of {_day(snapshot.created_at)} was fitted to change {snapshot.log_position}"
        )
        known.append(KnownLog(snapshot.log_position, source))
    for path in backups(places.backups):
        try:
            reached = reached_in(path)
        except StorageError:
            continue
        known.append(KnownLog(reached, f"the backup {path} holds change {reached}"))
        break
    return max((one for one in known if one.reached), key=lambda one: one.reached, default=None)


def _day(at: float) -> str:
    return f"{dt.datetime.fromtimestamp(at, dt.UTC):%d %B %Y}"


def open_titles(places: Places) -> TitleIndex:
    """The title index alone, for whoever only wants to know which film is meant.

    A folder without ratings does: nothing breaks ties between namesakes then.

    Raises:
        DataError: If movies.csv cannot be read.
    """
    catalogue = Catalogue.from_folder(places.movielens)
    try:
        known = popularity(places, fitting_snapshot(places))
    except MissingFile:
        known = {}
    return _titles(places, catalogue, known, _facts(places, catalogue, known))


def open_catalogue(places: Places) -> Catalogue:
    """The films alone, those known from elsewhere included.

    Raises:
        DataError: If movies.csv cannot be read.
    """
    catalogue = Catalogue.from_folder(places.movielens)
    _facts(places, catalogue, {})
    return catalogue


def embedded_films() -> list[tuple[Film, int]]:
    """The films of the embedded set, each with its number of ratings."""
    folder = embedded_dir()
    rated = read_ratings(folder).movie_ids
    ids, counts = np.unique(rated, return_counts=True)
    known = dict(zip(ids.tolist(), counts.tolist(), strict=True))
    return [(film, known.get(film.movie_id, 0)) for film in read_films(folder)]


def _facts(places: Places, catalogue: Catalogue, known: Mapping[MovieId, int]) -> FilmFacts:
    """The facts of these films; those that the catalogue lacks join it."""
    facts = FilmFacts(
        catalogue,
        cache_dir=_cache(places),
        tags=functools.partial(_tags, places.movielens),
        links=lambda ids: read_links(places.movielens, only=ids),
        popularity=known,
    )
    catalogue.extend(facts.further)
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
    """The current model, or None; in place of a damaged one the newest whole one before it."""
    try:
        return load_snapshot(models)
    except SnapshotError as error:
        damaged = error
    found = None
    with suppress(OSError):  # another process may be doing the same
        found = go_back(models)
    instead = "a new one will be fitted" if found is None else f"{found.name} is served"
    _log.warning("%s. It is set aside, and %s.", damaged, instead)
    return found


def stand_in(known: Mapping[MovieId, int]) -> FactorModel:
    """A model that knows only how popular films are, for the time until one is fitted."""
    ids = np.array(sorted(known), dtype=np.int64)
    counts = np.array([known[movie_id] for movie_id in sorted(known)], dtype=np.int64)
    return FactorModel(
        movie_ids=ids,
        counts=counts,
        n_people=int(counts.max(initial=1)),
        n_interactions=max(1, int(counts.sum())),
        item_factors=np.zeros((len(ids), 1), dtype=np.float32),
        gram=np.zeros((1, 1)),
        scale=1.0,
        parameters=replace(Parameters.default(), factors=1, head_items=0),
    )
