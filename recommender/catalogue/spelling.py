"""From the catalogue's spelling to how people say a title.

"Shawshank Redemption, The (1994)" becomes "The Shawshank Redemption", 1994; what
stands in further parentheses (original titles, "a.k.a. …") becomes alternates.
"""

import re
from dataclasses import dataclass

_ARTICLES = """
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
    da
"""
TRAILING_ARTICLES = frozenset(_ARTICLES.split())
"""Lower-cased articles that the catalogue moves behind a title: "Matrix, The"."""

_YEAR = re.compile(r"\s*\((\d{4})(?:\s*[-–]\s*(?:\d{4})?)?\)[\s)]*$")
_YEAR_WITHIN = re.compile(r"\s\(((?:18|19|20)\d{2})\)(?=\s*\()")
_AKA = re.compile(r"^(?:a\.?\s?k\.?\s?a\.?:?\s+|aka:?\s+)", re.IGNORECASE)
_ARTICLE_WITHIN = re.compile(
    r"^([^:]*\S),\s+(" + "|".join(sorted(TRAILING_ARTICLES, key=len, reverse=True)) + r")"
    r"(\s*:\s|\s+-\s)",
    re.IGNORECASE,
)
_OR = re.compile(r"[\s,:]or:?$", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u200b-\u200f\ufeff]+")


@dataclass(frozen=True, slots=True)
class SpokenTitle:
    """One catalogue title, taken apart."""

    title: str
    year: int | None
    alternates: tuple[str, ...] = ()
    """Original and a.k.a. titles, as people say them."""


def article_in_front(title: str) -> str:
    """Move an article to the front: "Matrix, The" and "Crow, The: Wicked Prayer"."""
    head, comma, tail = title.rpartition(",")
    article = tail.strip()
    if comma and article.lower().replace("’", "'") in TRAILING_ARTICLES:
        return _joined(article, head.strip())
    if comma and (match := _ARTICLE_WITHIN.match(title)):
        return _joined(match[2], match[1] + match[3] + title[match.end() :])
    return title


def _joined(article: str, rest: str) -> str:
    joint = "" if article.endswith(("'", "’")) else " "
    return f"{article}{joint}{rest}"


def spoken_title(catalogue_title: str) -> SpokenTitle:
    """Take a catalogue title apart. Total: any text gives a title."""
    rest = _SPACES.sub(" ", catalogue_title).strip()
    year: int | None = None
    if match := _YEAR.search(rest):
        year, rest = int(match[1]), rest[: match.start()]
    elif match := _YEAR_WITHIN.search(rest):  # "The Naked Truth (1957) (Your Past Is Showing)"
        year, rest = int(match[1]), rest[: match.start()] + rest[match.end() :]
    alternates: list[str] = []
    while start := _last_parentheses(rest):
        before = rest[:start].rstrip()
        if not before or _OR.search(before):  # "Birdman: Or (The Unexpected Virtue of Ignorance)"
            break
        alternates.insert(0, _AKA.sub("", rest[start + 1 :].rstrip()[:-1].strip()))
        rest = before
    title = article_in_front(rest.strip()) or catalogue_title.strip()
    spoken = (article_in_front(alternate) for alternate in alternates if _is_name(alternate))
    return SpokenTitle(title, year, tuple(spoken))


def _last_parentheses(text: str) -> int:
    """Where the parentheses that end a text open, after a space; 0 where there are none."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        if text[at] == ")":
            depth += 1
        elif text[at] == "(":
            depth -= 1
            if depth == 0:
                return at if at and text[at - 1] == " " else 0
        elif depth == 0 and text[at] != " ":
            return 0
    return 0


def _is_name(alternate: str) -> bool:
    """Whether a part in parentheses can be a title: "(06)" and "(?)" cannot."""
    return sum(c.isalpha() for c in alternate) > 1
