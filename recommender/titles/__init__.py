"""From what people type to the film they mean."""

from recommender.titles.aliases import AliasKind
from recommender.titles.index import TitleIndex
from recommender.titles.occurrences import Occurrence
from recommender.titles.ordinary import is_ordinary

__all__ = ["AliasKind", "Occurrence", "TitleIndex", "is_ordinary"]
