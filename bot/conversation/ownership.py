"""Decides who may press a button: in a group, what changes personal data is its owner's alone."""

from dataclasses import replace

from bot.intents import (
    AddFilm,
    Amend,
    Cancel,
    CardTap,
    Choose,
    ForgetMe,
    Intent,
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
from bot.replies import Button, LinkButton, Reply
from recommender.domain import PersonId

OWN_THINGS = (
    AddFilm,
    Amend,
    Cancel,
    CardTap,
    Choose,
    ForgetMe,
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


def is_own(intent: Intent) -> bool:
    """Whether an intent changes, or answers for, the person who asks."""
    return isinstance(intent, OWN_THINGS)


def owned(reply: Reply, person_id: PersonId) -> Reply:
    """The reply with every button for own things answering this person alone."""
    if reply.card is not None:
        return reply  # a card is everybody's
    return replace(
        reply,
        buttons=tuple(tuple(_owned(each, person_id) for each in row) for row in reply.buttons),
    )


def _owned(button: Button | LinkButton, person_id: PersonId) -> Button | LinkButton:
    if isinstance(button, Button) and is_own(button.press):
        return replace(button, owner=person_id)
    return button
