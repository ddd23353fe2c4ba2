"""The table of a night: every event in every state."""

import ast
import inspect
from dataclasses import replace
from types import ModuleType

import pytest

from bot.night import effects, events, gathering, machine, settling, state, voting
from bot.night.effects import AskHowItWas, LogWatch, Notice, PostPoll, Remind
from bot.night.events import Event
from bot.night.machine import TABLE
from bot.night.state import Night, Option
from recommender.domain import Filters, MovieId, PersonId
from tests.bot.night.evenings import (
    ANN,
    BOB,
    CLEO,
    DAN,
    FILMS,
    NEW,
    Shelf,
    happens,
    in_state,
    later,
    notices,
)
from tests.bot.night.evenings import gathering as gathered
from tests.bot.night.evenings import voting as voted_on
from tests.planted import NOW

STATES = {
    "new": in_state("new"),
    "gathering": in_state("gathering"),
    "voting": in_state("voting"),
    "picked": in_state("decided", picked=True),
    "settled": in_state("decided"),
    "cancelled": in_state("cancelled"),
}
OWN = {
    *(
        f"bot.night.{name}"
        for name in ("effects", "events", "gathering", "settling", "state", "voting")
    ),
    "recommender",
    "recommender.domain",
}
COMEDY = Filters(genres=("Comedy",))


def test_every_event_has_a_row_and_every_row_every_state() -> None:
    kinds = {
        name
        for name, kind in vars(events).items()
        if isinstance(kind, type) and issubclass(kind, Event) and name not in ("Event", "ByPerson")
    }
    assert {kind.__name__ for kind in TABLE} == kinds
    for row in TABLE.values():
        assert set(row.cells) == set(STATES)


def test_the_states_are_the_columns() -> None:
    assert {name: night.kind for name, night in STATES.items()} == {name: name for name in STATES}


@pytest.mark.parametrize("module", [effects, events, gathering, machine, settling, state, voting])
def test_the_machine_reads_no_clock_and_no_database(module: ModuleType) -> None:
    source = inspect.getsource(module)
    imported = {
        node.module or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
    }
    assert {one for one in imported if one.startswith(("bot", "recommender"))} <= OWN
    assert "datetime.now" not in source


def some_event(kind: type[Event]) -> Event:
    match kind.__name__:
        case "Add" | "Veto":
            return kind(NOW, ANN, FILMS[0])  # type: ignore[call-arg]
        case "Vote":
            return events.Vote(NOW, ANN, 1, (0,))
        case "Wish":
            return events.Wish(NOW, ANN, COMEDY)
        case "Listed":
            return events.Listed(NOW, ())
        case "Measured":
            return events.Measured(NOW, ())
        case "Picked":
            return events.Picked(NOW, None, has_model=True, or_cancel=False)
    if issubclass(kind, events.ByPerson):
        return kind(NOW, ANN)
    return kind(NOW)


@pytest.mark.parametrize("kind", TABLE, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("before", STATES.values(), ids=STATES)
def test_any_event_in_any_state_leads_somewhere_and_always_the_same(
    kind: type[Event], before: Night
) -> None:
    event = some_event(kind)
    assert machine.advance(before, event) == machine.advance(before, event)


@pytest.mark.parametrize("state", ["settled", "cancelled"])
@pytest.mark.parametrize(
    "kind", ["Join", "Start", "Pick", "Reroll", "Close", "Cancel", "Leave", "NameFilm", "Wish"]
)
def test_whoever_taps_on_a_night_that_is_over_is_told_so(state: str, kind: str) -> None:
    event = some_event(getattr(events, kind))
    for person in (ANN, DAN):
        after, wanted = happens(STATES[state], replace(event, person_id=person))  # type: ignore[call-arg]
        assert (after, notices(wanted)) == (STATES[state], [Notice.OVER])


def test_a_night_begins_with_who_asks_for_it() -> None:
    night, wanted = happens(NEW, events.Begin(NOW, ANN, COMEDY, 5.0))
    assert (night.state, night.people, night.host_now, wanted) == ("gathering", (ANN,), ANN, ())
    assert (night.wishes, night.closes_at) == (COMEDY, 5.0)


def test_a_pick_at_once_that_finds_nothing_leaves_no_open_night() -> None:
    night, wanted = happens(NEW, events.Begin(NOW, ANN, now=True), shelf=Shelf(()))
    assert (night.state, notices(wanted)) == ("cancelled", [Notice.NOTHING_FITS])


def test_asking_again_while_people_gather_changes_wishes_and_time_and_keeps_films() -> None:
    night, _ = happens(gathered(BOB), events.Add(NOW, BOB, FILMS[9]))
    after, wanted = happens(night, events.Begin(NOW, CLEO, COMEDY, 9.0))
    assert (after.wishes, after.closes_at, after.options) == (COMEDY, 9.0, night.options)
    assert (after.people, notices(wanted)) == ((ANN, BOB, CLEO), [Notice.WISHES_CHANGED])
    again, wanted = happens(after, events.Begin(NOW, BOB))
    assert (again, notices(wanted)) == (after, [Notice.ALREADY_ON])


def test_wishes_may_change_until_the_vote_starts() -> None:
    assert happens(gathered(BOB), events.Wish(NOW, BOB, COMEDY))[0].wishes == COMEDY
    night, wanted = happens(voted_on(BOB), events.Wish(NOW, BOB, COMEDY))
    assert (night.wishes, notices(wanted)) == (Filters(), [Notice.WISHES_STAND])


def test_starting_asks_for_a_list_and_posts_a_poll() -> None:
    night, wanted = happens(gathered(BOB), events.Start(NOW, ANN))
    assert [option.movie_id for option in night.options] == list(FILMS[:5])
    assert (night.state, night.round, wanted) == ("voting", 1, (PostPoll(),))


def test_only_the_host_starts_until_the_host_has_slept_a_while() -> None:
    night, wanted = happens(gathered(BOB), events.Start(NOW, BOB))
    assert (night.state, notices(wanted)) == ("gathering", [Notice.ONLY_HOST])
    assert happens(gathered(BOB), events.Start(later(minutes=16), BOB))[0].state == "voting"


def test_whoever_of_the_group_votes_is_in_and_an_outsider_is_not() -> None:
    night = voted_on(BOB)
    inside, _ = happens(night, events.Vote(NOW, CLEO, 1, (0,)))
    assert (inside.people, inside.options[0].votes) == ((ANN, BOB, CLEO), (CLEO,))
    assert inside.options[0].fits[CLEO] == FILMS[0] / 100
    outside, wanted = happens(night, events.Vote(NOW, CLEO, 1, (0,), from_outside=True))
    assert (outside, wanted) == (night, ())


def test_a_vote_in_an_older_poll_counts_nothing() -> None:
    night, _ = happens(voted_on(BOB), events.Reroll(NOW, ANN))
    assert happens(night, events.Vote(NOW, BOB, 1, (0,)))[0] == night


def test_the_last_vote_settles_the_night() -> None:
    votes = [events.Vote(NOW, person, 1, (2,)) for person in (ANN, BOB)]
    night, _ = happens(voted_on(BOB), *votes)
    assert (night.kind, night.winner, night.settled_by) == ("settled", FILMS[2], "votes")


def test_a_reroll_keeps_what_was_added_and_what_is_liked() -> None:
    night, _ = happens(
        voted_on(BOB),
        events.Add(NOW, BOB, FILMS[20]),
        events.Vote(NOW, BOB, 2, (1,)),
        events.Reroll(NOW, ANN),
    )
    kept = [option.movie_id for option in night.options][:2]
    assert set(kept) == {FILMS[1], FILMS[20]}
    assert not set(FILMS[:5]) - {FILMS[1]} & {option.movie_id for option in night.options}


def test_a_vetoed_film_is_not_added_again() -> None:
    night, _ = happens(voted_on(BOB), events.Veto(NOW, BOB, FILMS[0]), events.Reroll(NOW, ANN))
    after, wanted = happens(night, events.Add(NOW, ANN, FILMS[0]))
    assert notices(wanted) == [Notice.WAS_VETOED]
    assert after.option(FILMS[0]) is None


def test_a_veto_is_secret_or_named_as_it_was_cast_even_when_its_film_comes_back() -> None:
    night, _ = happens(
        voted_on(BOB, CLEO),
        events.Veto(NOW, BOB, FILMS[0], is_secret=True),
        events.Veto(NOW, CLEO, FILMS[0]),
        events.Reroll(NOW, ANN),
    )
    back = night.with_film(Option(FILMS[0], "added", added_by=ANN)).option(FILMS[0])
    assert back is not None
    assert (back.named_vetoes, back.secret_vetoes) == ((CLEO,), frozenset({BOB}))
    assert back.without_veto(BOB) == replace(back, vetoes=(CLEO,), secret_vetoes=frozenset())


def test_everything_vetoed_brings_another_film() -> None:
    night = voted_on(BOB, CLEO, DAN)
    for person, film in zip((ANN, BOB, CLEO, DAN), FILMS, strict=False):
        night, _ = happens(night, events.Veto(NOW, person, film))
    night, _ = happens(night, events.Join(NOW, PersonId(11)))
    night, _ = happens(night, events.Veto(NOW, PersonId(11), FILMS[4]))
    after, wanted = happens(night, events.Close(NOW, ANN))
    assert (after.winner, notices(wanted)) == (FILMS[5], [Notice.ALL_VETOED])
    for film in FILMS[6:9]:  # and no other pick brings one of them back
        after, _ = happens(after, events.Reroll(NOW, ANN))
        assert after.winner == film


def test_another_pick_avoids_all_before_it_until_somebody_watched() -> None:
    night = STATES["picked"]
    after, wanted = happens(night, events.Reroll(NOW, BOB))
    assert (after.winner, notices(wanted)) == (FILMS[1], [Notice.ANOTHER])
    watched, wanted = happens(after, events.Watched(NOW, BOB, 4.0))
    assert wanted == (LogWatch(BOB, FILMS[1], NOW.date(), 4.0),)
    assert notices(happens(watched, events.Reroll(NOW, BOB))[1]) == [Notice.OVER]


def test_time_reminds_once_closes_and_asks_the_next_day() -> None:
    night = replace(voted_on(BOB), closes_at=later(hours=2).timestamp())
    night = replace(night, remind_at=later(minutes=110).timestamp())
    night, wanted = happens(night, events.Tick(later(minutes=111)))
    assert wanted == (Remind((ANN, BOB), 9),)
    assert happens(night, events.Tick(later(minutes=112))) == (night, ())
    night, _ = happens(night, events.Tick(later(minutes=121)))
    assert night.kind == "settled"
    night, wanted = happens(night, events.Tick(later(days=1)))
    assert wanted == (AskHowItWas(),)
    assert happens(night, events.Tick(later(days=2))) == (night, ())


def test_a_lost_poll_is_posted_once_more_and_not_a_third_time() -> None:
    night = voted_on(BOB)
    assert happens(night, events.LostPoll(later(seconds=10)))[1] == ()
    night, wanted = happens(night, events.LostPoll(later(seconds=40)))
    assert wanted == (PostPoll(),)
    assert happens(night, events.LostPoll(later(hours=1), after_start=True)) == (night, ())


def test_a_group_that_moves_votes_on_in_a_poll_of_its_own() -> None:
    night, _ = happens(voted_on(BOB), events.Vote(NOW, BOB, 1, (0,)), events.Move(NOW))
    assert (night.round, night.waiting) == (2, (ANN,))
    assert happens(night, events.LostPoll(NOW))[1] == (PostPoll(),)


def test_who_leaves_the_group_is_not_waited_for_and_the_last_ends_the_night() -> None:
    night, _ = happens(voted_on(BOB), events.Vote(NOW, BOB, 1, (3,)))
    after, _ = happens(night, events.LeaveGroup(NOW, ANN))
    assert after.winner == FILMS[3]
    assert happens(gathered(), events.LeaveGroup(NOW, ANN))[0].state == "cancelled"
    settled = STATES["settled"]
    assert happens(settled, events.LeaveGroup(NOW, BOB))[0] == settled


def test_without_a_model_nothing_changes_and_it_says_so() -> None:
    night, wanted = happens(gathered(), events.Start(NOW, ANN), shelf=Shelf(has_model=False))
    assert (night, notices(wanted)) == (gathered(), [Notice.NO_MODEL])


def test_who_gets_a_profile_is_measured_on_the_list() -> None:
    night = voted_on(BOB)
    bare = night.with_options(replace(option, fits={}) for option in night.options)
    after, _ = happens(bare, events.ShowTaste(NOW, BOB))
    assert all(option.fits[BOB] == option.movie_id / 100 for option in after.options)
    assert MovieId(1) == after.options[0].movie_id
