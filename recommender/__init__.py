"""Films, tastes, rankings: what the bot may use of them."""

from recommender.catalogue.catalogue import Catalogue
from recommender.model import FactorModel, Parameters, Snapshot
from recommender.opening import fitting_snapshot, open_recommender, open_titles
from recommender.places import Places
from recommender.ranking.explanation import ReasonGroup
from recommender.service import Listing, Recommender
from recommender.storage import Cards, Cause, Change, PostedCard, Store, Watch
from recommender.titles import AliasKind, Occurrence, TitleIndex, is_ordinary

__all__ = [
    "AliasKind",
    "Cards",
    "Catalogue",
    "Cause",
    "Change",
    "FactorModel",
    "Listing",
    "Occurrence",
    "Parameters",
    "Places",
    "PostedCard",
    "ReasonGroup",
    "Recommender",
    "Snapshot",
    "Store",
    "TitleIndex",
    "Watch",
    "fitting_snapshot",
    "is_ordinary",
    "open_recommender",
    "open_titles",
]
