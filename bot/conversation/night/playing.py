"""Applies one event to a night and keeps the result, in one transaction."""

from dataclasses import dataclass
from functools import partial

from bot.conversation.night.cards import film_named, poll_card, shown
from bot.conversation.night.choosing import answer
from bot.conversation.night.evening import Evening, Stage, evening
from bot.conversation.turn import Turn
from bot.night import machine
from bot.night.effects import AskHowItWas, Effect, LogWatch, PostPoll, Remind, Say
from bot.night.events import Event, LostPoll
from bot.night.state import Night
from bot.presentation.wording import night_taps as notices
from bot.presentation.wording.night_taps import About
from bot.replies import Line, Reply
from recommender import Cause, LogEntry

SOURCE = "night"


@dataclass(frozen=True, slots=True)
class Played:
    """A night after something happened to it."""

    evening: Evening
    effects: tuple[Effect, ...]
    said: str
    """What whoever acted is told; empty for nothing."""

    @property
    def night(self) -> Night:
        """The night as it is kept now."""
        return self.evening.night

    @property
    def reminders(self) -> tuple[Remind, ...]:
        """What the group is to be told."""
        return tuple(effect for effect in self.effects if isinstance(effect, Remind))

    @property
    def asks_how_it_was(self) -> bool:
        """Whether the group is to be asked how the film was."""
        return any(isinstance(effect, AskHowItWas) for effect in self.effects)

    @property
    def replies(self) -> tuple[Reply, ...]:
        """All of it that people may see now."""
        return shown(self.evening, posts_poll=_posts_poll(self.effects))


def stage_of(turn: Turn) -> Stage:
    """What the nights of a turn are played with."""
    return Stage(turn.recommender, turn.store, turn.now)


def play(
    stage: Stage,
    before: Night,
    event: Event,
    cause: Cause | None = None,
    *,
    after_start: bool = False,
) -> Played:
    """Apply an event to a night, and keep what comes of it.

    Args:
        stage: What it is played with.
        before: The night as it was read.
        event: What happens.
        cause: Who did it and by which update; the same update again is to change nothing.
        after_start: Whether the bot has just been started, so that no poll can be on its way.
    """
    nights, asked = stage.store.nights, partial(answer, stage)
    with nights.atomic():
        night, effects = before, tuple[Effect, ...]()
        if before.state == "voting" and not _is_posted(stage, before):
            lost = LostPoll(stage.now, after_start=after_start)
            night, effects = machine.play(night, lost, asked)
        night, more = machine.play(night, event, asked)
        is_new = before.night_id == 0
        if is_new or night != before:
            night = nights.save(night, None if is_new else before)
        after, effects = evening(stage, night), (*effects, *more)
        said = _said(after, effects, cause)
        if cause is not None:
            nights.remember(cause.update_key, night.night_id, said)
    return Played(after, effects, said)


def answered(turn: Turn, replies: tuple[Reply, ...], said: str) -> tuple[Reply, ...]:
    """Whoever taps gets a notice; whoever writes gets a line."""
    if not said:
        return replies
    # Beside the card and not on it: a card that says the same as before needs no edit.
    return (*replies, Reply((), toast=said) if turn.pressed else Reply((Line(said),)))


def said_before(turn: Turn) -> tuple[Reply, ...] | None:
    """What was answered to the same update before; None for a new one."""
    said = turn.store.nights.said(turn.incoming.update_key)
    night = None if said is None else turn.store.nights.get(said[0])
    if said is None or night is None:
        return None
    return answered(turn, shown(evening(stage_of(turn), night)), said[1])


def _is_posted(stage: Stage, night: Night) -> bool:
    card = poll_card(night.night_id, night.round)
    return stage.store.cards.get(night.chat_id, card) is not None


def _posts_poll(effects: tuple[Effect, ...]) -> bool:
    return any(isinstance(effect, PostPoll) for effect in effects)


def _said(after: Evening, effects: tuple[Effect, ...], cause: Cause | None) -> str:
    for effect in effects:
        if isinstance(effect, LogWatch) and cause is not None:
            return _log(after, effect, cause)
        if isinstance(effect, Say):
            about = About(
                film="" if effect.movie_id is None else film_named(after, effect.movie_id).name,
                name=after.name(effect.person_id),
                number=effect.number,
                wish=after.night.wishes,
                closes=after.closes,
            )
            return notices.notice(effect.notice, about)
    return ""


def _log(after: Evening, watch: LogWatch, cause: Cause) -> str:
    """Log the film of the night once, with the stars given."""
    recommender, film = after.recommender, film_named(after, watch.movie_id)
    last = recommender.last_watch(watch.person_id, watch.movie_id)
    fresh = last is None or (last.watched_on is not None and last.watched_on < watch.watched_on)
    if fresh:
        entry = LogEntry(watch.movie_id, watch.rating, watch.watched_on)
        recommender.log(cause, (entry,), source=SOURCE)
    elif watch.rating is not None:
        recommender.rate(cause, ((watch.movie_id, watch.rating),))
    if watch.rating is not None:
        return notices.rated(film, watch.rating)
    return notices.logged(film) if fresh else notices.logged_already(film)
