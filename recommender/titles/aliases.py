"""Every way a film's own catalogue title lets people say it.

What the catalogue itself shows: the title, originals and a.k.a. in parentheses, what
stands before and after a colon. Names that nobody can derive come from `lore`.
"""

import re
from collections.abc import Iterator
from enum import IntEnum

from recommender.catalogue.spelling import spoken_title
from recommender.domain import Film


class AliasKind(IntEnum):
    """What of a film an alias is, the most telling first."""

    TITLE = 0
    """The whole title, as the catalogue has it."""
    ALTERNATE = 1
    """An original or a.k.a. title."""
    NICKNAME = 2
    """From the alias file: "lotr"."""
    SERIES = 3
    """A rank in a series: "harry potter 5"."""
    VARIANT = 4
    """The title without a number, an author or a side remark in it."""
    HEAD = 5
    """What stands before ":" or " - "."""
    TAIL = 6
    """What stands after it."""


_SEPARATOR = re.compile(
    r"\s*(?::|;|\s[-–—~/])\s+|\s*,?\s+or:?,?\s+(?=[A-Z(])|,\s+or,?\s+|\s+\(or\s+"
)
_NUMBER = r"(?:\d{1,2}|[IVX]{1,5}|One|Two|Three|Four|Five|Six)"
_NUMBERED_HEAD = re.compile(rf"^(.*\S)\s+(?:(?:Part|Episode|Chapter|Vol\.?|Volume)\s+)?{_NUMBER}$")
_PART_TAIL = re.compile(
    rf"^(?:The\s+)?(?:Part|Episode|Chapter|Vol\.?|Volume)\s+{_NUMBER}$", re.IGNORECASE
)
_AUTHORS = re.compile(
    r"^(?:William Shakespeare|Bram Stoker|Mary Shelley|Stephen King|John Carpenter|Wes Craven|"
    r"Tyler Perry|Lee Daniels|National Lampoon|Walt Disney|Disney|Marvel|Dr\.? Seuss|Tim Burton|"
    r"Clive Barker|Quentin Tarantino|Jane Austen|Charles Dickens|Agatha Christie|Roald Dahl|"
    r"George Lucas|Frank Miller|Neil Simon|Monty Python|Guillermo del Toro|Zack Snyder|"
    r"Precious: Based|Terry Pratchett|Alfred Hitchcock|Fellini|Frank Herbert|J\.?R\.?R\.? Tolkien|"
    r"Nicholas Sparks|Tom Clancy|Andrew Lloyd Webber|Jim Henson|Eddie Murphy|Ken Burns|"
    r"Louis C\.?K\.?|Madea|Perfume|Isaac Asimov|H\.?G\.? Wells|Jules Verne|Edgar Allan Poe)"
    r"(?:['’]s?|s['’])\s+(?=\S)",
)


def aliases_of(film: Film) -> Iterator[tuple[AliasKind, str]]:
    """The aliases of one film, as readable text, the most telling first."""
    yield AliasKind.TITLE, film.title
    yield from _parts_of(film.title)
    for alternate in spoken_title(film.catalogue_title).alternates if film.catalogue_title else ():
        yield AliasKind.ALTERNATE, alternate
        yield from _parts_of(alternate)


def _parts_of(title: str) -> Iterator[tuple[AliasKind, str]]:
    if match := _AUTHORS.match(title):
        yield AliasKind.VARIANT, title[match.end() :]
    breaks = list(_SEPARATOR.finditer(title))
    if not breaks:
        return
    head = title[: breaks[0].start()]
    if numbered := _NUMBERED_HEAD.match(head):
        yield AliasKind.VARIANT, numbered[1] + title[breaks[0].start() :]
    for at, match in enumerate(breaks):
        before, after = title[: match.start()].strip(" ,("), title[match.end() :].strip(" )")
        if before and _PART_TAIL.match(after):
            yield AliasKind.VARIANT, before
        elif before:
            yield AliasKind.HEAD, before
        if after and not _PART_TAIL.match(after):
            yield AliasKind.TAIL, after
        if at and after:  # "Star Wars: Episode V - The Empire …" is also "Star Wars: The Empire …"
            yield AliasKind.VARIANT, f"{head} {after}"
