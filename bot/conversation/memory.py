"""What the bot remembers of a talk: the last list, the last film, the open question.

Losing it costs politeness only, so it lives in bounded memory and not in the database.
"""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from bot.intents import Intent, Recommend, Search, Similar
from recommender.domain import ChatId, Film, MovieId, PersonId

ListIntent: TypeAlias = Recommend | Similar | Search


@dataclass(frozen=True, slots=True)
class WhichFilm:
    """We asked which of these films a word means."""

    surface: str
    candidates: tuple[Film, ...]
    intent: Intent
    """What to do with the film, its place held by the mention in question."""


@dataclass(frozen=True, slots=True)
class OfferToAdd:
    """We do not know the title and offered to add it."""

    title: str
    year: int | None
    intent: Intent | None
    """What to do with the film once it is there."""


@dataclass(frozen=True, slots=True)
class WantedTitle:
    """We asked what the film to add is called."""


@dataclass(frozen=True, slots=True)
class WantedYear:
    """We asked for the year of a film to add."""

    title: str
    intent: Intent | None


@dataclass(frozen=True, slots=True)
class WantedGenres:
    """We asked for the genres of a film to add."""

    title: str
    year: int | None
    intent: Intent | None


@dataclass(frozen=True, slots=True)
class WantedRating:
    """We asked for stars."""

    movie_id: MovieId


@dataclass(frozen=True, slots=True)
class Offered:
    """We asked yes or no: yes means this intent."""

    intent: Intent


@dataclass(frozen=True, slots=True)
class WhichAct:
    """We were unsure what a message asks, and offered two readings."""

    first: Intent
    second: Intent


Question: TypeAlias = (
    WhichAct
    | WhichFilm
    | OfferToAdd
    | WantedTitle
    | WantedYear
    | WantedGenres
    | WantedRating
    | Offered
)


@dataclass(slots=True)
class Talk:
    """The talk with one person in one chat."""

    shown: tuple[MovieId, ...] = ()
    """The last list, in its order."""
    list_intent: ListIntent | None = None
    """What asked for it."""
    list_seen: set[MovieId] = field(default_factory=set)
    """All that "more" has brought since that was asked."""
    film: MovieId | None = None
    """The one film that was talked about last; None when the last answer named several."""
    last_act: str | None = None
    """The kind of the intent answered last."""
    undone: int | None = None
    """The change by which the last undo can be taken back."""
    question: Question | None = None
    later: tuple[Intent, ...] = ()
    """What the same message asked of further films that are not clear: asked about next."""
    not_seen: set[MovieId] = field(default_factory=set)
    """Films of the deck that the person has not seen: not asked about again."""
    unsure: set[str] = field(default_factory=set)
    """Words that we already asked about in vain: the same question is not asked twice."""


class Memory:
    """The talks, the oldest forgotten first."""

    def __init__(self, *, most: int = 5000) -> None:
        self._most = most
        self._talks: OrderedDict[tuple[ChatId, PersonId], Talk] = OrderedDict()

    def talk(self, chat_id: ChatId, person_id: PersonId) -> Talk:
        """The talk with this person in this chat, begun when there is none."""
        key = (chat_id, person_id)
        talk = self._talks.setdefault(key, Talk())
        self._talks.move_to_end(key)
        if len(self._talks) > self._most:
            self._talks.popitem(last=False)
        return talk

    @contextmanager
    def unchanged_on_failure(self, chat_id: ChatId, person_id: PersonId) -> Iterator[None]:
        """When what happens within fails, remember the talk as it was before."""
        talk = self.talk(chat_id, person_id)
        before = replace(
            talk,
            list_seen=set(talk.list_seen),
            not_seen=set(talk.not_seen),
            unsure=set(talk.unsure),
        )
        try:
            yield
        except BaseException:
            self._talks[chat_id, person_id] = before
            raise

    def forget(self, person_id: PersonId, chat_id: ChatId | None = None) -> None:
        """Forget the talks with a person, or the one in that chat."""
        for key in [key for key in self._talks if key[1] == person_id]:
            if chat_id in (None, key[0]):
                del self._talks[key]
