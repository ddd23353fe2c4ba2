"""Answers the requests of a movie night with films of the recommender."""

from collections.abc import Mapping
from typing import assert_never

from bot.conversation.night.evening import Stage
from bot.night.effects import ChooseList, ChooseOne, Measure, Request
from bot.night.events import Choice, Event, Listed, Measured, Picked
from bot.night.state import Night
from recommender import GroupFilm
from recommender.domain import MovieId, PersonId

LISTED = 5
OFFERED_AGAIN = 2
"""So many of the films that had votes last time and lost come back."""
REMEMBERED_S = 60 * 86_400.0
"""Longer ago than this nobody remembers what they liked."""
REMEMBERED_NIGHTS = 20
VETO_HOLDS_S = 12 * 3600.0
"""A film that somebody vetoed so lately in the group is not offered again, in no other night."""


def answer(stage: Stage, night: Night, request: Request) -> Event:
    """The event that a request waits for."""
    match request:
        case ChooseList():
            return _listed(stage, night, request)
        case ChooseOne(avoid, or_cancel):
            found = stage.recommender.one_for_group(
                _missed(stage, night),
                filters=night.wishes,
                exclude=_not_again(stage, night) | avoid,
                allow_seen=_allows_seen(stage, night),
            )
            film = None if found is None else next(iter(found.films), None)
            choice = None if film is None else _choice(film)
            return Picked(stage.now, choice, has_model=found is not None, or_cancel=or_cancel)
        case Measure(movie_ids):
            films = stage.recommender.fits_of_group(
                _missed(stage, night), movie_ids, filters=night.wishes
            )
            return Measured(stage.now, tuple(_choice(film) for film in films))
        case _:
            assert_never(request)


def _listed(stage: Stage, night: Night, request: ChooseList) -> Listed:
    """Films that were liked last time and lost come first, then fresh ones to go with them."""
    liked = _liked_last_time(stage, night)
    found = stage.recommender.for_group(
        _missed(stage, night),
        k=LISTED,
        filters=night.wishes,
        keep=(*request.keep, *liked),
        exclude=_not_again(stage, night) | request.avoid,
        allow_seen=_allows_seen(stage, night),
    )
    if found is None:
        return Listed(stage.now, None)
    films = {film.movie_id: _choice(film, liked=film.movie_id in liked) for film in found.films}
    unknown = {
        movie_id: Choice(movie_id, None, {}, liked_last_time=True)
        for movie_id in liked
        if movie_id not in films
    }
    return Listed(stage.now, (*unknown.values(), *films.values()), found.relaxed)


def _choice(film: GroupFilm, *, liked: bool = False) -> Choice:
    return Choice(film.movie_id, film.score, film.fits, film.because, liked)


def _missed(stage: Stage, night: Night) -> Mapping[PersonId, float]:
    """Who is in, with what they missed on past nights."""
    missed = stage.store.past_nights.missed(night.chat_id)
    return {person_id: missed.get(person_id, 0.0) for person_id in night.people}


def _allows_seen(stage: Stage, night: Night) -> bool:
    return stage.store.groups.settings(night.chat_id).allows_seen


def _not_again(stage: Stage, night: Night) -> frozenset[MovieId]:
    """Films that won or were vetoed lately: the group has seen them, or does not want them."""
    past, chat_id = stage.store.past_nights, night.chat_id
    since = stage.now.timestamp() - VETO_HOLDS_S
    vetoed = past.vetoed_since(chat_id, since, but=night.night_id)
    if _allows_seen(stage, night):
        return vetoed
    return vetoed | past.winners(chat_id, limit=REMEMBERED_NIGHTS)


def _liked_last_time(stage: Stage, night: Night) -> tuple[MovieId, ...]:
    """Films that had votes on the last night and lost, and that nobody here has seen since."""
    recommender, at = stage.recommender, stage.now.timestamp()
    last = stage.store.nights.latest_decided(night.chat_id, but=night.night_id)
    if last is None or at - last.changed_at > REMEMBERED_S or night.round > 0:
        return ()
    out = {last.winner, *night.listed_ids, *_not_again(stage, night)}
    for person_id in night.people:
        out |= recommender.dismissed(person_id)
        if not _allows_seen(stage, night):
            out |= recommender.seen(person_id)
    liked = sorted(
        (
            option
            for option in last.options
            if option.votes and not option.vetoes and option.movie_id not in out
        ),
        key=lambda option: -len(option.votes),
    )
    films = [recommender.film(option.movie_id) for option in liked]
    admitted = [film.movie_id for film in films if film is not None and night.wishes.admits(film)]
    return tuple(admitted[:OFFERED_AGAIN])
