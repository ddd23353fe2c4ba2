"""Where the aliases of an index occur in running text."""

from dataclasses import dataclass

from recommender.domain import Film
from recommender.titles.aliases import AliasKind

MAX_WORDS = 16
MAX_KEY = 90
"""A longer run of words is no alias; keeps the search linear in the text's length."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place in a text where an alias stands, on word boundaries."""

    start: int
    """In characters of the original text; an article in front belongs to it if an alias has it."""
    end: int
    text: str
    """The text's own characters from `start` to `end`."""
    films: tuple[Film, ...]
    """Who may be meant, best first."""
    kind: AliasKind
    """How the first film bears this name."""
    n_words: int
    """Words of the text, a leading article included."""
    ordinary: bool
    """Whether every word is ordinary English, so that this may be no title at all: "up"."""
    popularity: int
    """Ratings of the best known of `films`; 0 when unknown."""
    exact: bool
    """Whether some alias is spelled like this, short of case, accents and numerals."""
