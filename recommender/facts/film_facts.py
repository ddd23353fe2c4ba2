"""What is known of films besides title, year and genres: who made them, and what they are about.

The facts are those of American films to 2023. `knows` says where they end.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recommender.catalogue.film_table import FilmTable
from recommender.catalogue.movielens import Link
from recommender.domain import Film, MovieId
from recommender.facts.columns import ROLES, Columns, embedded_facts
from recommender.facts.join_cache import cached_join
from recommender.facts.joining import Join, joined, lacking
from recommender.facts.links import WebPage, web_pages
from recommender.facts.moods import Mood
from recommender.facts.people import People
from recommender.facts.vocabulary import vocabulary

Tags: TypeAlias = Callable[[], Mapping[MovieId, Sequence[str]]]
"""Reads what people tagged films with, when it is asked for."""
Links: TypeAlias = Callable[[Collection[MovieId]], Mapping[MovieId, Link]]
"""Reads the ids elsewhere of some films, when they are asked for."""
Role: TypeAlias = Literal["cast", "director", "writer", "author"]
"""What somebody did for a film; an author wrote what it is based on."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one film. Empty where it is not known."""

    directors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    """In the order of the credits."""
    source: str | None = None
    """What it is based on: "novel", "play", "true story"."""
    authors: tuple[str, ...] = ()
    """Who wrote that."""
    studios: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Countries and languages as adjectives: "American", "French"."""
    subjects: tuple[str, ...] = ()
    """Terms of the vocabulary, those of the facts first."""
    page: str | None = None
    """The name of the article in the English Wikipedia."""


class FilmFacts:
    """The facts of a catalogue's films, and of films that the catalogue lacks."""

    def __init__(
        self,
        films: Iterable[Film],
        *,
        cache_dir: Path | None = None,
        tags: Tags = dict,
        links: Links = lambda _: {},
        popularity: Mapping[MovieId, int] | None = None,
    ) -> None:
        """The facts of these films. Nothing is read before it is asked for.

        Args:
            films: The films of a catalogue.
            cache_dir: An existing folder where it is kept which film is which.
            tags: Gives what people tagged films with: words that are subjects count as such.
            links: Gives the ids elsewhere of some films.
            popularity: Ratings per film, by which people of one name are told apart.
        """
        self._catalogue = films
        self._cache_dir = cache_dir
        self._tags = tags
        self._links = links
        self._popularity = popularity or {}

    @cached_property
    def _columns(self) -> Columns:
        return Columns(embedded_facts())

    @cached_property
    def _join(self) -> Join:
        films = list(self._catalogue)
        if self._cache_dir is None:
            return joined(self._columns, films)
        return cached_join(self._columns, films, self._cache_dir)

    @cached_property
    def further(self) -> FilmTable:
        """The films that the catalogue lacks, under ids that stay the same."""
        return self._table(lacking(self._columns, self._join))

    @cached_property
    def unsure(self) -> FilmTable:
        """The films that may be ones of the catalogue: nobody is told of them under their ids.

        People may have logged them while another set was served, which did not hold a film like
        them.
        """
        return self._table(np.array(sorted(self._join.unsure), dtype=np.int64))

    @cached_property
    def other_ids(self) -> Mapping[MovieId, MovieId]:
        """The ids that films of the catalogue have where MovieLens lacks them."""
        ids = self._columns.ids.tolist()
        return {MovieId(ids[row]): films[0] for row, films in self._films_by_row.items()}

    def _table(self, rows: NDArray[np.int64]) -> FilmTable:
        columns = self._columns
        titles = columns.titles
        return FilmTable(
            columns.ids[rows],
            [titles[row] for row in rows.tolist()],
            columns.years[rows],
            columns.genres[rows],
        )

    def facts_of(self, movie_id: MovieId) -> Facts | None:
        """What is known of a film, or None."""
        row = self._row(movie_id)
        tagged = self._tag_subjects.get(movie_id, ())
        if row is None:
            return Facts(subjects=tagged) if tagged else None
        return Facts(
            directors=self._names("director", row),
            writers=self._names("writer", row),
            cast=self._names("cast", row),
            source=next(iter(self._said("sources", row)), None),
            authors=self._names("author", row),
            studios=self._said("studios", row),
            places=self._said("places", row),
            subjects=tuple(dict.fromkeys((*self._said("subjects", row), *tagged))),
            page=self._page(row),
        )

    def web_pages(self, movie_id: MovieId) -> tuple[WebPage, ...]:
        """Where more is said of a film; empty for an unknown one."""
        row = self._row(movie_id)
        page = None if row is None else self._page(row)
        return web_pages(self._links([movie_id]).get(movie_id), page)

    def knows(self, movie_id: MovieId) -> bool:
        """Whether casts and directors of this film may be known."""
        return self._row(movie_id) is not None

    @cached_property
    def people(self) -> People:
        """Everybody who is credited, to be found by name."""
        weights = [0] * len(self._columns.titles)
        for movie_id, row in self._join.rows.items():
            weights[row] = max(weights[row], self._popularity.get(movie_id, 0))
        return People.of(self._columns, weights)

    def films_with(self, person: str, role: Role | None = None) -> frozenset[MovieId]:
        """The films for which somebody is credited.

        Args:
            person: A name as `people` gives it.
            role: None for any.
        """
        number = self.people.number(person)
        if number is None:
            return frozenset()
        roles: Iterable[str] = ROLES if role is None else (role,)
        return self._films(
            row for one in roles for row in self._columns.lists(one).holding(number).tolist()
        )

    def films_about(self, subject: str) -> frozenset[MovieId]:
        """The films about a subject, in any of its words; empty for an unknown subject."""
        term = vocabulary("subjects").term(subject)
        if term is None:
            return frozenset()
        tagged = (one for one, terms in self._tag_subjects.items() if term in terms)
        return self._saying("subjects", term) | frozenset(tagged)

    def films_of(self, studio: str) -> frozenset[MovieId]:
        """The films that a studio made or released, as far as that is known."""
        term = vocabulary("studios").term(studio)
        return frozenset() if term is None else self._saying("studios", term)

    def films_from(self, place: str) -> frozenset[MovieId]:
        """The films of a country or a language, given as an adjective."""
        term = vocabulary("places").term(place)
        return frozenset() if term is None else self._saying("places", term)

    def films_after(self, source: str) -> frozenset[MovieId]:
        """The films based on a "novel", "play", "true story" and the like."""
        return self._saying("sources", source)

    def films_for(self, mood: Mood) -> frozenset[MovieId]:
        """The films of the catalogue that suit a mood."""
        about: set[MovieId] = set()
        for subject in mood.subjects:
            about |= self.films_about(subject)
        for tag in mood.tags:
            about |= self._tagged.get(tag, frozenset())
        out: set[MovieId] = set()
        for subject in mood.not_subjects:
            out |= self.films_about(subject)
        return frozenset(
            film.movie_id
            for film in self._catalogue
            if film.movie_id not in out and mood.suits(film, about=film.movie_id in about)
        )

    def _saying(self, domain: str, term: str) -> frozenset[MovieId]:
        terms = self._columns.terms(domain)
        if term not in terms:
            return frozenset()
        rows = self._columns.lists(domain).holding(terms.index(term))
        return self._films(rows.tolist())

    def _films(self, rows: Iterable[int]) -> frozenset[MovieId]:
        return frozenset(movie_id for row in rows for movie_id in self._movie_ids(row))

    def _movie_ids(self, row: int) -> Collection[MovieId]:
        return self._films_by_row.get(row) or (MovieId(int(self._columns.ids[row])),)

    @cached_property
    def _films_by_row(self) -> dict[int, list[MovieId]]:
        found: dict[int, list[MovieId]] = {}
        for movie_id, row in self._join.rows.items():
            found.setdefault(row, []).append(movie_id)
        return found

    @cached_property
    def _rows_by_id(self) -> dict[int, int]:
        return {movie_id: row for row, movie_id in enumerate(self._columns.ids.tolist())}

    def _row(self, movie_id: MovieId) -> int | None:
        row = self._join.rows.get(movie_id)
        return self._rows_by_id.get(movie_id) if row is None else row

    def _names(self, role: Role, row: int) -> tuple[str, ...]:
        return tuple(self._columns.people[one] for one in self._columns.lists(role).of(row))

    def _said(self, domain: str, row: int) -> tuple[str, ...]:
        terms = self._columns.terms(domain)
        return tuple(terms[one] for one in self._columns.lists(domain).of(row))

    def _page(self, row: int) -> str | None:
        page = self._columns.pages[row]
        if page.startswith("="):
            return self._columns.titles[row].replace(" ", "_") + page[1:]
        return page or None

    @cached_property
    def _tagged(self) -> dict[str, set[MovieId]]:
        """Films by what they are tagged with, in small letters."""
        found: dict[str, set[MovieId]] = {}
        for movie_id, words in self._tags().items():
            for word in words:
                found.setdefault(word.casefold(), set()).add(movie_id)
        return found

    @cached_property
    def _tag_subjects(self) -> dict[MovieId, tuple[str, ...]]:
        subjects = vocabulary("subjects")
        found = (
            (movie_id, tuple(dict.fromkeys(filter(None, map(subjects.term, words)))))
            for movie_id, words in self._tags().items()
        )
        return {movie_id: terms for movie_id, terms in found if terms}
