"""A set of films prepared for looking up: their aliases, and the indexes over these."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from recommender.domain import Film, MovieId
from recommender.titles.aliases import AliasKind, aliases_of
from recommender.titles.lore import Entry, entries
from recommender.titles.naming import Naming, naming_of
from recommender.titles.table import AliasTable, table_of
from recommender.titles.trigrams import Trigrams, trigrams_of
from recommender.titles.vocabulary import Vocabulary, vocabulary_of

_OWN = (AliasKind.TITLE, AliasKind.ALTERNATE, AliasKind.VARIANT, AliasKind.HEAD)
"""By these the alias files may name a film."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Films and their indexes. Never changes."""

    films: tuple[Film, ...]
    """The catalogue's films, then known films that it lacks, these with negative ids."""
    table: AliasTable
    trigrams: Trigrams
    vocabulary: Vocabulary


class _Row(NamedTuple):
    """One alias on its way into the table."""

    film: int
    kind: AliasKind
    article: int
    key: str
    raw: str


def is_lacking(film: Film) -> bool:
    """Whether this is a film that the catalogue lacks, known by name only."""
    return film.movie_id < 0


def shelf_of(films: Sequence[Film], *, with_lore: bool = True) -> Shelf:
    """Prepare films for looking up.

    Args:
        films: The films, each id once.
        with_lore: Whether the alias files apply.
    """
    rows = [
        row
        for at, film in enumerate(films)
        for row in _rows(at, ((kind, naming_of(alias)) for kind, alias in aliases_of(film)))
    ]
    shelved = list(films)
    if with_lore:
        rows += _lore_rows(shelved, rows)
    bearers = Counter(row.key for row in rows)
    rows = [row for row in rows if row.kind != AliasKind.SERIES or bearers[row.key] > 1]
    keys = [row.key for row in rows]
    table = table_of(
        [row.film for row in rows],
        [row.kind for row in rows],
        [row.article for row in rows],
        keys,
        [row.raw for row in rows],
    )
    return Shelf(tuple(shelved), table, trigrams_of(keys), vocabulary_of(keys))


def _rows(film: int, names: Iterable[tuple[AliasKind, Naming]]) -> Iterator[_Row]:
    seen: set[str] = set()
    for kind, (key, article, raw) in names:
        if key and key not in seen:
            seen.add(key)
            yield _Row(film, kind, article, key, raw)


class _Told(NamedTuple):
    """A film of the alias files with its names as keys."""

    entry: Entry
    key: str
    """Its title's key in one word."""
    names: tuple[tuple[AliasKind, Naming], ...]


@cache
def _told() -> tuple[_Told, ...]:
    return tuple(
        _Told(
            entry,
            naming_of(entry.title).key.replace(" ", ""),
            (
                *((AliasKind.NICKNAME, naming_of(name)) for name in entry.nicknames),
                *((AliasKind.SERIES, naming_of(name)) for name in entry.series),
            ),
        )
        for entry in entries()
    )


@cache
def _lacking_names(title: str, year: int) -> tuple[tuple[AliasKind, Naming], ...]:
    film = Film(MovieId(-1), title, year)
    return tuple((kind, naming_of(alias)) for kind, alias in aliases_of(film))


def _lore_rows(films: list[Film], rows: Sequence[_Row]) -> list[_Row]:
    """Aliases from the files. Known films that `films` lacks are appended to it."""
    bearing: dict[str, list[_Row]] = {told.key: [] for told in _told()}
    for row in rows:
        key = row.key.replace(" ", "")
        if row.kind in _OWN and key in bearing:
            bearing[key].append(row)
    added: list[_Row] = []
    unplaced: list[_Told] = []
    for told in _told():
        film = _bearer(films, bearing[told.key], told.entry.year)
        if film is None:
            unplaced.append(told)
            continue
        for row in _rows(film, told.names):
            added.append(row)
            bearing.get(row.key.replace(" ", ""), []).append(row)
    lacking: dict[tuple[str, int], int] = {}
    for told in unplaced:
        entry = told.entry
        # By now a renamed film bears its new title as a nickname.
        film = _bearer(films, bearing[told.key], entry.year)
        if film is None and entry.known:
            film = lacking.get((told.key, entry.year))
            if film is None:
                film = lacking[told.key, entry.year] = len(films)
                films.append(Film(MovieId(-len(lacking)), entry.title, entry.year))
                added += _rows(film, _lacking_names(entry.title, entry.year))
        if film is not None:
            added += _rows(film, told.names)
    return added


def _bearer(films: Sequence[Film], rows: Sequence[_Row], year: int) -> int | None:
    """The film that has one of these aliases and was made then, or a year before or after."""
    near = [
        (row.kind, apart, row.film)
        for row in rows
        if (apart := abs((films[row.film].year or year) - year)) <= 1
    ]
    return min(near)[2] if near else None
