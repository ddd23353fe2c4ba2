"""What is watched or rated in a sentence that names no film we know."""

import re

from bot.intents import FilmRef, Mention, ThatFilm
from bot.language.clues import Clues, D, R
from recommender.domain import NotFound

_VERB = (
    r"(?:watched|wached|whatched|wathced|watchd|watchted|saw|seen|rewatched|re-watched|finished|"
    r"binged|caught|viewed|"
    r"streamed|logg?(?:ed)?|watching|with|through|rate|score)"
)
_POINTED = (
    r"(?:(?:all of )?(?:it|that|this|them|those|these)(?: (?:one|movie|film|all|both))?|both|all|"
    r"one|"
    r"(?:the|this|that|a) (?:whole )?(?:movie|film|one|thing)|(?:the )?(?:first|second|third|"
    r"last) (?:one|movie|film))"
)
_AFTERWARDS = (
    rf"(?:[{R}{D}]|\d|again|already|yesterday|with|and|but|before|in|on|at|when|while|last|too|"
    rf"twice|recently|finally|"
    r"once|as|for|a while|a long|long|just|ages|years|tonight|today|now|rn|really|so|because|"
    r"years|actually|also|"
    r"and|thanks|thank|loved|hated|liked|it)"
)
_ELLIPTIC = re.compile(
    rf"(?<!\w){_VERB}(?: of)?(?: {_POINTED}(?!\w)| *$| *[^\w\s]| {_AFTERWARDS}(?!\w))"
)
"""The verb has no object, or one that only points at what was said before."""
_PASSIVE = re.compile(
    r"\b(?:movie|film|one|ones|that|it|this|those|these)(?: that)? (?:i|we)(?:'ve|"
    r" have)? (?:\w+ )?(?:saw|watched|seen)\b"
)
_SOME_OF = re.compile(
    r"\b(?:most|some|many|few|half|two|three|four|five|\d|a lot|none|any|either|one|"
    r"neither)(?: of)? (?:of )?(?:them|those|these)\b|"
    r"\b(?:everything|nothing|something|anything)\b"
)
_RATES = re.compile(
    r"[^\w]*(?:please |can you |i'?d |i would |i'?ll |i want to |i )?"
    r"(?:rate|give|gave|score|rated|mark|(?:add|put) a rating of)\s+"
)
_GETS = re.compile(
    rf"[^\w]*(?P<thing>[^{R}]{{1,80}}?)\s(?:gets?|deserves?|receives?|earns?|is worth)\s"
)
_END = re.compile(
    rf"\s?(?:\ban?\s)?(?:rating\s(?:value\s)?(?:of\s)?)?(?:\ban?\s)?[{R}{D}]"
    r"|\s(?:an?\s)?(?:\d|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten)[.!\s]*$)|$"
)
_RECEIVER = re.compile(r"\sto\s+(?=\S)")
_OWN = re.compile(
    r"(?:it|that|this|them|those|these|this one|that one|(?:the|this|that) (?:movie|film|one))?"
    r"[\s.,!]*"
)


def watched_films(clues: Clues) -> tuple[FilmRef, ...] | None:
    """The films that a viewing is told of; None when it is of something that we do not know."""
    if clues.mentions or clues.positions:
        return clues.films()
    films = clues.films()
    if films != (ThatFilm(),):
        return films
    pattern = clues.pattern
    if _SOME_OF.search(pattern):
        return None
    return films if _ELLIPTIC.search(pattern) or _PASSIVE.search(pattern) else None


def rated_films(clues: Clues) -> tuple[FilmRef, ...]:
    """The films that stars are given to; a thing that is no film we know is kept as not found."""
    if clues.mentions or clues.positions:
        return clues.films()
    thing = _rated_thing(clues)
    return clues.films() if thing is None else (thing,)


def _rated_thing(clues: Clues) -> Mention | None:
    """What stands where a film should: "rate the book 4", "this album gets 3 stars"."""
    masked = clues.masked
    gets = _GETS.match(masked)
    if gets is not None:
        return _thing(clues, gets.start("thing"), gets.end("thing"))
    lead = _RATES.match(masked)
    if lead is None:
        return None
    end = _END.search(masked, lead.end())
    stop = end.start() if end is not None else len(masked)
    thing = _thing(clues, lead.end(), stop)
    receiver = _RECEIVER.search(masked, stop)
    if thing is None and receiver is not None:
        thing = _thing(clues, receiver.end(), len(masked))
    return thing


def _thing(clues: Clues, start: int, stop: int) -> Mention | None:
    if _OWN.fullmatch(clues.masked, start, stop):
        return None
    surface = clues.message.text[start:stop].rstrip(" .,!?")
    if not any(character.isalpha() for character in surface):
        return None
    return Mention(surface, NotFound(surface), start)
