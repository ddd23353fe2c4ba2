"""/movienight, /nights, and a group's settings."""

import datetime as dt
from dataclasses import replace

from bot.conversation.night import steps
from bot.conversation.night.cards import shown
from bot.conversation.night.clock import settle_stale
from bot.conversation.night.evening import Evening, again, evening
from bot.conversation.night.taps import closing
from bot.conversation.turn import Turn
from bot.intents import Group, Settings
from bot.presentation import night_keyboards as keyboards
from bot.presentation.wording import night as words
from bot.presentation.wording import night_taps as notices
from bot.presentation.wording import talk as talk_words
from bot.replies import Line, Reply
from bot.store import GroupSettings
from recommender.domain import PersonId

PAST = 10
SETTINGS_CARD = "settings"


def begin(turn: Turn, intent: Group) -> tuple[Reply, ...]:
    """Begin a night, or pick at once; one at a time."""
    recommender, store, key = turn.recommender, turn.store, turn.incoming.update_key
    said = store.nights.said(key)
    done = None if said is None else store.nights.get(said[0])
    if done is not None:
        return shown(evening(recommender, store, done, turn.now))
    chat_id = turn.incoming.chat.chat_id
    stale = settle_stale(recommender, store, chat_id, turn.now)
    standing = store.nights.open_in(chat_id)
    if standing is not None:
        return (*stale, *_beside(turn, evening(recommender, store, standing, turn.now), intent))
    with store.nights.atomic():
        night = store.nights.begin(
            chat_id,
            turn.person_id,
            intent.filters,
            at=turn.now.timestamp(),
            closes_at=_closes_at(intent.when),
        )
        for person_id in (turn.person_id, *(_last_time(turn) if intent.now else ())):
            store.night_members.join(night.night_id, person_id, turn.now.timestamp())
        now = evening(recommender, store, night, turn.now)
        if intent.now and not steps.pick_one(now):
            store.nights.cancel(night.night_id, at=now.at)
        store.nights.remember(key, night.night_id, "")
    after = again(now)
    if after.night.state == "cancelled":
        return (*stale, Reply((_no_film(after),)))
    return (*stale, *shown(after))


def _no_film(after: Evening) -> Line:
    if after.recommender.snapshot is None:
        return talk_words.no_model_yet()
    return Line(notices.nothing_fits(after.night.wishes))


def _beside(turn: Turn, standing: Evening, intent: Group) -> tuple[Reply, ...]:
    """Asked for a night while one is on."""
    if not intent.now:
        host = standing.host
        name = None if host is None else words.first_name(host.first_name)
        return (Reply((words.already_on(name),)),)
    if standing.night.state == "voting":
        return (Reply((words.voting_already(),)),)
    with turn.store.nights.atomic():
        turn.store.night_members.join(standing.night_id, turn.person_id, standing.at)
        steps.pick_one(again(standing))
        turn.store.nights.remember(turn.incoming.update_key, standing.night_id, "")
    after = again(standing)
    if after.night.state != "decided":
        return (Reply((_no_film(after),)),)
    return shown(after, closing=closing(standing, after))


def _last_time(turn: Turn) -> list[PersonId]:
    """Who was in on the group's last night."""
    last = turn.store.nights.latest_decided(turn.incoming.chat.chat_id, before=2**62)
    if last is None:
        return []
    return [member.person_id for member in turn.store.night_members.of(last.night_id)]


def _closes_at(when: dt.datetime | None) -> float | None:
    return None if when is None else when.timestamp()


def nights(turn: Turn) -> tuple[Reply, ...]:
    """/nights: what the group watched."""
    past = [
        (film, dt.datetime.fromtimestamp(night.decided_at, turn.now.tzinfo).date(), night.names)
        for night in turn.store.nights.past(turn.incoming.chat.chat_id, limit=PAST)
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
    chosen = turn.store.nights.settings(chat_id)
    if not turn.pressed:  # asked for anew: below, and not far above where it was last time
        turn.store.cards.forget(chat_id, SETTINGS_CARD)
    changed = _toggled(chosen, intent.toggle)
    if changed != chosen:
        turn.store.nights.set_settings(chat_id, changed)
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
