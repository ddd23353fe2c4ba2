"""How likely a misspelt text means a title: word by word, because letters alone mislead.

"Heat 2" is one letter from "Heat", "the night" shares most letters with many titles, and
"parasite" is two from "paradise". So numbers must agree, every telling word needs a
partner, and a real word is not taken for a misspelt other one.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from recommender.titles.sounds import sound_of

_SMALL_WORDS = """
    a an and the of in on at to for from with by or is it its i s t as de la le les el der das
    die du des et y e in un une il lo no
"""
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words that a title loses or swaps without becoming another one."""
_SMALL_WEIGHT = 0.2
_PARTNER = 0.6
"""From this likeness on two words may be the same one, misspelt."""
_ENDINGS = frozenset({"s", "es", "ed", "d", "er", "r", "ing", "y", "ly", "n"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """What speaks for a text meaning a title."""

    score: float
    """0-1; words without a partner cost as much as they weigh."""
    sure: bool
    """Whether only misspelling can explain the difference."""
    extra: float
    """Weight of telling words of the text without a partner."""
    missing: float
    """Weight of telling words of the title without a partner."""


NONE = Likeness(0.0, False, 1.0, 1.0)


def weight(word: str) -> float:
    """How telling a word is."""
    return _SMALL_WEIGHT if word in _SMALL else 1.0


@lru_cache(maxsize=65_536)
def word_likeness(one: str, other: str) -> float:
    """Likeness of two words, 0-1, by letters or by sound."""
    if one == other:
        return 1.0
    letters = OSA.normalized_similarity(one, other)
    sound, other_sound = sound_of(one), sound_of(other)
    if sound == other_sound and len(sound) > 1:
        return max(letters, 0.9)
    if letters < 0.4:
        return letters
    heard = OSA.normalized_similarity(sound, other_sound) if len(sound) > 3 else 0.0
    return max(letters, heard - 0.05)


def likeness(
    query: Sequence[str], title: Sequence[str], *, is_word: Callable[[str], bool]
) -> Likeness:
    """Compare two keys, given as words.

    Args:
        query: What was typed.
        title: What a title is.
        is_word: Whether a word is known to be spelled correctly.
    """
    if not query or not title or _numbers(query) != _numbers(title):
        return NONE
    common = Counter(query) & Counter(title)
    rest, lacking = _without(query, common), _without(title, common)
    matched = sum(weight(word) * n for word, n in common.items())
    exact = sum(n for word, n in common.items() if weight(word) == 1.0)
    sure = True
    for typed, meant, like in _partners(rest, lacking):
        matched += like * (sum(map(weight, typed)) + sum(map(weight, meant))) / 2
        sure = sure and _only_misspelt("".join(typed), "".join(meant), like, exact, is_word)
        for word in typed:
            rest.remove(word)
        for word in meant:
            lacking.remove(word)
    extra = sum(weight(word) for word in rest if weight(word) == 1.0)
    missing = sum(weight(word) for word in lacking if weight(word) == 1.0)
    total = (sum(map(weight, query)) + sum(map(weight, title))) / 2
    score = matched / total
    sure = sure and not extra and not missing and len("".join(query)) > 4
    return Likeness(score, sure, extra, missing)


def _numbers(words: Sequence[str]) -> list[str]:
    digits = sorted("".join(c for c in word if c.isdigit()) for word in words)
    return [number for number in digits if number]


def _without(words: Sequence[str], common: Counter[str]) -> list[str]:
    left = Counter(common)
    rest = []
    for word in words:
        if left[word] > 0:
            left[word] -= 1
        else:
            rest.append(word)
    return rest


def _partners(
    rest: Sequence[str], lacking: Sequence[str]
) -> list[tuple[tuple[str, ...], tuple[str, ...], float]]:
    """Pairs of words, or of one word and two, that may be the same; the likest first."""
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
        if like < (_PARTNER if n == m == 1 else 0.8):
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


def _only_misspelt(
    typed: str, meant: str, like: float, exact: int, is_word: Callable[[str], bool]
) -> bool:
    if typed == meant or (typed in _SMALL and meant in _SMALL):
        return True
    short, long = sorted((typed, meant), key=len)
    if long.startswith(short) and long[len(short) :] in _ENDINGS:
        return exact > 0 or not is_word(typed)
    if is_word(typed):
        return False
    if min(len(typed), len(meant)) < 4:
        return like >= 0.9 and exact > 0
    return like >= 0.65 if exact else like >= 0.7
