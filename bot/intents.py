"""What may be asked of the bot: one closed union, whatever the edge it came through.

Text, commands, buttons and votes all become one of these. Intents that a button can carry hold
ids and small numbers only, so that `bot.presentation.buttons` fits them in Telegram's 64 bytes.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from recommender.domain import Age, Filters, MovieId, Resolution, Resolved


@dataclass(frozen=True, slots=True)
class Mention:
    """A film named in a message."""

    surface: str
    """The words of the message that name it."""
    resolution: Resolution
    start: int = 0
    """Offset of `surface` in the message, in characters."""
    written: str = ""
    """The words as they stand there, where `surface` says more: the part of a series."""

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


@dataclass(frozen=True, slots=True)
class Those:
    """Several films shown last: "both", "all of them", "the first three"."""

    count: int | None = None
    """How many from the top; None is all of them."""
    without: tuple[int, ...] = ()
    """Places that are left out: "all of them except the fourth"."""


@dataclass(frozen=True, slots=True)
class OtherOne:
    """Another film of the same name as the one talked about: "the 2005 one", "the newer one"."""

    year: int | None = None
    age: Age | None = None
    """Older or newer than the one talked about; None with no year: simply the other one."""


FilmRef: TypeAlias = Mention | Nth | ThatFilm | ById | Those | OtherOne


@dataclass(frozen=True, slots=True)
class Viewing:
    """One film that was watched, with what was said of this film alone."""

    film: FilmRef
    rating: float | None = None
    """Stars, 0.5-5 in halves."""
    watched_on: dt.date | None = None
    """None: no day was said, so today; see `undated`."""
    undated: bool = False
    """Seen some time ("I have seen Heat"), or on a day that was not understood: no day is kept."""
    rewatch: bool = False


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one film deserves."""

    film: FilmRef
    rating: float | None
    """Stars, 0.5-5 in halves; None: an opinion was announced without one ("rate Heat"), so ask."""


HistoryMeasure: TypeAlias = Literal[
    "films", "count", "average", "rating", "seen", "genres", "best", "worst", "last"
]


@dataclass(frozen=True, slots=True)
class HistoryQuestion:
    """What is asked of a person's own log. The empty value asks for all of it."""

    measure: HistoryMeasure = "films"
    """films: list them; count: how many; average: the mean of the stars; rating: which stars the
    named films got ("what did I give Heat"); seen: whether the named films are in the log; genres:
    which genres stand in it most; best, worst: by their stars; last: the newest one only."""
    films: tuple[FilmRef, ...] = ()
    since: dt.date | None = None
    """First day, inclusive."""
    until: dt.date | None = None
    """Last day, inclusive."""
    rating_from: float | None = None
    rating_to: float | None = None
    filters: Filters = Filters()


FilmFact: TypeAlias = Literal[
    "director",
    "cast",
    "year",
    "genres",
    "plot",
    "running_time",
    "age_rating",
    "where",
    "language",
    "score",
    "would_like",
    "quote",
    "other",
]
"""What can be asked about a film. Only year and genres are known to every catalogue."""

Unmet: TypeAlias = Literal[
    "person",
    "running_time",
    "streaming",
    "showtimes",
    "age_rating",
    "language",
    "black_and_white",
    "subject",
    "mood",
    "awards",
    "company",
]
"""Wishes that are understood and cannot be met (yet): they are named in the answer, not dropped."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Somebody or something that films are wanted of: "by Nolan", "christmas films", "Pixar"."""

    kind: Literal["person", "subject", "company"]
    words: str
    """As written."""
    negated: bool = False
    made: bool | None = None
    """Of a person: films that they made, or (False) play in; None: either."""
    sure: bool = True
    """Whether it is said to be one; else a topic of which nothing is known was none."""


@dataclass(frozen=True, slots=True)
class Recommend:
    """“Recommend for me”, with wishes."""

    filters: Filters = Filters()
    unmet: tuple[Unmet, ...] = ()
    topics: tuple[Topic, ...] = ()
    kind: Literal["recommend"] = "recommend"


@dataclass(frozen=True, slots=True)
class Similar:
    """“Something like Heat”, perhaps "but funnier" (a filter)."""

    films: tuple[FilmRef, ...]
    filters: Filters = Filters()
    include_seen: bool = False
    unmet: tuple[Unmet, ...] = ()
    topics: tuple[Topic, ...] = ()
    kind: Literal["similar"] = "similar"


@dataclass(frozen=True, slots=True)
class Search:
    """Asks about a film ("who directed Heat?") or for films by attribute ("90s westerns")."""

    films: tuple[FilmRef, ...] = ()
    filters: Filters = Filters()
    asks: FilmFact | None = None
    """Which fact of the films is asked for; None: anything known."""
    unmet: tuple[Unmet, ...] = ()
    topics: tuple[Topic, ...] = ()
    kind: Literal["search"] = "search"


@dataclass(frozen=True, slots=True)
class More:
    """“More”: the next films of the last list, perhaps narrowed ("something older")."""

    filters: Filters = Filters()
    unmet: tuple[Unmet, ...] = ()
    topics: tuple[Topic, ...] = ()
    kind: Literal["more"] = "more"


@dataclass(frozen=True, slots=True)
class Why:
    """“Why?”: the reasons for a film of the last list; None asks about the first one."""

    film: FilmRef | None = None
    kind: Literal["why"] = "why"


@dataclass(frozen=True, slots=True)
class LogWatched:
    """“Watched Heat last night, 4.5”."""

    viewings: tuple[Viewing, ...]
    """At least one, in the order said."""
    kind: Literal["log_watched"] = "log_watched"


@dataclass(frozen=True, slots=True)
class Rate:
    """“Heat was great”, "rate Heat 4": an opinion on films that implies having seen them."""

    opinions: tuple[Opinion, ...]
    """At least one, in the order said."""
    kind: Literal["rate"] = "rate"


@dataclass(frozen=True, slots=True)
class Amend:
    """“Actually 3 stars”, “it was on Saturday”: corrects what the log already says of a film."""

    film: FilmRef
    rating: float | None = None
    watched_on: dt.date | None = None
    kind: Literal["amend"] = "amend"


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
    """Take back one change (a button names it), what was logged of films, or the last change."""

    change_id: int | None = None
    films: tuple[FilmRef, ...] = ()
    """“Remove Heat from my log”; empty: the change, or the person's last one."""
    back: bool = False
    """“Put it back”: what the last undo took."""
    kind: Literal["undo"] = "undo"


@dataclass(frozen=True, slots=True)
class History:
    """“What have I seen”, “how many this year”: asks the person's own log, newest first."""

    question: HistoryQuestion = HistoryQuestion()
    page: int = 0
    kind: Literal["history"] = "history"


@dataclass(frozen=True, slots=True)
class Yes:
    """“Yes”: takes the first offer of the last question."""

    kind: Literal["yes"] = "yes"


@dataclass(frozen=True, slots=True)
class No:
    """“No”, "none of these"; a film says which one instead ("no, the 1951 one", "I meant Heat")."""

    film: FilmRef | None = None
    kind: Literal["no"] = "no"


@dataclass(frozen=True, slots=True)
class Skip:
    """“Skip”: leaves the open question unanswered and loses nothing that was said before it."""

    kind: Literal["skip"] = "skip"


@dataclass(frozen=True, slots=True)
class Cancel:
    """“Cancel”, "quit": drops the open question; with none open it changes nothing."""

    leave: bool = False
    """Whether the words also leave a console ("quit", "exit")."""
    kind: Literal["cancel"] = "cancel"


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


SmallTalkTopic: TypeAlias = Literal[
    "how_are_you",
    "are_you_a_bot",
    "who_made_you",
    "how_it_works",
    "joke",
    "name",
    "age",
    "your_favourite",
    "compliment",
    "insult",
    "laugh",
    "bye",
    "love",
    "weather",
    "language",
    "agreement",
    "about_films",
]
"""What people say to bots besides asking; about_films is plain talk of films that asks nothing."""


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Small talk: a short human answer and nothing done."""

    topic: SmallTalkTopic
    films: tuple[FilmRef, ...] = ()
    kind: Literal["small_talk"] = "small_talk"


Limit: TypeAlias = Literal[
    "play",
    "tickets",
    "showtimes",
    "trailer",
    "books",
    "music",
    "series",
    "link",
    "reminder",
    "forwarded",
    "other",
]
"""What people ask for and the bot does not do at all."""


@dataclass(frozen=True, slots=True)
class CannotDo:
    """A wish outside of what the bot does at all: booking, playing a film, reading a link."""

    what: Limit
    films: tuple[FilmRef, ...] = ()
    """Films that it is about all the same: those that somebody else's words say were watched."""
    kind: Literal["cannot_do"] = "cannot_do"


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


OperatorCommand: TypeAlias = Literal["status", "refit", "films", "block", "unblock"]


@dataclass(frozen=True, slots=True)
class Operate:
    """A command of the operator: "/films remove 1000000007", "/refit"."""

    command: OperatorCommand
    argument: str = ""
    kind: Literal["operate"] = "operate"


@dataclass(frozen=True, slots=True)
class Group:
    """“What should we watch tonight?”: movie night, with wishes."""

    filters: Filters = Filters()
    when: dt.datetime | None = None
    """When the poll should close, with the day and the speaker's zone."""
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
    from_outside: bool = False
    """Whether the voter is no member of the poll's group: it was forwarded."""
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
class NotYours:
    """A button for somebody else's own things: nothing is done."""

    kind: Literal["not_yours"] = "not_yours"


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
    | Amend
    | Yes
    | No
    | Skip
    | Cancel
    | Choose
    | AddFilm
    | Greeting
    | Thanks
    | SmallTalk
    | CannotDo
    | Help
    | Start
    | Privacy
    | ForgetMe
    | Settings
    | Status
    | Operate
    | Group
    | Nights
    | NightTap
    | Vote
    | CardTap
    | StaleButton
    | NotYours
    | Other
)
