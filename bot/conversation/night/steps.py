"""From one state of a night to the next, whoever or whatever makes it move.

Each runs inside a transaction of its caller.
"""

import datetime as dt
from collections.abc import Iterable

from bot.conversation.night import choosing
from bot.conversation.night.evening import Evening, again
from bot.store import SettledBy
from recommender import decide
from recommender.domain import MovieId

MOST_OPTIONS = 10
"""Telegram allows twelve; nobody reads as many."""
MOST_ROUNDS = 8
"""Polls in one night, rerolls and added films together."""
ASK_HOUR = 12
NIGHT_ENDS_HOUR = 5
"""A film that begins at two is still last night's."""
REMIND_S = 10 * 60.0
REMIND_LATER_S = 60 * 60.0
"""When to remind once of a vote without a time."""
UNKNOWN_SCORE = 0.5
"""What a film counts in a tie that the model does not know."""


def start_vote(evening: Evening) -> bool | None:
    """From gathering to voting; to the film itself where only one is left.

    Returns:
        Whether anything fits; None without a model.
    """
    filled = choosing.fill(evening)
    if filled is None:
        return None
    evening = again(evening)
    if not evening.options:
        return False
    if len(evening.options) == 1:
        settle(evening, evening.options[0].movie_id, "fit")
        return True
    evening.store.nights.vote(
        evening.night_id,
        at=evening.at,
        closes_at=evening.night.closes_at,
        remind_at=_remind_at(evening),
        relaxed=filled.relaxed,
    )
    return True


def _remind_at(evening: Evening) -> float:
    closes_at = evening.night.closes_at
    if closes_at is None:
        return evening.at + REMIND_LATER_S
    return max(closes_at - REMIND_S, (evening.at + closes_at) / 2)


def close_vote(evening: Evening) -> bool:
    """Settle a vote: most approvals of what nobody vetoed, then the fit, then a draw.

    Returns:
        Whether there is a film now. With everything vetoed another is picked; the night is
        cancelled where there is none.
    """
    standing = [option for option in evening.options if not option.vetoes]
    if not standing:
        return pick_one(evening)
    decision = decide(
        [len(option.votes) for option in standing],
        [UNKNOWN_SCORE if option.score is None else option.score for option in standing],
        seed=evening.night_id,
    )
    winner = standing[decision.winner]
    by: SettledBy = decision.by
    if by == "votes" and not winner.votes:
        by = "fit"  # the only one left, and nobody voted
    settle(evening, winner.movie_id, by)
    return True


def pick_one(evening: Evening, *, avoid: Iterable[MovieId] = ()) -> bool:
    """Settle a night with one film that the model picks.

    Returns:
        Whether there is one. An open night is cancelled where there is none.
    """
    listed = evening.store.ballots.ever_listed(evening.night_id)
    vetoed = {option.movie_id for option in evening.options if option.vetoes}
    voting = evening.night.state == "voting"
    winner = choosing.pick(evening, avoid={*avoid, *vetoed, *(listed if voting else ())})
    if winner is None:
        if voting:
            evening.store.nights.cancel(evening.night_id, at=evening.at)
        return False
    settle(evening, winner, "pick")
    return True


def settle(evening: Evening, winner: MovieId, by: SettledBy) -> None:
    """The night has its film; it will be asked about the next day."""
    evening.store.nights.decide(
        evening.night_id, winner, by, at=evening.at, ask_at=_ask_at(evening.now)
    )


def _ask_at(now: dt.datetime) -> float:
    """Noon of the day after the evening."""
    evening = (now - dt.timedelta(hours=NIGHT_ENDS_HOUR)).date()
    noon = dt.time(ASK_HOUR, tzinfo=now.tzinfo)
    return dt.datetime.combine(evening + dt.timedelta(days=1), noon).timestamp()


def watched_on(evening: Evening) -> dt.date:
    """The day on which the film of a settled night was watched."""
    decided = dt.datetime.fromtimestamp(evening.night.changed_at, evening.now.tzinfo)
    return (decided - dt.timedelta(hours=NIGHT_ENDS_HOUR)).date()


def after_change_of_people(evening: Evening) -> None:
    """Nobody left ends an open night; nobody left to vote ends a vote."""
    if not evening.night.is_open:
        return
    if not evening.members:
        evening.store.nights.cancel(evening.night_id, at=evening.at)
    elif evening.night.state == "voting" and not evening.waiting():
        close_vote(evening)
