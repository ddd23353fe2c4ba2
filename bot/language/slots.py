"""Places that only a film can fill: a question's slot, what follows a cue word, quotes."""

import re

from bot.language.clauses import next_stop
from bot.language.cues import Cue, cue_after, cue_before, plain_cue_before
from bot.language.findings import Findings
from bot.language.frames import Frame, frames
from bot.language.message import Span
from bot.language.plainness import Plainness, plainness_of
from bot.language.unknown import has_rare_word, take_unknown
from bot.language.weighing import is_capitalised
from recommender.domain import NotFound

_MOST_SLOT = 80
_QUOTED = re.compile(r"\"(?P<double>[^\"\n]{1,80})\"|(?<!\w)'(?P<single>[^'\n]{2,80})'(?!\w)")
_FILM_WORD = re.compile(
    r"\b(?:movie|film|flick)\s(?:(?:called|named|titled|entitled)\s)?"
    r"(?!(?:about|is|was|with|where|that|like|for|in|on|by|from|to|schedules?|times?|nights?(?=\W*$|\s(?:at|on|tonight|with|for))|starring|directed|"
    r"recommend\w*|suggest\w*|theat\w+|house|and|or|series|i|you|we|has|have|the\sother)\b)"
)
_FILMS_AT_END = re.compile(
    r"\s(?:the\s)?(?:movies?|films?|trilogy|series|franchise|saga|movie\sseries|dvd|soundtrack|trailer)\W*$"
)
_LEADS_TO_NAME = re.compile(
    r"\b(?:in|of|for|to|from|about|on|play|played|plays|regarding|new|old|first|original|second|third|last|"
    r"latest|remake|reviews?|japanese|french|korean|italian|german|british|american|animated|watch|see|find|"
    r"film|movie|called|named)\s(?:the\s|a\s)?$"
)
_SLOT_CUE = re.compile(
    r"(?:\b(?:watched|wathced|wached|whatched|watchd|saw|seen|rewatched|watch|rate|log|logged|score|hide|"
    r"sim\w{2,5}r\sto|movies?\slike|films?\slike|something\slike|anything\slike|smth\slike|sth\slike|"
    r"(?:movie|film|one|it'?s|something)\s(?:\w+\s)?called|heard\sof|add|recommend|loved|hated|liked|enjoyed|(?:how|what)\sabout|love|like)\s"
    r"(?:the\s(?:movie|film)\s)?|^\W*(?:like|about|why)\s)(?=\w)"
)


def read_quotes(findings: Findings) -> None:
    """What stands in quotes is a film if one is called so, or if a cue says it is one."""
    for found in _QUOTED.finditer(findings.message.folded):
        group = "double" if found["double"] is not None else "single"
        span = findings.trimmed(Span(found.start(group), found.end(group)))
        if span is None or not findings.is_free(span):
            continue
        resolution = findings.resolve(span)
        if resolution is None:
            return
        masked = findings.masked
        cue = max(cue_before(masked, found.start()), cue_after(masked, found.end()))
        known = not isinstance(resolution, NotFound)
        is_title = is_capitalised(findings.words_in(span))
        if known or cue >= Cue.FAIR or (cue >= Cue.WEAK and is_title):
            findings.accept(span, resolution)
        else:
            findings.claim(span)


def read_questions(findings: Findings) -> None:
    """Read the slots of questions about films."""
    for candidates in frames(findings.masked):
        slots = [(frame, span) for frame in candidates for span in _slots(findings, frame)]
        if any(_take_known(findings, span, frame) for frame, span in slots):
            continue
        for frame, span in slots:
            if frame.sure is Cue.SURE and _take_new(findings, span):
                break


def _slots(findings: Findings, frame: Frame) -> list[Span]:
    """The stretches of a slot that may be the name, the longest first: "scary movie", "scary"."""
    masked = findings.masked
    start, end = frame.slot.start, frame.slot.end
    for named in _FILM_WORD.finditer(masked, start, end):
        start = named.end() if named.end() < end else start
    ends = [end]
    films = _FILMS_AT_END.search(masked, start, end)
    if films is not None:
        ends.append(films.start())
    spans = [findings.trimmed(Span(start, end)) for end in ends]
    return [span for span in spans if span is not None and findings.is_free(span)]


def _take_known(findings: Findings, slot: Span, frame: Frame) -> bool:
    """Take an alias that fills a slot, or that ends it after words that lead to a name."""
    place = findings.ending_at(slot)
    if place is None:
        return False
    span = Span(place.start, place.end)
    plain = plainness_of(findings.words_of(place))
    window = findings.masked[max(slot.start, place.start - 24) : place.start]
    fills = place.start <= slot.start + len("the ") and not window.strip(" theah")
    leads = _LEADS_TO_NAME.search(window) is not None
    if not fills and not leads:
        return False
    needed = Cue.FAIR if plain is Plainness.TELLING or (fills and frame.is_closed) else Cue.SURE
    if frame.sure < needed or (plain is Plainness.FUNCTION and not fills):
        return False
    findings.accept_place(place)
    return True


def _take_new(findings: Findings, slot: Span) -> bool:
    return take_unknown(findings, slot, asked=True)


def read_after_cues(findings: Findings) -> None:
    """Read what follows a cue word as a film that is misspelt or unknown."""
    masked = findings.masked
    for cue in _SLOT_CUE.finditer(masked):
        start = cue.end()
        slot = findings.trimmed(Span(start, next_stop(masked, start, start + _MOST_SLOT)))
        if slot is None or not findings.is_free(slot) or not has_rare_word(findings, slot):
            continue
        strength = plain_cue_before(masked, start)
        words = [word for word in findings.words_in(slot) if word.is_word]
        short = len(words) <= _MOST_UNSURE
        take_unknown(findings, slot, must_be_known=strength < Cue.FAIR or not short)


_MOST_UNSURE = 5
