"""sqlite-utils, imported without pandas.

It imports pandas wherever that is installed, only to widen a map of column types. Measured, that
adds 0.25 s and 32 MiB to every start and every command, none of which needs it, so pandas is
hidden meanwhile. Evaluation, which does, imports it where it prints.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def _hidden(name: str) -> Iterator[None]:
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    if name in modules:  # somebody has paid for it already
        yield
        return
    modules[name] = None  # makes `import` raise ImportError
    try:
        yield
    finally:
        del modules[name]


with _hidden("pandas"):
    from sqlite_utils import Database, Migrations
    from sqlite_utils.db import NotFoundError

__all__ = ["Database", "Migrations", "NotFoundError"]
