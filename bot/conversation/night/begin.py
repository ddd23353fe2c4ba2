"""/movienight, /nights, and a group's settings."""

import datetime as dt
from dataclasses import replace

from bot.conversation.night.clock import settle_stale
from bot.conversation.night.playing import answered, play, said_before, stage_of
from bot.conversation.turn import Turn
from bot.intents import Group, Settings
from bot.night.events import Begin
from bot.night.state import Night
from bot.presentation import night_keyboards as keyboards
from bot.presentation.wording import night as words
from bot.replies import Reply
from bot.store import GroupSettings

PAST = 10
SETTINGS_CARD = "settings"


def begin(turn: Turn, intent: Group) -> tuple[Reply, ...]:
    """Begin a night, pick at once, or change the wishes of the one that is on."""
    if (before := said_before(turn)) is not None:
        return before
    stage, chat_id = stage_of(turn), turn.incoming.chat.chat_id
    stale = settle_stale(stage, chat_id)
    standing = turn.store.nights.open_in(chat_id)
    last = turn.store.nights.latest_decided(chat_id) if intent.now else None
    event = Begin(
        turn.now,
        turn.person_id,
        intent.filters,
        None if intent.when is None else intent.when.timestamp(),
        intent.now,
        () if last is None else last.people,
    )
    night = standing or Night(0, chat_id, "new", turn.incoming.thread_id)
    played = play(stage, night, event, turn.cause)
    shows = standing is None or played.night != standing
    return (*stale, *answered(turn, played.replies if shows else (), played.said))


def nights(turn: Turn) -> tuple[Reply, ...]:
    """/nights: what the group watched."""
    past = [
        (film, dt.datetime.fromtimestamp(night.decided_at, turn.now.tzinfo).date(), night.names)
        for night in turn.store.past_nights.of(turn.incoming.chat.chat_id, limit=PAST)
        if (film := turn.film(night.winner))
    ]
    lines = words.past(
        [(film, day, [words.first_name(name) for name in names]) for film, day, names in past],
        turn.today,
    )
    return (Reply(lines, films=tuple(film.movie_id for film, _, _ in past)),)


def settings(turn: Turn, intent: Settings) -> tuple[Reply, ...]:
    """/settings in a group: its own, for all its nights."""
    chat_id = turn.incoming.chat.chat_id
    chosen = turn.store.groups.settings(chat_id)
    if not turn.pressed:  # asked for anew: below, and not far above where it was last time
        turn.store.cards.forget(chat_id, SETTINGS_CARD)
    changed = _toggled(chosen, intent.toggle)
    if changed != chosen:
        turn.store.groups.set_settings(chat_id, changed)
    return (
        Reply(
            words.group_settings(
                secret_vetoes=changed.secret_vetoes, allows_seen=changed.allows_seen
            ),
            keyboards.group_settings(
                secret_vetoes=changed.secret_vetoes, allows_seen=changed.allows_seen
            ),
            card=SETTINGS_CARD,
            chat_id=chat_id,
            thread_id=turn.incoming.thread_id,
            replaces_pressed=turn.pressed,
        ),
    )


def _toggled(chosen: GroupSettings, toggle: str | None) -> GroupSettings:
    match toggle:
        case "secret_vetoes" | "named_vetoes":
            return replace(chosen, secret_vetoes=toggle == "secret_vetoes")
        case "allow_seen" | "only_unseen":
            return replace(chosen, allows_seen=toggle == "allow_seen")
        case _:
            return chosen
