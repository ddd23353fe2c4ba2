"""Places that only a film can fill: a question's slot, what follows a cue word, quotes."""

import re

from bot.language.clauses import next_stop
from bot.language.cues import Cue, cue_after, cue_before, plain_cue_before
from bot.language.findings import Findings
from bot.language.frames import Frame, frames
from bot.language.genres import genre_wishes
from bot.language.message import Span, Word
from bot.language.plainness import Plainness, plainness_of
from bot.language.unknown import has_rare_word, take_unknown
from bot.language.vocabulary import PRONOUNS, is_place
from bot.language.weighing import is_capitalised
from bot.language.word_lists import any_of
from recommender.domain import NotFound

_MOST_SLOT = 80
_QUOTED = re.compile(r"\"(?P<double>[^\"\n]{1,80})\"|(?<!\w)'(?P<single>[^'\n]{2,80})'(?!\w)")
_FILM_WORD = re.compile(
    r"\b(?:the|this|that|list\sa|find\sa)\s(?:\w+\s)?(?:movie|film|flick)\s"
    r"(?:(?:called|named|titled|entitled|with\s(?:a|the)\s(?:title|name)(?:\sof)?)\s)?"
    r"(?!(?:about|is|was|with|where|that|like|for|in|on|by|from|to|schedules?|times?|"
    r"nights?(?=\W*$|\s(?:at|on|tonight|with|for))|"
    r"starring|directed|recommend\w*|suggest\w*|theat\w+|house|and|or|series|i|you|we|has|have|"
    r"based|playing|showing|close\w*|near\w*)\b)"
)
"""In a question, what follows "the movie" is its name."""
_FILMS_AT_END = re.compile(
    r"\s(?:the\s)?(?:movies?|films?|trilogy|(?:series|saga|trilogy)\sof\s(?:movies|films)|series|"
    r"franchise|saga|movie\sseries|dvd|soundtrack|"
    r"trailer)\W*$"
)
_YEAR_AT_END = re.compile(r"(?:\s?[(\[]|\sfrom(?:\sthe\syear)?)\s?(?:18|19|20)\d\d\s?[)\]]?\W*$")
_INDEFINITE = re.compile(r"\b(?:a|an|some|any)\s$")
_LEADS_TO_NAME = re.compile(
    r"\b(?:in|of|for|to|from|about|on|behind|play|played|plays|regarding|new|old|first|original|"
    r"second|third|last|"
    r"latest|remake|reviews?|japanese|french|korean|italian|german|british|american|animated|"
    r"watch|see|find|"
    r"film|movie|called|named)\s(?:the\s|a\s)?$"
)
_SLOT_CUE = re.compile(
    r"(?:\b(?:watched|wathced|wached|whatched|watchd|saw|seen|rewatched|watch|rate|log|logged|"
    r"score|hide|"
    r"sim\w{2,5}r\sto|movies?\slike|films?\slike|something\slike|anything\slike|smth\slike|"
    r"sth\slike|"
    r"(?:movie|film|one|it'?s|something)\s(?:\w+\s)?called|heard\sof|add|recommend|loved|hated|"
    r"liked|enjoyed|(?:how|what)\sabout|love|like)\s"
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
        taken = next((f for f, span in slots if _take_known(findings, span, f)), None)
        if taken is not None:
            findings.claim(taken.lead)
            continue
        for frame, span in slots:
            named = _names_film(findings, span) and _is_one_name(findings, span)
            longer = _goes_on_behind_alias(findings, span)
            if (frame.sure is Cue.SURE or named or longer) and _take_new(findings, span):
                findings.claim(frame.lead)
                break


def _names_film(findings: Findings, slot: Span) -> bool:
    """Whether a slot follows "the movie", which makes sure whatever the question."""
    return (
        _FILM_WORD_BEFORE.search(findings.masked[max(0, slot.start - 40) : slot.start]) is not None
    )


def _is_one_name(findings: Findings, slot: Span) -> bool:
    """Whether a slot is no clause: "the movie takes you on a journey" names no film."""
    return not any(word.text in _OF_CLAUSES for word in findings.words_in(slot))


_OF_CLAUSES = any_of(
    "is was are were be been has had have did do does can could will would should may might "
    "must you u i im ive we he she it they that which who whom because but if so then also "
    "really just very too"
)


def _goes_on_behind_alias(findings: Findings, slot: Span) -> bool:
    """Whether an alias begins a slot and rarer words fill it: "green lantern emerald knights"."""
    place = findings.longest_at(slot.start)
    if place is None or place.end >= slot.end or place.n_words < _TWO:
        return False
    rest = Span(place.end, slot.end)
    return next_stop(findings.masked, place.end, slot.end) == slot.end and has_rare_word(
        findings, rest
    )


_TWO = 2
_FILM_WORD_BEFORE = re.compile(
    r"\b(?:movie|film|flick)\s(?:(?:called|named|titled|entitled|with\s(?:a|the)\s(?:title|"
    r"name)(?:\sof)?)\s)?$"
)


def _slots(findings: Findings, frame: Frame) -> list[Span]:
    """The stretches of a slot that may be the name, the longest first: "scary movie", "scary"."""
    masked = findings.masked
    start, end = frame.slot.start, frame.slot.end
    for named in _FILM_WORD.finditer(masked, start, end):
        start = named.end() if named.end() < end else start
    year = _YEAR_AT_END.search(masked, start, end)
    ends = [end if year is None else year.start()]
    films = _FILMS_AT_END.search(masked, start, ends[0])
    if films is not None:
        ends.append(films.start())
    spans = [findings.trimmed(Span(start, end)) for end in ends]
    return [span for span in spans if span is not None and findings.is_free(span)]


def _take_known(findings: Findings, slot: Span, frame: Frame) -> bool:
    """Take an alias that fills a slot, or that ends it after words that lead to a name."""
    place = findings.ending_at(slot)
    if place is None:
        return False
    words = findings.words_of(place)
    if words[0].text in PRONOUNS and place.n_words == 1 and not words[0].is_capital:
        return False  # "what is it about?"
    plain = plainness_of(words)
    window = findings.masked[max(slot.start, place.start - 24) : place.start]
    fills = place.start <= slot.start + len("the ") and window.strip() in {"", "the", "a", "an"}
    leads = _LEADS_TO_NAME.search(window) is not None
    if not fills and not leads:
        return False
    telling = plain is Plainness.TELLING or (plain is Plainness.PHRASE and place.exact)
    needed = Cue.FAIR if telling or (fills and frame.is_closed) else Cue.SURE
    sure = Cue.SURE if fills and _names_film(findings, slot) else frame.sure
    if not fills and _INDEFINITE.search(window):
        return False
    if not fills and is_place(findings.masked[place.start : place.end]) and sure < Cue.SURE:
        return False
    if sure < needed or (plain is Plainness.FUNCTION and not fills):
        return False
    findings.accept_place(place)
    return True


_QUALIFIED = re.compile(
    r"(?:(?:the|a)\s)?(?:(?:original|new|old|latest|first|second|(?:19|20)\d\d'?s|disney'?s|"
    r"pixar'?s|marvel'?s|animated|live\saction)\s)+"
    r"|(?:.*\s)?(?:screenplay|script|music|soundtrack|sequ[ea]l|remake|names?|cast|"
    r"version)\s(?:of|for|to|in)\s"
)


def _take_new(findings: Findings, slot: Span) -> bool:
    """Take a name that no alias fills: without "disney's" before it if that makes it known."""
    qualified = _QUALIFIED.match(findings.masked, slot.start, slot.end)
    if qualified is not None and qualified.end() < slot.end:
        rest = Span(qualified.end(), slot.end)
        if take_unknown(findings, rest, must_be_known=True, asked=True):
            return True
    tail = _TOLD_BESIDE.search(findings.masked, slot.start, slot.end)
    if tail is not None:
        slot = Span(slot.start, tail.start())
    return take_unknown(findings, slot, asked=True)


_TOLD_BESIDE = re.compile(
    r"\s(?:(?:with|starring|featuring|by)\s(?!the\s|a\s)[a-z'.-]+\s[a-z'.-]+|"
    r"(?:directed|written|made)\sby\s.{1,40}|from\s(?:the\s)?(?:19|20)?\d\ds?|"
    r"the\s(?:19|20)\d\ds?\s(?:version|one|remake|film|movie))$"
)
"""What a question adds to a name that nobody knows: "inception with leonardo dicaprio"."""


def read_after_cues(findings: Findings) -> None:
    """Read what follows a cue word as a film that is misspelt or unknown."""
    masked = findings.masked
    for cue in _SLOT_CUE.finditer(masked):
        start = cue.end()
        slot = findings.trimmed(Span(start, next_stop(masked, start, start + _MOST_SLOT)))
        if slot is None or not findings.is_free(slot):
            continue
        strength = plain_cue_before(masked, start)
        words = [word for word in findings.words_in(slot) if word.is_word]
        if next(genre_wishes(masked[slot.start : slot.end]), None) is not None:
            continue  # "watch a 90s action movie"
        if not (has_rare_word(findings, slot) or _must_be_name(cue, strength, words)):
            continue
        short = len(words) <= _MOST_UNSURE
        take_unknown(findings, slot, must_be_known=strength < Cue.FAIR or not short)


_MOST_UNSURE = 5
_MOST_PLAIN = 4
_NEVER_NAMES = any_of(
    "a an my some any your our his her their tv news football soccer basketball baseball "
    "netflix youtube videos series shows anime friends nothing something everything more less "
    "other another most many all both what when where how who why the number option no nr "
    "first second third last to"
)
"""What people watch, or want to watch something like, beside films."""


def _must_be_name(cue: re.Match[str], strength: Cue, words: list[Word]) -> bool:
    """Whether everyday words are a name: "watched knives out", "something like the office"."""
    if not 1 < len(words) <= _MOST_PLAIN or words[0].text.isdecimal():
        return False
    if words[0].text == "the" and strength is Cue.SURE:
        return words[1].text not in _NEVER_NAMES
    opens = cue.start() == 0 or cue.string[: cue.start()].strip() in {"i", "just", "i just", "we"}
    return words[0].text not in _NEVER_NAMES and (strength is Cue.SURE or opens)
