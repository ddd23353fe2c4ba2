"""One set of films with all that belongs to it: titles, facts, and the model fitted to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.movielens import Link
from recommender.domain import MovieId
from recommender.facts import FilmFacts
from recommender.model import Snapshot
from recommender.storage import Store
from recommender.titles import TitleIndex


@dataclass(frozen=True, slots=True)
class Library:
    """What a bot knows of films. It is made of files, so that any thread can open it."""

    catalogue: Catalogue
    titles: TitleIndex
    facts: FilmFacts
    popularity: Mapping[MovieId, int]
    """How many people watched each film."""
    snapshot: Snapshot | None
    """None until a model is fitted to this set."""
    links: Callable[[], Mapping[MovieId, Link]] = dict
    """Reads the films' ids elsewhere, when they are asked for."""

    def receive(self, store: Store) -> None:
        """Take in what people did: the films that they added, and everything they logged.

        An added film that the set brings is the set's film from now on, and so is a film that
        was known from elsewhere. All or nothing is written.
        """
        for film in store.added_films:
            came = self.titles.namesake(film)
            if came is None:
                is_private = store.added_films.is_private(film.movie_id)
                self.catalogue.add(film, is_private=is_private)
                if not is_private:
                    self.titles.add(film)
            else:
                self.catalogue.merge(film.movie_id, came.movie_id)
        with store.atomic():
            store.merge_films(self.catalogue.other_ids)
