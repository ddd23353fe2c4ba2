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
    vocabulary,
)
from recommender.model import Parameters, Snapshot
from recommender.opening import (
    check_for_log,
    embedded_films,
    fitting_snapshot,
    open_recommender,
    open_store,
    open_titles,
    open_to_others,
)
from recommender.places import Places
from recommender.ranking.decision import Decision, decide
from recommender.ranking.explanation import ReasonGroup
from recommender.service import Listing, Recommender, Undone
from recommender.settings import Settings
from recommender.storage import (
    Backup,
    Cause,
    Database,
    LogQuery,
    Migrations,
    Store,
    Watch,
    back_up,
    backups,
    checked,
    made_at,
    restore,
)
from recommender.tastes import GroupFilm, GroupListing
from recommender.titles import AliasKind, Occurrence, TitleIndex, fold, is_ordinary

__all__ = [
    "AliasKind",
    "Backup",
    "Catalogue",
    "Cause",
    "Database",
    "Decision",
    "Diary",
    "Facts",
    "FilmFacts",
    "GroupFilm",
    "GroupListing",
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
    "back_up",
    "backups",
    "check_for_log",
    "checked",
    "decide",
    "embedded_films",
    "fitting_snapshot",
    "fold",
    "is_ordinary",
    "made_at",
    "open_recommender",
    "open_store",
    "open_titles",
    "open_to_others",
    "restore",
    "told_apart",
    "vocabulary",
]
