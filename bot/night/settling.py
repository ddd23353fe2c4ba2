"""How a movie night comes to its film, and what happens after."""

import datetime as dt
from dataclasses import replace

from bot.night.effects import (
    AskHowItWas,
    ChooseOne,
    LogWatch,
    Notice,
    Remind,
    Say,
    Step,
    say,
)
from bot.night.events import Cancel, Close, Event, Picked, Reroll, Tick, Watched
from bot.night.state import Member, Night, Option, SettledBy, evening_of
from recommender import decide
from recommender.domain import MovieId

ASK_HOUR = 12
UNKNOWN_SCORE = 0.5
"""What a film counts in a tie that the model does not know."""
GATHERS_S = 12 * 3600.0
"""Nobody starts it within so long: it is forgotten."""
VOTES_S = 24 * 3600.0
"""A vote without a time ends after so long."""


def settle(night: Night, winner: MovieId, by: SettledBy, at: dt.datetime) -> Step:
    """Decide the night, and plan the question at noon of the next day."""
    noon = dt.datetime.combine(
        evening_of(at) + dt.timedelta(days=1), dt.time(ASK_HOUR), tzinfo=at.tzinfo
    )
    settled = replace(
        night,
        state="decided",
        winner=winner,
        settled_by=by,
        changed_at=at.timestamp(),
        remind_at=None,
        ask_at=noon.timestamp(),
    )
    return settled, ()


def cancelled(night: Night, at: float) -> Night:
    """The night, cancelled."""
    return replace(night, state="cancelled", changed_at=at, remind_at=None)


def cancel(night: Night, event: Cancel) -> Step:
    """Cancel the night."""
    return say(cancelled(night, event.seconds), Notice.IS_OFF)


def close(night: Night, event: Close) -> Step:
    """Close the vote by hand."""
    settled, effects = close_vote(night, event)
    return settled, (effects or (Say(Notice.CLOSED),))


def close_vote(night: Night, event: Event) -> Step:
    """Decide by approvals of films without a veto, then fit, then a draw; else ask for a film."""
    standing = [option for option in night.options if not option.vetoes]
    if not standing:
        return night, (ChooseOne(night.listed_ids, or_cancel=True),)
    decision = decide(
        [len(option.votes) for option in standing],
        [UNKNOWN_SCORE if option.score is None else option.score for option in standing],
        seed=night.night_id,
    )
    winner = standing[decision.winner]
    # "votes" without any: the only film left, and nobody voted
    by: SettledBy = "fit" if decision.by == "votes" and not winner.votes else decision.by
    return settle(night, winner.movie_id, by, event.at)


def take_pick(night: Night, event: Picked) -> Step:
    """Decide the night for the recommender's film; without one, stay open or cancel."""
    if event.film is None:
        over = cancelled(night, event.seconds) if event.or_cancel else night
        return say(over, Notice.NOTHING_FITS if event.has_model else Notice.NO_MODEL)
    film = event.film
    watcher, watched = film.because or (None, None)
    standing = night.option(film.movie_id)
    option = standing or Option(
        film.movie_id, "pick", score=film.score, because=watched, because_of=watcher
    )
    listed = replace(option, fits={**option.fits, **film.fits})
    night = night.with_film(listed) if standing is None else night.with_options([listed])
    notice = {"voting": (Say(Notice.ALL_VETOED),), "picked": (Say(Notice.ANOTHER),)}
    settled, _ = settle(night, film.movie_id, "pick", event.at)
    return settled, notice.get(night.kind, ())


def another(night: Night, event: Reroll) -> Step:
    """Ask for another film than the one picked, unless somebody has watched that."""
    if night.watched_by:
        return say(night, Notice.OVER)
    return night, (ChooseOne(night.listed_ids, or_cancel=False),)


def watched(night: Night, event: Watched) -> Step:
    """Note that somebody watched the film, and log it for them."""
    winner = night.winner
    assert winner is not None
    member = night.member(event.person_id) or Member(event.person_id, event.seconds)
    night = night.with_member(replace(member, watched=True))
    if len(night.watched_by) == len(night.members):
        night = replace(night, ask_at=None)
    day = night.watched_on(event.at.tzinfo)
    return night, (LogWatch(event.person_id, winner, day, event.rating),)


def after_change_of_people(night: Night, event: Event) -> Step:
    """Cancel a night without members; close a vote when everybody has voted."""
    if not night.members:
        return cancelled(night, event.seconds), ()
    if night.state == "voting" and not night.waiting:
        return close_vote(night, event)
    return night, ()


def time_to_gather(night: Night, event: Tick) -> Step:
    """Pick a film at the closing time of a night that nobody started; cancel one without a time."""
    if event.seconds < (night.closes_at or night.began_at + GATHERS_S):
        return night, ()
    if night.closes_at is None or not night.members:
        return cancelled(night, event.seconds), ()
    return night, (ChooseOne(frozenset(), or_cancel=True),)


def time_to_vote(night: Night, event: Tick) -> Step:
    """Close a vote at its time, and remind once before of the missing votes."""
    at = event.seconds
    if at >= (night.closes_at or night.changed_at + VOTES_S):
        return close_vote(night, event)
    if night.remind_at is None or at < night.remind_at:
        return night, ()
    reminded = replace(night, remind_at=None)
    if not night.waiting:
        return reminded, ()
    left = None if night.closes_at is None else max(1, round((night.closes_at - at) / 60))
    return reminded, (Remind(night.waiting, left),)


def ask_after(night: Night, event: Tick) -> Step:
    """Ask the group once, the next day, how the film was."""
    if night.ask_at is None or event.seconds < night.ask_at:
        return night, ()
    asked = replace(night, ask_at=None)
    everybody = len(night.watched_by) == len(night.members)
    return asked, (() if everybody else (AskHowItWas(),))
