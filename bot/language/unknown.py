"""Names of films that the catalogue lacks or that are misspelt."""

from collections.abc import Sequence

from bot.language.findings import Findings
from bot.language.genres import is_genre
from bot.language.message import DAY_HOLE, FILM_HOLE, RATING_HOLE, Span, Word
from bot.language.plainness import SMALL_WORDS
from bot.language.vocabulary import PRONOUNS, is_everyday
from bot.language.word_lists import any_of
from recommender.domain import NotFound

MOST_WORDS = 9
"""A longer stretch is a sentence."""

_OPENS_NO_NAME = PRONOUNS | any_of(
    "my your our his her their some any lots many much more most to be being been with by "
    "about from movies movie films film stuff people schedule schedules showtimes times time "
    "tickets night nights theater theaters theatre theatres house recommendation "
    "recommendations suggestion suggestions starring directed called named was is are were "
    "has had does did do takes took makes made you i we"
)


_NOUNS = any_of("people time times ticket tickets night nights house")
_CINEMA = any_of(
    "schedule schedules showtimes showtime tickets theater theaters theatre theatres cinema "
    "cinemas movie movies film films playing nearby nearest"
)
"""Asked about, but no part of a title's name that a person would type."""


_ENDS_NO_NAME = any_of("is are was were does did do has have had will would can could should")
_ARTICLES = any_of("a an the")
_TIMES = any_of("year years decade decades month months week weeks days")


def _generic(words: Sequence[Word]) -> bool:
    """A kind of film in small letters, and no name: "a romantic comedy"."""
    small = [word for word in words if not word.is_capital]
    bare = " ".join(word.text for word in words if word.text not in _ARTICLES)
    return len(small) == len(words) and words[0].text in {"a", "an"} and is_genre(bare)


def take_unknown(
    findings: Findings, span: Span, *, must_be_known: bool = False, asked: bool = False
) -> bool:
    """Take a stretch as a film's name that no alias matches, if it can be one.

    Args:
        findings: The message.
        span: The stretch.
        must_be_known: Take it only as a misspelt name of a film of the catalogue.
        asked: A question about a film holds it, so that even "haunted" is one.
    """
    words = [word for word in findings.words_in(span) if word.is_word]
    if not words or len(words) > MOST_WORDS:
        return False
    first = words[1 if len(words) > 1 and words[0].text in {"the", "a", "an"} else 0]
    if first.text in _OPENS_NO_NAME and not (asked and len(words) > 1 and first.text in _NOUNS):
        return False
    if any(word.text in _CINEMA for word in words):
        return False
    masked = findings.masked[span.start : span.end]
    if any(hole in masked for hole in (DAY_HOLE, FILM_HOLE, RATING_HOLE)):
        return False
    if is_genre(masked) and not asked:
        return False
    if words[-1].text in _ENDS_NO_NAME or _generic(words):
        return False
    if first.text in {"last", "past", "next"} and words[-1].text in _TIMES:
        return False
    if all(word.text in SMALL_WORDS or word.text in PRONOUNS for word in words):
        return False
    resolution = findings.resolve(span)
    if resolution is None:
        return False
    if isinstance(resolution, NotFound) and (must_be_known or findings.rates_no_film):
        return False
    findings.accept(span, resolution)
    return True


def has_rare_word(findings: Findings, span: Span) -> bool:
    """Whether some word of a stretch is no everyday one."""
    return any(
        word.is_word and not word.text[0].isdigit() and not is_everyday(word.text)
        for word in findings.words_in(span)
    )
