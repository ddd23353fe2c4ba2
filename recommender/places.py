"""Paths of everything that is kept in the data folder."""

from dataclasses import dataclass
from pathlib import Path

from recommender.catalogue.movielens import embedded_dir, is_whole
from recommender.domain import SetName
from recommender.folders import make_private


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one bot."""

    data_dir: Path
    """The bot's own folder."""
    movielens: Path
    """The MovieLens folder that it learns from."""
    dataset: SetName | None = None
    """The fetched set that this folder is; None: the embedded set or a folder of the operator's.

    Each fetched set has models and a cache of its own, so that one can be made ready while
    another one is served.
    """

    @classmethod
    def of(cls, data_dir: Path, movielens: Path | None, dataset: SetName | None = None) -> "Places":
        """The places below `data_dir`.

        Args:
            data_dir: The bot's own folder.
            movielens: A MovieLens folder of the operator's; it goes before `dataset`.
            dataset: A set that is used if it has been fetched. Else the embedded one is.
        """
        if movielens is None and dataset is not None:
            fetched = cls.of_set(data_dir, dataset)
            if fetched.is_whole:
                return fetched
        return cls(data_dir, movielens or embedded_dir())

    @classmethod
    def of_set(cls, data_dir: Path, dataset: SetName) -> "Places":
        """The places for a fetched set, whether it has been fetched or not."""
        return cls(data_dir, data_dir / "movielens" / dataset, dataset)

    @property
    def is_whole(self) -> bool:
        """Whether the MovieLens folder holds a set."""
        return is_whole(self.movielens)

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data_dir / "bot.db"

    @property
    def sets(self) -> Path:
        """Fetched MovieLens sets."""
        return self.data_dir / "movielens"

    @property
    def models(self) -> Path:
        """Model snapshots."""
        return self.data_dir / (f"models-{self.dataset}" if self.dataset else "models")

    @property
    def tuned(self) -> Path:
        """What was found by searches for settings, a file for each set."""
        return self.data_dir / "tuned"

    @property
    def cache(self) -> Path:
        """What can be made again: parsed ratings, title indexes."""
        cache = self.data_dir / "cache"
        return cache / self.dataset if self.dataset else cache

    @property
    def was_served(self) -> bool:
        """Whether people have talked about the films of this set, and may have logged them."""
        return self.dataset is None or self._served.exists()

    def note_served(self) -> None:
        """Note that people talk about the films of this set from now on.

        Raises:
            OSError: If it cannot be written.
        """
        if self.dataset is not None:
            make_private(self.sets)
            self._served.touch()

    @property
    def _served(self) -> Path:
        return self.sets / f"{self.dataset}.served"
