"""Before the vote: who is in, what they wish, and the first list."""

from dataclasses import replace

from bot.night.effects import (
    ChooseList,
    ChooseOne,
    Measure,
    Notice,
    PostPoll,
    Step,
    say,
)
from bot.night.events import (
    Begin,
    Choice,
    Join,
    Leave,
    LeaveGroup,
    Listed,
    Pick,
    ShowTaste,
    Start,
    Wish,
)
from bot.night.settling import after_change_of_people, settle
from bot.night.state import Member, Night, Option

REMIND_S = 10 * 60.0
REMIND_LATER_S = 60 * 60.0
"""When to remind once of a vote without a time."""


def begin(night: Night, event: Begin) -> Step:
    """Begin a night whose host and first member is whoever asks."""
    at = event.seconds
    people = sorted({event.person_id, *event.with_them})
    begun = replace(
        night,
        state="gathering",
        host_id=event.person_id,
        wishes=event.wishes,
        began_at=at,
        changed_at=at,
        closes_at=event.closes_at,
        members=tuple(Member(person_id, at) for person_id in people),
    )
    return begun, ((ChooseOne(frozenset(), or_cancel=True),) if event.now else ())


def begin_beside(night: Night, event: Begin) -> Step:
    """Apply a second request to the gathering night: its wishes, its time, or a pick at once."""
    if not (event.now or event.wishes or event.closes_at is not None):
        return say(night, Notice.ALREADY_ON, person_id=night.host_now)
    closes_at = night.closes_at if event.closes_at is None else event.closes_at
    changed = replace(
        _let_in(night, event), closes_at=closes_at, wishes=event.wishes or night.wishes
    )
    if event.now:
        return changed, (ChooseOne(frozenset(), or_cancel=False),)
    return say(changed, Notice.WISHES_CHANGED)


def refuse_begin(night: Night, event: Begin) -> Step:
    """Tell whoever asks for a night that a vote is on."""
    if event.now:
        return say(night, Notice.VOTING_ALREADY)
    return say(night, Notice.ALREADY_ON, person_id=night.host_now)


def wish(night: Night, event: Wish) -> Step:
    """Replace the wishes for the list to come; films added by hand stay."""
    return say(replace(night, wishes=event.wishes), Notice.WISHES_CHANGED)


def join(night: Night, event: Join) -> Step:
    """Add a member, and measure how the list fits them."""
    if night.member(event.person_id) is not None:
        return say(night, Notice.IN_ALREADY)
    joined, effects = say(_let_in(night, event), Notice.YOURE_IN)
    return joined, (*effects, *measure(joined))


def leave(night: Night, event: Leave) -> Step:
    """Remove a member with their votes and veto."""
    out, effects = after_change_of_people(night.without_member(event.person_id), event)
    told, said = say(out, Notice.YOURE_OUT)
    return told, (*said, *effects)


def show_taste(night: Night, event: ShowTaste) -> Step:
    """Measure how the list fits a member who has a profile now."""
    return night, (measure(night) if night.member(event.person_id) is not None else ())


def leave_group(night: Night, event: LeaveGroup) -> Step:
    """Remove a member who left the group."""
    if night.member(event.person_id) is None:
        return night, ()
    return after_change_of_people(night.without_member(event.person_id), event)


def ask_for_list(night: Night, event: Start) -> Step:
    """Ask for the list to vote on."""
    keep = tuple(option.movie_id for option in night.options)
    return night, (ChooseList(keep, frozenset()),)


def ask_for_one(night: Night, event: Pick) -> Step:
    """Ask for one film, without a vote."""
    return night, (ChooseOne(frozenset(), or_cancel=False),)


def open_vote(night: Night, event: Listed) -> Step:
    """Start the vote on a list, or decide for the only film on it."""
    if event.films is None:
        return say(night, Notice.NO_MODEL)
    listed = with_choices(night, event.films)
    if not listed.options:
        return say(night, Notice.NOTHING_FITS)
    if len(listed.options) == 1:
        return settle(listed, listed.options[0].movie_id, "fit", event.at)
    voting = replace(
        listed,
        state="voting",
        changed_at=event.seconds,
        remind_at=_remind_at(night, event.seconds),
        relaxed=event.relaxed,
    )
    return next_round(voting, event.seconds)


def next_round(night: Night, at: float) -> Step:
    """Start a new round with a poll of its own."""
    again = replace(night, round=night.round + 1, polls_tried=1, poll_tried_at=at, changed_at=at)
    return again, (PostPoll(),)


def measure(night: Night) -> tuple[Measure, ...]:
    """A request for the fits of the listed films, if there are any."""
    return (Measure(tuple(o.movie_id for o in night.options)),) if night.options else ()


def with_choices(night: Night, films: tuple[Choice, ...]) -> Night:
    """The night with what the recommender found: fits of films on the list, and fresh films."""
    for film in films:
        standing = night.option(film.movie_id)
        if standing is not None:
            fits = {**standing.fits, **film.fits}
            night = night.with_options([replace(standing, fits=fits)])
            continue
        watcher, watched = film.because or (None, None)
        night = night.with_film(
            Option(
                film.movie_id,
                "again" if film.liked_last_time else "pick",
                score=film.score,
                because=watched,
                because_of=watcher,
                fits=film.fits,
            )
        )
    return night


def _let_in(night: Night, event: Join | Begin) -> Night:
    if night.member(event.person_id) is not None:
        return night
    return night.with_member(Member(event.person_id, event.seconds))


def _remind_at(night: Night, at: float) -> float:
    if night.closes_at is None:
        return at + REMIND_LATER_S
    return max(night.closes_at - REMIND_S, (at + night.closes_at) / 2)
