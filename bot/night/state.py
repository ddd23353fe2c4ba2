"""The state of a movie night: its members, its list and its progress."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from recommender.domain import ChatId, Filters, MovieId, PersonId

State: TypeAlias = Literal["new", "gathering", "voting", "decided", "cancelled"]
"""As it is kept; "new" is a night that was not begun yet, and never kept."""
Kind: TypeAlias = Literal["new", "gathering", "voting", "picked", "settled", "cancelled"]
"""A column of the machine's table: a decided night was picked by the model, or voted for."""
SettledBy: TypeAlias = Literal["votes", "fit", "draw", "pick"]
Origin: TypeAlias = Literal["pick", "again", "added"]

HOST_GRACE_S = 15 * 60
"""So long after the last step only the host may take the next; a host may fall asleep."""
NIGHT_ENDS_HOUR = 5
"""A film that begins at two is still last night's."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is in."""

    person_id: PersonId
    joined_at: float
    voted_round: int | None = None
    """The round of the person's last vote; None without one, or when it was taken back."""
    is_adding: bool = False
    """Whether the next words of the person name a film to add."""
    watched: bool = False
    """Whether the person said that they watched the film."""


@dataclass(frozen=True, slots=True)
class Option:
    """A film that is or was on the list."""

    movie_id: MovieId
    origin: Origin
    """Picked for these people, liked last time, or added by one of them."""
    added_by: PersonId | None = None
    score: float | None = None
    """How well it fits the group, 0-1; None for a film that the model does not know."""
    because: MovieId | None = None
    """A watched film that speaks for it."""
    because_of: PersonId | None = None
    """Who watched that: nobody else's business unless they allow it."""
    fits: Mapping[PersonId, float] = field(default_factory=dict)
    """How well it fits each member of whom enough is known, 0-1."""
    votes: tuple[PersonId, ...] = ()
    vetoes: tuple[PersonId, ...] = ()
    secret_vetoes: frozenset[PersonId] = frozenset()
    """Who vetoed it while the group kept vetoes secret: never named, whatever it chose since."""
    dropped: bool = False
    """Whether it was taken off the list; it keeps its vetoes."""

    @property
    def named_vetoes(self) -> tuple[PersonId, ...]:
        """Who may be told to have vetoed it."""
        return tuple(person for person in self.vetoes if person not in self.secret_vetoes)

    def with_veto(self, person_id: PersonId, *, is_secret: bool) -> "Option":
        """The film with a veto more."""
        secret = self.secret_vetoes | {person_id} if is_secret else self.secret_vetoes
        return replace(self, vetoes=(*self.vetoes, person_id), secret_vetoes=secret)

    def without_veto(self, person_id: PersonId) -> "Option":
        """The film without somebody's veto."""
        return replace(
            self,
            vetoes=_without(self.vetoes, person_id),
            secret_vetoes=self.secret_vetoes - {person_id},
        )


@dataclass(frozen=True, slots=True)
class Night:
    """One movie night of one group. All times are Unix seconds."""

    night_id: int
    """0 for a night that is not kept yet."""
    chat_id: ChatId
    state: State
    thread_id: int | None = None
    """The topic of a forum in which it happens."""
    host_id: PersonId | None = None
    """Who began it; None once they are forgotten."""
    wishes: Filters = Filters()
    began_at: float = 0.0
    changed_at: float = 0.0
    """When it came into its state, or its poll was last made anew."""
    closes_at: float | None = None
    remind_at: float | None = None
    """None when nobody is to be reminded (any more)."""
    ask_at: float | None = None
    """When to ask how the film was; None when that is not to be asked (any more)."""
    round: int = 0
    """Number of its newest poll; 0 before the first."""
    polls_tried: int = 0
    """How often this round's poll was handed out to be posted."""
    poll_tried_at: float | None = None
    relaxed: bool = False
    winner: MovieId | None = None
    settled_by: SettledBy | None = None
    members: tuple[Member, ...] = ()
    """In the order they joined."""
    ever_listed: tuple[Option, ...] = ()
    """Every film that was on the list, in the order shown and of the poll."""

    @property
    def kind(self) -> Kind:
        """The column of the machine's table."""
        if self.state != "decided":
            return self.state
        return "picked" if self.settled_by == "pick" else "settled"

    @property
    def is_open(self) -> bool:
        """Whether it is still being settled."""
        return self.state in ("gathering", "voting")

    @property
    def options(self) -> tuple[Option, ...]:
        """The films on the list."""
        return tuple(option for option in self.ever_listed if not option.dropped)

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Who is in."""
        return tuple(member.person_id for member in self.members)

    @property
    def host_now(self) -> PersonId | None:
        """Who began it, or who joined first once that person is out; None when nobody is in."""
        if self.host_id in self.people:
            return self.host_id
        return next(iter(self.people), None)

    @property
    def waiting(self) -> tuple[PersonId, ...]:
        """Who has not voted in the newest poll."""
        return tuple(m.person_id for m in self.members if m.voted_round != self.round)

    @property
    def watched_by(self) -> tuple[PersonId, ...]:
        """Who said that they watched the film."""
        return tuple(member.person_id for member in self.members if member.watched)

    @property
    def listed_ids(self) -> frozenset[MovieId]:
        """Every film that was on the list."""
        return frozenset(option.movie_id for option in self.ever_listed)

    def member(self, person_id: PersonId) -> Member | None:
        """Somebody who is in, or None."""
        return next((m for m in self.members if m.person_id == person_id), None)

    def option(self, movie_id: MovieId | None) -> Option | None:
        """A film on the list, or None."""
        return next((option for option in self.options if option.movie_id == movie_id), None)

    def veto_of(self, person_id: PersonId) -> MovieId | None:
        """The film that a member has vetoed, or None."""
        return next((one.movie_id for one in self.ever_listed if person_id in one.vetoes), None)

    def is_vetoed(self, movie_id: MovieId) -> bool:
        """Whether somebody who is in has vetoed a film, on the list or off it."""
        return any(one.movie_id == movie_id and one.vetoes for one in self.ever_listed)

    def may_steer(self, person_id: PersonId, at: float) -> bool:
        """Whether somebody who is in may start, close, reroll and cancel."""
        return self.host_now == person_id or at - self.changed_at > HOST_GRACE_S

    def watched_on(self, zone: dt.tzinfo | None) -> dt.date:
        """The day on which the film of a decided night was watched."""
        return evening_of(dt.datetime.fromtimestamp(self.changed_at, zone))

    def with_member(self, member: Member) -> "Night":
        """The night with somebody let in, or changed."""
        if self.member(member.person_id) is None:
            return replace(self, members=(*self.members, member))
        changed = (member if m.person_id == member.person_id else m for m in self.members)
        return replace(self, members=tuple(changed))

    def without_member(self, person_id: PersonId) -> "Night":
        """The night without somebody, their votes and their veto."""
        return replace(
            self,
            members=tuple(m for m in self.members if m.person_id != person_id),
            ever_listed=tuple(
                replace(
                    one.without_veto(person_id),
                    votes=_without(one.votes, person_id),
                    fits={person: fit for person, fit in one.fits.items() if person != person_id},
                )
                for one in self.ever_listed
            ),
        )

    def with_options(self, changed: Iterable[Option]) -> "Night":
        """The night with some films of its list changed, each in its place."""
        new = {option.movie_id: option for option in changed}
        return replace(
            self, ever_listed=tuple(new.get(one.movie_id, one) for one in self.ever_listed)
        )

    def with_film(self, option: Option) -> "Night":
        """The night with a film at the end of its list; one that was dropped comes back."""
        before = next((o for o in self.ever_listed if o.movie_id == option.movie_id), option)
        rest = (one for one in self.ever_listed if one.movie_id != option.movie_id)
        back = replace(option, vetoes=before.vetoes, secret_vetoes=before.secret_vetoes)
        return replace(self, ever_listed=(*rest, back))

    def without_films(self, movie_ids: Collection[MovieId]) -> "Night":
        """The night with films taken off its list, with their votes; a veto stays spent."""
        return self.with_options(
            replace(one, dropped=True, votes=())
            for one in self.options
            if one.movie_id in movie_ids
        )


def evening_of(moment: dt.datetime) -> dt.date:
    """The day whose evening a moment belongs to."""
    return (moment - dt.timedelta(hours=NIGHT_ENDS_HOUR)).date()


def _without(people: tuple[PersonId, ...], person_id: PersonId) -> tuple[PersonId, ...]:
    return tuple(person for person in people if person != person_id)
