"""What may stand in a message: its words, the kinds of its values, and spans that may be films."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.everyday import is_everyday, is_given_name
from bot.understanding.spans import RatingValue, Span
from bot.understanding.words import Word, is_cased, words_of
from recommender import Occurrence, TitleIndex

LONGEST = 1500
"""Characters of a message that are read for films and acts; more is no message to a friend."""

_TOKENS = {
    "rating": "RATING",
    "day": "DAY",
    "time": "TIME",
    "years": "YEARS",
    "genre": "GENRE",
    "mood": "UNMET",
    "unmet": "UNMET",
    "number": "NUM",
}
"""The kinds of value that replace their words by one token. Praise and places keep their words:
"loved it" and "the second" say what is asked."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SPLIT_NUMBER = re.compile(r"\d[.,]\d")
"""Where a name begins or ends that takes half of a number: "cars 3" of "cars 3.5"."""


_COUNTED = re.compile(r"\w\s*,\s*\d(?!\d)")
"""A name does not go on behind a comma with a digit: "alien, 2"."""


@dataclass(slots=True)
class Candidate:
    """A stretch of words that may be a film's name."""

    first: int
    """Index of its first word."""
    last: int
    """Index behind its last word."""
    start: int
    end: int
    occurrence: Occurrence | None
    """None for a name that the index does not hold: its frame says that a film stands there."""
    odds: float = 0.0
    """Log-odds of being a film here, as the model says."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """A message before it is read."""

    text: str
    words: tuple[Word, ...]
    tokens: tuple[str | None, ...]
    """For each word the kind of the value it begins, "_" within a value, None for a plain word."""
    candidates: tuple[Candidate, ...]
    cased: bool

    def token(self, place: int) -> str:
        """What stands at a place as the model sees it; the edges of the message included."""
        if place < 0:
            return "<s>"
        if place >= len(self.words):
            return "</s>"
        return self.tokens[place] or self.words[place].text


def lattice(text: str, spans: Sequence[Span], titles: TitleIndex) -> Lattice:
    """Lay out what a message may hold. Linear in its length.

    Args:
        text: The message as it was written.
        spans: Its values.
        titles: The names of films.
    """
    text = text[:LONGEST]
    words = words_of(text)
    starts = [word.start for word in words]
    tokens = _tokens(words, starts, spans)
    # "alien, 2 stars" is no "Alien 2".
    stars = [span for span in spans if span.kind == "rating"]
    candidates = [
        Candidate(first, last, one.start, one.end, one)
        for one in titles.occurrences(text, lacking=True)
        if (first := bisect_right(starts, one.start) - 1)
        < (last := bisect_right(starts, one.end - 1))
        and not _COUNTED.search(text, one.start, one.end)
        and not any(span.start < one.end < span.end for span in stars)
        and not any(_SPLIT_NUMBER.match(text, at) for at in (one.start - 2, one.end - 1) if at >= 0)
    ]
    candidates = [one for one in candidates if not _is_hour(one, words)]
    candidates = [one for one in candidates if not _is_film_and_stars(one, words, candidates)]
    return Lattice(text, words, tokens, tuple(candidates), is_cased(words))


def _is_hour(one: Candidate, words: Sequence[Word]) -> bool:
    """Whether a name is but a number behind "at" or "until": "who fall asleep at 9"."""
    number = one.last - one.first == 1 and words[one.first].text.isdecimal()
    return number and one.first > 0 and words[one.first - 1].text in _HOURS


_HOURS = frozenset("at by until till um bis".split())
"""Words before an hour."""


def _is_film_and_stars(
    one: Candidate, words: Sequence[Word], candidates: Sequence[Candidate]
) -> bool:
    """Whether a name ends in a number that no film of the catalogue has: "titanic 3" is stars."""
    if one.occurrence is None or one.occurrence.films or not words[one.last - 1].text.isdecimal():
        return False
    return any(
        other.first == one.first
        and other.last == one.last - 1
        and other.occurrence is not None
        and other.occurrence.films
        for other in candidates
    )


def _tokens(
    words: Sequence[Word], starts: Sequence[int], spans: Sequence[Span]
) -> tuple[str | None, ...]:
    tokens: list[str | None] = [None] * len(words)
    for span in spans:
        token = _TOKENS.get(span.kind)
        if token is None or span.end <= span.start:
            continue
        if isinstance(span.value, RatingValue) and not span.value.surely:
            token = "NUM"
        first = max(0, bisect_right(starts, span.start) - 1)
        last = bisect_right(starts, span.end - 1)
        if first < last and not any(tokens[first:last]):
            tokens[first:last] = [token] + ["_"] * (last - first - 1)
    for place, word in enumerate(words):
        if tokens[place] is not None:
            continue
        if _NUMBER.fullmatch(word.text):
            tokens[place] = "NUM"
        elif word.is_word and is_given_name(word.text) and not is_everyday(word.text):
            tokens[place] = "PERSON"
            follower = words[place + 1] if place + 1 < len(words) else None
            if (
                follower is not None
                and tokens[place + 1] is None
                and follower.text[0].isalpha()
                and not is_everyday(follower.text)
            ):
                tokens[place + 1] = "_"
    return tuple(tokens)


def apart(candidates: Sequence[Candidate], threshold: float) -> list[Candidate]:
    """The candidates without overlap whose log-odds above a threshold have the greatest sum."""
    ordered = sorted(
        (one for one in candidates if one.odds > threshold), key=lambda one: (one.last, one.first)
    )
    ends = [one.last for one in ordered]
    best: list[tuple[float, Candidate | None, int]] = [(0.0, None, 0)]
    for place, one in enumerate(ordered):
        before = bisect_right(ends, one.first, 0, place)
        total = best[before][0] + one.odds - threshold
        best.append((total, one, before) if total > best[-1][0] else (best[-1][0], None, place))
    chosen: list[Candidate] = []
    place = len(ordered)
    while place > 0:
        _, taken, before = best[place]
        if taken is not None:
            chosen.append(taken)
        place = before
    return chosen[::-1]
