"""A title as the index keeps it: its key, its article, and the key with numerals as spelled.

Says the same as `words`, only many times faster for the plain titles that most are: a
catalogue has tens of thousands of them.
"""

import re
from typing import NamedTuple

from recommender.titles.words import (
    ARTICLES,
    TELLING_WORDS,
    article_of,
    raw_run,
    run,
    words_of,
)

_PLAIN = {code: " " for code in range(128) if not chr(code).isalnum()} | {
    ord("'"): None,
    ord("`"): None,
    ord("&"): " and ",
}
_NOT_PLAIN = re.compile(r"[A-Za-z]\.[A-Za-z]|\d,\d|['`]{2}|\+|\b0")


class Naming(NamedTuple):
    """How a title is kept."""

    key: str
    """Its words, set apart by spaces."""
    article: int
    """As `article_of` numbers it."""
    raw: str
    """The key in one word, numerals as spelled."""


def naming_of(title: str) -> Naming:
    """How the index keeps this title; the key is empty when it has no words."""
    if title.isascii() and _NOT_PLAIN.search(title) is None:
        words = title.lower().translate(_PLAIN).split()
        if TELLING_WORDS.isdisjoint(words):
            return _plain(words)
    found = words_of(title)
    return Naming(" ".join(run(found)), article_of(found), raw_run(found))


def _plain(words: list[str]) -> Naming:
    article = 0
    if len(words) > 1 and words[0] in ARTICLES:
        article = 1 if words[0] == "the" else 2
        start = 1
        while start < len(words) - 1 and words[start] in ARTICLES:
            start += 1
        words = words[start:]
    return Naming(" ".join(words), article, "".join(words))
