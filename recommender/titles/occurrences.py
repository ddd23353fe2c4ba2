"""Where the aliases of an index occur in running text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from recommender.domain import Film
from recommender.titles.aliases import AliasKind
from recommender.titles.exact import Hit
from recommender.titles.fame import Fame
from recommender.titles.hashing import hashes
from recommender.titles.ordinary import is_ordinary
from recommender.titles.shelf import Shelf, is_lacking
from recommender.titles.words import (
    LOOSE_WORDS,
    Word,
    article_of,
    fold,
    loose,
    raw_run,
    run,
    words_of,
)

MAX_WORDS = 16
MAX_KEY = 90
"""A longer run of words is no alias; keeps the search linear in the text's length."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place in a text where an alias stands, on word boundaries."""

    start: int
    """In characters of the original text; an article in front belongs to it if an alias has it."""
    end: int
    text: str
    """The text's own characters from `start` to `end`."""
    films: tuple[Film, ...]
    """Who may be meant, best first."""
    kind: AliasKind
    """How the first film bears this name."""
    n_words: int
    """Words of the text, a leading article included."""
    ordinary: bool
    """Whether every word is ordinary English, so that this may be no title at all: "up"."""
    popularity: int
    """Ratings of the best known of `films`; 0 when unknown."""
    exact: bool
    """Whether some alias is spelled like this, short of case, accents and numerals."""
    well_known: bool = False
    """Whether one of `films` is well known, in the measure of the catalogue."""


def occurrences(
    text: str,
    shelves: Sequence[Shelf],
    hits_of: Callable[[tuple[str, ...], int, str], list[Hit]],
    fame: Fame,
) -> tuple[Occurrence, ...]:
    """Every place where an alias stands, longest first, then leftmost."""
    words = words_of(text)
    spans: list[tuple[int, int]] = []
    keys: list[tuple[str, ...]] = []
    for start, word in enumerate(words):
        if word.is_article and start + 1 < len(words):
            continue
        for end in range(start + 1, min(start + MAX_WORDS, len(words)) + 1):
            key = run(words, start, end)
            if sum(map(len, key)) > MAX_KEY:
                break
            spans.append((start, end))
            keys.append(key)
    known = _known(shelves, ["".join(key) for key in keys])
    known |= _known(shelves, ["".join(loose(key)) for key in keys])
    known |= _known(shelves, [raw_run(words[start:end]) for start, end in spans])
    found = [
        _occurrence(text, words, span, key, hits_of=hits_of, fame=fame)
        for span, key, is_known in zip(spans, keys, known, strict=True)
        if is_known
    ]
    places = [place for place in found if place is not None]
    return tuple(sorted(places, key=lambda place: (place.start - place.end, place.start)))


def _known(
    shelves: Sequence[Shelf], keys: list[str]
) -> "np.ndarray[tuple[int], np.dtype[np.bool]]":
    values = hashes(keys)
    known = np.zeros(len(keys), dtype=np.bool_)
    for shelf in shelves:
        known |= shelf.table.known(values)
    return known


def _occurrence(
    text: str,
    words: Sequence[Word],
    span: tuple[int, int],
    key: tuple[str, ...],
    *,
    hits_of: Callable[[tuple[str, ...], int, str], list[Hit]],
    fame: Fame,
) -> Occurrence | None:
    first, last = span
    article = article_of(words[first - 1 : first + 1]) if first else 0
    hits = [
        hit for hit in hits_of(key, article, raw_run(words[first:last])) if not is_lacking(hit.film)
    ]
    if key != loose(key) and {key[0], key[-1]} & LOOSE_WORDS:
        # "and Alien" is "Alien" with a stranger's word at its edge.
        hits = [hit for hit in hits if hit.strict]
    if not hits:
        return None
    folded = [fold(text[word.start : word.end]) for word in words[first:last]]
    if article and any(hit.same_article for hit in hits):
        first -= 1
    start, end = words[first].start, words[last - 1].end
    films = tuple(hit.film for hit in hits)
    return Occurrence(
        start,
        end,
        text[start:end],
        films,
        hits[0].kind,
        last - first,
        all(map(is_ordinary, folded)),
        max(map(fame.ratings_of, films)),
        hits[0].strict,
        any(map(fame.is_known, films)),
    )
