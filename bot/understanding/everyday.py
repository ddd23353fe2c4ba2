"""How plain a name is: "Inception" can be nothing but a title, "It" nearly everything else."""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files

from bot.understanding.words import Word
from recommender import is_ordinary


def _read(name: str) -> frozenset[str]:
    text = files("bot.understanding").joinpath(name).read_text(encoding="utf-8")
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


_EVERYDAY = _read("everyday_words.txt")
_GIVEN_NAMES = _read("given_names.txt")
PRONOUNS = frozenset(
    (
        "i me my mine myself you your yours he him his she her hers it its we us our ours "
        "they them their theirs this that these those one ones some any all both each "
        "none other others another something anything nothing everything sth smth someone "
        "anyone everyone here there what which who whom whose"
    ).split()
)
"""Words that point at what was said before. As titles ("Her", "Them!") they need a capital."""
SMALL_WORDS = frozenset(
    (
        "a an and are as at but by de der des di du el en for from i in into is it la las "
        "le les los my no not o of on or out over so that the to up vs with x y"
    ).split()
)
"""Not written with a capital inside titles."""
_FUNCTION = (
    SMALL_WORDS
    | PRONOUNS
    | frozenset(
        (
            "if when then than how why where because just only now yes more less do does did "
            "was were be been am has have had can could will would should may might must very "
            "too also again ever never always still yet maybe please thanks hi hello ok okay "
            "well oh hey nope yep nah"
        ).split()
    )
)
_LONG = 5
"""So many words in a title's order are no accident, however plain."""


class Plainness(IntEnum):
    """The plainer a name, the more must speak for a film."""

    TELLING = 0
    """Several words of which some are rare, or one rare word: "zoolander"."""
    PHRASE = 1
    """Everyday words that people also say without meaning a film: "get out"."""
    WORD = 2
    """One everyday word, a number or a first name: "heat", "300", "amelie"."""
    FUNCTION = 3
    """A word that sentences are made of: "it", "her", "up"."""


@lru_cache(maxsize=20_000)
def is_everyday(word: str) -> bool:
    """Whether a folded word is everyday English, inflected or not; bare numbers are."""
    return any(stem in PRONOUNS or stem in _EVERYDAY or is_ordinary(stem) for stem in _stems(word))


def _stems(word: str) -> tuple[str, ...]:
    for ending in ("ies", "ing", "es", "ed", "er", "ly", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            return (word, stem, stem + "e", stem + "y", word[: -1 if ending == "es" else None])
    return (word,)


def is_given_name(word: str) -> bool:
    """Whether a folded word is somebody's first name."""
    return word in _GIVEN_NAMES


def is_function(word: str) -> bool:
    """Whether sentences are made of a word: "do", "it", "what"."""
    return word in _FUNCTION


def plainness_of(words: Sequence[Word]) -> Plainness:
    """How plain a name of these words is; punctuation among them does not count."""
    plain = [word.text for word in words if word.is_word]
    has_article = len(plain) > 1 and plain[0] in {"the", "a", "an"}
    if has_article:
        plain = plain[1:]
    if len(plain) == 1:
        word = plain[0]
        if has_article and (word in PRONOUNS or is_everyday(word)):
            return Plainness.WORD
        if word in _FUNCTION or len(word) == 1:
            return Plainness.FUNCTION
        if is_everyday(word) or is_given_name(word) or word.isdecimal():
            return Plainness.WORD
        return Plainness.TELLING
    rare = [word for word in plain if not (is_everyday(word) or word.isdecimal())]
    if len(plain) >= _LONG or any(not is_given_name(word) for word in rare):
        return Plainness.TELLING
    return Plainness.PHRASE if plain else Plainness.FUNCTION
