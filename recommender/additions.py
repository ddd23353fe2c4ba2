"""Films that people add: seen by whoever added them, and by all once a second person knows them."""

from collections.abc import Sequence

from recommender.catalogue.catalogue import Catalogue
from recommender.diary import LogEntry, Receipt
from recommender.domain import FIRST_ADDED_ID, Film, MovieId, PersonId
from recommender.model import Snapshot
from recommender.storage import AddedFilm, Cause, Change, Store
from recommender.tastes import Tastes
from recommender.titles import TitleIndex


class Additions(Tastes):
    """People's films and logs, with the films that they added.

    A film that one person added is found by its title by them alone. It becomes everybody's when
    somebody else logs it, keeps it, adds it too or an admin says so. By its id, which buttons and
    movie nights carry, it is found by whoever has got that.
    """

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        titles: TitleIndex,
        store: Store,
        snapshot: Snapshot | None = None,
    ) -> None:
        super().__init__(catalogue=catalogue, store=store, snapshot=snapshot)
        self.titles = titles

    def speaks_with(self, person_id: PersonId) -> None:
        """Let titles mean a person's own films too, until another person is named."""
        self.titles.find_also(self._store.added_films.only_of(person_id))

    def add_film(
        self, cause: Cause, title: str, year: int | None, genres: tuple[str, ...]
    ) -> tuple[Film, int | None]:
        """Let a film join the catalogue, at once.

        Returns:
            The film, and the change that takes it back; None for that where somebody else had
            added this very film, which is everybody's now.
        """
        for added in self._store.added_films.called(title, year):
            if added.person_id != cause.person_id and added.state != "removed":
                self.share(added.film.movie_id)
                return added.film, None
        change = self._store.added_films.add(cause, title, year, genres)
        film = Film(change.movie_id, title, year, genres, title)
        if not change.undone:
            # The id may have been that of a film whose addition failed in the end.
            self.catalogue.remove(film.movie_id)
            self.catalogue.add(film)
            self.speaks_with(cause.person_id)
        return film, change.change_id

    def additions_since(self, person_id: PersonId, at: float) -> int:
        """How many films a person has added since a moment, those taken back included."""
        return self._store.added_films.count_since(person_id, at)

    def added(self, *, limit: int = 20) -> tuple[AddedFilm, ...]:
        """Films that people added, the newest first."""
        return self._store.added_films.newest(limit)

    def added_film(self, movie_id: MovieId) -> AddedFilm | None:
        """One of them, or None."""
        return self._store.added_films.find(movie_id)

    def share(self, movie_id: MovieId) -> None:
        """Let everybody find an added film by its title."""
        added = self._store.added_films.find(movie_id)
        if added is not None and added.state != "shared":
            self._store.added_films.set_state(movie_id, "shared")
            self.titles.add(added.film)

    def hide(self, movie_id: MovieId) -> None:
        """Let nobody find an added film by its title; logs keep it."""
        self._store.added_films.set_state(movie_id, "removed")
        self.titles.remove(movie_id)

    def merge(self, movie_id: MovieId, into: MovieId) -> int:
        """Let an added film be another one, for all that people did with it.

        Returns:
            1 when anybody had done something with it, else 0.
        """
        self.hide(movie_id)
        self.catalogue.merge(movie_id, into)
        return self._store.merge_films({movie_id: into})

    def log(self, cause: Cause, entries: Sequence[LogEntry], *, source: str = "chat") -> Receipt:
        """Log viewings, as `Diary.log` does."""
        receipt = super().log(cause, entries, source=source)
        self._known_to(cause.person_id, [entry.movie_id for entry in entries])
        return receipt

    def rate(self, cause: Cause, opinions: Sequence[tuple[MovieId, float]]) -> Receipt:
        """Give films stars, as `Diary.rate` does."""
        receipt = super().rate(cause, opinions)
        self._known_to(cause.person_id, [movie_id for movie_id, _ in opinions])
        return receipt

    def keep(self, cause: Cause, movie_ids: Sequence[MovieId]) -> Receipt:
        """Put films on the person's watchlist, as `Diary.keep` does."""
        receipt = super().keep(cause, movie_ids)
        self._known_to(cause.person_id, movie_ids)
        return receipt

    def _known_to(self, person_id: PersonId, movie_ids: Sequence[MovieId]) -> None:
        """A second person who knows a film makes it everybody's."""
        for movie_id in movie_ids:
            added = self.added_film(movie_id) if movie_id >= FIRST_ADDED_ID else None
            if added is not None and added.state == "private" and added.person_id != person_id:
                self.share(movie_id)

    def _follow(self, change: Change) -> Film | None:
        """Let the catalogue follow an undone or redone addition of a film."""
        if change.table != "added_films":
            return None
        if change.after is None:
            self.catalogue.remove(change.movie_id)
            self.titles.remove(change.movie_id)
            self.speaks_with(change.person_id)
            return None
        film = self._store.added_films.get(change.movie_id)
        if film is not None and film.movie_id not in self.catalogue:
            self.catalogue.add(film)
            self.speaks_with(change.person_id)
        return film


def open_additions(store: Store, catalogue: Catalogue, titles: TitleIndex) -> None:
    """Let the films that people added join the catalogue; those that came since are merged."""
    shared = []
    for added in store.added_films.all():
        film = added.film
        came = titles.namesake(film)
        if came is not None:
            catalogue.merge(film.movie_id, came.movie_id)
            continue
        catalogue.add(film)
        if added.state == "shared":
            shared.append(film)
    titles.add_all(shared)
