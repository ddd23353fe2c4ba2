"""What no catalogue says: nicknames, series whose films share no name, films it may lack.

Three readable files beside this one. They name films by title and year, so that they hold
for every catalogue; films that a catalogue lacks are still known to exist.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FILM = re.compile(r"^(?:(?P<place>\d+)\) |(?P<aside>-))?(?P<title>.+) \((?P<year>\d{4})\)$")
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = _ORDINAL_WORDS.split()


@dataclass(frozen=True, slots=True)
class Entry:
    """One film of the files, and what people call it."""

    title: str
    year: int
    nicknames: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    """Names of the series it belongs to."""
    known: bool = True
    """Whether the title itself tells something where the catalogue lacks the film."""


def texts() -> tuple[str, str, str]:
    """The files themselves: nicknames, series, known films."""
    folder = files("recommender.titles")
    nicknames, series, known = (
        folder.joinpath(name).read_text(encoding="utf-8")
        for name in ("nicknames.txt", "series.txt", "known.txt")
    )
    return nicknames, series, known


@cache
def entries() -> tuple[Entry, ...]:
    """All films of the files; a film may come more than once."""
    nicknames, series, known = texts()
    return (*_nicknamed(nicknames), *_in_series(series), *_known(known))


def _lines(text: str) -> Iterator[str]:
    return (line for line in map(str.strip, text.splitlines()) if line and line[0] != "#")


def _film(text: str) -> re.Match[str]:
    match = _FILM.match(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a title with a year")
    return match


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|") if name.strip())


def _nicknamed(text: str) -> Iterator[Entry]:
    for line in _lines(text):
        film, _, names = line.partition(" = ")
        match = _film(film)
        yield Entry(match["title"], int(match["year"]), _names(names), known=False)


def _known(text: str) -> Iterator[Entry]:
    for line in _lines(text):
        match = _film(line)
        yield Entry(match["title"], int(match["year"]))


def _in_series(text: str) -> Iterator[Entry]:
    names: tuple[str, ...] = ()
    place = 0
    for line in _lines(text):
        if line[0] == "[" and line[-1] == "]":
            names, place = _names(line[1:-1]), 0
            continue
        film, _, nicknames = line.partition(" = ")
        match = _film(film)
        ranks: tuple[str, ...] = ()
        if not match["aside"]:
            place += 1
            number = int(match["place"] or place)
            bare = [name.removesuffix(" #") for name in names]
            ranks = (
                *(f"{name} {number}" for name in bare),
                *(f"{_ORDINALS[place - 1]} {name}" for name in bare if place <= len(_ORDINALS)),
            )
        shared = tuple(name for name in names if not name.endswith(" #"))
        yield Entry(match["title"], int(match["year"]), (*_names(nicknames), *ranks), shared)
