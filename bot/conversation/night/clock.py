"""What happens to nights without anybody tapping: times, people who leave, groups that move."""

import datetime as dt
from collections.abc import Iterable

from bot.conversation.night import steps
from bot.conversation.night.cards import how_was_it, main_card, poll_card, shown
from bot.conversation.night.evening import Evening, again, evening
from bot.conversation.night.taps import closing
from bot.language.wording import night as words
from bot.replies import Reply
from recommender import Night, Recommender
from recommender.domain import ChatId, PersonId

GATHERS_S = 12 * 3600.0
"""Nobody starts it within so long: it is forgotten."""
VOTES_S = 24 * 3600.0
"""A vote without a time ends after so long."""
RECENT_S = 2 * 3600.0
"""Nights settled so lately are shown once more after a start: the bot may have been stopped
between settling one and saying so."""


def due(recommender: Recommender, now: dt.datetime) -> tuple[Reply, ...]:
    """What is to be said or closed by now.

    Args:
        recommender: What keeps the nights.
        now: With the zone in which times are told.
    """
    replies: list[Reply] = []
    for night in recommender.nights.awaiting(now.timestamp()):
        replies += _due(evening(recommender, night, now))
    return tuple(replies)


def shown_anew(recommender: Recommender, now: dt.datetime) -> tuple[Reply, ...]:
    """All open and just settled nights as they stand, for the first look after a start."""
    replies: list[Reply] = []
    nights = recommender.nights.awaiting(now.timestamp())
    recent = recommender.nights.decided_since(now.timestamp() - RECENT_S)
    for night in {night.night_id: night for night in (*nights, *recent)}.values():
        over = night.round if not night.is_open else night.round - 1
        stands = evening(recommender, night, now)
        replies += shown(stands, closing=max(0, over), after_start=True)
    return tuple(replies)


def settle_stale(recommender: Recommender, chat_id: ChatId, now: dt.datetime) -> tuple[Reply, ...]:
    """Settle a night whose time is over, though the clock has not come to it yet."""
    night = recommender.nights.open_in(chat_id)
    return () if night is None else tuple(_ended(evening(recommender, night, now)))


def moved(recommender: Recommender, new: ChatId) -> Night | None:
    """A group has moved: its messages stayed behind, so an open night needs new ones."""
    night = recommender.nights.open_in(new)
    if night is None:
        return None
    with recommender.nights.atomic():
        recommender.cards.forget(new, main_card(night.night_id))
        if night.state == "voting":
            recommender.cards.forget(new, poll_card(night.night_id, night.round))
            _carry_votes(recommender, night)
    return night


def _carry_votes(recommender: Recommender, night: Night) -> None:
    """The poll is made anew, and who has voted has voted."""
    voted = [
        member.person_id
        for member in recommender.night_members.of(night.night_id)
        if member.voted_round == night.round
    ]
    recommender.nights.next_round(night.night_id, at=night.changed_at)
    for person_id in voted:
        recommender.night_members.voted(night.night_id, person_id, night.round + 1)


def left(recommender: Recommender, chat_id: ChatId, person_id: PersonId) -> Night | None:
    """Take somebody who left a group out of its nights; the open one, if they were in it."""
    night = recommender.nights.open_in(chat_id)
    was_in = night is not None and any(
        member.person_id == person_id for member in recommender.night_members.of(night.night_id)
    )
    recommender.night_members.leave_group(chat_id, person_id)
    return night if was_in else None


def people_changed(
    recommender: Recommender, night_ids: Iterable[int], now: dt.datetime
) -> tuple[Reply, ...]:
    """Nights that people left, or that moved, as they stand now."""
    replies: list[Reply] = []
    for night_id in night_ids:
        night = recommender.nights.get(night_id)
        if night is None:
            continue
        before = evening(recommender, night, now)
        with recommender.nights.atomic():
            steps.after_change_of_people(before)
        after = again(before)
        replies += shown(after, closing=closing(before, after))
    return tuple(replies)


def _due(before: Evening) -> list[Reply]:
    night = before.night
    if night.state == "decided":
        return _asked(before)
    if ended := _ended(before):
        return ended
    replies: list[Reply] = []
    if night.state == "voting" and night.remind_at is not None and before.at >= night.remind_at:
        before.recommender.nights.reminded(night.night_id)
        replies += _reminder(before)
    return replies


def _ended(before: Evening) -> list[Reply]:
    """A night whose time is over, settled; nothing while it is not."""
    night = before.night
    if night.state == "gathering":
        ends_at = night.closes_at or night.began_at + GATHERS_S
    else:
        ends_at = night.closes_at or night.changed_at + VOTES_S
    if before.at < ends_at:
        return []
    with before.recommender.nights.atomic():
        if night.state == "voting":
            steps.close_vote(before)
        elif night.closes_at is None or not before.members or not steps.pick_one(before):
            before.recommender.nights.cancel(night.night_id, at=before.at)
    after = again(before)
    return list(shown(after, closing=closing(before, after)))


def _reminder(before: Evening) -> list[Reply]:
    waiting = before.names(before.waiting())
    closes_at = before.night.closes_at
    minutes = None if closes_at is None else max(1, round((closes_at - before.at) / 60))
    if not waiting:
        return []
    return [Reply((words.reminder(waiting, minutes),), chat_id=before.night.chat_id)]


def _asked(before: Evening) -> list[Reply]:
    night = before.night
    before.recommender.nights.asked(night.night_id)
    film = None if night.winner is None else before.recommender.catalogue.get(night.winner)
    if film is None or all(member.watched for member in before.members):
        return []
    return [how_was_it(before, film)]
