"""A second reader's opinion of one message: what it may say, and what that comes to here.

The second reader (a language model, say) names one act and the films that the message names. Its
word is taken for nothing else: stars, days, years and wishes are read by our own rules, a film is
a piece of the message that the title index knows, and what an opinion may do is for
`bot.conversation.doubt` to decide.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from bot.intents import Limit, SmallTalkTopic
from bot.understanding.context import Context
from bot.understanding.lattice import LONGEST, Candidate, lattice
from bot.understanding.parts import Part
from bot.understanding.reader import Reading
from bot.understanding.understand import Found, Understanding, values_of
from recommender import TitleIndex
from recommender.domain import NotFound

ACTS: Mapping[str, str] = {
    "log_watched": "tells that the writer has watched films",
    "rate": "gives the writer's own opinion or stars of films",
    "watchlist": "wants films on the list of films to watch, off it, or to see that list",
    "not_interested": "never wants to be shown these films",
    "not_seen": "tells that the writer has not seen these films",
    "recommend": "asks what to watch, perhaps with wishes",
    "similar": "asks for films like the films named",
    "search": "asks something about a film, or for films by genre, year or person",
    "history": "asks what the writer watched or rated so far",
    "group": "asks what several people should watch together",
    "more": "asks for more or other films than those just shown",
    "why": "asks why a film was recommended",
    "help": "asks what this bot can do or how it works",
    "privacy": "asks what is stored of the writer",
    "greeting": "greets",
    "thanks": "thanks or praises the answer",
    "other": "anything else",
} | {
    name: "chat" if name.startswith("small_talk") else "wants what a film list cannot do"
    for name in (
        *(f"small_talk.{topic}" for topic in get_args(SmallTalkTopic) if topic != "about_films"),
        *(f"cannot_do.{limit}" for limit in get_args(Limit) if limit != "forwarded"),
    )
}
"""The acts that an opinion may name, and what each means. None of them needs the talk before it,
and none erases anything: "undo", "forget me" and answers to our questions are read here only."""


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """How a second reader understood a message."""

    act: str
    """One of `ACTS`."""
    films: tuple[str, ...] = ()
    """Names of films, as they stand in the message."""


def place_of(film: str, text: str) -> tuple[int, int] | None:
    """Where a message names a film: its first whole words that are equal but for case."""
    if not film.strip():
        return None
    found = re.search(rf"(?<!\w){re.escape(film.strip())}(?!\w)", text[:LONGEST], re.IGNORECASE)
    return None if found is None else found.span()


def read_as(
    text: str, opinion: SecondOpinion, *, titles: TitleIndex, now: dt.datetime, context: Context
) -> Understanding | None:
    """The acts of a message if an opinion of it is right.

    Args:
        text: What the person wrote.
        opinion: What a second reader makes of it.
        titles: The names of the films.
        now: The moment it was written, in the person's time zone.
        context: What the last answer said.

    Returns:
        None for an opinion that cannot be right: an act that is none of `ACTS`, a film that the
        message does not name or the index does not know.
    """
    places = [place_of(film, text) for film in opinion.films]
    if opinion.act not in ACTS or None in places:
        return None
    spans = values_of(text, now, context)
    laid = lattice(text, spans, titles)
    starts = [word.start for word in laid.words]
    films: list[Candidate] = []
    for start, end in sorted({place for place in places if place is not None}):
        if not films or start >= films[-1].end:
            first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1)
            films.append(Candidate(max(first, 0), last, start, end, None))
    whole = Part(opinion.act, 0, len(laid.words), 1.0)
    reading = Reading(laid, tuple(films), (whole,), 1.0, opinion.act)
    found = Found(text, reading, context, spans, titles)
    if any(isinstance(mention.resolution, NotFound) for mention in found.mentions):
        return None
    acts = found.acts(reading, reading.parts, now)
    return Understanding(
        text, acts.intents, mentions=found.mentions, unread=acts.unread, values=found.values
    )
