"""One message being answered: who, where, when, and what is remembered."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot.conversation.board import Board
from bot.conversation.memory import Talk
from bot.intents import (
    Amend,
    ById,
    FilmRef,
    History,
    Intent,
    LogWatched,
    Mention,
    NightTap,
    NotInterested,
    NotSeen,
    Nth,
    Opinion,
    OtherOne,
    Rate,
    Search,
    Similar,
    ThatFilm,
    Those,
    Undo,
    Viewing,
    Watchlist,
    Why,
)
from bot.replies import Incoming, Press
from bot.store import BotStore
from recommender import Cause, Recommender
from recommender.domain import (
    Ambiguous,
    Film,
    MovieId,
    NotFound,
    PersonId,
    Resolution,
    Resolved,
)


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
    board: Board = field(default_factory=Board)
    """What the operator should know."""
    act: int = 0
    """Which of the things that the message asks for is being done."""

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
        return Cause(self.person_id, incoming.update_key, incoming.at.timestamp(), self.act)

    @property
    def pressed(self) -> bool:
        """Whether a button asked this, and no text."""
        return isinstance(self.incoming.what, Press)

    @property
    def may_name_log(self) -> bool:
        """Whether the answer may name what the person logged: not in groups, unless allowed."""
        if not self.incoming.chat.is_group:
            return True
        person = self.recommender.person(self.person_id)
        return person is not None and person.shows_log_in_groups

    def film(self, movie_id: MovieId) -> Film | None:
        """A film of the catalogue, or None for an id from an old or forged button."""
        return self.recommender.film(movie_id)

    def films(self, movie_ids: Sequence[MovieId]) -> list[Film]:
        """The films of these ids that the catalogue holds."""
        return [film for movie_id in movie_ids if (film := self.film(movie_id))]

    def settle(self, ref: FilmRef) -> Film | Unsettled:
        """The one film that a reference means; of several the first."""
        found = self.settle_each((ref,))
        return found.films[0] if found.films else found.unsettled[0]

    def settle_all(self, refs: Sequence[FilmRef]) -> tuple[list[Film], list[Unsettled]]:
        """The films meant, each once, and what could not be settled."""
        found = self.settle_each(refs)
        return found.films, list(found.unsettled)

    def settle_each(self, refs: Sequence[FilmRef]) -> "Settled":
        """The films that references mean, each with the reference that named it."""
        settled: list[tuple[FilmRef, Film]] = []
        unsettled: list[Unsettled] = []
        for ref in refs:
            films = self._films_of(ref)
            if isinstance(films, Unsettled):
                unsettled.append(films)
            else:
                settled += [(ref, film) for film in films]
        return Settled(tuple(settled), tuple(unsettled))

    def _films_of(self, ref: FilmRef) -> Sequence[Film] | Unsettled:
        """The films of one reference. It never falls back to a film that was not pointed at."""
        film: Film | None = None
        match ref:
            case Mention(resolution=Resolved(film=named)):
                film = self.film(named.movie_id) or named
            case Mention(resolution=(Ambiguous() | NotFound()) as open_question):
                return Unsettled(ref, open_question)
            case ById(movie_id):
                film = self.film(movie_id)
            case Nth(position):
                film = self._nth(position)
            case ThatFilm():
                film = None if self.talk.film is None else self.film(self.talk.film)
            case Those(count=count, without=without):
                shown = [
                    movie_id
                    for place, movie_id in enumerate(self.talk.shown, start=1)
                    if place not in without
                ]
                return self.films(shown[:count]) or Unsettled(ref)
            case OtherOne():
                film = self._other(ref)
        return Unsettled(ref) if film is None else [film]

    def _nth(self, position: int) -> Film | None:
        shown = self.talk.shown
        index = position - 1 if position > 0 else len(shown) + position
        return self.film(shown[index]) if 0 <= index < len(shown) else None

    def _other(self, ref: OtherOne) -> Film | None:
        """Another film of the same name as the one talked about."""
        base = None if self.talk.film is None else self.film(self.talk.film)
        if base is None:
            return None
        named = self.recommender.titles.resolve(base.title, year=ref.year)
        candidates = [one.film for one in named.candidates]
        if isinstance(named, Resolved):
            candidates.append(named.film)
        others = {film.movie_id: film for film in candidates if film.movie_id != base.movie_id}
        alike = [film for film in others.values() if same_name(film, base)]
        if ref.year is not None:
            near = [f for f in others.values() if f.year and abs(f.year - ref.year) <= 1]
            return near[0] if len(near) == 1 else None
        if ref.age is not None:
            newer = ref.age == "newer"
            alike = [f for f in alike if f.year and base.year and (f.year > base.year) == newer]
        return alike[0] if len(alike) == 1 else None


@dataclass(frozen=True, slots=True)
class Settled:
    """References with the films they mean, and those that mean none (yet)."""

    pairs: tuple[tuple[FilmRef, Film], ...]
    unsettled: tuple[Unsettled, ...]

    @property
    def films(self) -> list[Film]:
        """The films, each once, in order."""
        return list({film.movie_id: film for _, film in self.pairs}.values())


def same_name(one: Film, other: Film) -> bool:
    """Whether two films have one name, and only their years tell them apart."""
    return one.title.casefold() == other.title.casefold()


def with_film(intent: Intent, film: Film) -> Intent:
    """The same intent, asking about this film alone.

    What else it named was dealt with when it was asked.
    """
    refs = (ById(film.movie_id),)
    match intent:
        case LogWatched(viewings):
            return LogWatched((replace(_asked_about(viewings), film=refs[0]),))
        case Rate(opinions):
            return Rate((replace(_asked_about(opinions), film=refs[0]),))
        case Amend():
            return replace(intent, film=refs[0])
        case Similar() | Search() | NotInterested():
            return replace(intent, films=refs)
        case NotSeen() | Watchlist() | Undo():
            return replace(intent, films=refs)
        case History(question):
            return History(replace(question, films=refs))
        case Why():
            return Why(refs[0])
        case NightTap():
            return replace(intent, movie_id=film.movie_id)
        case _:
            return Search(refs)


def only_of(intent: Intent, query: str) -> Intent:
    """The same intent, of the films that it changes only the one in question."""
    match intent:
        case LogWatched(viewings):
            of_film = tuple(one for one in viewings if _is_called(one.film, query))
            return replace(intent, viewings=of_film or viewings)
        case Rate(opinions):
            rated = tuple(one for one in opinions if _is_called(one.film, query))
            return replace(intent, opinions=rated or opinions)
        case Watchlist(films=films) | NotInterested(films=films) | NotSeen(films=films):
            named = tuple(film for film in films if _is_called(film, query))
            return replace(intent, films=named or films)
        case _:
            return intent


def _is_called(ref: FilmRef, query: str) -> bool:
    return isinstance(ref, Mention) and query in {ref.surface, _query(ref.resolution)}


def _query(resolution: Resolution) -> str | None:
    return None if isinstance(resolution, Resolved) else resolution.query


_Said = TypeVar("_Said", Viewing, Opinion)


def _asked_about(said: Sequence[_Said]) -> _Said:
    """What was said of the film in question: the first whose film is not sure."""
    return next((one for one in said if not _is_sure(one.film)), said[0])


def _is_sure(ref: FilmRef) -> bool:
    return not isinstance(ref, Mention) or isinstance(ref.resolution, Resolved)
