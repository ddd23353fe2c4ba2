"""What the recommender has for a night: the list, one film, and how films fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.conversation.night.evening import Evening
from recommender import (
    FactorModel,
    GroupMember,
    GroupPick,
    group_fits,
    group_list,
    group_pick,
    need,
)
from recommender.domain import MovieId, PersonId

LISTED = 5
OFFERED_AGAIN = 2
"""So many of the films that had votes last time and lost come back."""
REMEMBERED_S = 60 * 86_400.0
"""Longer ago than this nobody remembers what they liked."""
REMEMBERED_NIGHTS = 20
PROFILE = 3
"""With fewer films in their log somebody has no profile yet: below that one film decides all."""
VETO_HOLDS_S = 12 * 3600.0
"""A film that somebody vetoed so lately in the group is not offered again, in no other night."""


def has_profile(evening: Evening, person_id: PersonId) -> bool:
    """Whether enough is known of somebody's taste."""
    return evening.recommender.count_films(person_id) >= PROFILE


@dataclass(frozen=True, slots=True)
class Filled:
    """What joined a list."""

    fresh: int
    """How many films."""
    relaxed: bool
    """Whether some are a compromise."""


def fill(evening: Evening, *, avoid: Iterable[MovieId] = ()) -> Filled | None:
    """Fill the list up with films for these people, to go with those that are on it.

    Films that were liked last time and lost come first.

    Args:
        evening: Whose list.
        avoid: Films that must not come.

    Returns:
        None without a model.
    """
    model = _model(evening)
    if model is None:
        return None
    standing = [option.movie_id for option in evening.options]
    liked = _liked_last_time(evening, standing)
    scores = {fit.movie_id: fit.score for fit in _fits(evening, liked)}
    for movie_id in liked:
        evening.store.ballots.put(
            evening.night_id, movie_id, origin="again", score=scores.get(movie_id)
        )
    keep = (*standing, *liked)
    unknown = sum(model.column(movie_id) is None for movie_id in keep)
    chosen = group_list(
        model,
        evening.recommender.catalogue,
        _members(evening),
        k=max(LISTED, len(keep)) - unknown,
        filters=evening.night.wishes,
        exclude=_not_again(evening).union(avoid),
        allow_seen=evening.settings.allows_seen,
        keep=keep,
    )
    fresh = [pick for pick in chosen.picks if pick.movie_id not in keep]
    for one in fresh:
        _put_pick(evening, one)
    _keep_fits(evening, chosen.picks)
    return Filled(len(liked) + len(fresh), chosen.relaxed)


def pick(evening: Evening, *, avoid: Iterable[MovieId] = ()) -> MovieId | None:
    """Choose the one film for these people and put it on the list, alone or at its end.

    Returns:
        None when there is no such film, or no model.
    """
    model = _model(evening)
    if model is None:
        return None
    chosen = group_pick(
        model,
        evening.recommender.catalogue,
        _members(evening),
        filters=evening.night.wishes,
        exclude=_not_again(evening).union(avoid),
        allow_seen=evening.settings.allows_seen,
    )
    for one in chosen.picks:
        _put_pick(evening, one)
    _keep_fits(evening, chosen.picks)
    return chosen.picks[0].movie_id if chosen.picks else None


def put(evening: Evening, movie_id: MovieId, added_by: PersonId) -> None:
    """Put a film on the list that a member wants there."""
    picks = _fits(evening, [movie_id])
    score = picks[0].score if picks else None
    evening.store.ballots.put(
        evening.night_id, movie_id, origin="added", added_by=added_by, score=score
    )
    _keep_fits(evening, picks)


def refit(evening: Evening) -> None:
    """Keep how the films on the list fit who is in now."""
    picks = _fits(evening, [option.movie_id for option in evening.options])
    _keep_fits(evening, picks)


def _model(evening: Evening) -> FactorModel | None:
    snapshot = evening.recommender.snapshot
    return None if snapshot is None else snapshot.model


def _members(evening: Evening) -> list[GroupMember]:
    missed = evening.store.ballots.missed(evening.night.chat_id)
    return [
        GroupMember(
            evening.recommender.history(member.person_id),
            need(missed.get(member.person_id, 0.0)),
        )
        for member in evening.members
    ]


def _fits(evening: Evening, movie_ids: Sequence[MovieId]) -> list[GroupPick]:
    model = _model(evening)
    if model is None or not evening.members:
        return []
    fits = group_fits(
        model,
        evening.recommender.catalogue,
        _members(evening),
        movie_ids,
        filters=evening.night.wishes,
    )
    return [fit for fit in fits if fit is not None]


def _put_pick(evening: Evening, one: GroupPick) -> None:
    evening.store.ballots.put(
        evening.night_id,
        one.movie_id,
        origin="pick",
        score=one.score,
        because=_because(evening, one),
    )


def _keep_fits(evening: Evening, picks: Iterable[GroupPick]) -> None:
    """Keep the fits of those of whom enough is known: of the others any number would be a lie."""
    known = [has_profile(evening, member.person_id) for member in evening.members]
    for one in picks:
        evening.store.ballots.set_fits(
            evening.night_id,
            one.movie_id,
            [
                (member.person_id, fit)
                for member, fit, is_known in zip(evening.members, one.fits, known, strict=True)
                if is_known
            ],
        )


def _not_again(evening: Evening) -> frozenset[MovieId]:
    """Films that won or were vetoed lately: the group has seen them, or does not want them."""
    vetoed = evening.store.ballots.vetoed_since(
        evening.night.chat_id, evening.at - VETO_HOLDS_S, but=evening.night_id
    )
    if evening.settings.allows_seen:
        return vetoed
    past = evening.store.nights.past(evening.night.chat_id, limit=REMEMBERED_NIGHTS)
    return vetoed.union(night.winner for night in past)


def _liked_last_time(evening: Evening, standing: Sequence[MovieId]) -> list[MovieId]:
    """Films that had votes on the last night and lost, and that nobody here has seen since."""
    recommender, store, night = evening.recommender, evening.store, evening.night
    last = store.nights.latest_decided(night.chat_id, before=night.night_id)
    if last is None or evening.at - last.changed_at > REMEMBERED_S or night.round > 0:
        return []
    out = {last.winner, *standing, *_not_again(evening)}
    for member in evening.members:
        out |= recommender.dismissed(member.person_id)
        if not evening.settings.allows_seen:
            out |= recommender.seen(member.person_id)
    liked = sorted(
        (
            option
            for option in store.ballots.options(last.night_id)
            if option.votes and not option.vetoes and option.movie_id not in out
        ),
        key=lambda option: -len(option.votes),
    )
    films = [recommender.catalogue.get(option.movie_id) for option in liked]
    admitted = [film.movie_id for film in films if film is not None and night.wishes.admits(film)]
    return admitted[:OFFERED_AGAIN]


def _because(evening: Evening, one: GroupPick) -> tuple[PersonId, MovieId] | None:
    """The watched film that says most for a pick, of the member it fits best among the open."""
    open_members = sorted(
        (
            (fit, member.person_id)
            for member, fit in zip(evening.members, one.fits, strict=True)
            if member.shows_log
        ),
        reverse=True,
    )
    for _, person_id in open_members[:1]:
        for share in evening.recommender.why(person_id, one.movie_id)[:1]:
            if share.share > 0:
                return person_id, share.movie_id
    return None
