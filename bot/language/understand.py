"""From words to an intent: what a message asks, of which films, with which stars and wishes."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from bot.intents import (
    FilmRef,
    Group,
    Intent,
    LogWatched,
    Mention,
    More,
    NotInterested,
    Other,
    Rate,
    Recommend,
    Search,
    Similar,
    Watchlist,
    Why,
)
from bot.language import (
    diary,
    follow_ups,
    groups,
    lists,
    refusals,
    requests,
    similar,
    smalltalk,
)
from bot.language.clues import Clues, gather
from bot.language.commands import command_in, commanded, shifted
from bot.language.context import Context
from recommender import TitleIndex
from recommender.domain import Filters

MAX_CHARACTERS = 4096
"""Telegram's limit for a message; what stands behind it is not read."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one message was understood as."""

    text: str
    intent: Intent
    mentions: tuple[Mention, ...] = ()
    """Films named, in the order they stand in `text`."""
    rating: float | None = None
    """Stars given, 0.5-5 in halves."""
    watched_on: dt.date | None = None
    filters: Filters = Filters()


_READERS: tuple[Callable[[Clues], Intent | None], ...] = (
    follow_ups.answered,
    refusals.undone,
    smalltalk.about_the_bot,
    follow_ups.followed_up,
    refusals.looked_back,
    refusals.kept,
    requests.added,
    lists.more,
    refusals.refused,
    similar.similar,
    groups.group,
    smalltalk.courtesy,
    diary.seen,
    requests.recommended,
    requests.taste,
    diary.judged,
    requests.asked_about,
)
"""In this order: what needs the last answer, what is said in fixed words, open requests."""


def understand(
    text: str,
    *,
    titles: TitleIndex,
    now: dt.datetime,
    context: Context = Context(),
) -> Understanding:
    """Read a message. Total: any text at all is understood as something.

    Args:
        text: What the person wrote, without the bot's @name.
        titles: The names of the films.
        now: The moment it was written, in the person's time zone.
        context: What the last answer said.
    """
    read = text[:MAX_CHARACTERS]
    command = command_in(read)
    if command is None:
        clues = gather(read, titles, now, context)
        return _told(text, _intent(clues), clues.mentions, clues)
    clues = gather(command.sentence, titles, now, context)
    intent = commanded(command, clues, titles)
    films = [film for film in _films_of(intent) if isinstance(film, Mention)] or clues.mentions
    return _told(text, intent, tuple(shifted(film, command) for film in films), clues)


def _films_of(intent: Intent) -> tuple[FilmRef, ...]:
    match intent:
        case Similar(films) | Search(films) | LogWatched(films) | Rate(films):
            return films
        case NotInterested(films) | Watchlist(films):
            return films
        case Why(film) if film is not None:
            return (film,)
        case _:
            return ()


def _intent(clues: Clues) -> Intent:
    for reader in _READERS:
        intent = reader(clues)
        if intent is not None:
            return intent
    return Other(clues.mentions)


def _told(text: str, intent: Intent, mentions: tuple[Mention, ...], clues: Clues) -> Understanding:
    match intent:
        case LogWatched(rating=rating, watched_on=watched_on):
            return Understanding(text, intent, mentions, rating, watched_on)
        case Rate(rating=rating):
            return Understanding(text, intent, mentions, rating, diary.watched_on(clues))
        case (
            Recommend(filters=filters)
            | Similar(filters=filters)
            | Search(filters=filters)
            | More(filters=filters)
            | Group(filters=filters)
        ):
            return Understanding(text, intent, mentions, filters=filters)
        case _:
            return Understanding(text, intent, mentions)
