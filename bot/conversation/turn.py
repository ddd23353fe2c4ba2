"""One message being answered: who, where, when, and what is remembered."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.conversation.memory import Talk
from bot.intents import (
    ById,
    FilmRef,
    Intent,
    LogWatched,
    Mention,
    NightTap,
    NotInterested,
    NotSeen,
    Nth,
    Rate,
    Search,
    Similar,
    ThatFilm,
    Watchlist,
    Why,
)
from bot.replies import Incoming, Press
from bot.store import BotStore
from recommender import Cause, Recommender
from recommender.domain import Ambiguous, Film, MovieId, NotFound, PersonId, Resolved


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A reference that no film answers (yet)."""

    ref: FilmRef
    why: Ambiguous | NotFound | None = None
    """None: it pointed at a list or a film that is not there."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything a handler may use to answer one message."""

    incoming: Incoming
    talk: Talk
    recommender: Recommender
    store: BotStore
    now: dt.datetime
    """In the person's time zone."""

    @property
    def person_id(self) -> PersonId:
        """Who is speaking."""
        return self.incoming.person.person_id

    @property
    def today(self) -> dt.date:
        """The day where the person is."""
        return self.now.date()

    @property
    def cause(self) -> Cause:
        """What the store keeps as the reason of a change."""
        incoming = self.incoming
        return Cause(self.person_id, incoming.update_key, incoming.at.timestamp())

    @property
    def pressed(self) -> bool:
        """Whether a button asked this, and no text."""
        return isinstance(self.incoming.what, Press)

    @property
    def may_name_log(self) -> bool:
        """Whether the answer may name what the person logged: not in groups, unless allowed."""
        if not self.incoming.chat.is_group:
            return True
        person = self.recommender.people.get(self.person_id)
        return person is not None and person.shows_log_in_groups

    def film(self, movie_id: MovieId) -> Film | None:
        """A film of the catalogue, or None for an id from an old or forged button."""
        return self.recommender.catalogue.get(movie_id)

    def films(self, movie_ids: Sequence[MovieId]) -> list[Film]:
        """The films of these ids that the catalogue holds."""
        return [film for movie_id in movie_ids if (film := self.film(movie_id))]

    def settle(self, ref: FilmRef) -> Film | Unsettled:
        """The film that a reference means."""
        match ref:
            case Mention(resolution=Resolved(film=film)):
                return film
            case Mention(resolution=(Ambiguous() | NotFound()) as open_question):
                return Unsettled(ref, open_question)
            case ById(movie_id):
                return self.film(movie_id) or Unsettled(ref)
            case Nth(position):
                return self._nth(position) or Unsettled(ref)
            case ThatFilm():
                last = self.talk.film or next(iter(self.talk.shown), None)
                return (None if last is None else self.film(last)) or Unsettled(ref)
            case Mention():
                return Unsettled(ref)

    def settle_all(self, refs: Sequence[FilmRef]) -> tuple[list[Film], list[Unsettled]]:
        """The films meant, each once, and what could not be settled."""
        films: dict[MovieId, Film] = {}
        unsettled: list[Unsettled] = []
        for ref in refs:
            outcome = self.settle(ref)
            if isinstance(outcome, Unsettled):
                unsettled.append(outcome)
            else:
                films[outcome.movie_id] = outcome
        return list(films.values()), unsettled

    def _nth(self, position: int) -> Film | None:
        shown = self.talk.shown
        index = position - 1 if position > 0 else len(shown) + position
        return self.film(shown[index]) if 0 <= index < len(shown) else None


def with_film(intent: Intent, film: Film) -> Intent:
    """The same intent, asking about this film alone.

    What else it named was dealt with when it was asked.
    """
    refs = (ById(film.movie_id),)
    match intent:
        case Similar() | Search() | LogWatched() | Rate() | NotInterested():
            return replace(intent, films=refs)
        case NotSeen() | Watchlist():
            return replace(intent, films=refs)
        case Why():
            return Why(refs[0])
        case NightTap():
            return replace(intent, movie_id=film.movie_id)
        case _:
            return Search(refs)
