"""Turns taps on a night's cards and votes in its poll into events, each counted once."""

from typing import assert_never

from bot.conversation.memory import WantedRating
from bot.conversation.night.cards import night_of, shown
from bot.conversation.night.evening import evening
from bot.conversation.night.playing import answered, play, said_before, stage_of
from bot.conversation.turn import Turn
from bot.intents import NightTap, Vote
from bot.night import events
from bot.night.state import Night
from bot.presentation.wording import night_taps as notices
from bot.presentation.wording import talk as talk_words
from bot.replies import Reply


def tap(turn: Turn, intent: NightTap) -> tuple[Reply, ...]:
    """Do what a tap asks for, or say why not, and show the night as it stands then."""
    night = turn.store.nights.get(intent.night_id)
    if night is None or night.chat_id != turn.incoming.chat.chat_id:
        stale = talk_words.stale_button()
        return (Reply((stale,), toast=stale.text),)
    if (before := said_before(turn)) is not None:
        return before
    event = _event(turn, night, intent)
    if isinstance(event, str):
        return answered(turn, shown(evening(stage_of(turn), night)), event)
    played = play(stage_of(turn), night, event, turn.cause)
    if intent.action in ("watched", "rate") and played.night.winner is not None:
        turn.talk.film = played.night.winner
        if intent.action == "watched":
            turn.talk.question = WantedRating(played.night.winner)
    return answered(turn, played.replies, played.said)


def _event(turn: Turn, night: Night, intent: NightTap) -> events.Event | str:
    """What a tap is to the machine, or what is wrong with it."""
    now, person_id = turn.now, turn.person_id
    match intent.action:
        case "join":
            return events.Join(now, person_id)
        case "leave":
            return events.Leave(now, person_id)
        case "start":
            return events.Start(now, person_id)
        case "pick":
            return events.Pick(now, person_id)
        case "reroll":
            return events.Reroll(now, person_id)
        case "close":
            return events.Close(now, person_id)
        case "cancel":
            return events.Cancel(now, person_id)
        case "veto":
            secret = turn.store.groups.settings(night.chat_id).secret_vetoes
            return events.Veto(now, person_id, intent.movie_id, secret)
        case "add":
            if intent.movie_id is None:
                return events.NameFilm(now, person_id)
            if turn.film(intent.movie_id) is None:
                return notices.not_on_list()
            return events.Add(now, person_id, intent.movie_id)
        case "watched" | "rate":
            if night.winner is not None and turn.film(night.winner) is None:
                return notices.over()
            return events.Watched(now, person_id, intent.rating)
        case _:
            assert_never(intent.action)


def vote(turn: Turn, intent: Vote) -> tuple[Reply, ...]:
    """Count a vote. A vote says nothing of its chat: the replies name it."""
    store, stage = turn.store, stage_of(turn)
    posted = store.cards.of_poll(intent.poll_id)
    about = None if posted is None else night_of(posted.card)
    night = None if about is None else store.nights.get(about[0])
    if about is None or about[1] is None or night is None:
        return ()
    if night.state != "voting" or about[1] != night.round or store.nights.said(_key(turn)):
        # A poll that should be closed: the bot was stopped before it could say so.
        return shown(evening(stage, night))
    event = events.Vote(
        turn.now, turn.person_id, about[1], intent.options, from_outside=intent.from_outside
    )
    played = play(stage, night, event, turn.cause)
    return played.replies if played.night != night else ()


def _key(turn: Turn) -> str:
    return turn.incoming.update_key
