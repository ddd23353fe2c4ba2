"""The ways to read typed text: with or without a year, a noise word, a rank in a series.

"the movie heat 1995 eng subs" is read as it is first, because any of these words may belong to a
title ("2012", "Scary Movie"); only then without the year, and without the noise.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from rapidfuzz.distance import OSA

from recommender.titles import thresholds
from recommender.titles.numerals import NUMBER_WORDS
from recommender.titles.words import PART_WORDS, Key, Word, key_of, words_of


class Pick(Enum):
    """Which of several films with one name is meant."""

    OLDEST = "oldest"
    """The oldest of a name: "the original …", "the first …"."""
    NEWEST = "newest"
    """The newest of a name: "the new …", "the remake of …"."""
    LAST = "last"
    """The newest of a series: "the last …", "the latest …"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text."""

    key: Key
    years: tuple[int, int] | None = None
    """First and last year that were named, if any were."""
    pick: Pick | None = None
    rank: int | None = None
    """A place in a series, from 1."""

    def agrees_with(self, year: int | None, tolerance: int = 1) -> bool:
        """Whether a film of this year may be meant; any may when no year was named."""
        if self.years is None:
            return True
        first, last = self.years
        return year is not None and first - tolerance <= year <= last + tolerance


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
_RELEASE_TAG = re.compile(
    r"(?<![^\W_])(?:(?:480|576|720|1080|2160)[pi]|blu-?ray|b[rd]-?rip|dvd-?rip|web-?(?:dl|rip)"
    r"|hd-?(?:rip|tv)|[xh]\.?26[45]|hevc|xvid|divx)(?![^\W_])"
    r"|\.(?:mkv|mp4|avi|m4v|mov|wmv|webm|mpe?g|srt)$",
    re.IGNORECASE,
)
"""A word that is only in names of video files."""
_RELEASE_YEAR = re.compile(r"(?<=[^\W_])[\W_]+((?:18[89]|19\d|20[0-3])\d)(?![^\W_])")
_ORDINAL = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)$")
_YEAR = re.compile(r"^(?:18[89]|19\d|20[0-3])\d$")
_YEARS = re.compile(r"^((?:19|20)?\d0)s$")
_YEAR_OF = re.compile(r"^((?:18[89]|19\d|20[0-3])\d)s$")


def readings_of(text: str, year: int | None = None) -> Iterator[Reading]:
    """The ways to read `text`, the most literal first; at most `thresholds.READINGS`.

    They come one by one, because the first nearly always names a film.

    Args:
        text: What was typed.
        year: A year known from elsewhere; it is part of every reading without one of its own.
    """
    text = release_title(text)
    words = words_of(text)
    given = (year, year) if year is not None else None
    found: set[Reading] = set()
    for span, years in _spans(text, words):
        for start, end, noise in _without_noise(words, span):
            for reading in _ranks(words[start:end], years or given, noise):
                if not reading.key.words or reading in found:
                    continue
                yield reading
                found.add(reading)
                if len(found) == thresholds.READINGS:
                    return


def release_title(text: str) -> str:
    """The title and year in the name of a video file; any other text as it is.

    "Fight.Club.1999.1080p.BluRay.x264" becomes "Fight Club (1999)".
    """
    tag = _RELEASE_TAG.search(text)
    if tag is None:
        return text
    title = text[: tag.start()]
    years = list(_RELEASE_YEAR.finditer(title))
    year = f" ({years[-1][1]})" if years else ""
    title = re.sub(r"[._]+", " ", title[: years[-1].start()] if years else title)
    return f"{title.strip()}{year}" if title.strip() else text


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


def _without_noise(words: Sequence[Word], span: _Span) -> Iterator[tuple[int, int, int]]:
    """The span, then spans without the noise at its ends: (start, end, words left out)."""
    start, end = span
    yield start, end, 0
    start, end = _first_of_title(words, start, end), _end_of_title(words, start, end)
    if end - start < 1:
        return
    front, back = start - span[0], span[1] - end
    if back:
        yield span[0], end, back
    if front:
        yield start, span[1], front
    if front and back:
        yield start, end, front + back


def _first_of_title(words: Sequence[Word], start: int, end: int) -> int:
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


def _end_of_title(words: Sequence[Word], start: int, end: int) -> int:
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


def _ranks(words: Sequence[Word], years: tuple[int, int] | None, noise: int) -> Iterator[Reading]:
    """The words as they are, then with a rank or "the original …" in front of a name."""
    n = len(words)
    if not words or (noise and all(word.initial in _NOISE or word.is_article for word in words)):
        return
    key = key_of(words)
    yield Reading(key, years)
    if (apart := key_of(_with_article_apart(words))) != key:
        yield Reading(apart._replace(article=1), years)
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
            plain = Reading(key_of(rest), years, rank=rank)
            if rank > 1:
                yield _with_number(plain, rank)
            yield plain
        if front in _BRANDS or words[first].raw == "007":
            yield Reading(key_of(rest), years)
        for pick, marks in ((Pick.OLDEST, _OLDEST), (Pick.LAST, _LAST), (Pick.NEWEST, _NEWEST)):
            if front in marks:
                yield Reading(key_of(rest), years, pick=pick)
    head = words[: n - 1]
    if back in ("remake", "reboot"):
        yield Reading(key_of(head), years, pick=Pick.NEWEST)
    elif back in ("original", "og"):
        yield Reading(key_of(head), years, pick=Pick.OLDEST)
    elif back in ("1", "i"):
        if n > 2 and words[n - 2].raw in PART_WORDS:
            head = words[: n - 2]
        plain = Reading(key_of(head), years, rank=1)
        yield _with_number(plain, 1)
        yield plain


def _with_number(reading: Reading, rank: int) -> Reading:
    """The reading with its rank as a number behind: "third rocky" as "rocky 3"."""
    words, article, raw = reading.key
    return replace(reading, key=Key((*words, str(rank)), article, f"{raw}{rank}"), rank=None)


def _with_article_apart(words: Sequence[Word]) -> Sequence[Word]:
    """The words with a glued article taken off the first one: "thegodfather"."""
    rest = words[0].raw.removeprefix("the")
    if rest == words[0].raw or len(rest) < 3:
        return words
    return [words[0]._replace(inner=rest, initial=rest, final=rest, raw=rest), *words[1:]]


def with_numbers_corrected(text: str, is_word: Callable[[str], bool]) -> str | None:
    """The text with misspelt number words corrected, or None when there are none.

    Without it "thirten ghosts" could not mean "Thirteen Ghosts", because numbers must agree.
    """
    changed = False
    parts: list[str] = []
    done = 0
    for word in words_of(text)[: thresholds.READINGS]:
        typed = word.raw
        if len(typed) < 4 or typed in NUMBER_WORDS or not typed.isalpha() or is_word(typed):
            continue
        number = next((n for n in NUMBER_WORDS if OSA.distance(typed, n) == 1), None)
        if number is not None:
            parts += [text[done : word.start], number]
            done, changed = word.end, True
    return "".join([*parts, text[done:]]) if changed else None
