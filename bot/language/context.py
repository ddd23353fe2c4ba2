"""What the bot remembers of a conversation when it reads the next message."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from recommender.domain import MovieId

Question: TypeAlias = Literal["which_film", "year", "genres", "rating", "yes_no"]
"""What the bot asked last and still waits for.

which_film: one of the offered films, or any title, is wanted. year, genres: of a film that is
being added. rating: stars for the film talked about. yes_no: "Did you mean …?", "Erase all?".
"""


@dataclass(frozen=True, slots=True)
class Context:
    """The last answer, as far as the next message may refer to it. Empty: a first message."""

    listed: tuple[MovieId, ...] = ()
    """The films of the last list, or the offers of a which-film question, in the order shown."""
    years: tuple[int | None, ...] = ()
    """Their years, for "the newer one" and "the original"; may be left out."""
    last_film: MovieId | None = None
    """The film talked about last: what "it" means."""
    question: Question | None = None
    seen: frozenset[MovieId] = frozenset()
    """Films in the person's history: they decide between two of the same title."""
    is_group: bool = False
