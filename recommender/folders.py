"""Creates folders that only their owner can read."""

from pathlib import Path


def make_private(folder: Path) -> None:
    """Make `folder` and the folders above it that are missing, for their owner only.

    Folders that exist are left as they are.

    Raises:
        OSError: If one cannot be made.
    """
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def readable_by_others(path: Path) -> bool:
    """Whether anybody but its owner may read a file, or look into a folder."""
    return path.exists() and bool(path.stat().st_mode & 0o077)
