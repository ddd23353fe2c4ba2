"""Split a labelled file into two random halves by its texts, the same way for ever.

One half is open for building, the other is only ever reported.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

Half: TypeAlias = Literal["open", "closed", "all"]


def half_of(text: str) -> Half:
    """The half a text belongs to."""
    return "open" if hashlib.sha256(text.encode()).digest()[0] % 2 == 0 else "closed"


def records(path: Path, half: Half) -> Iterator[dict[str, object]]:
    """The JSON lines of `path` whose `text` is in `half`."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if half in ("all", half_of(record["text"])):
                yield record
