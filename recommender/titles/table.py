"""Which aliases have a given key: sorted 64-bit hashes, and the keys themselves to be sure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.titles.hashing import hashes
from recommender.titles.words import loose


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
    """Shape (n_entries,), ascending: of keys, of loose keys and of keys with raw numerals."""
    entries: NDArray[np.int32]
    """Shape (n_entries,): the alias of each hash."""

    def __len__(self) -> int:
        return len(self.films)

    def key(self, alias: int) -> str:
        """The key of one alias, words set apart by spaces."""
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


def table_of(
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
        keys: Their words, set apart by spaces.
        raw_keys: The same with numerals as spelled, in one.
    """
    encoded = [key.encode("utf-8", "surrogatepass") for key in keys]
    offsets = np.zeros(len(keys) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, encoded), dtype=np.int64, count=len(keys)), out=offsets[1:])
    loosened = [" ".join(loose(tuple(key.split(" ")))) for key in keys]
    strict, lax, raw = hashes(keys), hashes(loosened), hashes(raw_keys)
    looser = np.flatnonzero(strict != lax)
    rawer = np.flatnonzero((strict != raw) & (lax != raw))
    all_hashes = np.concatenate([strict, lax[looser], raw[rawer]])
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
