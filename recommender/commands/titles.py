"""`resolve`: from typed titles to films."""

import argparse
import sys

from recommender.commands.given import Given, Row
from recommender.domain import Ambiguous, Candidate, NotFound, Resolution, Resolved
from recommender.opening import open_titles
from recommender.settings import Settings
from recommender.titles import TitleIndex


def resolve(arguments: argparse.Namespace, settings: Settings) -> int:
    """Read one title a line, and say for each which film it means."""
    given = Given.of(arguments, settings)
    titles = open_titles(given.places)
    for line in sys.stdin:
        row = resolved(titles, line.rstrip("\r\n"))
        if given.json_lines:
            given.show([row], {})
        else:
            print(_sentence(titles.resolve(str(row["query"]))))
    return 0


def resolved(titles: TitleIndex, query: str) -> Row:
    """The row of one title."""
    resolution = titles.resolve(query)
    candidates = [_candidate(candidate) for candidate in resolution.candidates]
    empty: Row = {"movie_id": None, "title": None, "year": None, "score": None}
    match resolution:
        case Resolved(film=film, score=score):
            status = "resolved"
            found: Row = {**_candidate(Candidate(film, score))}
        case Ambiguous():
            status, found = "ambiguous", empty
        case NotFound():
            status, found = "not_found", empty
    return {"query": query, "status": status, **found, "candidates": candidates}


def _candidate(candidate: Candidate) -> Row:
    film = candidate.film
    return {
        "movie_id": film.movie_id,
        "title": film.title,
        "year": film.year,
        "score": round(candidate.score, 4),
    }


def _sentence(resolution: Resolution) -> str:
    match resolution:
        case Resolved(film=film):
            return film.name
        case Ambiguous(query, candidates):
            names = ", ".join(candidate.film.name for candidate in candidates)
            return f"“{query}”: which one? {names}"
        case NotFound(query):
            return f"“{query}”: not found"
