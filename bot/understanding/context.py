"""What the bot remembers of a conversation when it reads the next message."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from recommender.domain import Filters, MovieId

OpenQuestion: TypeAlias = Literal[
    "which_film", "add_film", "title", "year", "genres", "rating", "yes_no", "which_act"
]
"""What the bot asked last and still waits for.

which_film: one of the offered films, or any title, is wanted. add_film: whether to add an unknown
film. title, year, genres: of a film that is being added. rating: stars for the film talked about.
yes_no: "Did you mean …?", "Erase all?". which_act: one of two readings of an unsure message.
"""


@dataclass(frozen=True, slots=True)
class Context:
    """The last answer, as far as the next message may refer to it. Empty: a first message."""

    listed: tuple[MovieId, ...] = ()
    """The films of the last list, or the offers of a which-film question, in the order shown."""
    years: tuple[int | None, ...] = ()
    """Their years, for "the newer one" and "the original"; may be left out."""
    last_film: MovieId | None = None
    """The one film talked about last: what "it" means. None when the last answer named several."""
    last_act: str | None = None
    """The `kind` of the intent answered last ("log_watched", "recommend"); None at first."""
    question: OpenQuestion | None = None
    filters: Filters = Filters()
    """What the last list was narrowed to."""
    seen: frozenset[MovieId] = frozenset()
    """Films in the person's history: they decide between two of the same title."""
    is_group: bool = False
