"""The list while it is made and voted on: films added, votes, vetoes, and other films."""

from dataclasses import replace

from bot.night.effects import ChooseList, Measure, Notice, PostPoll, Say, Step, say
from bot.night.events import (
    Add,
    Listed,
    LostPoll,
    Measured,
    Move,
    NameFilm,
    Reroll,
    StopNaming,
    Veto,
    Vote,
)
from bot.night.gathering import measure, next_round, with_choices
from bot.night.settling import after_change_of_people
from bot.night.state import Member, Night, Option
from recommender.domain import MovieId, PersonId

EACH_ADDS = 2
MOST_OPTIONS = 10
"""Telegram allows twelve; nobody reads as many."""
MOST_ROUNDS = 8
"""Polls in one night, rerolls and added films together."""
LATE_POLL_S = 30.0
"""A poll that was handed out so long ago and is not there was lost on its way."""
MOST_TRIES = 2


def wait_for_name(night: Night, event: NameFilm) -> Step:
    """Take the next words of a member for a title."""
    return say(_adding(night, event.person_id, is_adding=True), Notice.NAME_A_FILM)


def stop_waiting(night: Night, event: StopNaming) -> Step:
    """Take the next words of a member for a title no more."""
    return _adding(night, event.person_id, is_adding=False), ()


def add(night: Night, event: Add) -> Step:
    """Add a member's film to the list; during a vote, with a new poll."""
    night = _adding(night, event.person_id, is_adding=False)
    movie_id = event.movie_id
    if night.option(movie_id) is not None:
        return say(night, Notice.ON_LIST_ALREADY, movie_id=movie_id)
    if night.is_vetoed(movie_id):
        return say(night, Notice.WAS_VETOED, movie_id=movie_id)
    if sum(option.added_by == event.person_id for option in night.options) >= EACH_ADDS:
        return say(night, Notice.ENOUGH_ADDED)
    if len(night.options) >= MOST_OPTIONS or night.round >= MOST_ROUNDS:
        return say(night, Notice.LIST_FULL)
    longer = night.with_film(Option(movie_id, "added", added_by=event.person_id))
    fit = Measure((movie_id,))
    if night.state == "gathering":
        return longer, (Say(Notice.ADDED, movie_id), fit)
    fresh, poll = next_round(longer, event.seconds)
    return fresh, (Say(Notice.ADDED_FRESH_POLL, movie_id), *poll, fit)


def keep_fits(night: Night, event: Measured) -> Step:
    """Keep how films on the list fit the members."""
    for film in event.films:
        option = night.option(film.movie_id)
        if option is not None:
            score = film.score if option.score is None else option.score
            fits = {**option.fits, **film.fits}
            night = night.with_options([replace(option, score=score, fits=fits)])
    return night, ()


def count_vote(night: Night, event: Vote) -> Step:
    """Count a vote in the newest poll, add its voter, and close the vote after the last one."""
    if event.round != night.round:
        return night, ()
    options, person_id = night.options, event.person_id
    chosen = {options[place].movie_id for place in event.places if 0 <= place < len(options)}
    requests: tuple[Measure, ...] = ()
    member = night.member(person_id)
    if member is None:
        if event.from_outside or not chosen:
            return night, ()
        member = Member(person_id, event.seconds)
        night = night.with_member(member)
        requests = measure(night)
    night = night.with_member(replace(member, voted_round=night.round if chosen else None))
    night = night.with_options(
        replace(option, votes=_voters(option, person_id, approves=option.movie_id in chosen))
        for option in options
    )
    night, effects = after_change_of_people(night, event)
    return night, (*effects, *requests)


def veto(night: Night, event: Veto) -> Step:
    """Set a member's one veto, or take it back when it is on that film."""
    mine, option = night.veto_of(event.person_id), night.option(event.movie_id)
    if option is None:
        return say(night, Notice.NOT_ON_LIST)
    movie_id = option.movie_id
    if mine == movie_id:
        back = night.with_options([option.without_veto(event.person_id)])
        return say(back, Notice.VETO_BACK, movie_id=movie_id)
    if mine is not None:
        return say(night, Notice.ONE_VETO, movie_id=mine)
    vetoed = option.with_veto(event.person_id, is_secret=event.is_secret)
    return say(night.with_options([vetoed]), Notice.VETOED, movie_id=movie_id)


def ask_for_others(night: Night, event: Reroll) -> Step:
    """Ask for films in place of those without a vote that nobody added, and of vetoed ones."""
    if night.round >= MOST_ROUNDS:
        return say(night, Notice.ENOUGH_REROLLS)
    going = _going(night)
    if not going:
        return say(night, Notice.ALL_LIKED)
    keep = tuple(o.movie_id for o in night.options if o.movie_id not in going)
    return night, (ChooseList(keep, night.listed_ids),)


def swap(night: Night, event: Listed) -> Step:
    """Swap in fresh films with a new poll; without any the list stays as it is."""
    if event.films is None:
        return say(night, Notice.NO_MODEL)
    fresh = [film for film in event.films if film.movie_id not in night.listed_ids]
    if not fresh:
        return say(night, Notice.NOTHING_FITS)
    swapped = with_choices(night.without_films(_going(night)), event.films)
    again, effects = next_round(swapped, event.seconds)
    return again, (Say(Notice.OTHERS, number=len(fresh)), *effects)


def poll_again(night: Night, event: Move) -> Step:
    """Start a new round for a group that moved; votes so far count."""
    moved = replace(night, round=night.round + 1, polls_tried=0, poll_tried_at=None)
    for member in night.members:
        if member.voted_round == night.round:
            moved = moved.with_member(replace(member, voted_round=moved.round))
    return moved, ()


def post_again(night: Night, event: LostPoll) -> Step:
    """Post a poll once more that was lost on its way."""
    tried = night.poll_tried_at
    late = tried is None or event.after_start or event.seconds - tried >= LATE_POLL_S
    if night.polls_tried >= MOST_TRIES or (night.polls_tried and not late):
        return night, ()
    again = replace(night, polls_tried=night.polls_tried + 1, poll_tried_at=event.seconds)
    return again, (PostPoll(),)


def _going(night: Night) -> frozenset[MovieId]:
    """What a reroll drops: all that is vetoed, or neither has a vote nor was added by hand."""
    return frozenset(
        option.movie_id
        for option in night.options
        if option.vetoes or not (option.votes or option.origin == "added")
    )


def _adding(night: Night, person_id: PersonId, *, is_adding: bool) -> Night:
    member = night.member(person_id)
    return night if member is None else night.with_member(replace(member, is_adding=is_adding))


def _voters(option: Option, person_id: PersonId, *, approves: bool) -> tuple[PersonId, ...]:
    others = tuple(person for person in option.votes if person != person_id)
    return (*others, person_id) if approves else others
