"""What can go wrong, as types that carry data.

    RecommenderError            never raised directly
    ├── BadSettings             keys of the environment or .env that cannot be used
    ├── DataError               a file is missing or damaged
    │   ├── MissingFile         a MovieLens folder lacks a file
    │   ├── BadRow              a line of a file cannot be read
    │   └── DownloadFailed      a set could not be fetched or did not match
    ├── SnapshotError           a model file cannot be read
    ├── NoKnownMovies           nothing in a history is in the model
    ├── UnknownFilm             a movie id that the catalogue does not hold
    ├── UnknownUser             a MovieLens user id that the ratings do not hold
    ├── FitRefused              a new model did not pass the gate
    ├── TrainingUnavailable     implicit cannot be imported here
    └── StorageError            the database cannot be used
        ├── StorageBusy         another program writes to it, for longer than we wait
        └── LogLost             it holds no log, though there was one

Expected outcomes (a title not found, a stale button) are values, not errors.
Factored out so that every room can raise them without importing each other.
"""

from collections.abc import Mapping
from pathlib import Path


class RecommenderError(Exception):
    """Base of all errors here, never raised directly."""


class BadSettings(RecommenderError):
    """Some settings cannot be used; says which and what was expected, never what was given."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = problems
        """What was expected, by key (or by place, for what is no key)."""
        lines = [f"  {key} must be {expected}" for key, expected in problems.items()]
        super().__init__("\n".join(["The settings cannot be used:", *lines]))


class DataError(RecommenderError):
    """A data file is missing, damaged or not what it should be."""


class MissingFile(DataError):
    """A folder that should be a MovieLens set lacks one of its files."""

    def __init__(self, path: Path, advice: str | None = None) -> None:
        self.path = path
        expected = (
            "A MovieLens folder holds movies.csv and ratings.csv; check MOVIELENS_DIR or --data."
        )
        super().__init__(f"{path} is missing. {advice or expected}")


class BadRow(DataError):
    """One line of a data file cannot be read."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        self.path = path
        self.line = line
        """Line number in the file, counted from 1, the header included."""
        self.reason = reason
        super().__init__(f"{path}, line {line}: {reason}")


class DownloadFailed(DataError):
    """A data set could not be fetched, or what came was not what was expected."""

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(f"Could not download {url}: {reason}")


class SnapshotError(RecommenderError):
    """A model snapshot cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"The model in {path} cannot be used: {reason}")


class NoKnownMovies(RecommenderError):
    """No film of a history is in the model, so there is nothing to go by."""

    def __init__(self) -> None:
        super().__init__("None of these films is in the model.")


class UnknownFilm(RecommenderError):
    """A movie id that the catalogue does not hold."""

    def __init__(self, movie_id: int) -> None:
        self.movie_id = movie_id
        super().__init__(f"There is no film with the id {movie_id} in the catalogue.")


class UnknownUser(RecommenderError):
    """A MovieLens user id that the ratings do not hold."""

    def __init__(self, user_id: int) -> None:
        self.user_id = user_id
        super().__init__(f"There is no MovieLens user {user_id} in these ratings.")


class FitRefused(RecommenderError):
    """A freshly fitted model did not pass the gate and was not published."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The new model was refused: {reason}")


class TrainingUnavailable(RecommenderError):
    """The training library cannot be imported on this machine."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"Training needs implicit, which cannot be loaded here ({reason}). On Debian or "
            "Ubuntu, `apt-get install libgomp1` usually mends it."
        )


class StorageError(RecommenderError):
    """The database cannot be opened or used."""

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"The database {path} cannot be used: {reason}")


class StorageBusy(StorageError):
    """Another program writes to the database, for longer than we wait."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "another program is writing to it")


class LogLost(StorageError):
    """The database holds no log, though a model or a backup knows that there was one."""

    def __init__(self, path: Path, known_from: str) -> None:
        super().__init__(
            path,
            f"it holds nothing that anybody logged, but {known_from}. If it was lost, "
            "`python -m bot restore` brings a backup back; to begin with an empty one on "
            "purpose, start once with `python -m bot run --new`",
        )
