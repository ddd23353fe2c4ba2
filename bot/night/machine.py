"""The machine of a movie night: which event leads from which state to what, in one table.

    new ─→ gathering ─→ voting ─→ settled
               │  │        ├────→ picked ─→ picked (another one)
               │  └────────┼────↗
               └───────────┴────→ cancelled

Everything here is a function of its arguments: times come in the events, films from the recommender
come in the events that answer a request, and nothing is read or written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias, TypeVar

from bot.night.effects import (
    ChooseList,
    ChooseOne,
    Effect,
    Measure,
    Notice,
    Request,
    Step,
    say,
)
from bot.night.events import (
    Add,
    Begin,
    ByPerson,
    Cancel,
    Close,
    Event,
    Join,
    Leave,
    LeaveGroup,
    Listed,
    LostPoll,
    Measured,
    Move,
    NameFilm,
    Pick,
    Picked,
    Reroll,
    ShowTaste,
    Start,
    StopNaming,
    Tick,
    Veto,
    Vote,
    Watched,
    Wish,
)
from bot.night.gathering import (
    ask_for_list,
    ask_for_one,
    begin,
    begin_beside,
    join,
    leave,
    leave_group,
    open_vote,
    refuse_begin,
    show_taste,
    wish,
)
from bot.night.settling import (
    another,
    ask_after,
    cancel,
    close,
    take_pick,
    time_to_gather,
    time_to_vote,
    watched,
)
from bot.night.state import Kind, Night
from bot.night.voting import (
    add,
    ask_for_others,
    count_vote,
    keep_fits,
    poll_again,
    post_again,
    stop_waiting,
    swap,
    veto,
    wait_for_name,
)


class Who(Enum):
    """Who may make an event happen."""

    ANYBODY = auto()
    MEMBER = auto()
    HOST = auto()
    """Any member, once the night is picked or its host has been slow."""


ANYBODY, MEMBER, HOST = Who
_E = TypeVar("_E", bound=Event)
_Cell: TypeAlias = Callable[[Night, _E], Step]


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind of event does in each state."""

    who: Who
    cells: Mapping[Kind, _Cell[Event]]


def nothing(night: Night, event: Event) -> Step:
    """Ignore the event."""
    return night, ()


def over(night: Night, event: Event) -> Step:
    """Tell whoever acted that the night is over."""
    return say(night, Notice.OVER)


def too_early(night: Night, event: Event) -> Step:
    """Tell whoever acted that the vote has not started."""
    return say(night, Notice.NOT_YET)


def vote_is_on(night: Night, event: Event) -> Step:
    """Tell whoever acted that the vote has started."""
    return say(night, Notice.VOTE_IS_ON)


def wishes_stand(night: Night, event: Event) -> Step:
    """Tell whoever acted that wishes cannot change during the vote."""
    return say(night, Notice.WISHES_STAND)


_COLUMNS: tuple[Kind, ...] = ("gathering", "voting", "picked", "settled", "cancelled", "new")


def _row(
    kind: type[_E], who: Who, *cells: _Cell[_E], new: _Cell[_E] = nothing
) -> tuple[type[Event], Row]:
    def of_its_kind(cell: _Cell[_E]) -> _Cell[Event]:
        if cell is over:
            return over

        def checked(night: Night, event: Event) -> Step:
            assert isinstance(event, kind)
            return cell(night, event)

        return checked

    return kind, Row(who, dict(zip(_COLUMNS, map(of_its_kind, (*cells, new)), strict=True)))


_ = nothing
# fmt: off
TABLE: Mapping[type[Event], Row] = dict([
    #    event       who      gathering       voting          picked     settled    cancelled
    _row(Begin,      ANYBODY, begin_beside,   refuse_begin,   _,         _,         _, new=begin),
    _row(Wish,       MEMBER,  wish,           wishes_stand,   over,      over,      over),
    _row(Join,       ANYBODY, join,           join,           join,      over,      over),
    _row(Leave,      MEMBER,  leave,          leave,          over,      over,      over),
    _row(Start,      HOST,    ask_for_list,   vote_is_on,     over,      over,      over),
    _row(Pick,       HOST,    ask_for_one,    vote_is_on,     over,      over,      over),
    _row(NameFilm,   MEMBER,  wait_for_name,  wait_for_name,  over,      over,      over),
    _row(StopNaming, ANYBODY, stop_waiting,   stop_waiting,   _,         _,         _),
    _row(Add,        MEMBER,  add,            add,            over,      over,      over),
    _row(Vote,       ANYBODY, _,              count_vote,     _,         _,         _),
    _row(Veto,       MEMBER,  too_early,      veto,           over,      over,      over),
    _row(Reroll,     HOST,    too_early,      ask_for_others, another,   over,      over),
    _row(Close,      HOST,    too_early,      close,          over,      over,      over),
    _row(Cancel,     HOST,    cancel,         cancel,         over,      over,      over),
    _row(Watched,    ANYBODY, too_early,      too_early,      watched,   watched,   over),
    _row(LeaveGroup, ANYBODY, leave_group,    leave_group,    _,         _,         _),
    _row(ShowTaste,  ANYBODY, show_taste,     show_taste,     _,         _,         _),
    _row(Move,       ANYBODY, _,              poll_again,     _,         _,         _),
    _row(Tick,       ANYBODY, time_to_gather, time_to_vote,   ask_after, ask_after, _),
    _row(LostPoll,   ANYBODY, _,              post_again,     _,         _,         _),
    # answers of the recommender
    _row(Listed,     ANYBODY, open_vote,      swap,           _,         _,         _),
    _row(Picked,     ANYBODY, take_pick,      take_pick,      take_pick, _,         _),
    _row(Measured,   ANYBODY, keep_fits,      keep_fits,      keep_fits, keep_fits, _),
])
# fmt: on
"""Every event in every state. `_` changes nothing; `over`, `too_early`, `vote_is_on`
and `wishes_stand` say so."""


def advance(night: Night, event: Event) -> Step:
    """Take one step.

    Returns:
        The night after the event, and what it wants done. A request among that is to be answered
        by the event that it names, before anything else happens to the night.
    """
    row = TABLE[type(event)]
    cell = row.cells[night.kind]
    # Whoever taps on what is over need not be in to be told so.
    refused = None if cell is over else _refusal(night, event, row.who)
    return cell(night, event) if refused is None else refused


def play(
    night: Night, event: Event, answer: Callable[[Night, Request], Event]
) -> tuple[Night, tuple[Effect, ...]]:
    """Take a step and all those that it asks for.

    Args:
        night: The state.
        event: What happens.
        answer: What the recommender says to a request.

    Returns:
        The night after the event, and what is left to be done: no requests.
    """
    waiting, effects = [event], list[Effect]()
    while waiting:
        night, wanted = advance(night, waiting.pop(0))
        for effect in wanted:
            if isinstance(effect, ChooseList | ChooseOne | Measure):
                waiting.append(answer(night, effect))
            else:
                effects.append(effect)
    return night, tuple(effects)


def _refusal(night: Night, event: Event, who: Who) -> Step | None:
    """What somebody is told who may not do this; None for who may."""
    if who is ANYBODY or not isinstance(event, ByPerson):
        return None
    if night.member(event.person_id) is None:
        return say(night, Notice.NOT_IN)
    if who is HOST and night.is_open and not night.may_steer(event.person_id, event.seconds):
        return say(night, Notice.ONLY_HOST, person_id=night.host_now)
    return None
