"""What happens to nights without anybody tapping: times, people who leave, groups that move."""

import datetime as dt
from collections.abc import Iterable

from bot.conversation.night import steps
from bot.conversation.night.cards import how_was_it, main_card, poll_card, shown
from bot.conversation.night.evening import Evening, again, evening
from bot.conversation.night.taps import closing
from bot.presentation.wording import night as words
from bot.replies import Reply
from bot.store import BotStore, Night
from recommender import Recommender
from recommender.domain import ChatId, PersonId

GATHERS_S = 12 * 3600.0
"""Nobody starts it within so long: it is forgotten."""
VOTES_S = 24 * 3600.0
"""A vote without a time ends after so long."""
RECENT_S = 2 * 3600.0
"""Nights settled so lately are shown once more after a start: the bot may have been stopped
between settling one and saying so."""


def due(recommender: Recommender, store: BotStore, now: dt.datetime) -> tuple[Reply, ...]:
    """What is to be said or closed by now.

    Args:
        recommender: What knows the films and the people.
        store: What keeps the nights.
        now: With the zone in which times are told.
    """
    replies: list[Reply] = []
    for night in store.nights.awaiting(now.timestamp()):
        replies += _due(evening(recommender, store, night, now))
    return tuple(replies)


def shown_anew(recommender: Recommender, store: BotStore, now: dt.datetime) -> tuple[Reply, ...]:
    """All open and just settled nights as they stand, for the first look after a start."""
    replies: list[Reply] = []
    nights = store.nights.awaiting(now.timestamp())
    recent = store.nights.decided_since(now.timestamp() - RECENT_S)
    for night in {night.night_id: night for night in (*nights, *recent)}.values():
        over = night.round if not night.is_open else night.round - 1
        stands = evening(recommender, store, night, now)
        replies += shown(stands, closing=max(0, over), after_start=True)
    return tuple(replies)


def settle_stale(
    recommender: Recommender, store: BotStore, chat_id: ChatId, now: dt.datetime
) -> tuple[Reply, ...]:
    """Settle a night whose time is over, though the clock has not come to it yet."""
    night = store.nights.open_in(chat_id)
    return () if night is None else tuple(_ended(evening(recommender, store, night, now)))


def moved(store: BotStore, new: ChatId) -> Night | None:
    """A group has moved: its messages stayed behind, so an open night needs new ones."""
    night = store.nights.open_in(new)
    if night is None:
        return None
    with store.nights.atomic():
        store.cards.forget(new, main_card(night.night_id))
        if night.state == "voting":
            store.cards.forget(new, poll_card(night.night_id, night.round))
            _carry_votes(store, night)
    return night


def _carry_votes(store: BotStore, night: Night) -> None:
    """The poll is made anew, and who has voted has voted."""
    voted = [
        member.person_id
        for member in store.night_members.of(night.night_id)
        if member.voted_round == night.round
    ]
    store.nights.next_round(night.night_id, at=night.changed_at)
    for person_id in voted:
        store.night_members.voted(night.night_id, person_id, night.round + 1)


def left(store: BotStore, chat_id: ChatId, person_id: PersonId) -> Night | None:
    """Take somebody who left a group out of its nights; the open one, if they were in it."""
    night = store.nights.open_in(chat_id)
    was_in = night is not None and any(
        member.person_id == person_id for member in store.night_members.of(night.night_id)
    )
    store.night_members.leave_group(chat_id, person_id)
    return night if was_in else None


def people_changed(
    recommender: Recommender, store: BotStore, night_ids: Iterable[int], now: dt.datetime
) -> tuple[Reply, ...]:
    """Nights that people left, or that moved, as they stand now."""
    replies: list[Reply] = []
    for night_id in night_ids:
        night = store.nights.get(night_id)
        if night is None:
            continue
        before = evening(recommender, store, night, now)
        with store.nights.atomic():
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
        before.store.nights.reminded(night.night_id)
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
    with before.store.nights.atomic():
        if night.state == "voting":
            steps.close_vote(before)
        elif night.closes_at is None or not before.members or not steps.pick_one(before):
            before.store.nights.cancel(night.night_id, at=before.at)
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
    before.store.nights.asked(night.night_id)
    film = None if night.winner is None else before.recommender.catalogue.get(night.winner)
    if film is None or all(member.watched for member in before.members):
        return []
    return [how_was_it(before, film)]
