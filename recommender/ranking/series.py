"""Finds titles that begin alike, as those of a series do."""

import re
import unicodedata
from functools import lru_cache

_ARTICLE = re.compile(r"^(?:the|an?)\s+")
_REST = re.compile(r":.*|\s+(?:and the|part|chapter|episode|vol\.?|volume)\b.*")
_NUMBER = re.compile(r"\d+|[ivx]+")


@lru_cache(maxsize=1 << 17)  # a refit asks for all titles again
def series_name(title: str) -> str:
    """What the titles of one series share: the words before a colon, a number, or "and the".

    "Toy Story 2" and "Toy Story" give "toy story", "Harry Potter and the Goblet of Fire" gives
    "harry potter". A title that is nothing but a number is its own.
    """
    plain = title.casefold()
    if not plain.isascii():
        spread = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    plain = _ARTICLE.sub("", plain.strip())
    name = _REST.sub("", plain)
    name = " ".join(re.findall(r"\w+", name))
    words = name.split()
    while len(words) > 1 and _NUMBER.fullmatch(words[-1]):
        words.pop()
    if words:
        words[-1] = words[-1].rstrip("0123456789") or words[-1]
    name = " ".join(words)
    return plain if not name or name.isdigit() else name
