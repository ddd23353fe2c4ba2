"""What may be asked of the bot: one closed union, whatever the edge it came through.

Text, commands, buttons and votes all become one of these. Intents that a button can carry hold
ids and small numbers only, so that `bot.language.buttons` fits them in Telegram's 64 bytes.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from recommender.domain import Filters, MovieId, Resolution, Resolved


@dataclass(frozen=True, slots=True)
class Mention:
    """A film named in a message."""

    surface: str
    """The words of the message that name it."""
    resolution: Resolution
    start: int = 0
    """Offset of `surface` in the message, in characters."""

    @property
    def movie_id(self) -> MovieId | None:
        """The film meant, or None while that is unsure."""
        return self.resolution.film.movie_id if isinstance(self.resolution, Resolved) else None


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th film of the last list, counted from 1; -1 is the last one."""

    position: int


@dataclass(frozen=True, slots=True)
class ThatFilm:
    """The film that was talked about last: "it", "that one"."""


@dataclass(frozen=True, slots=True)
class ById:
    """A film by its id, as buttons say it."""

    movie_id: MovieId


FilmRef: TypeAlias = Mention | Nth | ThatFilm | ById


@dataclass(frozen=True, slots=True)
class Recommend:
    """“Recommend for me”, with wishes."""

    filters: Filters = Filters()
    kind: Literal["recommend"] = "recommend"


@dataclass(frozen=True, slots=True)
class Similar:
    """“Something like Heat”, perhaps "but funnier" (a filter)."""

    films: tuple[FilmRef, ...]
    filters: Filters = Filters()
    include_seen: bool = False
    kind: Literal["similar"] = "similar"


@dataclass(frozen=True, slots=True)
class Search:
    """Asks about a film ("who directed Heat?") or for films by attribute ("90s westerns")."""

    films: tuple[FilmRef, ...] = ()
    filters: Filters = Filters()
    kind: Literal["search"] = "search"


@dataclass(frozen=True, slots=True)
class More:
    """“More”: the next films of the last list, perhaps narrowed ("something older")."""

    filters: Filters = Filters()
    kind: Literal["more"] = "more"


@dataclass(frozen=True, slots=True)
class Why:
    """“Why?”: the reasons for a film of the last list; None asks about the first one."""

    film: FilmRef | None = None
    kind: Literal["why"] = "why"


@dataclass(frozen=True, slots=True)
class LogWatched:
    """“Watched Heat last night, 4.5”."""

    films: tuple[FilmRef, ...]
    rating: float | None = None
    """Stars, 0.5-5 in halves."""
    watched_on: dt.date | None = None
    """None: no day was said, so today; see `undated`."""
    undated: bool = False
    """Seen some time ("I have seen Heat"): logged without a day."""
    rewatch: bool = False
    kind: Literal["log_watched"] = "log_watched"


@dataclass(frozen=True, slots=True)
class Rate:
    """“Heat was great”, "rate Heat 4": an opinion on films that implies having seen them."""

    films: tuple[FilmRef, ...]
    rating: float | None
    """None: an opinion was announced without one ("rate Heat"), so ask."""
    kind: Literal["rate"] = "rate"


@dataclass(frozen=True, slots=True)
class NotInterested:
    """“Not for me”: never show this film again, and learn from it. No watch is logged."""

    films: tuple[FilmRef, ...]
    kind: Literal["not_interested"] = "not_interested"


@dataclass(frozen=True, slots=True)
class NotSeen:
    """“Haven't seen Heat yet”: logs nothing; takes a mistaken log of it back on request."""

    films: tuple[FilmRef, ...]
    kind: Literal["not_seen"] = "not_seen"


@dataclass(frozen=True, slots=True)
class Watchlist:
    """“Put Heat on my list” (films) or "show my list" (none)."""

    films: tuple[FilmRef, ...] = ()
    remove: bool = False
    kind: Literal["watchlist"] = "watchlist"


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back one change (a button names it) or the person's last one (None)."""

    change_id: int | None = None
    kind: Literal["undo"] = "undo"


@dataclass(frozen=True, slots=True)
class History:
    """“What have I seen”: the person's log, newest first."""

    page: int = 0
    kind: Literal["history"] = "history"


@dataclass(frozen=True, slots=True)
class Yes:
    """“Yes”: takes the first offer of the last question."""

    kind: Literal["yes"] = "yes"


@dataclass(frozen=True, slots=True)
class No:
    """“No”, "none of these"; a year or a title says which one instead ("no, the 1951 one")."""

    year: int | None = None
    film: FilmRef | None = None
    kind: Literal["no"] = "no"


@dataclass(frozen=True, slots=True)
class Choose:
    """One of the films that the last question offered."""

    film: FilmRef
    kind: Literal["choose"] = "choose"


@dataclass(frozen=True, slots=True)
class AddFilm:
    """Add a film that the catalogue lacks; what is None is asked for."""

    title: str | None = None
    year: int | None = None
    genres: tuple[str, ...] = ()
    kind: Literal["add_film"] = "add_film"


@dataclass(frozen=True, slots=True)
class Greeting:
    """“Hi”."""

    kind: Literal["greeting"] = "greeting"


@dataclass(frozen=True, slots=True)
class Thanks:
    """“Thank you”, "great", "bye": deserves a word and nothing else."""

    kind: Literal["thanks"] = "thanks"


@dataclass(frozen=True, slots=True)
class Help:
    """“Help”, "what can you do?"."""

    kind: Literal["help"] = "help"


@dataclass(frozen=True, slots=True)
class Start:
    """/start, with the payload of a deep link."""

    payload: str = ""
    kind: Literal["start"] = "start"


@dataclass(frozen=True, slots=True)
class Privacy:
    """/privacy: what is kept and how to be forgotten."""

    kind: Literal["privacy"] = "privacy"


@dataclass(frozen=True, slots=True)
class ForgetMe:
    """/forgetme: erase the person; asks first."""

    confirmed: bool = False
    kind: Literal["forget_me"] = "forget_me"


@dataclass(frozen=True, slots=True)
class Settings:
    """/settings, or one toggle of it."""

    toggle: str | None = None
    kind: Literal["settings"] = "settings"


@dataclass(frozen=True, slots=True)
class Status:
    """/status: the model's age and the last refit."""

    kind: Literal["status"] = "status"


@dataclass(frozen=True, slots=True)
class Group:
    """“What should we watch tonight?”: movie night, with wishes."""

    filters: Filters = Filters()
    when: dt.time | None = None
    """When the poll should close."""
    now: bool = False
    """“Just pick for us”: one film at once."""
    kind: Literal["group"] = "group"


@dataclass(frozen=True, slots=True)
class Nights:
    """/nights: the group's past nights."""

    kind: Literal["nights"] = "nights"


NightAction: TypeAlias = Literal[
    "join", "leave", "start", "reroll", "veto", "add", "close", "cancel", "watched", "rate", "pick"
]


@dataclass(frozen=True, slots=True)
class NightTap:
    """A tap on a movie night's card."""

    night_id: int
    action: NightAction
    movie_id: MovieId | None = None
    rating: float | None = None
    """Stars, 0.5-5 in halves, with "rate"."""
    kind: Literal["night_tap"] = "night_tap"


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote in a native poll; an empty tuple retracts it."""

    poll_id: str
    options: tuple[int, ...]
    kind: Literal["vote"] = "vote"


@dataclass(frozen=True, slots=True)
class CardTap:
    """A tap on a card of the first-minutes deck: one film after another."""

    movie_id: MovieId
    answer: Literal["up", "down", "skip", "done"]
    position: int = 0
    kind: Literal["card_tap"] = "card_tap"


@dataclass(frozen=True, slots=True)
class StaleButton:
    """Button bytes that mean nothing (any more): forged, or from an older version."""

    kind: Literal["stale_button"] = "stale_button"


@dataclass(frozen=True, slots=True)
class Other:
    """Nothing the bot does, perhaps about films all the same."""

    films: tuple[FilmRef, ...] = ()
    kind: Literal["other"] = "other"


Intent: TypeAlias = (
    Recommend
    | Similar
    | Search
    | More
    | Why
    | LogWatched
    | Rate
    | NotInterested
    | NotSeen
    | Watchlist
    | Undo
    | History
    | Yes
    | No
    | Choose
    | AddFilm
    | Greeting
    | Thanks
    | Help
    | Start
    | Privacy
    | ForgetMe
    | Settings
    | Status
    | Group
    | Nights
    | NightTap
    | Vote
    | CardTap
    | StaleButton
    | Other
)
