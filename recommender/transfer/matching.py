"""Which film of the catalogue a row of a file means.

Ids decide where there are any. Else it is the title as a whole and the year, or one year off: other
catalogues date films by another country's release. What is not sure is asked, never guessed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.movielens import Link
from recommender.domain import (
    FIRST_LISTED_ID,
    Ambiguous,
    Film,
    MovieId,
    Resolved,
    distinct,
)
from recommender.titles import TitleIndex
from recommender.titles.aliases import AliasKind
from recommender.titles.matching import Hit
from recommender.transfer.records import FilmNamed

MOST_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class Match:
    """What a row may mean."""

    movie_id: MovieId | None = None
    """The film that it surely means."""
    candidates: tuple[MovieId, ...] = ()
    """Films that it may mean, the likeliest first, where none is sure."""


class Matcher:
    """Finds the films of a catalogue by what other services call them."""

    def __init__(
        self,
        catalogue: Catalogue,
        titles: TitleIndex,
        links: Callable[[], Mapping[MovieId, Link]],
    ) -> None:
        self._catalogue = catalogue
        self._titles = titles
        self._read_links = links

    @cached_property
    def links(self) -> Mapping[MovieId, Link]:
        """What IMDb and TMDB call the films; read when it is wanted first."""
        return self._read_links()

    @cached_property
    def _by_imdb(self) -> dict[str, MovieId]:
        return {link.imdb_id: one for one, link in self.links.items() if link.imdb_id}

    @cached_property
    def _by_tmdb(self) -> dict[int, MovieId]:
        # Two films may share an id of TMDB by mistake; the first is the one people rated.
        return {
            link.tmdb_id: one for one, link in reversed(list(self.links.items())) if link.tmdb_id
        }

    def match(self, named: FilmNamed) -> Match:
        """The film that a row means."""
        by_id = distinct(film.movie_id for film in self._by_ids(named))
        if by_id:
            return Match(by_id[0]) if len(by_id) == 1 else Match(candidates=by_id)
        hits = [
            hit for hit in self._titles.called(named.title) if not self._is_other(hit.film, named)
        ]
        year = named.year
        found = hits if year is None else [hit for hit in hits if _is_near(hit.film, year)]
        sure = self._as_typed(named.title, hits) if year is None else _sure(found, year)
        if len(sure) == 1:
            return Match(sure[0])
        likely = distinct(hit.film.movie_id for hit in (found or hits))
        return Match(candidates=likely[:MOST_CANDIDATES])

    def guess(self, named: FilmNamed) -> tuple[MovieId, ...]:
        """Films whose title is like that of a row, for asking. Takes milliseconds a row."""
        match self._titles.resolve(named.title, year=named.year):
            case Resolved(film, _, candidates):
                found = [film, *(candidate.film for candidate in candidates)]
            case Ambiguous(_, candidates):
                found = [candidate.film for candidate in candidates]
            case _:
                found = []
        ids = (film.movie_id for film in found if not self._is_other(film, named))
        return distinct(one for one in ids if one in self._catalogue)[:MOST_CANDIDATES]

    def _as_typed(self, title: str, hits: Sequence[Hit]) -> tuple[MovieId, ...]:
        """The film that a title without a year means: the same as when a person types it."""
        answer = self._titles.resolve(title) if hits else None
        whole = {hit.film.movie_id for hit in hits if hit.kind <= AliasKind.VARIANT}
        if isinstance(answer, Resolved) and answer.film.movie_id in whole:
            return (answer.film.movie_id,)
        return ()

    def _by_ids(self, named: FilmNamed) -> list[Film]:
        ids: list[MovieId | None] = [
            None if named.imdb_id is None else self._by_imdb.get(named.imdb_id),
            None if named.tmdb_id is None else self._by_tmdb.get(named.tmdb_id),
        ]
        if not any(ids):
            ids.append(named.movie_id)
        films = (self._catalogue.get(one) for one in ids if one is not None)
        return [film for film in films if film is not None]

    def _is_other(self, film: Film, named: FilmNamed) -> bool:
        """Whether a film of that name is another one all the same: it has an id of its own."""
        if film.movie_id >= FIRST_LISTED_ID:
            return False
        if named.imdb_id is None and named.tmdb_id is None:
            return False
        link = self.links.get(film.movie_id)
        if link is None:
            return False
        imdb = named.imdb_id is None or link.imdb_id in (None, named.imdb_id)
        tmdb = named.tmdb_id is None or link.tmdb_id in (None, named.tmdb_id)
        return not (imdb and tmdb)


def _is_near(film: Film, year: int) -> bool:
    return film.year is not None and abs(film.year - year) <= 1


def _sure(found: Sequence[Hit], year: int) -> tuple[MovieId, ...]:
    """The films that a title and a year mean: one is surely meant, several are asked about.

    A whole title of the very year goes before one of a year beside it, which must have the same
    article too; and whole titles before titles that only begin so, which must be of the very year.
    """
    whole = [hit for hit in found if hit.kind <= AliasKind.VARIANT]
    of_year = [hit for hit in whole if hit.film.year == year]
    if of_year:
        chosen = of_year
    elif whole:
        chosen = whole if all(hit.same_article for hit in whole) else []
    else:
        chosen = [hit for hit in found if hit.film.year == year]
    return distinct(hit.film.movie_id for hit in chosen)
