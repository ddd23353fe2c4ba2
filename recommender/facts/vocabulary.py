"""Controlled words for subjects, studios and places, each with what else it is called."""

import re
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, TypeAlias

Domain: TypeAlias = Literal["subjects", "studios", "places"]

_WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*")

NOTHING = "-"
"""The term of phrases that mean none of the others: "box office"."""


class Vocabulary:
    """Terms in the order of their file, and the phrases that mean them.

    A phrase is found in a text as it is spelled here, one in lower case in the plural too. People
    may ask for a term in any case.
    """

    def __init__(self, phrases: Mapping[str, tuple[str, ...]]) -> None:
        self.terms = tuple(term for term in phrases if term != NOTHING)
        self._exact: dict[str, str] = {}
        self._lower: dict[str, str] = {}
        for term, others in phrases.items():
            for phrase in (term, *others):
                words = " ".join(_WORD.findall(phrase))
                if phrase != phrase.lower():
                    self._exact.setdefault(words, term)
                    continue
                self._lower.setdefault(words, term)
                for form in (f"{words}s", f"{words}es", words.removesuffix("s")):
                    self._lower.setdefault(form, term)
        self._longest = 1 + max((key.count(" ") for key in (*self._exact, *self._lower)), default=0)

    def found_in(self, text: str) -> tuple[str, ...]:
        """The terms that a text speaks of, in the order of their first mention.

        Of phrases that overlap the longest counts: "Los Angeles" are no angels.
        """
        words = _WORD.findall(text)
        found: dict[str, None] = {}
        start = 0
        while start < len(words):
            for end in range(min(start + self._longest, len(words)), start, -1):
                phrase = " ".join(words[start:end])
                term = self._exact.get(phrase) or self._lower.get(phrase)
                if term is not None:
                    if term != NOTHING:
                        found.setdefault(term)
                    start = end
                    break
            else:
                start += 1
        return tuple(found)

    def term(self, phrase: str) -> str | None:
        """The term that a phrase means, in any case and number: "dinosaur" is "dinosaurs"."""
        words = " ".join(_WORD.findall(phrase))
        return self._lower.get(words.casefold()) or self._in_any_case.get(words.casefold())

    def term_in(self, phrase: str) -> str | None:
        """The term of the longest part of a phrase that means one: "a christmas film"."""
        words = _WORD.findall(phrase)
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                term = self.term(" ".join(words[start : start + length]))
                if term not in (None, NOTHING):
                    return term
        return None

    @cached_property
    def _in_any_case(self) -> dict[str, str]:
        return {phrase.casefold(): term for phrase, term in self._exact.items()}


def vocabulary_of(text: str) -> Vocabulary:
    """A vocabulary from lines "term = phrase | phrase"; a line may be a term alone."""
    phrases: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            term, _, others = line.partition("=")
            phrases[term.strip()] = tuple(filter(None, map(str.strip, others.split("|"))))
    return Vocabulary(phrases)


@cache
def vocabulary(domain: Domain) -> Vocabulary:
    """The vocabulary of a domain."""
    path = files("recommender.facts").joinpath(f"{domain}.txt")
    return vocabulary_of(path.read_text(encoding="utf-8"))
