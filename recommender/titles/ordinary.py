"""The commonest English words: a title made of nothing else may be no title at all."""

from importlib.resources import files


def _read() -> frozenset[str]:
    text = files("recommender.titles").joinpath("ordinary_words.txt").read_text(encoding="utf-8")
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


ORDINARY = _read()
"""Folded: lower case, no apostrophes."""


def is_ordinary(word: str) -> bool:
    """Whether this word, folded, says nothing of a title by itself; bare numbers say nothing."""
    return word in ORDINARY or (word.isdecimal() and len(word) < 4)
