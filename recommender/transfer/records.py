"""What other services say of somebody's films, as values: one record for each row of a file."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeAlias

from recommender.domain import MovieId

Kind: TypeAlias = Literal["own", "letterboxd", "imdb", "movielens", "trakt", "movary"]
"""Where a file comes from."""


class Says(Enum):
    """What a record says of a film."""

    VIEWING = "viewing"
    """Watched once, on its day where there is one: two such records are two viewings."""
    SEEN = "seen"
    """Watched some time; says nothing beside a viewing."""
    RATED = "rated"
    """The stars that the film has now; watched some time."""
    WANTED = "wanted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file."""

    says: Says
    title: str
    year: int | None = None
    rating: float | None = None
    """Stars, 0.5-5 in halves."""
    watched_on: dt.date | None = None
    rewatch: bool = False
    at: float | None = None
    """When it was noted there, unix seconds; None when unknown."""
    imdb_id: str | None = None
    """With its zeros and without the tt: "0114709"."""
    tmdb_id: int | None = None
    movie_id: MovieId | None = None
    """MovieLens' own id."""
    genres: tuple[str, ...] = ()
    note: str | None = None
    file: str = ""
    line: int = 0
    """Counted from 1; in a JSON file which of its entries."""

    @property
    def film(self) -> "FilmNamed":
        """The film as the record names it."""
        return FilmNamed(self.title, self.year, self.imdb_id, self.tmdb_id, self.movie_id)


@dataclass(frozen=True, slots=True)
class FilmNamed:
    """All that a file tells of which film is meant."""

    title: str
    year: int | None = None
    imdb_id: str | None = None
    tmdb_id: int | None = None
    movie_id: MovieId | None = None

    @property
    def name(self) -> str:
        """The title with its year where there is one."""
        return self.title if self.year is None else f"{self.title} ({self.year})"


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read."""

    kind: Kind
    records: tuple[Record, ...]
    left_out: int = 0
    """Rows that are about no film: series, episodes."""
    days_unsure: int = 0
    """Viewings whose day may be day/month or month/day: they have none then."""
    asks_list: bool = False
    """Whether only the person knows if these are films seen or films wanted: the records say
    `Says.SEEN` meanwhile."""
