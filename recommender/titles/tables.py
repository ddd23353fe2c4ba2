"""Lookup tables over keys, in numpy: by hash, by trigram and by word.

Everything is a flat array, so that the tables of a large catalogue can be mapped from disk.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.titles import thresholds
from recommender.titles.words import loose_words

_BASE = 0x9E3779B97F4A7C15
_MASK = 2**64 - 1
_FEW_KEYS = 8
"""So few keys are hashed faster one by one than by numpy."""
_CHUNK = 100_000
"""Keys that are hashed at once, which bounds the memory."""

_LETTERS = 64
"""Codes of characters: letters and digits have one each, all others share 27."""
_CODES = np.zeros(128, dtype=np.int64)
_CODES[ord("a") : ord("z") + 1] = np.arange(1, 27)
_CODES[ord("0") : ord("9") + 1] = np.arange(27, 37)


def hashes(keys: Sequence[str]) -> NDArray[np.uint64]:
    """A 64-bit polynomial hash of each key, without its spaces. Shape (n_keys,).

    Without spaces, "blade runner" and "bladerunner" have the same hash.
    """
    if len(keys) <= _FEW_KEYS:
        return np.array([_hash(key.replace(" ", "")) for key in keys], dtype=np.uint64)
    found = np.empty(len(keys), dtype=np.uint64)
    for start in range(0, len(keys), _CHUNK):
        squashed = [key.replace(" ", "") for key in keys[start : start + _CHUNK]]
        found[start : start + len(squashed)] = _hash_chunk(squashed)
    return found


def _hash(squashed: str) -> int:
    value = 0
    for letter in reversed(squashed):
        value = (value + ord(letter)) * _BASE & _MASK
    return value


def _hash_chunk(squashed: list[str]) -> NDArray[np.uint64]:
    lengths = np.fromiter(map(len, squashed), dtype=np.int64, count=len(squashed))
    ends = np.cumsum(lengths)
    codes = np.frombuffer("".join(squashed).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    # Horner's rule from each key's end, as one running sum: code * base^(place in the key).
    places = np.arange(len(codes)) - np.repeat(ends - lengths, lengths)
    longest = int(lengths.max(initial=0))
    powers = np.multiply.accumulate(np.full(longest + 1, _BASE, dtype=np.uint64))
    terms = codes.astype(np.uint64) * powers[places] if len(codes) else np.empty(0, np.uint64)
    running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)])
    values: NDArray[np.uint64] = running[ends] - running[ends - lengths]
    return values


@dataclass(frozen=True, slots=True)
class AliasTable:
    """Aliases as parallel columns, found by the hash of their key."""

    films: NDArray[np.int32]
    """Shape (n_aliases,): the row of the film in the catalogue's order."""
    kinds: NDArray[np.uint8]
    """Shape (n_aliases,): an AliasKind."""
    articles: NDArray[np.uint8]
    """Shape (n_aliases,): 0 none, 1 "the", 2 "a" or "an" in front."""
    offsets: NDArray[np.int64]
    """Shape (n_aliases + 1,): where each key starts in `blob`."""
    blob: NDArray[np.uint8]
    """All keys in UTF-8, one after the other."""
    hashes: NDArray[np.uint64]
    """Shape (n_entries,), ascending: of keys, of loose keys and of keys with raw numerals."""
    entries: NDArray[np.int32]
    """Shape (n_entries,): the alias of each hash."""

    def __len__(self) -> int:
        return len(self.films)

    def key(self, alias: int) -> str:
        """The key of one alias, its words separated by spaces."""
        start, end = self.offsets[alias], self.offsets[alias + 1]
        return self.blob[start:end].tobytes().decode("utf-8", "surrogatepass")

    def with_hash(self, value: int) -> list[int]:
        """The aliases that have this hash."""
        wanted = np.uint64(value)
        start = int(np.searchsorted(self.hashes, wanted))
        stop = int(np.searchsorted(self.hashes, wanted, side="right"))
        return [int(alias) for alias in self.entries[start:stop]]

    def known(self, values: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of these hashes some alias has. Shape as `values`."""
        if not len(self.hashes):
            return np.zeros(len(values), dtype=np.bool_)
        places = np.minimum(np.searchsorted(self.hashes, values), len(self.hashes) - 1)
        found: NDArray[np.bool_] = self.hashes[places] == values
        return found


def alias_table(
    films: Sequence[int],
    kinds: Sequence[int],
    articles: Sequence[int],
    keys: Sequence[str],
    raw_keys: Sequence[str],
) -> AliasTable:
    """Build the table from columns of equal length.

    Args:
        films: Rows of films.
        kinds: Kinds of aliases.
        articles: Articles in front of them.
        keys: Their words, separated by spaces.
        raw_keys: The same in one word with numerals as the title has them.
    """
    encoded = [key.encode("utf-8", "surrogatepass") for key in keys]
    offsets = np.zeros(len(keys) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, encoded), dtype=np.int64, count=len(keys)), out=offsets[1:])
    loosened = [" ".join(loose_words(key.split(" "))) for key in keys]
    strict, loose, raw = hashes(keys), hashes(loosened), hashes(raw_keys)
    looser = np.flatnonzero(strict != loose)
    rawer = np.flatnonzero((strict != raw) & (loose != raw))
    all_hashes = np.concatenate([strict, loose[looser], raw[rawer]])
    entries = np.concatenate([np.arange(len(keys)), looser, rawer]).astype(np.int32)
    order = np.argsort(all_hashes, kind="stable")
    return AliasTable(
        np.asarray(films, dtype=np.int32),
        np.asarray(kinds, dtype=np.uint8),
        np.asarray(articles, dtype=np.uint8),
        offsets,
        np.frombuffer(b"".join(encoded), dtype=np.uint8),
        all_hashes[order],
        entries[order],
    )


@dataclass(frozen=True, slots=True)
class Trigrams:
    """Keys without their spaces, by the trigrams that they contain."""

    starts: NDArray[np.int32]
    """Shape (64**3 + 1,): where each trigram's keys start in `postings`."""
    postings: NDArray[np.int32]
    """Rows of keys, ascending within a trigram."""
    sizes: NDArray[np.uint8]
    """Shape (n_keys,): distinct trigrams of each key."""

    def nearest(self, key: str, k: int) -> NDArray[np.int32]:
        """Rows of up to `k` keys that share most trigrams with `key` (Dice), best first."""
        codes, _ = _windows([key])
        wanted = np.unique(codes)
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


def trigram_table(keys: Sequence[str]) -> Trigrams:
    """Index keys by their trigrams."""
    codes, owners = _windows(keys)
    # np.unique would hash; sorting is several times faster here.
    pairs = np.sort(codes * max(len(keys), 1) + owners)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    codes, owners = np.divmod(pairs, max(len(keys), 1))
    starts = np.zeros(_LETTERS**3 + 1, dtype=np.int32)
    np.cumsum(np.bincount(codes, minlength=_LETTERS**3), out=starts[1:])
    sizes = np.minimum(np.bincount(owners, minlength=len(keys)), 255)
    return Trigrams(starts, owners.astype(np.int32), sizes.astype(np.uint8))


def _windows(keys: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Codes of all trigrams and the rows of the keys they are from, repeats included.

    A key is padded with two marks in front and one behind: how it begins tells most.
    """
    longest = thresholds.TRIGRAM_LETTERS
    padded = ["\0\0" + key.replace(" ", "")[:longest] + "\0" for key in keys if key]
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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Keys by the words that they contain. Words are kept as hashes only."""

    words: NDArray[np.uint64]
    """Shape (n_words,), ascending hashes."""
    starts: NDArray[np.int32]
    """Shape (n_words + 1,): where each word's keys start in `postings`."""
    postings: NDArray[np.int32]
    """Rows of keys, ascending within a word."""

    def holding(self, word: str) -> NDArray[np.int32]:
        """Rows of the keys that contain this word."""
        value = hashes([word])[0]
        place = int(np.searchsorted(self.words, value))
        if place == len(self.words) or self.words[place] != value:
            return self.postings[:0]
        return self.postings[self.starts[place] : self.starts[place + 1]]


def vocabulary_table(keys: Sequence[str]) -> Vocabulary:
    """Index keys by their words."""
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
