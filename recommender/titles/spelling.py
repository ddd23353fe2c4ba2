"""Words alone: which are ordinary, how they sound, and which are misspellings of others."""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from recommender.titles import thresholds


def _ordinary_words() -> frozenset[str]:
    text = files("recommender.titles").joinpath("ordinary_words.txt").read_text(encoding="utf-8")
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


ORDINARY = _ordinary_words()
"""The commonest English words, folded: lower case, no apostrophes."""

_FOREIGN_WORDS = "et y le la les el il je tu es er sie ich un une und"
_FOREIGN_SMALL_WORDS = frozenset(_FOREIGN_WORDS.split())
"""Words of French, Spanish and German that no title is meant by in a sentence: "et" is not E.T."""


def is_ordinary(word: str) -> bool:
    """Whether this folded word names no film by itself in a sentence.

    The commonest English words do not, nor the smallest of some other languages, nor numbers of
    fewer than four digits.
    """
    return word in ORDINARY or word in _FOREIGN_SMALL_WORDS or (word.isdecimal() and len(word) < 4)


_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^x", "s"),
        (r"ph", "f"),
        (r"tch|ch", "C"),
        (r"sch|sh|(?:s|t|c)(?=i[oa])", "S"),
        (r"igh", "i"),
        (r"ough|augh", "o"),
        (r"gh", "g"),
        (r"ck|q", "k"),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"dg|j", "g"),
        (r"th", "t"),
        (r"wh", "w"),
        (r"mb$", "m"),
        (r"(?<=[aeiouy])h|(?<!^)h(?=[^aeiouy]|$)", ""),
        (r"ei|ie|ee|ea|y", "i"),
        (r"oo|ou|ew|ue", "u"),
        (r"ai|ay", "e"),
        (r"au|aw|ow", "o"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)e$", ""),
        (r"(?<=.)[ao]", "e"),
    )
)


@lru_cache(maxsize=16_384)
def sound_of(word: str) -> str:
    """A rough spelling by ear, the same for words that sound alike: "fantom" and "phantom"."""
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(
    frozenset({one, other})
    for row, (keys, below) in enumerate(zip(_ROWS, (*_ROWS[1:], ""), strict=True))
    for at, one in enumerate(keys)
    for other in (keys[at + 1 : at + 2], below[max(at - 1, 0) : at], below[at : at + 1])
    if other and row < 3
)
_CONFUSED = frozenset(map(frozenset, ("ck", "cs", "sz", "iy", "mn", "bp", "dt", "fv", "gj", "kq")))
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=65_536)
def word_likeness(one: str, other: str) -> float:
    """How alike two words are, 0-1, by letters or by sound."""
    if one == other:
        return 1.0
    if one[:1].isdecimal() and _without_ordinal_ending(one) == _without_ordinal_ending(other):
        return thresholds.NUMBER_ENDING_LIKENESS  # "34" for "34th"
    letters = OSA.normalized_similarity(one, other)
    if letters < thresholds.LETTERS_ALONE:
        return letters
    sound, other_sound = sound_of(one), sound_of(other)
    if sound == other_sound and len(sound) > 1:
        return (letters + 1) / 2
    heard = OSA.normalized_similarity(sound, other_sound) if len(sound) > 3 else 0.0
    return max(letters, heard - thresholds.SOUND_COST)


def _without_ordinal_ending(word: str) -> str:
    return word[:-2] if word.endswith(("st", "nd", "rd", "th")) else word


@lru_cache(maxsize=16_384)
def is_slip(typed: str, meant: str) -> bool:
    """Whether one slip of finger or ear, or two in a long word, explains what was typed."""
    distance = OSA.distance(typed, meant)
    length = max(len(typed), len(meant))
    if distance == 0 or (
        typed[:1].isdecimal() and _without_ordinal_ending(typed) == _without_ordinal_ending(meant)
    ):
        return True
    if length < 4:
        return False
    if sound_of(typed) == sound_of(meant) and distance <= length // 2:
        return True
    if distance > 1:
        # Nobody misses the first sound of a word and another letter besides.
        return length >= 4 * distance and sound_of(typed)[:1] == sound_of(meant)[:1]
    if len(typed) == len(meant):
        differing = [{a, b} for a, b in zip(typed, meant, strict=True) if a != b]
        if len(differing) == 2:
            return True  # two letters have changed places
        pair = frozenset(differing[0])
        return pair in _NEIGHBOURS or pair in _CONFUSED or pair <= _VOWELS or length >= 8
    return length >= 5


_ENDINGS = (
    "s es ed ing er ers or ors y ly ness ion ions al able less ful ish ment est ist ists "
    "ation ations th ies ier"
)
_SUFFIXES = _ENDINGS.split()
_LOOSE_ENDS = frozenset({"er", "ers", "or", "ors", "y", "al", "th", "ion", "ions"})
"""Endings that make words of slips as well: "most" + "ers"."""
_PREFIXES = ("un", "re", "dis", "out", "over", "under", "mis", "in", "super", "anti", "non")


def certainty(word: str, is_known: Callable[[str], bool]) -> float:
    """How sure it is that a word is spelled as it was meant, 0-1.

    1 for a known word, less for one made of known ones ("captives", "outcast"), 0 for others.
    """
    if is_known(word):
        return 1.0
    return thresholds.DERIVED_WORD if _is_derived(word, is_known) else 0.0


def _is_derived(word: str, is_known: Callable[[str], bool]) -> bool:
    if len(word) < 5 or not word.isalpha():
        return False
    for suffix in _SUFFIXES:
        base = word.removesuffix(suffix)
        if base == word or len(base) < (5 if suffix in _LOOSE_ENDS else 3):
            continue
        doubled = len(base) > 3 and base[-1] == base[-2] and is_known(base[:-1])
        if doubled or any(is_known(base + letter) for letter in ("", "e", "y")):
            return True
    if any(word.startswith(p) and word[len(p) :] in ORDINARY for p in _PREFIXES):
        return True
    return any(word[:at] in ORDINARY and word[at:] in ORDINARY for at in range(3, len(word) - 2))
