"""All names by which a film is called: those of its catalogue title, and those of the alias files.

The catalogue title gives the title, originals and a.k.a. in parentheses, and what stands before
and after a colon. Nicknames, series whose films share no name, and well-known films that a
catalogue may lack come from three text files beside this module. These name films by title and
year, so that they serve every catalogue.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

from recommender.catalogue.spelling import TRAILING_ARTICLES, spoken_title
from recommender.domain import Film
from recommender.titles.numerals import ORDINAL_WORDS


class AliasKind(IntEnum):
    """What kind of name an alias is, the most telling first."""

    TITLE = 0
    """The whole title, as the catalogue has it."""
    ALTERNATE = 1
    """An original or a.k.a. title."""
    NICKNAME = 2
    """A name from the alias files: "lotr", "harry potter 5"."""
    VARIANT = 3
    """The title without a number, an author, a foreign article or a "Part 1"."""
    HEAD = 4
    """The part of a title before ":" or " - ": "Borat"."""
    TAIL = 5
    """The part after it: "The Two Towers"."""
    SERIES = 6
    """A name that a film shares with others: "Harry Potter", or "Rocky" for "Rocky II"."""


_SEPARATOR = re.compile(
    r"\s*(?::|;|\s[-–—~/])\s+|[:,]?\s+or:?,?\s+(?=\()|[:,]\s+or,?\s+|\s+or[:,]\s+"
)
_NUMBER = r"(?:\d{1,2}|[IVX]{1,5}|One|Two|Three|Four|Five|Six|Deux)"
_PART = r"(?:Part|Pt\.?|Episode|Chapter|Vol\.?|Volume)"
_NUMBERED = re.compile(rf"^(.*\S?[^\s,:])[,:]?\s+(?:{_PART}\s+)?({_NUMBER})$")
_PART_TAIL = re.compile(rf"^(?:The\s+)?{_PART}\s+({_NUMBER})$", re.IGNORECASE)
_FIRST = frozenset({"1", "I", "One", "one"})
_AND_THE = re.compile(r"\s+(?:and|&)\s+(?=the\s)|\s+(?:vs\.?|versus)\s+", re.IGNORECASE)
_AUTHORS = re.compile(
    r"^(?:William Shakespeare|Bram Stoker|Mary Shelley|Stephen King|John Carpenter|Wes Craven|"
    r"Tyler Perry|Lee Daniels|National Lampoon|Walt Disney|Disney|Marvel|Dr\.? Seuss|Tim Burton|"
    r"Clive Barker|Quentin Tarantino|Jane Austen|Charles Dickens|Agatha Christie|Roald Dahl|"
    r"George Lucas|Frank Miller|Neil Simon|Monty Python|Guillermo del Toro|Zack Snyder|"
    r"Terry Pratchett|Alfred Hitchcock|Fellini|Frank Herbert|J\.?R\.?R\.? Tolkien|Jim Henson|"
    r"Nicholas Sparks|Tom Clancy|Andrew Lloyd Webber|Edgar Allan Poe|Jules Verne|H\.?G\.? Wells|"
    r"Isaac Asimov|Stan Lee|Dario Argento|Rodgers (?:&|and) Hammerstein|Gene Roddenberry|"
    r"Hans Christian Andersen|Rudyard Kipling|Lewis Carroll|Pixar|DreamWorks|Warren Miller|"
    r"E\.?\s?B\.? White|D\.?H\.? Lawrence|Paul Verhoeven|Ray Bradbury)(?:['’]s?|s['’])\s+(?=\S)"
)
# Cheap tests that most titles fail, before the expensive ones above.
_NUMBER_ALONE = re.compile(rf"^{_NUMBER}$")
_JOINED = re.compile(r" (?:and|And|&|vs|Vs|VS|versus)\b")
_BROKEN = re.compile(r"[:;]| [-–—~/] | or[ :,]")
_IS_ARTICLE = re.compile(r"^(?:the|an?)$", re.IGNORECASE)
_NO_NAME = re.compile(r"^(?:the )?(?:movie|film)$", re.IGNORECASE)
_FOREIGN = TRAILING_ARTICLES - {"the", "a", "an"}


def aliases_of(film: Film) -> Iterator[tuple[AliasKind, str]]:
    """The aliases that a film's catalogue title gives, as readable text, the title first."""
    yield AliasKind.TITLE, film.title
    catalogue_title = film.catalogue_title
    alternates = (
        spoken_title(catalogue_title).alternates
        if catalogue_title.count("(") > 1 or (film.year is None and "(" in catalogue_title)
        else ()
    )
    for alternate in alternates:
        yield AliasKind.ALTERNATE, alternate
    for title in (film.title, *alternates):
        yield from _part_aliases(title)
        first, _, rest = title.replace("’", "'").replace("'", "' ", 1).partition(" ")
        if first.lower() in _FOREIGN and f", {first.lower()}" in catalogue_title.lower():
            yield AliasKind.VARIANT, rest


def _part_aliases(title: str) -> Iterator[tuple[AliasKind, str]]:
    if "'" in title and (match := _AUTHORS.match(title)):
        yield AliasKind.VARIANT, title[match.end() :]
    if _NUMBER_ALONE.match(title.rpartition(" ")[2]) and (match := _NUMBERED.match(title)):
        first = match[2] in _FIRST
        if not _IS_ARTICLE.match(match[1]):  # "The" is no name for "The One"
            yield (AliasKind.VARIANT if first else AliasKind.SERIES), match[1]
    if _JOINED.search(title) and (match := _AND_THE.search(title)):
        head = title[: match.start()]
        if " " in head and not head.startswith(("The ", "A ", "An ")):
            yield AliasKind.SERIES, head
            if match[0].strip().lower() in ("and", "&"):  # but not "the world" of "… vs. the World"
                yield from _tail_aliases(title[match.end() :])
    if _BROKEN.search(title) and (breaks := list(_SEPARATOR.finditer(title))):
        yield from _aliases_around(title, breaks)


def _aliases_around(title: str, breaks: list[re.Match[str]]) -> Iterator[tuple[AliasKind, str]]:
    head = title[: breaks[0].start()]
    plain_head = numbered[1] if (numbered := _NUMBERED.match(head)) else head
    if numbered:  # "Candyman 3: Day of the Dead" is also "Candyman: Day of the Dead"
        yield AliasKind.SERIES, plain_head
        yield AliasKind.VARIANT, f"{plain_head}: {title[breaks[0].end() :]}"
    for at, match in enumerate(breaks):
        before, after = title[: match.start()].strip(" ,("), title[match.end() :].strip(" ()")
        if part := _PART_TAIL.match(after):
            yield (AliasKind.VARIANT if part[1] in _FIRST else AliasKind.SERIES), before
            continue
        if before:
            yield AliasKind.HEAD, before
        if after:
            yield from _tail_aliases(after)
        if at and after:  # "Star Wars: Episode V - The Empire …" is also "Star Wars: The Empire …"
            yield AliasKind.VARIANT, f"{plain_head}: {after}"


def _tail_aliases(tail: str) -> Iterator[tuple[AliasKind, str]]:
    if not _NO_NAME.match(tail):
        yield AliasKind.TAIL, tail
    for match in _SEPARATOR.finditer(tail):
        if part := _PART_TAIL.match(tail[match.end() :]):
            first = part[1] in _FIRST
            yield (AliasKind.TAIL if first else AliasKind.SERIES), tail[: match.start()]


_FILM = re.compile(r"^(?:(?P<place>\d+)\) |(?P<aside>-))?(?P<title>.+) \((?P<year>\d{4})\)$")


@dataclass(frozen=True, slots=True)
class ListedFilm:
    """One film of the alias files, and what people call it."""

    title: str
    year: int
    nicknames: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    """Names of the series it belongs to."""
    known: bool = True
    """Whether to tell people that the catalogue lacks it, if it does."""


@cache
def listed_films() -> tuple[ListedFilm, ...]:
    """All films of the alias files; a film may occur more than once."""
    folder = files("recommender.titles")
    nicknames, localized, series, known = (
        folder.joinpath(name).read_text(encoding="utf-8")
        for name in ("nicknames.txt", "localized.txt", "series.txt", "known.txt")
    )
    return (
        *_nicknamed_films(nicknames),
        *_nicknamed_films(localized),
        *_films_in_series(series),
        *_known_films(known),
    )


def _lines(text: str) -> Iterator[str]:
    return (line for line in map(str.strip, text.splitlines()) if line and line[0] != "#")


def _film(text: str) -> re.Match[str]:
    match = _FILM.match(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a title with a year")
    return match


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|") if name.strip())


def _nicknamed_films(text: str) -> Iterator[ListedFilm]:
    for line in _lines(text):
        film, _, names = line.partition(" = ")
        match = _film(film)
        yield ListedFilm(match["title"], int(match["year"]), _names(names), known=False)


def _known_films(text: str) -> Iterator[ListedFilm]:
    for line in _lines(text):
        match = _film(line)
        yield ListedFilm(match["title"], int(match["year"]))


def _films_in_series(text: str) -> Iterator[ListedFilm]:
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
                *(f"{ORDINAL_WORDS[place - 1]} {name}" for name in bare if place <= 20),
            )
        shared = tuple(name for name in names if not name.endswith(" #"))
        yield ListedFilm(match["title"], int(match["year"]), (*_names(nicknames), *ranks), shared)
