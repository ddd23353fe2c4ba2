"""What a typed message asks for: read here, and where that is unsure beside a second opinion."""

import re
from typing import NamedTuple

from bot.conversation import answers, doubt
from bot.conversation.memory import WantedTitle
from bot.conversation.turn import Turn
from bot.intents import Intent
from bot.replies import Reply, Text
from bot.understanding.own_words import asks_without_films, names_added_film
from bot.understanding.second_opinion import SecondOpinion, read_as
from bot.understanding.understand import Understanding, understand

LONGEST_TEXT = 500
"""Letters that are read. Everybody waits meanwhile, and a list of films can come in pieces."""

_LONGEST_RUN = 5
_RUN = re.compile(r"([^\w\s])\1{5,}")
"""A sign repeated more often than stars are: no more of it says anything, and each costs."""


class Asked(NamedTuple):
    """What to do for a message."""

    acts: tuple[Intent, ...]
    """At least one, in order."""
    unread: tuple[str, ...] = ()
    """Pieces that were not understood."""
    question: Reply | None = None
    """What to ask back before any of it is done."""


def asked_in(turn: Turn, text: str, opinion: SecondOpinion | None = None) -> Asked:
    """What a message asks for.

    Args:
        turn: Whose message it is, and what was said before.
        text: Its words.
        opinion: How a second reader understood it; counts only where our reading is unsure.
    """
    understood = _understood(turn, text)
    if isinstance(turn.talk.question, WantedTitle):
        return Asked((answers.title_or(understood.intent, text),))
    if opinion is not None and doubt.is_unsure(turn, understood):
        second = _read_as(turn, understood.text, opinion)
        if second is not None:
            agreed = doubt.agreed(understood, second)
            if agreed is None and (reply := doubt.question_of_two(turn, understood, second)):
                return Asked(understood.acts, question=reply)
            understood = agreed or understood
    acts = doubt.weighed(turn, understood)
    return Asked(acts, understood.unread, doubt.question(turn, understood))


def is_unsure(turn: Turn) -> bool:
    """Whether a second reader may be asked about the message of a turn. Changes nothing."""
    what = turn.incoming.what
    if not isinstance(what, Text) or not what.text.strip() or len(what.text) > LONGEST_TEXT:
        return False
    return doubt.is_unsure(turn, _understood(turn, what.text))


def _understood(turn: Turn, text: str) -> Understanding:
    titles, context = turn.recommender.titles, answers.context(turn)
    text = _RUN.sub(r"\1" * _LONGEST_RUN, text[:LONGEST_TEXT])
    understood = understand(text, titles=titles, now=turn.now, context=context)
    if names_added_film(understood):
        with titles.without_added():
            plain = understand(text, titles=titles, now=turn.now, context=context)
        if asks_without_films(plain):
            return plain
    return understood


def _read_as(turn: Turn, text: str, opinion: SecondOpinion) -> Understanding | None:
    return read_as(
        text,
        opinion,
        titles=turn.recommender.titles,
        now=turn.now,
        context=answers.context(turn),
    )
