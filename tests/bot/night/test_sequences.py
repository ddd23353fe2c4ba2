"""Whatever people do in whatever order, some things hold."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.night import events
from bot.night.events import Event
from bot.night.state import Night
from tests.bot.night.evenings import ANN, BOB, CLEO, DAN, FILMS, NEW, Shelf, happens, later, voting

PEOPLE = (ANN, BOB, CLEO, DAN)
OFTEN = ["vote", "veto", "veto", "reroll", "add", "add", "start", "join"]
NOW_AND_THEN = ["leave", "close", "pick", "cancel", "watched", "gone", "begin", "now", "tick"]
NOW_AND_THEN += ["move", "lost", "outsider", "wish", "taste", "begin", "close", "leave"]
Deed = Callable[[Night, float], Event]
"""What somebody does to the night as it stands, at a moment in hours."""


@st.composite
def deeds(draw: st.DrawFn) -> Deed:
    """Something that happens; films are named by their place in the list or as they are."""
    who = draw(st.sampled_from(PEOPLE))
    place = draw(st.integers(0, 6))
    kind = draw(st.sampled_from(OFTEN * 3 + NOW_AND_THEN))
    film = draw(st.sampled_from(FILMS))

    def done(night: Night, hours: float) -> Event:
        at = later(hours=hours)
        listed = [option.movie_id for option in night.ever_listed]
        chosen = listed[place % len(listed)] if listed else film
        plain = {
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
        match kind:
            case "vote" | "outsider":
                places = (place, place + 1)
                outside = kind == "outsider"
                return events.Vote(at, who, night.round, places, from_outside=outside)
            case "veto":
                return events.Veto(at, who, chosen)
            case "add":
                gone = [option.movie_id for option in night.ever_listed if option.dropped]
                return events.Add(at, who, gone[place % len(gone)] if gone and place < 5 else film)
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
        return plain[kind](at, who)

    return done


@dataclass
class Group:
    """A group and all its nights; the last one is open, or none is."""

    shelf: Shelf
    nights: list[Night]

    def does(self, deed: Deed, hours: float) -> tuple[Night, Event, Night]:
        """Let something happen to the open night, or to the last one."""
        last = self.nights[-1]
        event = deed(last, hours)
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
    what_was_added_by_hand_stays,
    a_night_that_is_over_changes_no_more,
)


@given(
    shelf=shelves,
    done=st.lists(deeds(), min_size=12, max_size=30),
    pace=st.sampled_from([0.01, 0.4]),
)
@settings(deadline=None, max_examples=120)
def test_whatever_happens_in_whatever_order_these_things_hold(
    shelf: Shelf, done: list[Deed], pace: float
) -> None:
    group = Group(shelf, [voting(BOB, CLEO, DAN, shelf=shelf)])
    for number, deed in enumerate([*done, the_host_closes]):
        happened = group.does(deed, pace * number)
        for invariant in INVARIANTS:
            invariant(group, *happened)


def the_host_closes(night: Night, hours: float) -> Event:
    return events.Close(later(hours=hours), night.host_now or ANN)
