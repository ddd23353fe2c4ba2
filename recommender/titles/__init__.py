"""The films that people mean by what they type, and where films are named in running text."""

from recommender.titles.aliases import AliasKind
from recommender.titles.index import TitleIndex
from recommender.titles.occurrences import Occurrence
from recommender.titles.spelling import is_ordinary
from recommender.titles.words import fold

__all__ = ["AliasKind", "Occurrence", "TitleIndex", "fold", "is_ordinary"]
