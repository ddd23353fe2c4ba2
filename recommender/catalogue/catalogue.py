"""The films this bot knows: a MovieLens set, films known from elsewhere, what its people added."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from recommender.catalogue.film_table import NO_FILMS, FilmTable
from recommender.catalogue.movielens import (
    Link,
    embedded_dir,
    read_earlier_films,
    read_films,
    read_links,
)
from recommender.domain import Film, MovieId
from recommender.errors import UnknownFilm


class Catalogue:
    """Films by id. Films can join while the bot runs, and leave when that is taken back.

    A film may have further ids: those of its duplicates, and of the time when people added it.
    They lead to the same film.
    """

    def __init__(
        self, films: Iterable[Film], *, duplicates: Mapping[MovieId, MovieId] | None = None
    ) -> None:
        self._others = dict(duplicates or {})
        self._films = {film.movie_id: film for film in films if film.movie_id not in self._others}
        self._further = self._unsure = NO_FILMS
        self._private: set[MovieId] = set()

    @classmethod
    def from_folder(cls, folder: Path, *, after_embedded: bool = False) -> "Catalogue":
        """The catalogue of a MovieLens folder.

        Films of an earlier edition of the embedded set stay known, for people have logged them.

        Args:
            folder: The folder.
            after_embedded: Whether the embedded set was served before it: then what only that
                one holds stays known too.

        Raises:
            DataError: If movies.csv is missing, or it or links.csv is damaged.
        """
        films = read_films(folder)
        earlier: list[Film] = []
        if after_embedded:
            earlier += read_films(embedded_dir())
        if after_embedded or folder == embedded_dir():
            earlier += read_earlier_films()
        held = {film.movie_id for film in films}
        films += (film for film in earlier if film.movie_id not in held)
        return cls(films, duplicates=duplicates(films, lambda ids: read_links(folder, only=ids)))

    def __len__(self) -> int:
        return len(self._films) + len(self._further)

    def __iter__(self) -> Iterator[Film]:
        """The films of MovieLens and those that people added."""
        return iter(self._films.values())

    def __contains__(self, movie_id: object) -> bool:
        return isinstance(movie_id, int) and self.get(MovieId(movie_id)) is not None

    def __getitem__(self, movie_id: MovieId) -> Film:
        """The film with this id.

        Raises:
            UnknownFilm: If the catalogue does not hold it.
        """
        film = self.get(movie_id)
        if film is None:
            raise UnknownFilm(movie_id)
        return film

    def get(self, movie_id: MovieId) -> Film | None:
        """The film with this id, or None."""
        movie_id = self._others.get(movie_id, movie_id)
        film = self._films.get(movie_id)
        return film or self._further.find(movie_id) or self._unsure.find(movie_id)

    @property
    def other_ids(self) -> Mapping[MovieId, MovieId]:
        """Further ids of films, each with the film's own."""
        return self._others

    @property
    def further(self) -> FilmTable:
        """Films known from elsewhere, which nobody has rated here."""
        return self._further

    def extend(
        self,
        further: FilmTable,
        *,
        other_ids: Mapping[MovieId, MovieId] | None = None,
        unsure: FilmTable = NO_FILMS,
    ) -> None:
        """Let films known from elsewhere join.

        Args:
            further: The films.
            other_ids: Ids that films of this catalogue have elsewhere, each with the film's own.
            unsure: Films that may be ones of this catalogue. They are known by their ids alone.
        """
        self._further, self._unsure = further, unsure
        self._others = {**(other_ids or {}), **self._others}

    def add(self, film: Film, *, is_private: bool = False) -> None:
        """Let a film join, or replace what was known of it.

        Args:
            film: The film.
            is_private: Whether it is for the logs of those who have it, and stands in no list.
        """
        self._films[film.movie_id] = film
        if is_private:
            self._private.add(film.movie_id)

    def is_private(self, movie_id: MovieId) -> bool:
        """Whether a film joined for one person's log alone."""
        return movie_id in self._private

    def merge(self, movie_id: MovieId, into: MovieId) -> None:
        """Let an id lead to another film from now on, as that of an added film which came."""
        self._films.pop(movie_id, None)
        self._others[movie_id] = into

    def remove(self, movie_id: MovieId) -> None:
        """Let a film leave; nothing happens when it is not there."""
        self._films.pop(movie_id, None)
        self._private.discard(movie_id)


def duplicates(
    films: Iterable[Film], links_of: Callable[[set[MovieId]], Mapping[MovieId, Link]]
) -> dict[MovieId, MovieId]:
    """Films that MovieLens lists twice, each with the film that it is.

    Two films of one title and year are one if TMDB knows them as one, or knows one of them only and
    they share a genre. Where neither is linked their genres must be the same: "Emma (1996)" is two
    films.

    Args:
        films: In the order of MovieLens: the film that it listed first is the one people rated.
        links_of: What TMDB calls them.

    Returns:
        The id of the first by that of each other one.
    """
    named: dict[str, list[Film]] = defaultdict(list)
    for film in films:
        named[film.name].append(film)
    namesakes = [group for group in named.values() if len(group) > 1]
    if not namesakes:
        return {}
    links = links_of({film.movie_id for group in namesakes for film in group})
    return {
        other.movie_id: first.movie_id
        for first, *others in namesakes
        for other in others
        if _is_one(first, other, links)
    }


def _is_one(film: Film, other: Film, links: Mapping[MovieId, Link]) -> bool:
    ids = [link.tmdb_id for one in (film, other) if (link := links.get(one.movie_id))]
    if len(ids) == 2 and any(ids):
        return ids[0] == ids[1] or (None in ids and bool({*film.genres} & {*other.genres}))
    return film.year is not None and {*film.genres} == {*other.genres}
