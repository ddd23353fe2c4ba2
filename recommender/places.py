"""Paths of everything that is kept in the data folder."""

from dataclasses import dataclass
from pathlib import Path

from recommender.catalogue.movielens import embedded_dir


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one bot."""

    data_dir: Path
    """The bot's own folder."""
    movielens: Path
    """The MovieLens folder that it learns from."""

    @classmethod
    def of(cls, data_dir: Path, movielens: Path | None) -> "Places":
        """The places below `data_dir`; without a MovieLens folder the embedded set is used."""
        return cls(data_dir, movielens or embedded_dir())

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data_dir / "bot.db"

    @property
    def models(self) -> Path:
        """Model snapshots."""
        return self.data_dir / "models"

    @property
    def cache(self) -> Path:
        """What can be made again: parsed ratings, title indexes."""
        return self.data_dir / "cache"

    @property
    def backups(self) -> Path:
        """Backups of the SQLite file."""
        return self.data_dir / "backups"
