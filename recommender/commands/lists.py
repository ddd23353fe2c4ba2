"""`similar`, `recommend` and `group`: lists from a model."""

import argparse
import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.ratings_cache import cached_ratings
from recommender.commands.given import Given, Row, film_rows, named_rows
from recommender.domain import Ambiguous, HistoryEntry, MovieId, NotFound, Recommendation, Resolved
from recommender.errors import BadRow, MissingFile, UnknownUser
from recommender.opening import open_titles
from recommender.ranking.similar import similar as rank_similar
from recommender.ranking.viewer import recommend as rank_for_viewer
from recommender.settings import Settings

_FILM_COLUMNS = {"film": "Film", "score": "Score"}
FIVE = 5


def similar(arguments: argparse.Namespace, settings: Settings) -> int:
    """Films like the one that a title means."""
    given = Given.of(arguments, settings)
    catalogue = given.catalogue()
    snapshot = given.snapshot()
    match open_titles(given.places).resolve(arguments.title):
        case Resolved(film=film):
            pass
        case Ambiguous(query, candidates):
            names = "\n  ".join(candidate.film.name for candidate in candidates)
            print(f"Which “{query}” do you mean? Add the year.\n  {names}", file=sys.stderr)
            return 1
        case NotFound(query):
            print(f"I don't know a film called “{query}”.", file=sys.stderr)
            return 1
    listed = rank_similar(snapshot.model, catalogue, film.movie_id, k=arguments.k)
    rows = film_rows(catalogue, ((one.movie_id, one.score) for one in listed))
    if not given.json_lines:
        print(f"Because you watched {film.name}…\n")
        rows = named_rows(catalogue, rows)
    given.show(rows, _FILM_COLUMNS)
    return 0


def recommend(arguments: argparse.Namespace, settings: Settings) -> int:
    """What MovieLens users, or people with given histories, should see next."""
    given = Given.of(arguments, settings)
    catalogue = given.catalogue()
    if arguments.user is not None:
        viewers = [_movielens_user(given, arguments.user)]
    else:
        viewers = list(read_histories(Path(arguments.histories)))
    model = given.model()
    for viewer in viewers:
        listed = rank_for_viewer(model, catalogue, viewer.history, k=arguments.k)
        if given.json_lines:
            given.show([_list_row(viewer, listed)], {})
            continue
        if arguments.user is not None:
            _show_taste(given, catalogue, viewer)
        print(f"\nFor {viewer.id}:\n")
        rows = film_rows(catalogue, ((one.movie_id, one.score) for one in listed))
        reasons = [
            "; ".join(catalogue[share.movie_id].name for share in one.because) for one in listed
        ]
        given.show(
            [
                {**row, "because": reason}
                for row, reason in zip(named_rows(catalogue, rows), reasons, strict=True)
            ],
            {**_FILM_COLUMNS, "because": "Because of"},
        )
    return 0


def _list_row(viewer: "Viewer", listed: Sequence[Recommendation]) -> Row:
    return {
        "id": viewer.id,
        "items": [
            {
                "movie_id": one.movie_id,
                "score": one.score,
                "because": [
                    {"movie_id": share.movie_id, "share": share.share} for share in one.because
                ],
            }
            for one in listed
        ],
    }


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody with a history."""

    id: str | int
    history: tuple[HistoryEntry, ...]


def _movielens_user(given: Given, user_id: int) -> Viewer:
    ratings = cached_ratings(given.places.movielens, given.places.cache)
    rows = np.flatnonzero(ratings.user_ids == user_id)
    if not len(rows):
        raise UnknownUser(user_id)
    rows = rows[np.argsort(ratings.timestamps[rows], kind="stable")]
    return Viewer(
        user_id,
        tuple(
            HistoryEntry(
                MovieId(int(ratings.movie_ids[row])),
                float(ratings.stars[row]),
                float(ratings.timestamps[row]),
            )
            for row in rows
        ),
    )


def _show_taste(given: Given, catalogue: Catalogue, viewer: Viewer) -> None:
    """The five highest and the five lowest rated films of a viewer."""
    rated = sorted(
        (entry for entry in viewer.history if entry.movie_id in catalogue),
        key=lambda entry: -(entry.rating or 0),
    )
    for heading, entries in (("highest", rated[:FIVE]), ("lowest", rated[-FIVE:][::-1])):
        print(f"\nUser {viewer.id}, {heading} rated:\n")
        rows: list[Row] = [
            {"film": catalogue[entry.movie_id].name, "rating": f"{entry.rating:g}"}
            for entry in entries
        ]
        given.show(rows, {"film": "Film", "rating": "Rating"})


def read_histories(path: Path) -> Iterator[Viewer]:
    """Viewers from JSON lines `{"id": …, "history": [{"movie_id": …, "rating": …, "at": …}]}`.

    Raises:
        MissingFile: If there is no such file.
        BadRow: If a line is not of that form; it names the line.
    """
    if not path.is_file():
        raise MissingFile(path, "It should hold one JSON object a line.")
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _viewer(path, number, line)


def _viewer(path: Path, number: int, line: str) -> Viewer:
    try:
        record = json.loads(line)
        entries = tuple(_entry(entry) for entry in record["history"])
        viewer_id = record["id"]
    except (ValueError, KeyError, TypeError) as error:
        reason = f"no viewer with an id and a history ({type(error).__name__}: {error})"
        raise BadRow(path, number, reason) from error
    if not isinstance(viewer_id, str | int):
        raise BadRow(path, number, "the id is neither text nor a whole number")
    return Viewer(viewer_id, entries)


def _entry(entry: dict[str, float | None]) -> HistoryEntry:
    movie_id, rating, at = entry["movie_id"], entry.get("rating"), entry.get("at")
    if movie_id is None or int(movie_id) != movie_id:
        raise ValueError(f"movie_id {movie_id!r} is not a whole number")
    if rating is not None and not 0.5 <= rating <= 5:
        raise ValueError(f"rating {rating!r} is not from 0.5 to 5")
    if at is not None and not math.isfinite(at):
        raise ValueError(f"at {at!r} is no time")
    return HistoryEntry(
        MovieId(int(movie_id)),
        None if rating is None else float(rating),
        None if at is None else float(at),
    )
