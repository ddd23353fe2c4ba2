"""Lists: for one viewer, like a film, with their reasons."""

from recommender.ranking.explanation import ReasonGroup, grouped
from recommender.ranking.similar import similar
from recommender.ranking.viewer import recommend

__all__ = ["ReasonGroup", "grouped", "recommend", "similar"]
