"""Whatever people do in whatever order, some things hold."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.night import events
from bot.night.events import Event
from bot.night.state import Night, Option
from recommender.domain import MovieId, PersonId
from tests.bot.night.evenings import ANN, BOB, CLEO, DAN, FILMS, NEW, Shelf, happens, later, voting

PEOPLE = (ANN, BOB, CLEO, DAN)
PLACES = 7
OFTEN = ["vote", "veto", "veto", "reroll", "add", "add", "start", "join"]
NOW_AND_THEN = ["leave", "close", "pick", "cancel", "watched", "gone", "begin", "now", "tick"]
NOW_AND_THEN += ["move", "lost", "outsider", "wish", "taste", "begin", "close", "leave"]
KINDS = (*OFTEN, *OFTEN, *OFTEN, *NOW_AND_THEN)
BY_ONE: dict[str, Callable[[dt.datetime, PersonId], Event]] = {
    "join": events.Join,
    "leave": events.Leave,
    "start": events.Start,
    "pick": events.Pick,
    "reroll": events.Reroll,
    "close": events.Close,
    "cancel": events.Cancel,
    "watched": events.Watched,
    "gone": events.LeaveGroup,
    "taste": events.ShowTaste,
    "begin": events.Begin,
}


@dataclass(frozen=True)
class Deed:
    """Something that happens to the night as it stands."""

    kind: str
    who: PersonId
    place: int
    """Which film of the list, or of those that are off it."""
    film: MovieId
    """Which film otherwise."""

    @classmethod
    def of(cls, number: int) -> "Deed":
        """One of all deeds: a single draw is much faster than one for each field."""
        number, kind = divmod(number, len(KINDS))
        number, who = divmod(number, len(PEOPLE))
        film, place = divmod(number, PLACES)
        return cls(KINDS[kind], PEOPLE[who], place, FILMS[film])

    def event(self, night: Night, hours: float) -> Event:
        """What it is to the machine, so many hours into the evening."""
        at, who = later(hours=hours), self.who
        match self.kind:
            case "vote" | "outsider" as kind:
                places = (self.place, self.place + 1)
                outside = kind == "outsider"
                return events.Vote(at, who, night.round, places, from_outside=outside)
            case "veto":
                secret = self.film % 2 == 0
                return events.Veto(at, who, self._one_of(night.options), secret)
            case "add":
                gone = [option for option in night.ever_listed if option.dropped]
                return events.Add(at, who, self._one_of(gone) if self.place < 5 else self.film)
            case "now":
                return events.Begin(at, who, now=True)
            case "wish":
                return events.Wish(at, who, night.wishes)
            case "tick":
                return events.Tick(at)
            case "move":
                return events.Move(at)
            case "lost":
                return events.LostPoll(at)
            case kind:
                return BY_ONE[kind](at, who)

    def _one_of(self, options: Sequence[Option]) -> MovieId:
        return options[self.place % len(options)].movie_id if options else self.film


CLOSE = Deed("close", ANN, 0, FILMS[0])
DEEDS = st.integers(0, len(KINDS) * len(PEOPLE) * PLACES * len(FILMS) - 1).map(Deed.of)


@dataclass
class Group:
    """A group and all its nights; the last one is open, or none is."""

    shelf: Shelf
    nights: list[Night]

    def does(self, deed: Deed, hours: float) -> tuple[Night, Event, Night]:
        """Let something happen to the open night, or to the last one."""
        last = self.nights[-1]
        event = deed.event(last, hours)
        if isinstance(event, events.Begin) and not last.is_open:
            self.nights.append(replace(NEW, night_id=len(self.nights) + 1))
        before = self.nights[-1]
        after, _ = happens(before, event, shelf=self.shelf)
        self.nights[-1] = after
        return before, event, after


shelves = st.builds(
    # a few films so that they run out, or many, in any of thirty orders
    lambda stride, n: Shelf([FILMS[(place * stride) % 31 - 1] for place in range(1, 31)][:n]),
    st.integers(1, 30),
    st.sampled_from([3, 6, 10, 30]),
)


def one_open_night_at_most(group: Group, before: Night, event: Event, after: Night) -> None:
    assert [night for night in group.nights[:-1] if night.is_open] == []


def everybody_is_counted_once(group: Group, before: Night, event: Event, after: Night) -> None:
    assert len(set(after.people)) == len(after.people)
    assert len(after.listed_ids) == len(after.ever_listed)
    for option in after.ever_listed:
        assert len(set(option.votes)) == len(option.votes)
        assert {*option.votes, *option.vetoes, *option.fits} <= set(after.people)
        assert not (option.dropped and option.votes)
    for person in after.people:
        assert sum(person in option.vetoes for option in after.ever_listed) <= 1
    assert (after.state == "decided") == (after.winner is not None)


def a_veto_holds(group: Group, before: Night, event: Event, after: Night) -> None:
    new = {option.movie_id for option in after.options} - {o.movie_id for o in before.options}
    if after.winner is not None and after.winner != before.winner:
        new.add(after.winner)
    assert not {film for film in new if before.is_vetoed(film) and after.is_vetoed(film)}


def only_who_cast_a_veto_takes_it_back(
    group: Group, before: Night, event: Event, after: Night
) -> None:
    for option in before.ever_listed:
        for person in option.vetoes:
            own = isinstance(event, events.ByPerson) and event.person_id == person
            assert own or after.veto_of(person) == option.movie_id


def a_secret_veto_stays_secret(group: Group, before: Night, event: Event, after: Night) -> None:
    named = {(film.movie_id, who) for film in after.ever_listed for who in film.named_vetoes}
    for option in before.ever_listed:
        assert not {(option.movie_id, who) for who in option.secret_vetoes} & named
    for option in after.ever_listed:
        assert option.secret_vetoes <= set(option.vetoes)


def what_was_added_by_hand_stays(group: Group, before: Night, event: Event, after: Night) -> None:
    for option in before.options:
        if option.origin == "added" and not option.vetoes:
            assert after.option(option.movie_id) is not None


def a_night_that_is_over_changes_no_more(
    group: Group, before: Night, event: Event, after: Night
) -> None:
    match before.kind:
        case "cancelled":
            assert after == before
        case "settled":  # who watched the film may still be told
            assert replace(after, ask_at=before.ask_at, members=before.members) == before
            assert set(before.people) <= set(after.people)
        case "picked":
            assert after.kind == "picked"
            assert after.winner == before.winner or isinstance(event, events.Reroll)


INVARIANTS = (
    one_open_night_at_most,
    everybody_is_counted_once,
    a_veto_holds,
    only_who_cast_a_veto_takes_it_back,
    a_secret_veto_stays_secret,
    what_was_added_by_hand_stays,
    a_night_that_is_over_changes_no_more,
)


@given(
    shelf=shelves,
    done=st.lists(DEEDS, min_size=12, max_size=30),
    pace=st.sampled_from([0.01, 0.4]),
)
@settings(deadline=None, max_examples=120)
def test_whatever_happens_in_whatever_order_these_things_hold(
    shelf: Shelf, done: list[Deed], pace: float
) -> None:
    group = Group(shelf, [voting(BOB, CLEO, DAN, shelf=shelf)])
    for number, deed in enumerate([*done, CLOSE]):
        happened = group.does(deed, pace * number)
        for invariant in INVARIANTS:
            invariant(group, *happened)
