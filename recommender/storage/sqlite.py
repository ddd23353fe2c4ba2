"""sqlite-utils' classes that storage uses.

sqlite-utils imports pandas wherever that is installed, which takes 0.2 s and 32 MiB of every
process. So nothing of ours depends on pandas.
"""

from sqlite_utils import Database, Migrations

__all__ = ["Database", "Migrations"]
