"""Which aliases have a given key: sorted 64-bit hashes, and the keys themselves to be sure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.titles.words import loose

_BASE = np.uint64(0x9E3779B97F4A7C15)
_CHUNK = 100_000


def hashes(keys: Sequence[str]) -> NDArray[np.uint64]:
    """A 64-bit polynomial hash of each key, blind to its spaces. Shape (n_keys,).

    Blind to spaces, so that "blade runner" and "bladerunner" meet. Collisions are possible
    and harmless: the keys are compared afterwards.
    """
    found = np.empty(len(keys), dtype=np.uint64)
    for start in range(0, len(keys), _CHUNK):
        squashed = [key.replace(" ", "") for key in keys[start : start + _CHUNK]]
        found[start : start + len(squashed)] = _hash_chunk(squashed)
    return found


def _hash_chunk(squashed: list[str]) -> NDArray[np.uint64]:
    lengths = np.fromiter(map(len, squashed), dtype=np.int64, count=len(squashed))
    ends = np.cumsum(lengths)
    codes = np.frombuffer("".join(squashed).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    # Horner from each key's end, written as one running sum: sum of code * base^(place in key).
    places = np.arange(len(codes)) - np.repeat(ends - lengths, lengths)
    longest = int(lengths.max(initial=0))
    powers = np.multiply.accumulate(np.full(longest + 1, _BASE, dtype=np.uint64))
    terms = codes.astype(np.uint64) * powers[places] if len(codes) else np.empty(0, np.uint64)
    running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)])
    values: NDArray[np.uint64] = running[ends] - running[ends - lengths]
    return values


@dataclass(frozen=True, slots=True)
class AliasTable:
    """Aliases as parallel columns, and their places by hash."""

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
    """Shape (n_entries,), ascending: strict and loose hashes."""
    entries: NDArray[np.int32]
    """Shape (n_entries,): the alias of each hash."""

    def __len__(self) -> int:
        return len(self.films)

    def key(self, alias: int) -> str:
        """The key of one alias, words set apart by spaces."""
        start, end = self.offsets[alias], self.offsets[alias + 1]
        return self.blob[start:end].tobytes().decode("utf-8", "surrogatepass")

    def with_hash(self, value: int) -> list[int]:
        """The aliases that have this hash, strictly or loosely."""
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


def table_of(
    films: Sequence[int], kinds: Sequence[int], articles: Sequence[int], keys: Sequence[str]
) -> AliasTable:
    """Build the table from columns of equal length."""
    encoded = [key.encode("utf-8", "surrogatepass") for key in keys]
    offsets = np.zeros(len(keys) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, encoded), dtype=np.int64, count=len(keys)), out=offsets[1:])
    loosened = [" ".join(loose(tuple(key.split(" ")))) for key in keys]
    strict, lax = hashes(keys), hashes(loosened)
    different = np.flatnonzero(strict != lax)
    all_hashes = np.concatenate([strict, lax[different]])
    entries = np.concatenate([np.arange(len(keys)), different]).astype(np.int32)
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
