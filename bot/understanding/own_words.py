"""Words that people say to the bot: they mean what they say, even if a film is called so."""

import datetime as dt
import re

from bot.intents import Mention
from bot.understanding.everyday import is_everyday
from bot.understanding.understand import Understanding, understand
from recommender import TitleIndex
from recommender.domain import FIRST_ADDED_ID, Resolved

_SURE_IN_PLAIN_WORDS, _SURE = 0.15, 0.9
"""A confidence from which words mean what they say: where all of them are everyday, and others."""
_TALK_OF_FILMS = frozenset({"search", "other"})
_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(
    r"://|\bwww\.|\bt\.me\b|@\w{3}"
    r"|[\w-]{2,}\.(?:com|net|org|info|biz|io|me|ru|xyz|shop|site|online|top|club|app|dev|link|bot)\b",
    re.IGNORECASE,
)


def has_shape_of_title(text: str) -> bool:
    """Whether words are no link and no command."""
    return not text.startswith("/") and _LINK.search(text) is None


def is_said_to_bots(text: str, *, titles: TitleIndex, now: dt.datetime) -> bool:
    """Whether people say these words to the bot, meaning no film of this title."""
    with titles.without_added():
        read = [understand(one, titles=titles, now=now) for one in {text, text.casefold()}]
    return any(
        _asks(one) and all(_is_surely_a_part(mention, text) for mention in one.mentions)
        for one in read
    )


def _is_surely_a_part(mention: Mention, text: str) -> bool:
    """Whether a mention is a known film beside other words: the "heat" of "watched heat"."""
    return isinstance(mention.resolution, Resolved) and len(mention.surface) < len(text)


def names_added_film(understood: Understanding) -> bool:
    """Whether a message was read as naming a film that somebody added."""
    return any(
        isinstance(mention.resolution, Resolved)
        and mention.resolution.film.movie_id >= FIRST_ADDED_ID
        for mention in understood.mentions
    )


def asks_without_films(understood: Understanding) -> bool:
    """Whether a message surely asks something and names no film."""
    return not understood.mentions and _asks(understood)


def _asks(understood: Understanding) -> bool:
    words = _WORD.findall(understood.text.casefold())
    sure = _SURE_IN_PLAIN_WORDS if all(map(is_everyday, words)) else _SURE
    return understood.confidence >= sure and understood.intent.kind not in _TALK_OF_FILMS
