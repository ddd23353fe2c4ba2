"""How likely a misspelt text means a title, by comparing their words.

Letters alone mislead: "Heat 2" is one letter from "Heat", and "parasite" is two from "paradise".
So numbers must agree, every telling word needs a partner in the title, and a real word does not
count as a misspelling of another.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from recommender.titles import thresholds
from recommender.titles.spelling import is_slip, sound_of, word_likeness

_SMALL_WORDS = """
    a an and plus the of in on at to for from with by or is it its s t as de la le les el der das du
    des et y
"""
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words that people drop or swap in a title."""
_EVEN_SMALLER = frozenset({"the", "a", "an", "and", "plus", "of"})
_ENDINGS = frozenset({"s", "es", "ed", "d", "ing"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """The result of comparing a text with a title."""

    score: float
    """0-1; words without a partner cost as much as they weigh."""
    sure: bool
    """Whether only misspelling can explain the difference."""
    doubtful: bool
    """Whether another real word stands where the title has one: "parasite" for "paradise"."""
    exact: int
    """How many telling words agree exactly."""


UNLIKE = Likeness(0.0, sure=False, doubtful=True, exact=0)


def weight(word: str) -> float:
    """How much a word counts: less for "the", "of" and the like."""
    return thresholds.SMALL_WORD_WEIGHT if word in _SMALL else 1.0


def likeness(
    query: Sequence[str], title: Sequence[str], *, certainty: Callable[[str], float]
) -> Likeness:
    """Compare the words of two keys.

    Args:
        query: What was typed.
        title: The title.
        certainty: How sure it is that a word is spelled as it was meant, 0-1. A word is a
            misspelling of another only if they are at least so alike.
    """
    if not query or not title or _numbers(query) != _numbers(title):
        return UNLIKE
    common = Counter(query) & Counter(title)
    rest, lacking = _difference(query, common), _difference(title, common)
    matched = sum(weight(word) * n for word, n in common.items())
    exact = sum(n for word, n in common.items() if word.isalpha() and weight(word) == 1.0)
    sure, doubtful = True, False
    for typed, meant, like in _partners(rest, lacking, exact):
        matched += like * (sum(map(weight, typed)) + sum(map(weight, meant))) / 2
        for word in typed:
            rest.remove(word)
        for word in meant:
            lacking.remove(word)
        one, other = "".join(typed), "".join(meant)
        if one == other or (other in _SMALL and _may_be_small(one)):
            continue
        real = like < min(map(certainty, typed)) and (len(typed) == 1 or len(one) < 8)
        heard = real and sound_of(one) == sound_of(other)
        doubtful = doubtful or (real and not heard and not _is_ending(one, other))
        sure = sure and _is_misspelling(one, other, like, exact, real=real)
    small = [
        word for word in rest if _may_be_small(word) and not (len(word) > 2 and certainty(word))
    ]
    rest = [word for word in rest if word not in small]
    weights = (
        sum(map(weight, query))
        - sum(map(weight, small))
        + len(small) * thresholds.SMALL_WORD_WEIGHT
    )
    score = min(2 * matched / (weights + sum(map(weight, title))), 1.0)
    telling = sum(weight(word) == 1.0 for word in title)
    complete = not any(weight(word) == 1.0 for word in (*rest, *lacking))
    # One small word may stand for another: "alice and wonderland".
    odd = max(
        sum(word not in _EVEN_SMALLER for word in words) for words in ((*small, *rest), lacking)
    )
    if complete and odd >= telling:
        score -= thresholds.ODD_COST
    if any(weight(word) == 1.0 for word in rest):
        score -= thresholds.EXTRA_COST
    sure = sure and complete and odd < telling and len("".join(query)) > 4
    return Likeness(score, sure, doubtful, exact)


@lru_cache(maxsize=4096)
def _may_be_small(word: str) -> bool:
    """Whether this may be "the", "of" and the like, misspelt: "teh", "uf"."""
    if word in _SMALL:
        return True
    if not 2 <= len(word) <= 4 or not word.isalpha():
        return False
    return any(
        OSA.distance(word, small) <= 1 for small in ("the", "and", "of", "in", "to", "for", "from")
    )


def _numbers(words: Sequence[str]) -> list[str]:
    digits = sorted("".join(c for c in word if c.isdigit()) for word in words)
    return [number for number in digits if number]


def _difference(words: Sequence[str], common: Counter[str]) -> list[str]:
    left = Counter(common)
    rest = []
    for word in words:
        if left[word] > 0:
            left[word] -= 1
        else:
            rest.append(word)
    return rest


def _partners(
    rest: Sequence[str], lacking: Sequence[str], exact: int
) -> list[tuple[tuple[str, ...], tuple[str, ...], float]]:
    """Pairs of words, or of one word and two, that may be the same; the most alike first."""
    if len(rest) * len(lacking) > 100:
        return []
    pairs = [
        (word_likeness("".join(typed), "".join(meant)), i, len(typed), j, len(meant))
        for i, typed in _runs(rest)
        for j, meant in _runs(lacking)
        if len(typed) == 1 or len(meant) == 1
    ]
    pairs.sort(key=lambda pair: (-pair[0], -(pair[2] + pair[4])))
    free_typed, free_meant = set(range(len(rest))), set(range(len(lacking)))
    found = []
    for like, i, n, j, m in pairs:
        if like < (thresholds.PARTNER if n == m == 1 else thresholds.JOINED_PARTNERS):
            # Among other words that agree, "mt" is "my".
            short = n == m == 1 and len(rest[i]) <= 3 and len(lacking[j]) <= 3
            if not (short and exact > 1 and like >= thresholds.SHORT_PARTNER):
                continue
        if not free_typed.issuperset(range(i, i + n)) or not free_meant.issuperset(range(j, j + m)):
            continue
        free_typed -= set(range(i, i + n))
        free_meant -= set(range(j, j + m))
        found.append((tuple(rest[i : i + n]), tuple(lacking[j : j + m]), like))
    return found


def _runs(words: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Single words and neighbouring pairs, with their places."""
    singles = [(i, (word,)) for i, word in enumerate(words)]
    return singles + [(i, (words[i], words[i + 1])) for i in range(len(words) - 1)]


def _is_ending(one: str, other: str) -> bool:
    """Whether the words differ in their ending only: "star" and "stars"."""
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long.startswith(short) and long[len(short) :] in _ENDINGS


def _is_misspelling(typed: str, meant: str, like: float, exact: int, *, real: bool) -> bool:
    if _is_ending(typed, meant):
        return exact > 0 or not real
    if real:
        return False
    if is_slip(typed, meant):
        return True
    return exact > 0 and like >= thresholds.MISSPELT_PARTNER and min(len(typed), len(meant)) > 3
