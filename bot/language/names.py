"""Capitalised names in a message: known films, unknown ones that hold a known one, people."""

import re
from collections.abc import Sequence

from bot.language.capitals import is_named, is_person, runs, span_of
from bot.language.cues import Cue, cue_after, cue_before
from bot.language.findings import Findings
from bot.language.genres import is_genre
from bot.language.message import DAY_HOLE, RATING_HOLE, Span, Word
from bot.language.plainness import SMALL_WORDS, Plainness, plainness_of
from bot.language.unknown import take_unknown
from bot.language.weighing import is_film
from bot.language.word_lists import any_of
from recommender import Occurrence

_JOINTS = frozenset({"and", "or", "&", "vs", "/"})
_SPLITS = frozenset({"at", "with", "by", "on", "in", "from"})
"""Between a film and a cinema or an actor, unless a known title holds them."""
_LEADS_IN = frozenset(
    {"in", "with", "by", "from", "of", "and", "or", "like", "to", "on", "&", "for"}
)
_VENUES = any_of(
    "theatre theatres theater theaters cinema cinemas entertainment corporation company group "
    "holdings amusements cineplex megaplex multiplex drafthouse odeon cineworld cinemark amc "
    "imax netflix hulu hbo amazon prime disney youtube imdb"
)
_SOUGHT = re.compile(
    r"\b(?:find|show|show me|search for|look up|play|showing|playing|screening|schedules?\sfor|"
    r"times\sfor|house\s(?:with|for)|"
    r"theat(?:er|re)s?\s(?:with|for|showing|playing)|cinemas?\s(?:with|for))\s(?:the\s)?$"
)
"""People look for films, and for cinemas that show one."""
_LEAD = 24
_LOVED = re.compile(r"\b(?:like|love|enjoy)(?:d|ed)?\s$")


def read_names(findings: Findings) -> None:
    """Read the message's runs of capitals, if capitals mean anything in it."""
    if findings.message.is_cased:
        for first, last in runs(findings.message.words):
            _read_run(findings, first, last)


def _read_run(findings: Findings, first: int, last: int) -> None:
    words = findings.message.words
    first, last = _trimmed(findings, first, last)
    if first >= last:
        return
    span = span_of(words, first, last)
    if not findings.is_free(span):
        return
    known = _covering(findings, span)
    if known is not None:
        if not _take_if_film(findings, known):
            findings.claim(span)
        return
    if (
        last - first > 1
        and words[last - 1].text.isdecimal()
        and _has_known(findings, first, last - 1)
    ):
        return  # "Drive 4": stars or a sequel, which is for the aliases to weigh
    parts = _parts(words, first, last, _SPLITS)
    rest = words[parts[-1][0] : last]
    if len(parts) > 1 and not (
        _is_venue(rest) or is_person(rest) or _has_known(findings, *parts[0])
    ):
        parts = [(first, last)]
    if len(parts) == 1:
        parts = _parts(words, first, last, _JOINTS)
        # "Clean and Sober" may be one name; two names need a known one among them.
        # "find Blood and Bones" looks for one film, whatever the two are called.
        sought = _SOUGHT.search(findings.masked[max(0, span.start - _LEAD) : span.start])
        if sought or not any(_has_known(findings, *part) for part in parts):
            parts = [(first, last)]
    if len(parts) > 1:
        for part in parts:
            _read_run(findings, *part)
        return
    if _read_ending(findings, first, last):
        return
    _read_unknown_name(findings, span, words[first:last])
    findings.claim(span)


def _has_known(findings: Findings, first: int, last: int) -> bool:
    return _covering(findings, span_of(findings.message.words, first, last)) is not None


def _trimmed(findings: Findings, first: int, last: int) -> tuple[int, int]:
    """A run without ratings and days in it, and without small words behind."""
    words, masked = findings.message.words, findings.masked
    for at in range(first, last):
        if masked[words[at].start] in (RATING_HOLE, DAY_HOLE):
            last = at
            break
    while last - first > 1 and (words[last - 1].text in SMALL_WORDS or not words[last - 1].is_word):
        last -= 1
    return first, last


def _take_if_film(findings: Findings, place: Occurrence) -> bool:
    span = Span(place.start, place.end)
    if findings.is_free(span) and is_film(findings, place):
        findings.accept_place(place)
        return True
    return False


def _covering(findings: Findings, span: Span) -> Occurrence | None:
    """The longest alias that covers a run, perhaps with capitals before that open a sentence."""
    best: Occurrence | None = None
    for place in findings.occurrences:
        if place.start <= span.start and place.end >= span.end:
            before = findings.words_in(Span(place.start, span.start))
            if all(is_named(word) or word.text in SMALL_WORDS for word in before if word.is_word):
                best = place if best is None or _length(place) > _length(best) else best
    return best


def _length(place: Occurrence) -> int:
    return place.end - place.start


def _read_ending(findings: Findings, first: int, last: int) -> bool:
    """A known name at the end of a run: "Pixar's Coco", "Meg Ryan in When Harry Met Sally"."""
    words = findings.message.words
    span = span_of(words, first, last)
    place = findings.ending_at(span)
    if place is None or place.start == span.start:
        return False
    at = findings.index_of(place.start)
    before = words[at - 1]
    rest = words[first : at - 1] if before.text in _LEADS_IN else words[first:at]
    telling = place.n_words > 1 and plainness_of(findings.words_of(place)) is Plainness.TELLING
    owned = at == first + 1 and findings.message.folded[before.start : before.end].endswith("'s")
    person = before.text in _LEADS_IN and is_person(rest)
    if not (telling or owned or person):
        return False
    if person:
        findings.claim(span_of(words, first, at))
    return _take_if_film(findings, place)


def _read_unknown_name(findings: Findings, span: Span, words: Sequence[Word]) -> None:
    masked = findings.masked
    if _is_venue(words) or is_genre(masked[span.start : span.end]):
        return
    start = span.start - len("the ") if masked.endswith("the ", 0, span.start) else span.start
    before = max(cue_before(masked, span.start), cue_before(masked, start))
    after = cue_after(masked, span.end)
    count = sum(word.is_word for word in words)
    if after is not Cue.SURE and is_person(words):
        return
    sought = (
        count > 1 and _SOUGHT.search(masked[max(0, span.start - _LEAD) : span.start]) is not None
    )
    loved = count > 1 and _LOVED.search(masked[max(0, span.start - 12) : span.start]) is not None
    if (
        before >= Cue.FAIR
        or after is Cue.SURE
        or (after is Cue.FAIR and count > 1)
        or loved
        or sought
    ):
        take_unknown(findings, span)


def _is_venue(words: Sequence[Word]) -> bool:
    return any(word.text in _VENUES for word in words)


def _parts(
    words: Sequence[Word], first: int, last: int, joints: frozenset[str]
) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    start = first
    for at in range(first, last):
        if words[at].text in joints and start < at:
            parts.append((start, at))
            start = at + 1
    if start < last:
        parts.append((start, last))
    return parts
