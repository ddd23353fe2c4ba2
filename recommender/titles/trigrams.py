"""Which keys look like a misspelt one: an index of their trigrams, in numpy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_LETTERS = 64
"""Letters and digits have a code of their own, all other characters share 27."""
_CODES = np.zeros(128, dtype=np.int64)
_CODES[ord("a") : ord("z") + 1] = np.arange(1, 27)
_CODES[ord("0") : ord("9") + 1] = np.arange(27, 37)
_LONGEST = 72
"""Characters of a key that count; a longer one is found by its beginning."""


@dataclass(frozen=True, slots=True)
class Trigrams:
    """Postings by trigram, over keys without their spaces."""

    starts: NDArray[np.int32]
    """Shape (64**3 + 1,): where each trigram's keys start in `postings`."""
    postings: NDArray[np.int32]
    """Rows of keys, ascending within a trigram."""
    sizes: NDArray[np.uint8]
    """Shape (n_keys,): distinct trigrams of each key."""

    def nearest(self, key: str, k: int) -> NDArray[np.int32]:
        """Rows of up to `k` keys that share most trigrams with `key` (Dice), best first."""
        wanted = _distinct([key])[0]
        if not len(self.sizes) or not len(wanted):
            return np.empty(0, dtype=np.int32)
        slices = [self.postings[self.starts[t] : self.starts[t + 1]] for t in wanted]
        # The commonest trigrams ("the", "ing") tell least and cost most.
        slices.sort(key=len)
        budget = 2 * len(self.sizes)
        kept: list[NDArray[np.int32]] = []
        for rows in slices:
            budget -= len(rows)
            if budget < 0 and len(kept) > 3:
                break
            kept.append(rows)
        shared = np.bincount(np.concatenate(kept), minlength=len(self.sizes))
        found = np.flatnonzero(shared >= max(1, int(shared.max()) // 2))
        dice = shared[found] / (self.sizes[found] + float(len(wanted)))
        if len(found) > k:
            best = np.argpartition(-dice, k)[:k]
            found, dice = found[best], dice[best]
        return found[np.argsort(-dice, kind="stable")].astype(np.int32)


def trigrams_of(keys: Sequence[str]) -> Trigrams:
    """Index these keys."""
    codes, owners = _windows(keys)
    # np.unique would hash; sorting is several times faster here.
    pairs = np.sort(codes * max(len(keys), 1) + owners)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    codes, owners = np.divmod(pairs, max(len(keys), 1))
    starts = np.zeros(_LETTERS**3 + 1, dtype=np.int32)
    np.cumsum(np.bincount(codes, minlength=_LETTERS**3), out=starts[1:])
    sizes = np.minimum(np.bincount(owners, minlength=len(keys)), 255)
    return Trigrams(starts, owners.astype(np.int32), sizes.astype(np.uint8))


def _distinct(keys: Sequence[str]) -> list[NDArray[np.int64]]:
    codes, owners = _windows(keys)
    return [np.unique(codes[owners == row]) for row in range(len(keys))]


def _windows(keys: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Codes of all trigrams and the rows of the keys they are from, repeats included.

    A key is padded with two marks in front and one behind: how it begins tells most.
    """
    padded = ["\0\0" + key.replace(" ", "")[:_LONGEST] + "\0" for key in keys if key]
    rows = np.fromiter((row for row, key in enumerate(keys) if key), dtype=np.int64)
    text = np.frombuffer("".join(padded).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if not len(text):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    letters = np.where(text < 128, _CODES[np.minimum(text, 127)], 37 + text % 27)
    lengths = np.fromiter(map(len, padded), dtype=np.int64, count=len(padded))
    owners = np.repeat(rows, lengths)
    codes = (letters[:-2] * _LETTERS + letters[1:-1]) * _LETTERS + letters[2:]
    within = owners[:-2] == owners[2:]
    return codes[within], owners[:-2][within]
