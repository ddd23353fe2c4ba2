"""How a word sounds, roughly: voice typing and spelling by ear meet their title here."""

import re
from functools import lru_cache

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
    """A key that words of like sound share: "fantom" and "phantom", "shreck" and "shrek"."""
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word
