"""Whatever people do in whatever order, some things hold."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.night import events
from bot.night.events import Event
from bot.night.state import Night
from recommender.domain import MovieId, PersonId
from tests.bot.night.evenings import ANN, BOB, CLEO, DAN, FILMS, NEW, Shelf, happens, later

PEOPLE = (ANN, BOB, CLEO, DAN)
Deed = Callable[[Night, float], Event]
"""What somebody does to the night as it stands, at a moment in hours."""


@st.composite
def deeds(draw: st.DrawFn) -> Deed:
    """Something that happens; films are named by their place in the list or as they are."""
    who = draw(st.sampled_from(PEOPLE))
    place = draw(st.integers(0, 6))
    kind = draw(
        st.sampled_from(
            [
                *["join", "vote", "veto", "reroll", "add"] * 2,
                *["leave", "start", "start", "pick", "close", "cancel", "watched", "gone"],
                *["begin", "now", "tick", "move", "lost", "outsider", "wish", "taste"],
            ]
        )
    )
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
                return events.Add(at, who, chosen if place < 3 else film)
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
    nights: list[Night] = field(default_factory=list)

    def does(self, deed: Deed, hours: float) -> tuple[Night, Event, Night]:
        """Let something happen to the open night, or to the last one."""
        last = self.nights[-1] if self.nights else NEW
        event = deed(last, hours)
        if isinstance(event, events.Begin) and not last.is_open:
            self.nights.append(replace(NEW, night_id=len(self.nights) + 1))
        elif not self.nights:
            return NEW, event, NEW
        before = self.nights[-1]
        after, _ = happens(before, event, shelf=self.shelf)
        if before.kind == "new" and after.kind == "new":
            self.nights.pop()
        else:
            self.nights[-1] = after
        return before, event, after


evenings = st.tuples(
    st.integers(1, len(FILMS)).map(
        lambda stride: [FILMS[(n * stride) % (len(FILMS) + 1) - 1] for n in range(1, 31)]
    ),
    st.lists(deeds(), min_size=5, max_size=30),
    st.sampled_from([0.01, 0.4]),
)
begin: Deed = lambda night, hours: events.Begin(later(hours=hours), ANN)  # noqa: E731


def steps(
    evening: tuple[list[MovieId], list[Deed], float],
) -> tuple[Group, list[tuple[Night, Event, Night]]]:
    films, done, pace = evening
    group = Group(Shelf(films))
    return group, [group.does(deed, pace * hour) for hour, deed in enumerate([begin, *done])]


@given(evenings)
@settings(deadline=None, max_examples=60)
def test_a_group_has_one_open_night_at_most(
    evening: tuple[list[MovieId], list[Deed], float],
) -> None:
    group, _ = steps(evening)
    assert [night for night in group.nights[:-1] if night.is_open] == []


@given(evenings)
@settings(deadline=None, max_examples=60)
def test_everybody_is_counted_once(evening: tuple[list[MovieId], list[Deed], float]) -> None:
    for _, _, night in steps(evening)[1]:
        assert len(set(night.people)) == len(night.people)
        listed = [option.movie_id for option in night.ever_listed]
        assert len(set(listed)) == len(listed)
        for option in night.ever_listed:
            assert len(set(option.votes)) == len(option.votes)
            assert {*option.votes, *option.vetoes, *option.fits} <= set(night.people)
            assert not (option.dropped and option.votes)
        for person in night.people:
            assert sum(person in option.vetoes for option in night.ever_listed) <= 1
        assert (night.state == "decided") == (night.winner is not None)


@given(evenings)
@settings(deadline=None, max_examples=60)
def test_a_veto_holds(evening: tuple[list[MovieId], list[Deed], float]) -> None:
    for before, event, after in steps(evening)[1]:
        vetoed = {option.movie_id for option in before.ever_listed if option.vetoes}
        on_list = {option.movie_id for option in before.options}
        new = {option.movie_id for option in after.options} - on_list
        if after.winner not in (None, before.winner):
            new |= {after.winner}
        assert not {film for film in vetoed & new if after.is_vetoed(film)}, event


@given(evenings)
@settings(deadline=None, max_examples=60)
def test_nobody_but_who_cast_it_takes_a_veto_away(
    evening: tuple[list[MovieId], list[Deed], float],
) -> None:
    for before, event, after in steps(evening)[1]:
        for option in before.ever_listed:
            for person in option.vetoes:
                own = isinstance(event, events.ByPerson) and event.person_id == person
                assert own or person in _vetoes(after, option.movie_id)


def _vetoes(night: Night, movie_id: MovieId) -> tuple[PersonId, ...]:
    return next(option.vetoes for option in night.ever_listed if option.movie_id == movie_id)


@given(evenings)
@settings(deadline=None, max_examples=60)
def test_a_film_added_by_hand_is_dropped_by_a_veto_only(
    evening: tuple[list[MovieId], list[Deed], float],
) -> None:
    for before, event, after in steps(evening)[1]:
        for option in before.options:
            if option.origin == "added" and not option.vetoes:
                assert after.option(option.movie_id) is not None, event


@given(evenings)
@settings(deadline=None, max_examples=60)
def test_a_night_that_is_over_changes_no_more(
    evening: tuple[list[MovieId], list[Deed], float],
) -> None:
    for before, event, after in steps(evening)[1]:
        if before.kind == "cancelled":
            assert after == before
        if before.kind == "settled":
            told = replace(after, ask_at=before.ask_at, members=before.members)
            assert told == before, event
            assert set(before.people) <= set(after.people)
        if before.kind == "picked":
            assert after.kind == "picked"
            assert after.winner == before.winner or isinstance(event, events.Reroll)
