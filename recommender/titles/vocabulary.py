"""The words that keys are made of: how common each is, and which keys hold it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.titles.hashing import hashes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Keys by word. Words are kept as hashes: what matters is whether, not which."""

    words: NDArray[np.uint64]
    """Shape (n_words,), ascending hashes."""
    starts: NDArray[np.int32]
    """Shape (n_words + 1,): where each word's keys start in `postings`."""
    postings: NDArray[np.int32]
    """Rows of keys, ascending within a word."""

    def holding(self, word: str) -> NDArray[np.int32]:
        """Rows of the keys that hold this word."""
        value = hashes([word])[0]
        place = int(np.searchsorted(self.words, value))
        if place == len(self.words) or self.words[place] != value:
            return self.postings[:0]
        return self.postings[self.starts[place] : self.starts[place + 1]]


def vocabulary_of(keys: Sequence[str]) -> Vocabulary:
    """Index these keys by their words."""
    split = [key.split(" ") for key in keys]
    owners = np.repeat(
        np.arange(len(keys), dtype=np.int32),
        np.fromiter(map(len, split), dtype=np.int64, count=len(split)),
    )
    values = hashes([word for words in split for word in words])
    order = np.argsort(values, kind="stable")
    words, starts = np.unique(values[order], return_index=True)
    return Vocabulary(
        words, np.append(starts, len(values)).astype(np.int32), owners[order].astype(np.int32)
    )
