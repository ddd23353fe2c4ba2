"""The recommender's public names: films, histories, rankings, storage."""

from recommender.catalogue.catalogue import Catalogue
from recommender.diary import Diary, LogEntry, Receipt, UndoneChange, Written
from recommender.facts import (
    Facts,
    FilmFacts,
    People,
    Person,
    PersonPlace,
    Role,
    WebPage,
    told_apart,
)
from recommender.model import FactorModel, Parameters, Snapshot
from recommender.opening import embedded_films, fitting_snapshot, open_recommender, open_titles
from recommender.places import Places
from recommender.ranking.decision import Decision, decide, need
from recommender.ranking.explanation import ReasonGroup
from recommender.ranking.groups import (
    GroupList,
    GroupMember,
    GroupPick,
    group_fits,
    group_list,
    group_pick,
)
from recommender.service import Listing, Recommender, Undone
from recommender.settings import Settings
from recommender.storage import Cause, Database, LogQuery, Migrations, Store, Watch
from recommender.titles import AliasKind, Occurrence, TitleIndex, fold, is_ordinary

__all__ = [
    "AliasKind",
    "Catalogue",
    "Cause",
    "Database",
    "Decision",
    "Diary",
    "FactorModel",
    "Facts",
    "FilmFacts",
    "GroupList",
    "GroupMember",
    "GroupPick",
    "Listing",
    "LogEntry",
    "LogQuery",
    "Migrations",
    "Occurrence",
    "Parameters",
    "People",
    "Person",
    "PersonPlace",
    "Places",
    "ReasonGroup",
    "Receipt",
    "Recommender",
    "Role",
    "Settings",
    "Snapshot",
    "Store",
    "TitleIndex",
    "Undone",
    "UndoneChange",
    "Watch",
    "WebPage",
    "Written",
    "decide",
    "embedded_films",
    "fitting_snapshot",
    "fold",
    "group_fits",
    "group_list",
    "group_pick",
    "is_ordinary",
    "need",
    "open_recommender",
    "open_titles",
    "told_apart",
]
