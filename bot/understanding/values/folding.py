"""Text as the tables of words see it: small letters, no accents, one kind of quote and dash."""

import unicodedata
from functools import lru_cache

_SAME = {"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "–": "-", "—": "-", "\u2212": "-"}
_SAME |= dict.fromkeys("“”„«»", '"')


def folded(text: str) -> str:
    """The text in one spelling. Every character keeps its place, so that offsets hold in both."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    spread = unicodedata.normalize("NFKD", character.casefold())
    plain = "".join(part for part in spread if not unicodedata.combining(part))
    if len(plain) == 1:
        return plain
    return lowered if len(lowered := character.lower()) == 1 else character
