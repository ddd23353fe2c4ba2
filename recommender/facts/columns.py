"""The file of film facts: columns that are read when they are asked for."""

import unicodedata
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Scalar = TypeVar("_Scalar", bound=np.generic)

ROLES = ("cast", "director", "writer", "author")
"""What people do for a film; an author wrote what it is based on."""


def person_key(name: str) -> str:
    """The letters of a name: "J.T. Walsh" and "J. T. Walsh" are one person."""
    spread = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in spread if letter.isalnum())


def shortened_page(title: str, page: str) -> str:
    """The name of an article as it is kept: "=_(1995_film)" when it starts with the title."""
    whole = title.replace(" ", "_")
    return f"={page[len(whole) :]}" if page.startswith(whole) else page


class Lists:
    """A list of small numbers for each film."""

    def __init__(self, counts: NDArray[np.uint8], flat: NDArray[np.int64]) -> None:
        self.flat = flat
        self._counts = counts

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        starts = np.zeros(len(self._counts) + 1, dtype=np.int64)
        np.cumsum(self._counts, out=starts[1:])
        return starts

    @property
    def rows(self) -> NDArray[np.int64]:
        """The film of each number in `flat`."""
        return np.repeat(np.arange(len(self._counts)), self._counts)

    @property
    def places(self) -> NDArray[np.int64]:
        """The place of each number in its list, from 0."""
        return np.arange(len(self.flat)) - self._starts[:-1].repeat(self._counts)

    def of(self, row: int) -> list[int]:
        """The list of one film."""
        starts = self._starts
        return [int(one) for one in self.flat[starts[row] : starts[row + 1]].tolist()]

    def holding(self, number: int) -> NDArray[np.int64]:
        """Rows of the films whose list holds this number, ascending."""
        places = np.flatnonzero(self.flat == number)
        return np.searchsorted(self._starts, places, side="right") - 1


class Columns:
    """The columns of one file."""

    def __init__(self, path: Path) -> None:
        self._archive = np.load(path, allow_pickle=False)
        self._lists: dict[str, Lists] = {}
        self._terms: dict[str, list[str]] = {}

    @cached_property
    def titles(self) -> list[str]:
        """Titles, one for each film."""
        return self._text("titles")

    @cached_property
    def pages(self) -> list[str]:
        """Names of articles, shortened."""
        return self._text("pages")

    @cached_property
    def people(self) -> list[str]:
        """Names, the most often credited first."""
        return self._text("people")

    @cached_property
    def years(self) -> NDArray[np.uint16]:
        """Years."""
        return self._column("years", np.uint16)

    @cached_property
    def ids(self) -> NDArray[np.int32]:
        """Ids of the films where MovieLens lacks them."""
        return self._column("ids", np.int32)

    @cached_property
    def fame(self) -> NDArray[np.uint8]:
        """How much is written of each film, in eights of letters; 0 for nothing."""
        return self._column("fame", np.uint8)

    @cached_property
    def shorts(self) -> NDArray[np.bool_]:
        """Whether a film is a short one."""
        return self._column("shorts", np.bool_)

    @cached_property
    def genres(self) -> NDArray[np.uint32]:
        """A bit for each of MovieLens' genres."""
        return self._column("genres", np.uint32)

    def lists(self, name: str) -> Lists:
        """The lists of a role or a vocabulary; read once."""
        if name not in self._lists:
            counts = self._column(f"{name}_counts", np.uint8)
            self._lists[name] = Lists(counts, self._column(name, np.int64))
        return self._lists[name]

    def terms(self, name: str) -> list[str]:
        """The terms of a vocabulary; read once."""
        if name not in self._terms:
            self._terms[name] = self._text(f"{name}_terms")
        return self._terms[name]

    def _text(self, name: str) -> list[str]:
        return self._column(name, np.uint8).tobytes().decode().split("\n")

    def _column(self, name: str, dtype: type[_Scalar]) -> NDArray[_Scalar]:
        column: NDArray[np.generic] = self._archive[name]
        return column.astype(dtype, copy=False)


def embedded_facts() -> Path:
    """The file that ships inside the package."""
    return Path(str(files("recommender.catalogue"))) / "embedded" / "facts.npz"
