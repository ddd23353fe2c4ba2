"""How surely a word is spelled as it was meant."""

from collections.abc import Callable

from recommender.titles.ordinary import ORDINARY

DERIVED = 0.88
"""Such a word may still be a slip: "streetcare"."""
_ENDINGS = (
    "s es ed ing er ers or ors y ly ness ion ions al able less ful ish ment est ist ists "
    "ation ations th ies ier"
)
_SUFFIXES = _ENDINGS.split()
_LOOSE_ENDS = frozenset({"er", "ers", "or", "ors", "y", "al", "th", "ion", "ions"})
"""Endings that make words of slips as well: "most" + "ers"."""
_PREFIXES = ("un", "re", "dis", "out", "over", "under", "mis", "in", "super", "anti", "non")


def spelled(word: str, is_known: Callable[[str], bool]) -> float:
    """1 for a known word, DERIVED for one made of known ones ("captives", "outcast"), else 0."""
    if is_known(word):
        return 1.0
    return DERIVED if _is_derived(word, is_known) else 0.0


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
