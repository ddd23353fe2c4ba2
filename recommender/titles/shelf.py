"""Films prepared for lookup: their aliases, and the tables over these."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from recommender.catalogue.film_table import FilmTable
from recommender.domain import Film, MovieId
from recommender.titles import thresholds
from recommender.titles.aliases import AliasKind, ListedFilm, aliases_of, listed_films
from recommender.titles.tables import (
    AliasTable,
    Trigrams,
    Vocabulary,
    alias_table,
    trigram_table,
    vocabulary_table,
)
from recommender.titles.words import Key, title_key

_OWN_KINDS = (AliasKind.TITLE, AliasKind.ALTERNATE, AliasKind.VARIANT, AliasKind.HEAD)
"""By aliases of these kinds the alias files may name a film."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Films and the tables of their aliases. Never changes."""

    films: Sequence[Film]
    """The catalogue's films, then well-known films that it lacks, these with negative ids."""
    table: AliasTable
    trigrams: Trigrams
    vocabulary: Vocabulary


class _Row(NamedTuple):
    """One alias on its way into the table."""

    film: int
    kind: AliasKind
    key: str
    """The key's words, separated by spaces."""
    article: int
    raw: str

    @property
    def squashed(self) -> str:
        return self.key.replace(" ", "")


_Names = tuple[tuple[AliasKind, Key], ...]


def is_lacking(film: Film) -> bool:
    """Whether this is a well-known film that the catalogue lacks."""
    return film.movie_id < 0


def shelf_of(films: Sequence[Film], *, with_alias_files: bool = True) -> Shelf:
    """Prepare films for lookup.

    Args:
        films: The films, each id once.
        with_alias_files: Whether the alias files apply.
    """
    rows = [row for at, film in enumerate(films) for row in _rows(at, _own_names(film))]
    shelved = list(films)
    if with_alias_files:
        rows += _listed_rows(shelved, rows)
    bearers = Counter(row.key for row in rows)
    rows = [row for row in rows if row.kind != AliasKind.SERIES or bearers[row.key] > 1]
    keys = [row.key for row in rows]
    table = _table_of(rows)
    return Shelf(tuple(shelved), table, trigram_table(keys), vocabulary_table(keys))


def _table_of(rows: Sequence[_Row]) -> AliasTable:
    return alias_table(
        [row.film for row in rows],
        [row.kind for row in rows],
        [row.article for row in rows],
        [row.key for row in rows],
        [row.raw for row in rows],
    )


def listed_shelf(films: FilmTable) -> Shelf:
    """Prepare films that nobody has rated, which are found by their titles.

    Old ones, of which there are most, only by the whole title and never misspelt.
    """
    rows: list[_Row] = []
    for at, film in enumerate(films):
        is_new = (film.year or 0) >= thresholds.LISTED_FROM
        names = _own_names(film) if is_new else [(AliasKind.TITLE, title_key(film.title))]
        rows += (row for row in _rows(at, names) if row.kind <= AliasKind.HEAD)
    keys = [row.key for row in rows]
    table = _table_of(rows)
    years = films.years
    like = [
        row.key if years[row.film] >= thresholds.LISTED_FROM and row.kind == AliasKind.TITLE else ""
        for row in rows
    ]
    return Shelf(films, table, trigram_table(like), vocabulary_table(keys))


def _own_names(film: Film) -> Iterator[tuple[AliasKind, Key]]:
    return ((kind, title_key(alias)) for kind, alias in aliases_of(film))


def _rows(film: int, names: Iterable[tuple[AliasKind, Key]]) -> Iterator[_Row]:
    seen: set[str] = set()
    for kind, (words, article, raw) in names:
        # Hundreds of thousands of tuples of words would keep the garbage collector busy.
        key = " ".join(words)
        if key and key not in seen:
            seen.add(key)
            yield _Row(film, kind, key, article, raw)


@cache
def _listed_names() -> tuple[tuple[ListedFilm, str, _Names], ...]:
    """The films of the alias files, each with its title's key in one word and its other names."""
    return tuple(
        (
            listed,
            title_key(listed.title).squashed,
            (
                *((AliasKind.NICKNAME, title_key(name)) for name in listed.nicknames),
                *((AliasKind.SERIES, title_key(name)) for name in listed.series),
            ),
        )
        for listed in listed_films()
    )


@cache
def _lacking_names(title: str, year: int) -> _Names:
    return tuple(_own_names(Film(MovieId(-1), title, year)))


def _listed_rows(films: list[Film], rows: Sequence[_Row]) -> list[_Row]:
    """Aliases from the files. Known films that `films` lacks are appended to it."""
    bearing: dict[str, list[_Row]] = {title: [] for _, title, _ in _listed_names()}
    for row in rows:
        if row.kind in _OWN_KINDS and (found := bearing.get(row.squashed)) is not None:
            found.append(row)
    added: list[_Row] = []
    unplaced: list[tuple[ListedFilm, str, _Names]] = []
    for listed, title, names in _listed_names():
        film = _bearer(films, bearing[title], listed.year)
        if film is None:
            unplaced.append((listed, title, names))
            continue
        for row in _rows(film, names):
            added.append(row)
            bearing.get(row.squashed, []).append(row)
    lacking: dict[tuple[str, int], int] = {}
    for listed, title, names in unplaced:
        # By now a film that was renamed has its new title as a nickname.
        film = _bearer(films, bearing[title], listed.year)
        if film is None and listed.known:
            film = lacking.get((title, listed.year))
            if film is None:
                film = lacking[title, listed.year] = len(films)
                films.append(Film(MovieId(-len(lacking)), listed.title, listed.year))
                added += _rows(film, _lacking_names(listed.title, listed.year))
        if film is not None:
            added += _rows(film, names)
    return added


def _bearer(films: Sequence[Film], rows: Sequence[_Row], year: int) -> int | None:
    """The film with one of these aliases that was made in this year, or one before or after."""
    near = [
        (row.kind, apart, row.film)
        for row in rows
        if (apart := abs((films[row.film].year or year) - year)) <= 1
    ]
    return min(near)[2] if near else None
