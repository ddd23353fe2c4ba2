"""How much of a file is read: memory stays bounded, whatever is sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file that is read. The defaults suit a bot that many people send files to."""

    bytes_in_all: int = 64 << 20
    """Of all files of an archive together, unpacked."""
    rows: int = 100_000
    entries: int = 5_000
    """Files in an archive."""

    @classmethod
    def large(cls) -> "Limits":
        """For somebody at their own machine."""
        return cls(bytes_in_all=256 << 20, rows=500_000)


LONGEST_TITLE = 300
LONGEST_NOTE = 500
