"""Whether an alias that stands in a text is a film there, by how plain it is and what is near."""

import re
from collections.abc import Sequence

from bot.language.clauses import ends_at
from bot.language.cues import Cue, cue_after, cue_before, plain_cue_before
from bot.language.findings import Findings
from bot.language.genres import is_genre
from bot.language.message import RATING_HOLE, Word
from bot.language.plainness import SMALL_WORDS, Plainness, plainness_of
from bot.language.vocabulary import PRONOUNS, is_everyday, is_given_name
from recommender import AliasKind, Occurrence

_OF_PEOPLE = frozenset({"her", "she", "us", "him", "he"})
"""No film is meant by these, so that "movies like her" can only name one."""
_WELL_KNOWN = 30
"""Ratings of a film whose one rare word needs nothing else to be understood."""

_NEEDED_CAPITAL = {
    Plainness.TELLING: Cue.NONE,
    Plainness.PHRASE: Cue.NONE,
    Plainness.WORD: Cue.WEAK,
    Plainness.FUNCTION: Cue.WEAK,
}
_NO_FILM_AFTER = re.compile(
    r",?\s(?:the\s|a\s|tv\s|television\s)*(?:series|tv|show|shows|books?|novels?|games?|album|song|theat(?:er|re)s?|"
    r"city|street|university|county)\b"
)
_PERSON_AFTER = re.compile(r"[^.!?]{0,24}\b(?:he|she|his|him|he's|she's)\b")
_PLACE_BEFORE = re.compile(r"\b(?:in|from|to|at|near|around|of)\s$")
_ACTOR_BEFORE = re.compile(
    r"\b(?:him|her|them|[a-z]+ed|star|stars|starring|acts?|plays?|good|great)\s(?:\w+\s)?in\s$"
)
_THE_BEFORE = re.compile(r"\b(?:the|that|this|first|last|new|original|old|second)\s$")


def is_capitalised(words: Sequence[Word]) -> bool:
    """Whether words are written like a title, small words aside."""
    plain = [word for word in words if word.is_word]
    return bool(plain) and all(
        word.is_capital or word.text in SMALL_WORDS or word.text.isdecimal() for word in plain
    )


def is_film(findings: Findings, place: Occurrence) -> bool:
    """Whether an alias means a film where it stands."""
    words, masked = findings.words_of(place), findings.masked
    plain = plainness_of(words)
    before, after = cue_before(masked, place.start), cue_after(masked, place.end)
    if _NO_FILM_AFTER.match(masked, place.end) or _starts_person(findings, place, words):
        return False
    if is_genre(masked[place.start : place.end]) and not _is_named_by_genre(masked, place, after):
        return False
    is_whole = place.kind <= AliasKind.NICKNAME or place.kind is AliasKind.SERIES
    if not is_whole and _is_persons(words) and max(before, after) < Cue.FAIR:
        return False
    is_cased = findings.message.is_cased
    first = words[0]
    if (
        is_cased
        and first.is_capital
        and (not first.opens_sentence or (len(words) > 1 and is_capitalised(words)))
    ):
        return _is_film_with_capitals(masked, place, first, plain, before, after)
    return _is_film_without(masked, place, first, plain, after)


def _is_named_by_genre(masked: str, place: Occurrence, after: Cue) -> bool:
    """Whether "alien" or "family" is a film all the same: "watched alien", but not "a family movie"."""
    if _YEAR_AFTER.match(masked, place.end):
        return True
    before = plain_cue_before(masked, place.start)
    return (before >= Cue.FAIR and not _FILM_AFTER.match(masked, place.end)) or (
        before is Cue.SURE and after is not Cue.SURE
    )


_YEAR_AFTER = re.compile(r"\s?[(\[]\s?(?:18|19|20)\d\d\s?[)\]]")
_FILM_AFTER = re.compile(r"\s(?:movies?|films?|flicks?|stuff|ones?)\b")
_RATING_AFTER = re.compile(rf"[\s,:-]{{1,3}}(?:an?\s)?{RATING_HOLE}")


def _is_film_with_capitals(
    masked: str, place: Occurrence, first: Word, plain: Plainness, before: Cue, after: Cue
) -> bool:
    if first.text == "i" and place.n_words == 1:
        return False
    if plain >= Plainness.WORD or place.n_words == 1:
        window = masked[max(0, place.start - 24) : place.start]
        if _PLACE_BEFORE.search(window) and not _ACTOR_BEFORE.search(window):
            return max(before, after) is Cue.SURE
        if plain >= Plainness.WORD and before < Cue.FAIR and _PERSON_AFTER.match(masked, place.end):
            return False
    return max(before, after) >= _NEEDED_CAPITAL[plain]


def _is_film_without(
    masked: str, place: Occurrence, first: Word, plain: Plainness, after: Cue
) -> bool:
    before = plain_cue_before(masked, place.start)
    bounded = ends_at(masked, place.end)
    window = masked[max(0, place.start - 12) : place.start]
    # "The heat movie", but not "a scary movie".
    is_called_so = after is Cue.SURE and (
        bool(_THE_BEFORE.search(window)) or not masked[place.end : place.end + 2].isspace()
    )
    if _YEAR_AFTER.match(masked, place.end):
        return True
    if _RATING_AFTER.match(masked, place.end) and (before > Cue.NONE or first.opens_sentence):
        return first.text not in PRONOUNS or place.n_words > 1
    if plain is Plainness.PHRASE and bounded and cue_before(masked, place.start) is Cue.SURE:
        return True
    match plain:
        case Plainness.TELLING if place.n_words > 1:
            return place.exact or before >= Cue.WEAK or after >= Cue.FAIR or first.opens_sentence
        case Plainness.TELLING:
            return (
                max(before, after) >= Cue.WEAK
                or (first.opens_sentence and bounded)
                or place.popularity >= _WELL_KNOWN
            )
        case Plainness.PHRASE | Plainness.WORD if first.text.isdecimal():
            return before >= Cue.FAIR and bounded
        case Plainness.PHRASE | Plainness.WORD:
            return (
                (before >= Cue.FAIR and bounded)
                or (first.opens_sentence and after >= Cue.FAIR)
                or (is_called_so and (plain is Plainness.PHRASE or before >= Cue.FAIR))
            )
        case Plainness.FUNCTION:
            sure = before is Cue.SURE or (before is Cue.FAIR and after >= Cue.FAIR)
            means_film = first.text not in PRONOUNS or (
                before is Cue.SURE and first.text in _OF_PEOPLE
            )
            return sure and bounded and means_film


def _starts_person(findings: Findings, place: Occurrence, words: Sequence[Word]) -> bool:
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
