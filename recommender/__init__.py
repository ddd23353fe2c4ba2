"""The recommender's public names: films, histories, rankings, storage."""

from recommender.catalogue.catalogue import Catalogue
from recommender.diary import Diary, LogEntry, Receipt, UndoneChange, Written
from recommender.facts import (
    Facts,
    FilmFacts,
    Mood,
    People,
    Person,
    PersonPlace,
    Role,
    WebPage,
    moods,
    told_apart,
    vocabulary,
)
from recommender.library import Library
from recommender.model import Parameters, Snapshot
from recommender.opening import (
    embedded_films,
    fitting_snapshot,
    open_library,
    open_names,
    open_recommender,
    open_titles,
)
from recommender.places import Places
from recommender.ranking.decision import Decision, decide
from recommender.ranking.explanation import ReasonGroup
from recommender.service import Listing, Recommender, Undone
from recommender.settings import Settings
from recommender.storage import Cause, Database, LogQuery, Migrations, Store, Watch
from recommender.tastes import GroupFilm, GroupListing
from recommender.titles import AliasKind, Occurrence, TitleIndex, fold, is_ordinary
from recommender.transfer import Count as FileCount
from recommender.transfer import FilmNamed, OpenFilm, Says
from recommender.transfer import Limits as FileLimits
from recommender.transfer import Outcome as FileOutcome
from recommender.transfer import Overview as FileOverview
from recommender.transfer import Progress as FileProgress
from recommender.transfer import reading as read_file

__all__ = [
    "AliasKind",
    "Catalogue",
    "Cause",
    "Database",
    "Decision",
    "Diary",
    "Facts",
    "FileCount",
    "FileLimits",
    "FileOutcome",
    "FileOverview",
    "FileProgress",
    "FilmFacts",
    "FilmNamed",
    "GroupFilm",
    "GroupListing",
    "Library",
    "Listing",
    "LogEntry",
    "LogQuery",
    "Migrations",
    "Mood",
    "Occurrence",
    "OpenFilm",
    "Parameters",
    "People",
    "Person",
    "PersonPlace",
    "Places",
    "ReasonGroup",
    "Receipt",
    "Recommender",
    "Role",
    "Says",
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
    "is_ordinary",
    "moods",
    "open_library",
    "open_names",
    "open_recommender",
    "open_titles",
    "read_file",
    "told_apart",
    "vocabulary",
]
