"""Taps on a night's cards: each one transaction, and the same tap twice is one tap."""

from typing import assert_never

from bot.conversation.memory import WantedRating
from bot.conversation.night import additions, choosing, steps, watching
from bot.conversation.night.cards import shown
from bot.conversation.night.evening import Evening, again, evening
from bot.conversation.turn import Turn
from bot.intents import NightTap
from bot.presentation.wording import night as words
from bot.presentation.wording import night_taps as notices
from bot.presentation.wording import talk as talk_words
from bot.replies import Line, Reply
from recommender.domain import Film, MovieId


def tap(turn: Turn, intent: NightTap) -> tuple[Reply, ...]:
    """Do what a tap asks for, or say why not, and show the night as it stands then."""
    recommender, store = turn.recommender, turn.store
    night = store.nights.get(intent.night_id)
    if night is None or night.chat_id != turn.incoming.chat.chat_id:
        stale = talk_words.stale_button()
        return (Reply((stale,), toast=stale.text),)
    before = evening(recommender, store, night, turn.now)
    said = store.nights.said(turn.incoming.update_key)
    if said is not None:
        return _answered(turn, shown(before), said[1])
    with store.nights.atomic():
        toast = _done(turn, before, intent)
        store.nights.remember(turn.incoming.update_key, night.night_id, toast)
    after = again(before)
    if intent.action in ("watched", "rate") and after.night.winner is not None:
        turn.talk.film = after.night.winner
        if intent.action == "watched":
            turn.talk.question = WantedRating(after.night.winner)
    return _answered(turn, shown(after, closing=closing(before, after)), toast)


def _answered(turn: Turn, replies: tuple[Reply, ...], said: str) -> tuple[Reply, ...]:
    """Whoever taps gets a notice; whoever writes gets a line."""
    if not said:
        return replies
    # Beside the card and not on it: a card that says the same as before needs no edit.
    return (*replies, Reply((), toast=said) if turn.pressed else Reply((Line(said),)))


def closing(before: Evening, after: Evening) -> int:
    """The round whose poll is over now; 0 for none."""
    was, now = before.night, after.night
    is_over = was.state == "voting" and (now.state != "voting" or now.round != was.round)
    return was.round if is_over else 0


def _done(turn: Turn, before: Evening, intent: NightTap) -> str:
    match intent.action:
        case "join":
            return _join(turn, before)
        case "watched" | "rate":
            return watching.watched(turn, before, intent.rating)
        case "start" | "pick" | "reroll" | "veto" | "add" | "close" | "cancel" | "leave":
            if before.member(turn.person_id) is None:
                return notices.not_in()
        case _:
            assert_never(intent.action)
    if before.night.state == "decided" and before.night.settled_by == "pick":
        return _another(before) if intent.action == "reroll" else notices.over()
    if not before.night.is_open:
        return notices.over()
    match intent.action:
        case "leave":
            return _leave(turn, before)
        case "veto":
            return _veto(turn, before, intent.movie_id)
        case "add":
            return additions.add(turn, before, intent.movie_id)
        case "start" | "pick" | "reroll" | "close" | "cancel":
            host = before.host
            if host is not None and not before.may_steer(turn.person_id):
                return notices.only_host(words.first_name(host.first_name))
            return _steered(before, intent)


def _steered(before: Evening, intent: NightTap) -> str:
    gathering = before.night.state == "gathering"
    match intent.action:
        case "start" | "pick" if not gathering:
            return notices.vote_is_on()
        case "start":
            started = steps.start_vote(before)
            if started is None:
                return talk_words.no_model_yet().text
            return "" if started else notices.nothing_fits(before.night.wishes)
        case "pick":
            return "" if steps.pick_one(before) else _no_pick(before)
        case "cancel":
            before.store.nights.cancel(before.night_id, at=before.at)
            return notices.is_off()
        case _ if gathering:
            return notices.not_yet()
        case "reroll":
            return _reroll(before)
        case _:
            everything_vetoed = all(option.vetoes for option in before.options)
            if not steps.close_vote(before):
                return _no_pick(before)
            return notices.all_vetoed() if everything_vetoed else notices.closed()


def _no_pick(before: Evening) -> str:
    if before.recommender.snapshot is None:
        return talk_words.no_model_yet().text
    return notices.nothing_fits(before.night.wishes)


def _join(turn: Turn, before: Evening) -> str:
    night = before.night
    if night.state == "cancelled" or (night.state == "decided" and night.settled_by != "pick"):
        return notices.over()
    if not before.store.night_members.join(night.night_id, turn.person_id, before.at):
        return notices.in_already()
    if before.options:
        choosing.refit(again(before))
    return notices.youre_in()


def _leave(turn: Turn, before: Evening) -> str:
    before.store.night_members.leave(before.night_id, turn.person_id)
    steps.after_change_of_people(again(before))
    return notices.youre_out()


def _another(before: Evening) -> str:
    listed = before.store.ballots.ever_listed(before.night_id)
    if any(member.watched for member in before.members):
        return notices.over()
    return notices.another() if steps.pick_one(before, avoid=listed) else _no_pick(before)


def _reroll(before: Evening) -> str:
    """Keep what somebody likes, drop the rest, and fill up with films that were not there yet."""
    if before.night.round >= steps.MOST_ROUNDS:
        return notices.enough_rerolls()
    # what somebody added by hand stays, unless somebody vetoes it
    dropped = [
        option.movie_id
        for option in before.options
        if option.vetoes or not (option.votes or option.origin == "added")
    ]
    if not dropped:
        return notices.all_liked()
    try:
        with before.store.nights.atomic():
            return notices.others_for(_swapped(before, dropped))
    except _NothingFresh:  # the list stays as it was
        return _no_pick(before)


def _swapped(before: Evening, dropped: list[MovieId]) -> int:
    """Put fresh films in the place of these; how many came."""
    seen = before.store.ballots.ever_listed(before.night_id)
    before.store.ballots.drop(before.night_id, dropped)
    filled = choosing.fill(again(before), avoid=seen)
    if filled is None or not filled.fresh:
        raise _NothingFresh
    before.store.nights.next_round(before.night_id, at=before.at)
    return filled.fresh


class _NothingFresh(Exception):
    """Undoes a reroll that brings nothing."""


def _veto(turn: Turn, before: Evening, movie_id: MovieId | None) -> str:
    if before.night.state != "voting":
        return notices.not_yet()
    ballots = before.store.ballots
    mine = ballots.veto_of(before.night_id, turn.person_id)
    option = before.option(movie_id)
    if option is None:
        return notices.not_on_list()
    film = _film(turn, option.movie_id)
    if mine == option.movie_id:
        ballots.veto(before.night_id, turn.person_id, None)
        return notices.veto_back(film)
    if mine is not None:
        return notices.one_veto(_film(turn, mine))
    ballots.veto(before.night_id, turn.person_id, option.movie_id)
    return notices.vetoed(film)


def _film(turn: Turn, movie_id: MovieId) -> Film:
    return turn.film(movie_id) or Film(movie_id, words.taken_back(), None)
