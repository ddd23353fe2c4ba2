"""Which film of the facts file is which film of a catalogue.

By title and year: the same letters, the same year or one before or after. A wrong match is worse
than none, so whatever else is known must not speak against it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.spelling import spoken_title
from recommender.domain import GENRES, Film, MovieId
from recommender.facts.columns import Columns


@dataclass(frozen=True, slots=True)
class Join:
    """How the facts file and a catalogue belong together."""

    rows: Mapping[MovieId, int]
    """Rows of the file by the catalogue's films."""
    unsure: frozenset[int]
    """Other rows with title and year of a film of the catalogue: it or a namesake."""


_TELLING = sum(1 << GENRES.index(genre) for genre in ("Animation", "Documentary"))
"""Genres that both sources would give a film."""
SOUND = 1927
"""From this year on, a short of a film's title is not the film."""
_FOREIGN = re.compile(r"\([^)]*\)\s*\(\d{4}\)\s*$")


def joined(columns: Columns, films: Sequence[Film]) -> Join:
    """Find the row of each film, where there is one that is surely the same film."""
    years = columns.years.tolist()
    rows: dict[str, list[int]] = {}
    for row, key in enumerate(keys(columns.titles)):
        rows.setdefault(key, []).append(row)
    rows.pop("", None)
    claims = _claims_by_hand(years, rows, films)
    taken = {movie_id for claimed in claims.values() for _, movie_id in claimed}
    met: set[int] = set()
    for names in (_own_names(films), _other_names(films)):
        for film, key in names:
            bearers = rows.get(key)
            if bearers is None or film.year is None:
                continue
            near = [(abs(years[row] - film.year), row) for row in bearers]
            near = [one for one in near if one[0] <= 1]
            met.update(row for _, row in near)
            if film.movie_id in taken:
                continue
            if (own := _row_of(columns, film, near)) is not None:
                claims.setdefault(own, []).append((abs(years[own] - film.year), film.movie_id))
                taken.add(film.movie_id)
    found = {movie_id: row for row, claimed in claims.items() for movie_id in _claimants(claimed)}
    return Join(found, frozenset(met.difference(found.values())))


_Claims = dict[int, list[tuple[int, MovieId]]]
"""By row: the films that it may be, each with the years that it is apart."""


def _claims_by_hand(
    years: Sequence[int], rows: Mapping[str, Sequence[int]], films: Sequence[Film]
) -> _Claims:
    by_hand = _named_by_hand()
    claims: _Claims = {}
    for film in films:
        if (other := by_hand.get(film.name)) is not None:
            for row in rows.get(keys([other[0]])[0], ()):
                if years[row] == other[1]:
                    claims.setdefault(row, []).append((0, film.movie_id))
    return claims


def _claimants(claims: Sequence[tuple[int, MovieId]]) -> Iterator[MovieId]:
    """The films that a row belongs to: those of the nearest year. Two are a film listed twice."""
    nearest = min(claims)[0]
    return (movie_id for apart, movie_id in claims if apart == nearest)


def _row_of(columns: Columns, film: Film, near: Sequence[tuple[int, int]]) -> int | None:
    """The row that is the film, of rows of its title and how many years they are apart."""
    if not near:
        return None
    nearest = min(near)[0]
    rivals = [row for apart, row in near if apart == nearest and not _differ(columns, row, film)]
    if nearest:
        rivals = [row for row in rivals if _agree(columns, row, film)]
    if len(rivals) > 1:  # a title and year twice: the one that more is written of, if one is
        rivals.sort(key=lambda row: -int(columns.fame[row]))
        if int(columns.fame[rivals[0]]) == int(columns.fame[rivals[1]]):
            return None
    return rivals[0] if rivals else None


def _differ(columns: Columns, row: int, film: Film) -> bool:
    """Whether what is known of the two says that they are different films."""
    theirs, ours = int(columns.genres[row]), _mask(film)
    if (theirs ^ ours) & _TELLING and theirs and ours and not theirs & ours:
        return True
    is_late_short = bool(columns.shorts[row]) and (film.year or 0) >= SOUND
    return is_late_short and not (theirs & ours & _TELLING)


def _agree(columns: Columns, row: int, film: Film) -> bool:
    """Whether films a year apart have a genre in common, and the very title.

    A foreign film's English title is not enough.
    """
    if _FOREIGN.search(film.catalogue_title):
        return False
    same = columns.titles[row].casefold().split()[0] == film.title.casefold().split()[0]
    return same and bool(int(columns.genres[row]) & _mask(film))


def _mask(film: Film) -> int:
    return _mask_of(film.genres)


@cache
def _mask_of(genres: tuple[str, ...]) -> int:
    return sum(1 << at for at, genre in enumerate(GENRES) if genre in genres)


@cache
def _named_by_hand() -> dict[str, tuple[str, int]]:
    """Title and year in the facts file by the name in MovieLens."""
    text = files("recommender.facts").joinpath("joins.txt").read_text(encoding="utf-8")
    lines = (line.split(" = ") for line in text.splitlines() if " = " in line and line[0] != "#")
    return {ours: (theirs[:-7], int(theirs[-5:-1])) for ours, theirs in lines}


def _own_names(films: Sequence[Film]) -> Iterator[tuple[Film, str]]:
    return zip(films, keys([film.title for film in films]), strict=True)


def _other_names(films: Sequence[Film]) -> list[tuple[Film, str]]:
    """Originals and a.k.a. titles, and a title without what a series puts in front of it."""
    named = [
        (film, name)
        for film in films
        for name in (
            *(spoken_title(film.catalogue_title).alternates if _is_aka(film) else ()),
            *_without_series(film.title),
        )
    ]
    spelled = keys([name for _, name in named])
    return [(film, key) for (film, _), key in zip(named, spelled, strict=True)]


def _is_aka(film: Film) -> bool:
    return film.catalogue_title.count("(") > 1


def _without_series(title: str) -> Iterator[str]:
    if ": Episode " in title:  # "Star Wars: Episode V - The Empire Strikes Back"
        yield title.rpartition(" - ")[2]
        yield f"{title.partition(':')[0]}: {title.rpartition(' - ')[2]}"
        yield f"{title.partition(':')[0]}"


_LEADING = re.compile(r"^(?:the|an?) (?=.)", re.MULTILINE)
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
_NUMERAL = re.compile(r"\b(?:viii|vii|vi|iv|iii|ii|v)\b")
_BUT_LETTERS = bytes(c for c in range(128) if not (chr(c).isalnum() or chr(c) == "\n"))


def keys(titles: Sequence[str]) -> list[str]:
    """The letters of each title, for comparing: no case, accents, articles or Roman numerals.

    All titles are folded as one text: tens of thousands take some 20 ms.
    """
    if not titles:
        return []
    text = "\n".join(title.replace("\n", " ") for title in titles)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    text = _LEADING.sub("", text.replace("&", "and"))
    text = _NUMERAL.sub(lambda match: _ROMAN[match[0]], text)
    return text.encode().translate(None, _BUT_LETTERS).decode().split("\n")


def lacking(columns: Columns, join: Join) -> NDArray[np.int64]:
    """Rows of the films that a catalogue surely lacks, ascending."""
    is_lacking = np.ones(len(columns.years), dtype=np.bool_)
    is_lacking[list(join.rows.values())] = False
    is_lacking[list(join.unsure)] = False
    return np.flatnonzero(is_lacking)
