"""The words the whole project speaks: films, histories, filters, recommendations.

Everything here is frozen and knows nothing of files, SQL, models or chats.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal, NewType, TypeAlias

MovieId = NewType("MovieId", int)
"""A MovieLens movie id, one from FIRST_LISTED_ID for a film known from elsewhere that MovieLens
lacks, or one from FIRST_ADDED_ID upwards for a film that people added."""
PersonId = NewType("PersonId", int)
"""A Telegram user id (up to 52 bits) or a console person; never a row number."""
ChatId = NewType("ChatId", int)
"""A Telegram chat id (negative for groups) or a console chat."""

FIRST_LISTED_ID = 500_000_000
"""Far above every MovieLens id too."""
FIRST_ADDED_ID = 1_000_000_000
"""Far above every MovieLens id, so that a larger MovieLens set never collides with added films."""

SetName: TypeAlias = Literal["ml-latest-small", "ml-latest", "ml-25m", "ml-32m"]
"""A MovieLens set that can be fetched by its name."""

GENRES: tuple[str, ...] = (
    "Action",
    "Adventure",
    "Animation",
    "Children",
    "Comedy",
    "Crime",
    "Documentary",
    "Drama",
    "Fantasy",
    "Film-Noir",
    "Horror",
    "IMAX",
    "Musical",
    "Mystery",
    "Romance",
    "Sci-Fi",
    "Thriller",
    "War",
    "Western",
)
"""MovieLens genre names, as the catalogue spells them."""


@dataclass(frozen=True, slots=True)
class Film:
    """One film of the catalogue."""

    movie_id: MovieId
    title: str
    """As people say it: "The Shawshank Redemption", without the year."""
    year: int | None
    genres: tuple[str, ...] = ()
    catalogue_title: str = ""
    """As the catalogue spells it, with a.k.a. parts: "Shawshank Redemption, The (1994)"."""

    @property
    def name(self) -> str:
        """How a film is always shown: "The Shawshank Redemption (1994)"."""
        return f"{self.title} ({self.year})" if self.year is not None else self.title


class Signal(Enum):
    """What a history entry says about a film."""

    WATCHED = "watched"
    DISMISSED = "dismissed"
    """"Not for me", perhaps without having seen it: a dislike, and never a watch."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that a person did with one film. Histories are sequences, oldest first."""

    movie_id: MovieId
    rating: float | None = None
    """Stars, 0.5-5 in halves; None when the person gave none."""
    at: float | None = None
    """Unix seconds; None when unknown, and then no recency is assumed."""
    signal: Signal = Signal.WATCHED


Age: TypeAlias = Literal["older", "newer"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of films is narrowed to. The empty value narrows nothing."""

    genres: tuple[str, ...] = ()
    """MovieLens names; a film must have all of them."""
    any_genres: tuple[str, ...] = ()
    """A film must have at least one of them ("comedy or thriller"); empty: no such wish."""
    not_genres: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    age: Age | None = None
    """Older or newer than what was shown or named last."""
    hidden_gems: bool = False
    among: tuple[MovieId, ...] | None = None
    """The films that a list is made of, such as those of a person or about a subject; None: all."""
    not_among: tuple[MovieId, ...] | None = None
    called: tuple[str, ...] = ()
    """What `among` and `not_among` stand for, in words: "with Tom Hanks"."""

    def __bool__(self) -> bool:
        return self != Filters()

    def admits(self, film: Film) -> bool:
        """Whether genres and years allow this film; the rest is for `ranking.admission`."""
        if any(genre not in film.genres for genre in self.genres):
            return False
        if self.any_genres and not any(genre in film.genres for genre in self.any_genres):
            return False
        if any(genre in film.genres for genre in self.not_genres):
            return False
        if self.year_from is None and self.year_to is None:
            return True
        if film.year is None:
            return False
        return (self.year_from or 0) <= film.year <= (self.year_to or 9999)


@dataclass(frozen=True, slots=True)
class Share:
    """The part of one score that one watched film contributed."""

    movie_id: MovieId
    share: float
    """In units of the score: the shares of one score sum to it."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A ranked film with its reasons."""

    movie_id: MovieId
    score: float
    because: tuple[Share, ...] = ()
    """Watched films with positive shares, largest first; empty when none stands out."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A film that a typed title may mean."""

    film: Film
    score: float
    """Likeness, 0-1."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The text means this film, surely enough to act without asking."""

    film: Film
    score: float = 1.0
    candidates: tuple[Candidate, ...] = ()
    """Best first, including `film`."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The text may mean several films, or one that is not sure enough: ask."""

    query: str
    candidates: tuple[Candidate, ...]
    """Best first, at least one."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """The catalogue holds no film that this text may mean."""

    query: str
    candidates: tuple[Candidate, ...] = field(default=())
    """The nearest films, too far to ask about; for programs, not for people."""


Resolution: TypeAlias = Resolved | Ambiguous | NotFound


def distinct(movie_ids: Iterable[MovieId]) -> tuple[MovieId, ...]:
    """The ids without repetition, in order of first appearance."""
    return tuple(dict.fromkeys(movie_ids))
