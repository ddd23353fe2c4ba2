"""Advances nights without a tap: at their times, when people leave and when groups move."""

from collections.abc import Iterable
from dataclasses import replace

from bot.conversation.night.cards import how_was_it, main_card, poll_cards
from bot.conversation.night.evening import Stage
from bot.conversation.night.playing import Played, play
from bot.night.events import LeaveGroup, Move, ShowTaste, Tick
from bot.night.state import Night
from bot.presentation.wording import night as words
from bot.replies import Reply
from recommender.domain import ChatId, PersonId

RECENT_S = 2 * 3600.0
"""Nights settled so lately are shown once more after a start: the bot may have been stopped
between settling one and saying so."""


def due(stage: Stage) -> tuple[Reply, ...]:
    """What is to be said or closed by now."""
    replies: list[Reply] = []
    for night in stage.store.nights.awaiting(stage.now.timestamp()):
        replies += _ticked(stage, night)
    return tuple(replies)


def shown_anew(stage: Stage) -> tuple[Reply, ...]:
    """All open and just settled nights as they stand, for the first look after a start."""
    replies: list[Reply] = []
    at = stage.now.timestamp()
    recent = stage.store.nights.decided_since(at - RECENT_S)
    for night in {n.night_id: n for n in (*stage.store.nights.awaiting(at), *recent)}.values():
        replies += _ticked(stage, night, always=True, after_start=True)
    return tuple(replies)


def settle_stale(stage: Stage, chat_id: ChatId) -> tuple[Reply, ...]:
    """Settle a night whose time is over, though the clock has not come to it yet."""
    night = stage.store.nights.open_in(chat_id)
    return () if night is None else tuple(_ticked(stage, night))


def moved(stage: Stage, new: ChatId) -> int | None:
    """A group has moved: its messages stayed behind, so an open night needs new ones.

    Returns:
        The night to be shown anew, or None.
    """
    night = stage.store.nights.open_in(new)
    if night is None:
        return None
    with stage.store.nights.atomic():
        for card in (main_card(night.night_id), *poll_cards(stage.store, night)):
            stage.store.cards.forget(new, card)
        without_topic = replace(night, thread_id=None)
        stage.store.nights.save(without_topic, night)
        play(stage, without_topic, Move(stage.now))
    return night.night_id


def left(stage: Stage, chat_id: ChatId, person_id: PersonId) -> int | None:
    """Take somebody who left a group out of its open night; past nights stay as they were.

    Returns:
        The night to be shown anew, or None.
    """
    night = stage.store.nights.open_in(chat_id)
    if night is None or night.member(person_id) is None:
        return None
    play(stage, night, LeaveGroup(stage.now, person_id))
    return night.night_id


def taste_shown(stage: Stage, person_id: PersonId) -> list[int]:
    """Somebody has a profile now: the open nights that they are in, to be shown anew."""
    night_ids = stage.store.nights.open_with(person_id)
    for night_id in night_ids:
        night = stage.store.nights.get(night_id)
        if night is not None:
            play(stage, night, ShowTaste(stage.now, person_id))
    return night_ids


def changed(stage: Stage, night_ids: Iterable[int]) -> tuple[Reply, ...]:
    """Nights that changed without anybody tapping, as they stand now."""
    replies: list[Reply] = []
    for night_id in night_ids:
        night = stage.store.nights.get(night_id)
        if night is not None:
            replies += _ticked(stage, night, always=True)
    return tuple(replies)


def _ticked(
    stage: Stage, night: Night, *, always: bool = False, after_start: bool = False
) -> list[Reply]:
    """Let time pass for a night; `always` shows it also where nothing came of that."""
    played = play(stage, night, Tick(stage.now), after_start=after_start)
    replies = list(played.replies) if always or _shows(night, played) else []
    for reminder in played.reminders:
        names = played.evening.names(reminder.people)
        replies.append(_said(night, Reply((words.reminder(names, reminder.minutes_left),))))
    if played.asks_how_it_was:
        replies += how_was_it(played.evening)
    return replies


def _shows(before: Night, played: Played) -> bool:
    """Whether there is more to see than a reminder or a question."""
    return played.night.state != before.state or played.night.polls_tried != before.polls_tried


def _said(night: Night, reply: Reply) -> Reply:
    return replace(reply, chat_id=night.chat_id, thread_id=night.thread_id)
