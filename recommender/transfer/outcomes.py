"""What looking at a file, and writing it, comes to."""

from dataclasses import dataclass, field

from recommender.domain import MovieId
from recommender.storage import ImportRecord
from recommender.transfer.records import FilmNamed

EXAMPLES = 3
"""Films that are named of each kind."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is."""

    done: int
    total: int | None
    """None: unknown yet."""


@dataclass(slots=True)
class Count:
    """Rows and films of one kind, with examples."""

    rows: int = 0
    films: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, name: str, rows: int) -> None:
        """Count one more film."""
        self.rows += rows
        self.films += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(name)


@dataclass(frozen=True, slots=True)
class Overview:
    """What a file would do to a log: nothing of it is done."""

    file: ImportRecord
    matched: Count
    """Films that are known, of which the log lacks something."""
    already: Count
    """Films of which the log holds everything."""
    ambiguous: Count
    unknown: Count
    viewings: int
    """How many viewings would be new."""
    wanted: int
    """How many films would join the watchlist."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written."""

    file: str
    films: int
    viewings: int
    amended: int
    """Viewings that got the day or the stars that they lacked."""
    wanted: int
    dismissed: int
    added: int
    """Films that the catalogue lacked."""
    change_id: int | None
    """For `undo`; None when nothing was written."""
    import_id: int
    unsure: int = 0
    """Films of the file that wait for an answer."""
    unknown: int = 0
    """Films of the file that nothing was found for."""

    @property
    def waiting(self) -> int:
        """Films of the file that are not in the log."""
        return self.unsure + self.unknown

    @property
    def written(self) -> int:
        """How many things were written."""
        return self.viewings + self.amended + self.wanted + self.dismissed


@dataclass(frozen=True, slots=True)
class OpenFilm:
    """A film of a file that is not sure."""

    import_id: int
    film: int
    named: FilmNamed
    rows: int
    candidates: tuple[MovieId, ...]
