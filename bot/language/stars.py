"""The stars that a message gives, out of all numbers and opinions in it."""

import re

from bot.language.clues import Clues, D, F
from bot.language.ratings import Rating

_BEFORE = re.compile(
    rf"(?:^|[{F}{D},:=-]|\b(?:19|20)\d\d|\b(?:a|an|it|it's|its|first|second|third|fourth|fifth|"
    rf"last|solid|rating|stars?|about|maybe|"
    r"like|of|be|at|them|that|this|one|ones|score|rated?|give|gave)) ?$"
)
_AFTER = re.compile(
    rf"\s*(?:$|[.,!?)]|[{F}{D}]|(?:from|for|to|and|but|because|imo|tbh|lol|stars?|or so)\b|[^\w\s])"
)
_SAID_ONE = re.compile(
    r"\b(?:that|this|the|which|no|every|any|some|another|first|last|second|good|new|old|other) $"
)
_WINDOW = 12


def stars_of(clues: Clues) -> float | None:
    """The stars given: with a unit before a bare number before words of praise."""
    if clues.scales:
        return clues.scales[-1].stars
    bare = bare_stars(clues)
    if bare is not None:
        return bare
    return _nearest_opinion(clues)


def _nearest_opinion(clues: Clues) -> float | None:
    """The praise or blame that stands nearest to a film, rather behind it than before."""
    if not clues.opinions:
        return None
    ends = [mention.start + len(mention.surface) for mention in clues.mentions]
    if not ends:
        return clues.opinions[0].stars

    def distance(rating: Rating) -> int:
        behind = [rating.span.start - end for end in ends if end <= rating.span.start]
        before = [m.start - rating.span.end for m in clues.mentions if m.start >= rating.span.end]
        return min([*behind, *(gap + _RATHER_BEHIND for gap in before)], default=_FAR)

    return min(clues.opinions, key=distance).stars


_RATHER_BEHIND = 8
_FAR = 10_000


def bare_stars(clues: Clues) -> float | None:
    """A number that stands where stars are given: behind a film, a day or a pause."""
    masked = clues.masked
    for rating in reversed(clues.bare):
        start, end = rating.span.start, rating.span.end
        before = masked[max(0, start - _WINDOW) : start]
        if masked[start:end] == "one" and _SAID_ONE.search(before):
            continue
        ends = not masked[end:].strip(" .,!")
        if ends and not rating.stars.is_integer() and clues.opinions:
            return rating.stars  # "the first one was meh 2.5"
        if _BEFORE.search(before) and _AFTER.match(masked, end):
            return rating.stars
    return None


def last_bare(clues: Clues) -> float | None:
    """A number that ends a message in which stars are given to something: "rate that 4"."""
    if not clues.bare:
        return None
    last = clues.bare[-1]
    return last.stars if not clues.masked[last.span.end :].strip(" .,!") else None
