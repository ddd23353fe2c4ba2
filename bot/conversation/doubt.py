"""What to do when a message was read with little confidence: do it, ask, or just talk.

Where a second reader is set up, it may be asked about such a message (`is_unsure`). The law of
writes stands: no change of a person's data is done on its word alone. Where it reads what we read,
that is done; where it reads a wish or talk, that is answered; where it alone reads a change, the
person is asked.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.memory import Offered, WantedRating, WhichAct
from bot.conversation.turn import Turn, with_film
from bot.intents import (
    Amend,
    Intent,
    LogWatched,
    Mention,
    NotInterested,
    NotSeen,
    Other,
    Rate,
    SmallTalk,
    Undo,
    Watchlist,
)
from bot.presentation import keyboards
from bot.presentation.wording import questions as words
from bot.replies import Reply
from bot.understanding.understand import Understanding, films_of
from recommender.domain import Film

SURE_ENOUGH = 0.5
"""Below this an act that changes a person's data is not done without asking."""
GUESS = 0.3
"""Below this it is taken for talk."""
_WRITES = (LogWatched, Rate, Amend, NotInterested, NotSeen, Watchlist, Undo)


def weighed(turn: Turn, understood: Understanding) -> tuple[Intent, ...]:
    """The acts to do: those read, or talk where a write was read with little confidence.

    A message that answers an open question of ours is never doubted.
    """
    if understood.acts == (Other(),) and understood.confidence >= SURE_ENOUGH:
        return (SmallTalk("about_films"),)
    if not _is_doubtful(turn, understood):
        return understood.acts
    may_be_talk = isinstance(understood.second, Other | SmallTalk)
    if _names_nothing(understood.acts) or understood.confidence < GUESS or may_be_talk:
        films = tuple(film for act in understood.acts for film in films_of(act))
        return (Other(tuple(film for film in films if isinstance(film, Mention))),)
    return understood.acts


def question(turn: Turn, understood: Understanding) -> Reply | None:
    """Ask which of the two likeliest readings is meant, the first guess first.

    Returns:
        None where the message is clear enough, or where a plain reply beats a question because
        one of the two is just talk.
    """
    if not _is_doubtful(turn, understood) or understood.confidence < GUESS:
        return None
    if len(understood.acts) != 1 or isinstance(understood.second, Other | SmallTalk | None):
        return None
    film = _film(turn, understood.acts[0])
    if film is None:
        return None
    readings = [with_film(act, film) for act in (understood.acts[0], understood.second)]
    labels = [words.act_label(act.kind, film.name) for act in readings]
    if None in labels or labels[0] == labels[1]:
        return None
    turn.talk.question = WhichAct(readings[0], readings[1])
    pairs = [(label, act) for label, act in zip(labels, readings, strict=True) if label is not None]
    return Reply((words.which_act(),), keyboards.which_act(*pairs), films=(film.movie_id,))


def is_unsure(turn: Turn, understood: Understanding) -> bool:
    """Whether a second reader may be asked: one act of little confidence, no answer to us."""
    return (
        understood.confidence < SURE_ENOUGH
        and len(understood.acts) == 1
        and not _is_answer(turn, understood)
    )


def agreed(own: Understanding, second: Understanding) -> Understanding | None:
    """Our own unsure reading beside a second one, as one that is sure.

    Returns:
        None where only the second reading changes a person's data, or changes something else.
    """
    if second.acts == own.acts:
        return replace(own, confidence=1.0)
    if any(_writes(act) for act in second.acts):
        return None
    return second


def question_of_two(turn: Turn, own: Understanding, second: Understanding) -> Reply | None:
    """Ask whether a change that only the second reader sees is meant, or what we took it for.

    Returns:
        None where the change is not of exactly one film that is known: there is nothing to press.
    """
    if len(second.acts) != 1 or (film := _film(turn, second.acts[0])) is None:
        return None
    act = with_film(second.acts[0], film)
    label = words.act_label(act.kind, film.name)
    if label is None:
        return None
    ours = with_film(own.acts[0], film) if _film(turn, own.acts[0]) == film else None
    our_label = None if ours is None else words.act_label(ours.kind, film.name)
    if ours is None or our_label in {None, label}:
        turn.talk.question = Offered(act)
        line, rows = words.is_it_this(), keyboards.one_act(label, act)
    else:
        assert our_label is not None
        turn.talk.question = WhichAct(act, ours)
        line, rows = words.which_act(), keyboards.which_act((label, act), (our_label, ours))
    return Reply((line,), rows, films=(film.movie_id,))


def _is_answer(turn: Turn, understood: Understanding) -> bool:
    """Whether a message may answer our open question: what names another film does not."""
    asked = turn.talk.question
    if isinstance(asked, WantedRating | Offered):
        return not understood.mentions
    return not isinstance(asked, WhichAct | None)


def _is_doubtful(turn: Turn, understood: Understanding) -> bool:
    if _is_answer(turn, understood):
        return False
    return understood.confidence < SURE_ENOUGH and any(_writes(act) for act in understood.acts)


def _writes(intent: Intent) -> bool:
    return isinstance(intent, _WRITES)


def _film(turn: Turn, intent: Intent) -> Film | None:
    """The one film that an act names."""
    settled = turn.settle_each(films_of(intent))
    return settled.films[0] if len(settled.films) == 1 and not settled.unsettled else None


def _names_nothing(acts: Sequence[Intent]) -> bool:
    """Whether the acts that write have no film of the message to act on."""
    return not any(
        isinstance(film, Mention) and film.surface
        for act in acts
        if _writes(act)
        for film in films_of(act)
    )
