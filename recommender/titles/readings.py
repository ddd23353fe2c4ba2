"""The ways to read what was typed: with or without a year, a noise word, a rank in a series.

"the movie heat 1995 eng subs" is read as it stands first, because any of these words may
belong to a title ("2012", "Scary Movie"); only then without the year, without the noise.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from rapidfuzz.distance import OSA

from recommender.titles.words import (
    NUMBER_WORDS,
    PART_WORDS,
    Word,
    article_of,
    raw_run,
    run,
    words_of,
)

MAX_READINGS = 12


class Pick(Enum):
    """Which of several films that share a name."""

    OLDEST = "oldest"
    """ "the original …", "the first …"."""
    NEWEST = "newest"
    """ "the new …", "the remake of …": the newest of a name."""
    LAST = "last"
    """ "the last …", "the latest …": the newest of a series."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text."""

    key: tuple[str, ...]
    article: int
    raw: str
    """The key with numerals as typed, in one word."""
    years: tuple[int, int] | None = None
    """First and last year that were named."""
    pick: Pick | None = None
    rank: int | None = None
    """A place in a series, from 1."""
    peeled: int = 0
    """How many words were taken for noise."""


_FILM_WORDS = frozenset({"movie", "film", "flick", "movies", "films", "picture", "pic", "flic"})
_CALLED = frozenset({"called", "titled", "named", "entitled", "title"})
_SERIES_WORDS = frozenset(
    {"movies", "films", "series", "franchise", "trilogy", "saga", "quadrilogy", "collection"}
)
_BEFORE = frozenset({"this", "that", "is", "about", "dvd", "bluray", "watch"})
_AFTER_WORDS = """
    dvd bluray br brrip dvdrip bdrip hdrip webrip hd uhd 4k 1080p 720p 2160p 480p trailer trailers
    subs sub subtitles subtitle subbed dubbed eng english online full uncut unrated remastered
    imax edition extended directors theatrical vhs torrent netflix version cut special please plz
    pls movie film flick
"""
_AFTER = frozenset(_AFTER_WORDS.split())
_WITH_OTHERS = frozenset({"english", "eng", "full", "special", "version", "cut", "edition", "sub"})
"""Noise only beside more noise: "eng subs", "extended cut"; alone they may be telling."""
_BRANDS = frozenset(
    {"disney", "disneys", "pixar", "pixars", "marvel", "marvels", "dc", "dcs", "bond", "dreamworks"}
)
"""Put in front of a title by people, if not by the catalogue: "disneys frozen"."""
_OLDEST = frozenset({"original", "1st", "old", "older", "oldest", "classic", "first", "og"})
_NEWEST = frozenset({"new", "newer", "newest", "recent", "remake", "reboot", "remade", "modern"})
_LAST = frozenset({"last", "latest", "final", "newest"})
_NOISE = _FILM_WORDS | _CALLED | _SERIES_WORDS | _AFTER
_REMARK = re.compile(r"(?<=\S)\s*\([^()]*\)?\s*$")
"""A last remark in parentheses: "heat (the one with pacino)"."""
_ORDINAL = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)$")
_YEAR = re.compile(r"^(?:18[89]|19\d|20[0-3])\d$")
_YEARS = re.compile(r"^((?:19|20)?\d0)s$")
_YEAR_OF = re.compile(r"^((?:18[89]|19\d|20[0-3])\d)s$")


def readings_of(text: str, year: int | None = None) -> Iterator[Reading]:
    """The ways to read `text`, the most literal first; at most MAX_READINGS.

    Made one by one, because the first is nearly always the one.

    Args:
        text: What was typed.
        year: A year known from elsewhere; it is part of every reading without one of its own.
    """
    words = words_of(text)
    given = (year, year) if year is not None else None
    found: set[Reading] = set()
    for span, years in _spans(text, words):
        for start, end, peeled in _peeled(words, span):
            for reading in _picked(words[start:end], years or given, peeled):
                if not reading.key or reading in found:
                    continue
                yield reading
                found.add(reading)
                if len(found) == MAX_READINGS:
                    return


_Span = tuple[int, int]


def _spans(text: str, words: Sequence[Word]) -> Iterator[tuple[_Span, tuple[int, int] | None]]:
    """Spans of `words` to read, with the years named beside them."""
    years: tuple[int, int] | None = None
    for span, years in _with_years(text, words):
        yield span, years
    if remark := _REMARK.search(text):
        yield (0, sum(word.start < remark.start() for word in words)), years


def _with_years(text: str, words: Sequence[Word]) -> Iterator[tuple[_Span, tuple[int, int] | None]]:
    """Spans of `words` without a year that they end or begin with, the whole first."""
    n = len(words)
    yield (0, n), None
    if n < 2:
        return
    end = n
    while end > 2 and words[end - 1].initial in ("version", "one", "1", "movie", "film", "remake"):
        end -= 1
    for stop in dict.fromkeys((n, end)):
        years = _years(text, words, stop - 1)
        if years is None:
            continue
        tail = stop - 1
        yield (0, tail), years  # "Man of the Year (1995)" keeps its "of the year"
        while tail > 1 and words[tail - 1].initial in ("from", "in", "of", "the", "year", "made"):
            tail -= 1
        if tail < stop - 1:
            yield (0, tail), years
    first = 1 if words[0].is_article and n > 2 else 0
    if (years := _years(text, words, first)) is not None and first + 1 < n:
        yield (first + 1, n), years


def _years(text: str, words: Sequence[Word], at: int) -> tuple[int, int] | None:
    word = words[at]
    typed = word.initial
    if _YEAR.match(typed):
        return int(typed), int(typed)
    if match := _YEAR_OF.match(typed):
        year = int(match[1])
        if not typed.endswith("0s"):
            return year, year
    if match := _YEARS.match(typed):
        year = int(match[1])
        year += 1900 if year < 100 and year >= 20 else 2000 if year < 100 else 0
        return year, year + 9
    short = len(typed) == 2 and typed.isdecimal() and at > 0
    marked = text[max(word.start - 1, 0) : word.start] in ("'", "’") or (
        at > 0 and words[at - 1].initial in ("from", "in")
    )
    if short and (marked or int(typed) > 35):
        year = int(typed)
        year += 1900 if year > 35 else 2000
        return year, year
    return None


def _peeled(words: Sequence[Word], span: _Span) -> Iterator[tuple[int, int, int]]:
    """The span, then with noise taken off its ends: (start, end, words taken)."""
    start, end = span
    yield start, end, 0
    start, end = _without_front(words, start, end), _without_back(words, start, end)
    if end - start < 1:
        return
    front, back = start - span[0], span[1] - end
    if back:
        yield span[0], end, back
    if front:
        yield start, span[1], front
    if front and back:
        yield start, end, front + back


def _without_front(words: Sequence[Word], start: int, end: int) -> int:
    at = start
    while at < end - 1:
        here = at
        while at < end - 1 and (words[at].is_article or words[at].initial in _BEFORE):
            at += 1
        film = at < end - 1 and words[at].initial in _FILM_WORDS
        at += film
        called = at < end - 1 and words[at].initial in _CALLED
        at += called
        if not film and not called:
            # Articles alone are no noise; they belong to what follows.
            return here
    return at


def _without_back(words: Sequence[Word], start: int, end: int) -> int:
    at, sure = end, end
    while at > start + 1:
        typed = words[at - 1].initial
        if typed not in _AFTER and typed not in _SERIES_WORDS:
            if typed == "the" and at < end and words[at].initial in _FILM_WORDS:
                at -= 1
                sure = at
                continue
            break
        at -= 1
        if typed not in _WITH_OTHERS or at + 1 < end:
            sure = at
    return sure


def _picked(words: Sequence[Word], years: tuple[int, int] | None, peeled: int) -> Iterator[Reading]:
    """The words as they are, then as a rank or "the original …" of what remains."""
    n = len(words)
    if not words or (peeled and all(word.initial in _NOISE or word.is_article for word in words)):
        return
    yield _reading(words, years, peeled)
    if glued := _unglued(words):
        yield replace(_reading(glued, years, peeled + 1), article=1)
    first = 1 if n > 1 and words[0].is_article else 0
    if n - first < 2:
        return
    front, back = words[first].initial, words[n - 1].final
    rest = words[first + 1 :]
    if len(rest) > 1 and rest[0].initial == "of":
        rest = rest[1:]
    if not all(word.initial in _NOISE for word in rest):
        if match := _ORDINAL.match(front):
            rank = int(match[1])
            plain = _reading(rest, years, peeled + 1, rank=rank)
            if rank > 1:
                yield _numbered(plain, rank)
            yield plain
        if front in _BRANDS or words[first].raw == "007":
            yield _reading(rest, years, peeled + 1)
        for pick, marks in ((Pick.OLDEST, _OLDEST), (Pick.LAST, _LAST), (Pick.NEWEST, _NEWEST)):
            if front in marks:
                yield _reading(rest, years, peeled + 1, pick=pick)
    head = words[: n - 1]
    if back in ("remake", "reboot"):
        yield _reading(head, years, peeled + 1, pick=Pick.NEWEST)
    elif back in ("original", "og"):
        yield _reading(head, years, peeled + 1, pick=Pick.OLDEST)
    elif back in ("1", "i"):
        if n > 2 and words[n - 2].raw in PART_WORDS:
            head = words[: n - 2]
        plain = _reading(head, years, peeled + 1, rank=1)
        yield _numbered(plain, 1)
        yield plain


def _reading(
    words: Sequence[Word],
    years: tuple[int, int] | None,
    peeled: int,
    *,
    pick: Pick | None = None,
    rank: int | None = None,
) -> Reading:
    return Reading(run(words), article_of(words), raw_run(words), years, pick, rank, peeled)


def _numbered(reading: Reading, rank: int) -> Reading:
    """The reading with its rank as a number: "third rocky" as "rocky 3"."""
    return replace(reading, key=(*reading.key, str(rank)), raw=f"{reading.raw}{rank}", rank=None)


def _unglued(words: Sequence[Word]) -> list[Word]:
    """The words with "the" taken off the first one: "thegodfather"."""
    first = words[0].raw
    if not first.startswith("the") or len(first) < 6:
        return []
    rest = first.removeprefix("the")
    return [replace(words[0], inner=rest, initial=rest, final=rest, raw=rest), *words[1:]]


def respelled(text: str, is_word: Callable[[str], bool]) -> str | None:
    """The text with misspelt number words put right, or None when there are none.

    "thirten ghosts" cannot be compared with "Thirteen Ghosts" otherwise: numbers must agree.
    """
    changed = False
    parts: list[str] = []
    done = 0
    for word in words_of(text)[:MAX_READINGS]:
        typed = word.raw
        if len(typed) < 4 or typed in NUMBER_WORDS or not typed.isalpha() or is_word(typed):
            continue
        number = next((n for n in NUMBER_WORDS if OSA.distance(typed, n) == 1), None)
        if number is not None:
            parts += [text[done : word.start], number]
            done, changed = word.end, True
    return "".join([*parts, text[done:]]) if changed else None
