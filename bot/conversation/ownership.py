"""Decides who may press a button: in a group, what changes personal data is its owner's alone."""

from dataclasses import replace

from bot.intents import (
    AddFilm,
    Amend,
    Cancel,
    CardTap,
    Choose,
    Entry,
    Export,
    ForgetMe,
    Import,
    Intent,
    LogWatched,
    No,
    NotInterested,
    NotSeen,
    NotYours,
    Rate,
    Settings,
    Skip,
    StaleButton,
    Start,
    Undo,
    Watchlist,
    Yes,
)
from bot.presentation.buttons import decode, owner_of
from bot.replies import AnyButton, Button, Incoming, Press, Reply
from recommender.domain import PersonId

OWN_THINGS = (
    AddFilm,
    Amend,
    Cancel,
    CardTap,
    Choose,
    Entry,
    Export,
    ForgetMe,
    Import,
    LogWatched,
    No,
    NotInterested,
    NotSeen,
    Rate,
    Settings,
    Skip,
    Start,
    Undo,
    Watchlist,
    Yes,
)
"""What a person does with their own log, list, settings and questions. Everything else looks
something up, or belongs to a movie night, whose members may all tap."""

OWN_TOGGLES = ("show_log", "hide_log")
"""Settings that people switch for themselves; the others are their group's."""


def is_own(intent: Intent) -> bool:
    """Whether an intent changes, or answers for, the person who asks."""
    if isinstance(intent, Settings):
        return intent.toggle in OWN_TOGGLES
    return isinstance(intent, OWN_THINGS)


def pressed(press: Press, person_id: PersonId, *, in_group: bool) -> Intent:
    """What a button asks when this person presses it."""
    owner, intent = owner_of(press.data), decode(press.data)
    if owner not in (None, person_id):
        return NotYours()
    if in_group and owner is None and is_own(intent):
        # From before buttons knew their owner: it would do whoever presses it a disservice.
        return StaleButton()
    return intent


def fitting(incoming: Incoming, reply: Reply) -> Reply:
    """In a group buttons know their owner, and a press rewrites no message of another's."""
    if not incoming.chat.is_group:
        return reply
    if reply.replaces_pressed and reply.card is None:
        reply = replace(reply, replaces_pressed=False)
    return owned(reply, incoming.person.person_id)


def owned(reply: Reply, person_id: PersonId) -> Reply:
    """The reply with every button for own things answering this person alone."""
    if reply.card is not None:
        return reply  # a card is everybody's
    return replace(
        reply,
        buttons=tuple(tuple(_owned(each, person_id) for each in row) for row in reply.buttons),
    )


def _owned(button: AnyButton, person_id: PersonId) -> AnyButton:
    if isinstance(button, Button) and is_own(button.press):
        return replace(button, owner=person_id)
    return button
