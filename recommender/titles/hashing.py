"""Hashes of many keys at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_BASE = 0x9E3779B97F4A7C15
_MASK = 2**64 - 1
_FEW = 8
"""So few keys are hashed faster one by one."""
_CHUNK = 100_000


def hashes(keys: Sequence[str]) -> NDArray[np.uint64]:
    """A 64-bit polynomial hash of each key, blind to its spaces. Shape (n_keys,).

    Blind to spaces, so that "blade runner" and "bladerunner" meet.
    """
    if len(keys) <= _FEW:
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
    # Horner from each key's end, written as one running sum: sum of code * base^(place in key).
    places = np.arange(len(codes)) - np.repeat(ends - lengths, lengths)
    longest = int(lengths.max(initial=0))
    powers = np.multiply.accumulate(np.full(longest + 1, _BASE, dtype=np.uint64))
    terms = codes.astype(np.uint64) * powers[places] if len(codes) else np.empty(0, np.uint64)
    running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)])
    values: NDArray[np.uint64] = running[ends] - running[ends - lengths]
    return values
