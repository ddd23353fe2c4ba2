"""Which differences between two words a slip of the finger or the ear explains."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from recommender.titles.sounds import sound_of

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
    """Likeness of two words, 0-1, by letters or by sound."""
    if one == other:
        return 1.0
    if one[:1].isdecimal() and _number(one) == _number(other):
        return 0.9  # "34" for "34th"
    letters = OSA.normalized_similarity(one, other)
    if letters < 0.4:
        return letters
    sound, other_sound = sound_of(one), sound_of(other)
    if sound == other_sound and len(sound) > 1:
        return (letters + 1) / 2
    heard = OSA.normalized_similarity(sound, other_sound) if len(sound) > 3 else 0.0
    return max(letters, heard - 0.05)


def _number(word: str) -> str:
    return word[:-2] if word.endswith(("st", "nd", "rd", "th")) else word


@lru_cache(maxsize=16_384)
def is_slip(typed: str, meant: str) -> bool:
    """Whether one slip, or two in a long word, turns what was meant into what was typed."""
    distance = OSA.distance(typed, meant)
    length = max(len(typed), len(meant))
    if distance == 0 or (typed[:1].isdecimal() and _number(typed) == _number(meant)):
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
