"""From the catalogue's spelling to how people say a title.

"Shawshank Redemption, The (1994)" becomes "The Shawshank Redemption", 1994; what
stands in further parentheses (original titles, "a.k.a. …") becomes alternates.
"""

import re
from dataclasses import dataclass

TRAILING_ARTICLES = frozenset(
    # English, French, Italian, Spanish, Portuguese, Catalan, German, Dutch, Scandinavian, …
    """
    the a an
    le la les l' un une
    il lo i gli uno una
    el los las
    o os as um uma
    els
    der die das den dem ein eine einen
    de het een
    det en ett et
    az egy
    """.split()
)
"""Lower-cased articles that the catalogue moves behind a title: "Matrix, The"."""

_YEAR = re.compile(r"\s*\((\d{4})(?:\s*[-–]\s*(?:\d{4})?)?\)\s*$")
_PARENTHESES = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")
_AKA = re.compile(r"^(?:a\.?\s?k\.?\s?a\.?:?\s+|aka\s+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SpokenTitle:
    """One catalogue title, taken apart."""

    title: str
    year: int | None
    alternates: tuple[str, ...] = ()
    """Original and a.k.a. titles, as people say them."""


def article_in_front(title: str) -> str:
    """Move a trailing article to the front: "Matrix, The" → "The Matrix"."""
    head, comma, tail = title.rpartition(",")
    article = tail.strip()
    if not comma or article.lower().replace("’", "'") not in TRAILING_ARTICLES:
        return title
    joint = "" if article.endswith(("'", "’")) else " "
    return f"{article}{joint}{head.strip()}"


def spoken_title(catalogue_title: str) -> SpokenTitle:
    """Take a catalogue title apart. Total: any text gives a title."""
    rest = catalogue_title.strip()
    year: int | None = None
    if match := _YEAR.search(rest):
        year, rest = int(match[1]), rest[: match.start()]
    alternates: list[str] = []
    while (match := _PARENTHESES.search(rest)) and match.start() > 0:
        alternates.insert(0, _AKA.sub("", match[1].strip()))
        rest = rest[: match.start()]
    title = article_in_front(rest.strip()) or catalogue_title.strip()
    spoken = (article_in_front(alternate) for alternate in alternates if alternate)
    return SpokenTitle(title, year, tuple(spoken))
