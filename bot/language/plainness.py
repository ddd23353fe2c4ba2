"""How much of a title a title is: "Inception" can be nothing else, "It" nearly everything."""

from collections.abc import Sequence
from enum import IntEnum

from bot.language.message import Word
from bot.language.vocabulary import PRONOUNS, is_everyday, is_given_name
from bot.language.word_lists import any_of

SMALL_WORDS = any_of(
    "a an and are as at but by de der des di du el en for from i in into is it la las le les "
    "los my no not o of on or out over so that the to up vs with x y"
)
"""Not written with a capital inside titles."""
_FUNCTION = SMALL_WORDS | any_of(
    "if when then than what how why where who because but all any just only now not no yes "
    "more less do does did is was were are be been am has have had can could will would "
    "should may might must very too also again ever never always still yet maybe please "
    "thanks hi hello ok okay well oh hey nope yep nah"
)
"""Words that sentences are made of."""


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


def is_function(word: str) -> bool:
    """Whether sentences are made of a word: "do", "it", "what"."""
    return word in _FUNCTION or word in PRONOUNS


_LONG = 5
"""So many words in a title's order are no accident, however plain."""


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
        if word in _FUNCTION or word in PRONOUNS or len(word) == 1:
            return Plainness.FUNCTION
        if is_everyday(word) or is_given_name(word) or word.isdecimal():
            return Plainness.WORD
        return Plainness.TELLING
    rare = [word for word in plain if not (is_everyday(word) or word.isdecimal())]
    if len(plain) >= _LONG or any(not is_given_name(word) for word in rare):
        return Plainness.TELLING
    return Plainness.PHRASE if plain else Plainness.FUNCTION
