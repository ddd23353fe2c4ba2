"""Events of one evening, and a recommender that has thirty films."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.night import events, machine
from bot.night.effects import ChooseList, ChooseOne, Effect, Notice, Request, Say
from bot.night.events import Choice, Event
from bot.night.state import Member, Night, Option, State
from recommender.domain import ChatId, MovieId, PersonId
from tests.planted import NOW

ANN, BOB, CLEO, DAN = (PersonId(number) for number in (7, 8, 9, 10))
FILMS = tuple(MovieId(number) for number in range(1, 31))
NEW = Night(0, ChatId(-100), "new")


@dataclass
class Shelf:
    """Answers requests from films in an order of its own."""

    films: Sequence[MovieId] = FILMS
    has_model: bool = True

    def answer(self, night: Night, request: Request) -> Event:
        match request:
            case ChooseList(keep, avoid):
                fresh = [film for film in self.films if film not in {*keep, *avoid}]
                chosen = (*keep, *fresh[: max(0, 5 - len(keep))])
                films = tuple(self._choice(night, film) for film in chosen)
                return events.Listed(NOW, films if self.has_model else None)
            case ChooseOne(avoid, or_cancel):
                film = next((film for film in self.films if film not in avoid), None)
                choice = None if film is None else self._choice(night, film)
                return events.Picked(NOW, choice if self.has_model else None, True, or_cancel)
            case _:
                measured = tuple(self._choice(night, film) for film in request.movie_ids)
                return events.Measured(NOW, measured)

    def _choice(self, night: Night, film: MovieId) -> Choice:
        return Choice(film, film / 100, dict.fromkeys(night.people, film / 100))


def happens(
    night: Night, *what: Event, shelf: Shelf | None = None
) -> tuple[Night, tuple[Effect, ...]]:
    """The night after some events, and what the last one wants done."""
    effects: tuple[Effect, ...] = ()
    for event in what:
        night, effects = machine.play(night, event, (shelf or Shelf()).answer)
    return night, effects


def notices(effects: Sequence[Effect]) -> list[Notice]:
    return [effect.notice for effect in effects if isinstance(effect, Say)]


def gathering(*people: PersonId) -> Night:
    """Ann's night, with these people in it too."""
    night, _ = happens(
        NEW, events.Begin(NOW, ANN), *(events.Join(NOW, person) for person in people)
    )
    return replace(night, night_id=1)


def voting(*people: PersonId, shelf: Shelf | None = None) -> Night:
    """Ann's night with the first five films of a shelf on its list."""
    return happens(gathering(*people), events.Start(NOW, ANN), shelf=shelf)[0]


def in_state(state: State, *, picked: bool = False) -> Night:
    """A night with Ann and Bob in some state."""
    match state:
        case "new":
            return NEW
        case "gathering":
            return gathering(BOB)
        case "voting":
            return voting(BOB)
        case "decided" if picked:
            return happens(gathering(BOB), events.Pick(NOW, ANN))[0]
        case "decided":
            return happens(voting(BOB), events.Close(NOW, ANN))[0]
        case "cancelled":
            return happens(gathering(BOB), events.Cancel(NOW, ANN))[0]


def later(**time: float) -> dt.datetime:
    return NOW + dt.timedelta(**time)


__all__ = [
    "ANN",
    "BOB",
    "CLEO",
    "DAN",
    "FILMS",
    "NEW",
    "Member",
    "Option",
    "Shelf",
    "gathering",
    "happens",
    "in_state",
    "later",
    "notices",
    "voting",
]
