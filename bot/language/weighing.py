"""Whether an alias that stands in a text is a film there, by how plain it is and what is near."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.language.clauses import ends_at
from bot.language.cues import Cue, cue_after, cue_before, plain_cue_before
from bot.language.findings import Findings
from bot.language.genres import is_genre, is_sort
from bot.language.message import RATING_HOLE, Span, Word
from bot.language.plainness import SMALL_WORDS, Plainness, plainness_of
from bot.language.vocabulary import PRONOUNS, is_everyday, is_given_name, is_place
from bot.language.word_lists import any_of
from recommender import AliasKind, Occurrence

_NEEDED_CAPITAL = {
    Plainness.TELLING: Cue.NONE,
    Plainness.PHRASE: Cue.NONE,
    Plainness.WORD: Cue.WEAK,
    Plainness.FUNCTION: Cue.WEAK,
}
_OF_PEOPLE = frozenset({"her", "she", "us", "him", "he"})
"""No film is meant by these, so that "movies like her" can only name one."""
_SUBJECTS = any_of(
    "life love home work everything everybody everyone dinner lunch food weather music time "
    "today school wrong right good bad nice great best worst same other next last first "
    "second whole full family war tonight yesterday tomorrow people money school christmas "
    "summer winter"
)
"""What people say "is good" of without meaning the film."""

_CAPITAL_ANYWAY = any_of(
    "god lord mom dad mother father english internet president king queen christmas easter "
    "halloween monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december american french "
    "german italian british"
)
"""Written with a capital when no film is meant, too."""
_MISUSED = frozenset({"her", "him", "us", "me", "them", "up", "out", "down", "off", "saw", "taken"})
"""No sentence begins "Her is" or "Up made" unless a film is meant."""
_VERB_AFTER = re.compile(r"\s(?:is|was|are|made|makes|had|has|sucks|sucked|really|will|still)\b")

_YEAR_AFTER = re.compile(r"\s?[(\[]\s?(?:18|19|20)\d\d\s?[)\]]")
_FILM_AFTER = re.compile(r"\s(?:movies?|films?|flicks?|stuff|ones?)\b")
_RATING_AFTER = re.compile(rf"[\s,:-]{{1,3}}(?:an?\s)?{RATING_HOLE}")
_NO_FILM_AFTER = re.compile(
    r"\sones?\b|,?\s(?:the\s|a\s|tv\s|television\s)*(?:series|tv|shows?|books?|novels?|games?|"
    r"album|song|"
    r"theat(?:er|re)s?|city|street|university|county)\b"
)
_PERSON_AFTER = re.compile(r"[^.!?]{0,24}\b(?:he|she|his|him|he's|she's)\b")
_PLACE_BEFORE = re.compile(
    r"\b(?:in|from|to|at|near|around|(?:city|streets|outside)\sof|visit|visiting)\s$"
)
_ACTOR_BEFORE = re.compile(
    r"\b(?:him|her|them|[a-z]+ed|star|stars|starring|acts?|plays?|good|great)\s(?:\w+\s)?in\s$"
)
_BY = re.compile(r"\b(?:by|starring|featuring)\s$")
_OWNED = re.compile(r"^(?:.*\W)?(?!(?:it|that|let|what|there|here|he|she|who|how)'s)\w+'s\s$")
"""Disney's, Hitchcock's: whose film it is."""
_THE_BEFORE = re.compile(
    r"\b(?:the|that|this|these|first|last|new|original|old|second|all|many|which|every|other)\s$"
)


def is_capitalised(words: Sequence[Word]) -> bool:
    """Whether words are written like a title, small words aside."""
    plain = [word for word in words if word.is_word]
    return bool(plain) and all(
        word.is_capital or word.text in SMALL_WORDS or word.text.isdecimal() for word in plain
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    """An alias and what stands around it."""

    place: Occurrence
    first: Word
    masked: str
    plain: Plainness
    is_single: bool
    """One word that counts, small words and articles aside."""
    before: Cue
    after: Cue
    window: str
    """What stands right before."""


def is_film(findings: Findings, place: Occurrence) -> bool:
    """Whether an alias means a film where it stands."""
    words, masked = findings.words_of(place), findings.masked
    before, after = cue_before(masked, place.start), cue_after(masked, place.end)
    if _is_dated(findings, place):
        return True
    if _NO_FILM_AFTER.match(masked, place.end) or _is_of_person(findings, place, words):
        return False
    named = before if words[0].is_capital else plain_cue_before(masked, place.start)
    if not _is_whole(place) and _is_persons(words) and max(named, after) < Cue.FAIR:
        return False
    setting = _Setting(
        place,
        words[0],
        masked,
        plainness_of(words),
        sum(word.is_word and word.text not in SMALL_WORDS for word in words) <= 1,
        before,
        after,
        masked[max(0, place.start - 24) : place.start],
    )
    name = masked[place.start : place.end]
    if _is_played(findings, place):
        setting = replace(setting, after=max(after, Cue.FAIR))
    # "I" and numbers are written the same in a title and out of one.
    told = [word for word in words if word.text[0].isalpha() and word.text != "i"]
    first = told[0] if told else words[0]
    shown = not first.opens_sentence or (len(words) > 1 and is_capitalised(words))
    shown = shown and first.is_capital and findings.message.is_cased
    is_named = shown and is_sort(name) and not _FILM_AFTER.match(masked, place.end)
    if is_genre(name) and not (is_named or _is_named_by_genre(setting)):
        return False
    if is_place(name) and _PLACE_BEFORE.search(setting.window) and not _acts_in(setting):
        return False
    if setting.is_single and _BY.search(setting.window):
        return False
    if shown:
        return _with_capitals(setting)
    return _without_capitals(setting)


def _is_dated(findings: Findings, place: Occurrence) -> bool:
    """Whether the film's own year stands beside its name: "heat 1995", "the 1998 psycho"."""
    year = findings.year_beside(Span(place.start, place.end))
    return year is not None and any(
        film.year is not None and abs(film.year - year) <= 1 for film in place.films
    )


def _is_played(findings: Findings, place: Occurrence) -> bool:
    """Whether an actor follows: "Big with Tom Hanks"."""
    at = findings.index_of(place.end)
    following = findings.message.words[at : at + 2]
    return (
        len(following) == 2
        and following[0].text in {"with", "starring", "by"}
        and following[1].is_capital
        and is_given_name(following[1].text)
    )


def _is_whole(place: Occurrence) -> bool:
    return place.kind <= AliasKind.NICKNAME or place.kind is AliasKind.SERIES


def _is_named_by_genre(at: _Setting) -> bool:
    """Whether "alien" or "family" is a film all the same: "watched alien", not "a family movie"."""
    if _YEAR_AFTER.match(at.masked, at.place.end):
        return True
    before = plain_cue_before(at.masked, at.place.start)
    if before is Cue.SURE:
        return at.after is not Cue.SURE
    return before is Cue.FAIR and not _FILM_AFTER.match(at.masked, at.place.end)


def _acts_in(at: _Setting) -> bool:
    """Whether somebody plays in it: "loved him in Chicago"."""
    return at.before is Cue.SURE or _ACTOR_BEFORE.search(at.window) is not None


def _with_capitals(at: _Setting) -> bool:
    cue = max(at.before, at.after)
    if _OWNED.search(at.window) and at.plain < Plainness.FUNCTION:
        return True
    if at.is_single:
        if at.first.text == "i":
            return False
        if _PLACE_BEFORE.search(at.window) and not _acts_in(at):
            return cue is Cue.SURE
        speaks_of_person = _PERSON_AFTER.match(at.masked, at.place.end) is not None
        if at.plain >= Plainness.WORD and at.before < Cue.FAIR and speaks_of_person:
            return False
    if cue >= _NEEDED_CAPITAL[at.plain]:
        return True
    if at.plain is not Plainness.WORD:
        return False
    # "The Martian", or a film so well known that its name alone will do.
    known = at.place.well_known and not is_given_name(at.first.text)
    return at.first.text == "the" or (known and at.first.text not in _CAPITAL_ANYWAY)


def _without_capitals(at: _Setting) -> bool:
    before = plain_cue_before(at.masked, at.place.start)
    bounded = ends_at(at.masked, at.place.end)
    opens = at.first.opens_sentence
    if _YEAR_AFTER.match(at.masked, at.place.end):
        return True
    if opens and at.first.text in _MISUSED and _VERB_AFTER.match(at.masked, at.place.end):
        return True
    if _RATING_AFTER.match(at.masked, at.place.end) and (before > Cue.NONE or opens):
        return at.first.text not in PRONOUNS or not at.is_single
    match at.plain:
        case Plainness.TELLING if not at.is_single:
            return at.place.exact or before >= Cue.WEAK or at.after >= Cue.FAIR or opens
        case Plainness.TELLING:
            is_known = at.place.well_known
            return max(before, at.after) >= Cue.WEAK or is_known or (opens and bounded)
        case Plainness.PHRASE | Plainness.WORD if at.first.text.isdecimal():
            return before >= Cue.FAIR and bounded
        case Plainness.PHRASE | Plainness.WORD:
            return _is_plain_film(at, before, bounded=bounded)
        case Plainness.FUNCTION:
            sure = before is Cue.SURE or (before is Cue.FAIR and at.after >= Cue.FAIR)
            is_word = at.first.text not in PRONOUNS
            return (
                sure
                and bounded
                and (is_word or (before is Cue.SURE and at.first.text in _OF_PEOPLE))
            )


def _is_plain_film(at: _Setting, before: Cue, *, bounded: bool) -> bool:
    """Whether everyday words in small letters are a film: "watched heat", "heat was great"."""
    if before >= Cue.FAIR and bounded:
        return True
    if at.first.opens_sentence and at.after >= Cue.FAIR and at.first.text not in _SUBJECTS:
        return True
    is_phrase = at.plain is Plainness.PHRASE
    if is_phrase and bounded and at.before is Cue.SURE:
        return True
    # "The heat movie", but not "a scary movie".
    follows_the = _THE_BEFORE.search(at.window) is not None
    return at.after is Cue.SURE and follows_the and (is_phrase or before >= Cue.FAIR)


def _is_of_person(findings: Findings, place: Occurrence, words: Sequence[Word]) -> bool:
    """Whether a first name is followed by what looks like the rest of somebody's name."""
    if place.n_words > 1 or not is_given_name(words[0].text):
        return False
    at = findings.index_of(place.end)
    following = findings.message.words[at : at + 1]
    return (
        bool(following)
        and following[0].is_word
        and not is_everyday(following[0].text)
        and findings.masked[place.end : following[0].start] == " "
    )


def _is_persons(words: Sequence[Word]) -> bool:
    return len(words) == 2 and is_given_name(words[0].text) and not is_everyday(words[1].text)
