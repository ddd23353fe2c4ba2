"""A set of films prepared for looking up: their aliases, and the indexes over these."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from recommender.domain import Film, MovieId
from recommender.titles.aliases import AliasKind, aliases_of
from recommender.titles.lore import Entry, entries
from recommender.titles.naming import naming_of
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
    rows = [row for at, film in enumerate(films) for row in _rows(at, aliases_of(film))]
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


def _rows(film: int, aliases: Iterator[tuple[AliasKind, str]]) -> Iterator[_Row]:
    seen: set[str] = set()
    for kind, alias in aliases:
        key, article, raw = naming_of(alias)
        if key and key not in seen:
            seen.add(key)
            yield _Row(film, kind, article, key, raw)


def _lore_rows(films: list[Film], rows: Sequence[_Row]) -> list[_Row]:
    """Aliases from the files. Known films that `films` lacks are appended to it."""
    titles = [(entry, naming_of(entry.title).key.replace(" ", "")) for entry in entries()]
    bearing: dict[str, list[_Row]] = {key: [] for _, key in titles}
    for row in rows:
        key = row.key.replace(" ", "")
        if row.kind in _OWN and key in bearing:
            bearing[key].append(row)
    added: list[_Row] = []
    unplaced: list[tuple[Entry, str]] = []
    for entry, key in titles:
        film = _bearer(films, bearing[key], entry.year)
        if film is None:
            unplaced.append((entry, key))
            continue
        for row in _rows(film, _names(entry)):
            added.append(row)
            bearing.get(row.key.replace(" ", ""), []).append(row)
    lacking: dict[tuple[str, int], int] = {}
    for entry, key in unplaced:
        # By now a renamed film bears its new title as a nickname.
        film = _bearer(films, bearing[key], entry.year)
        if film is None and entry.known:
            film = lacking.get((key, entry.year))
            if film is None:
                film = lacking[key, entry.year] = len(films)
                known = Film(MovieId(-len(lacking)), entry.title, entry.year)
                films.append(known)
                added += _rows(film, aliases_of(known))
        if film is not None:
            added += _rows(film, _names(entry))
    return added


def _names(entry: Entry) -> Iterator[tuple[AliasKind, str]]:
    yield from ((AliasKind.NICKNAME, name) for name in entry.nicknames)
    yield from ((AliasKind.SERIES, name) for name in entry.series)


def _bearer(films: Sequence[Film], rows: Sequence[_Row], year: int) -> int | None:
    """The film that has one of these aliases and was made then, or a year before or after."""
    near = [
        (row.kind, apart, row.film)
        for row in rows
        if (apart := abs((films[row.film].year or year) - year)) <= 1
    ]
    return min(near)[2] if near else None
