"""Where the aliases of an index occur in running text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
    lacking: tuple[str, ...] = ()
    """Names of well-known films that may be meant and that the catalogue lacks."""


def occurrences(
    text: str,
    shelves: Sequence[Shelf],
    hits_of: Callable[[tuple[str, ...], int, str], list[Hit]],
    fame: Fame,
    *,
    lacking: bool,
) -> tuple[Occurrence, ...]:
    """Every place where an alias stands, longest first, then leftmost."""
    words = words_of(text)
    spans: list[_Span] = []
    names: list[str] = []
    owners: list[int] = []
    for span in _spans(words):
        for name in span.names:
            names.append(name)
            owners.append(len(spans))
        spans.append(span)
    known = _known(shelves, names)
    hits: dict[tuple[str, ...], list[Hit]] = {}
    places = []
    for at in dict.fromkeys(
        owner for owner, is_known in zip(owners, known, strict=True) if is_known
    ):
        place = _occurrence(text, words, spans[at], hits_of=hits_of, fame=fame, memory=hits)
        if place is not None and (place.films or (lacking and place.lacking)):
            places.append(place)
    return tuple(sorted(places, key=lambda place: (place.start - place.end, place.start)))


@dataclass(frozen=True, slots=True)
class _Span:
    """A run of words, and the names an alias of it may have."""

    first: int
    last: int
    """One after its last word."""
    names: tuple[str, ...]


def _spans(words: Sequence[Word]) -> Iterator[_Span]:
    """All runs of words that are short enough for an alias, without an article in front."""
    for first, word in enumerate(words):
        if word.is_article and first + 1 < len(words):
            continue
        yield _Span(first, first + 1, tuple(dict.fromkeys((word.initial, word.raw))))
        strict, raw = word.initial, word.raw
        lax = "" if word.initial in LOOSE_WORDS else word.initial
        for last in range(first + 1, min(first + MAX_WORDS, len(words))):
            word = words[last]  # noqa: PLW2901  (the run grows by it)
            raw += word.raw
            if len(raw) > MAX_KEY:
                break
            names = [strict + word.final, raw]
            if lax and word.final not in LOOSE_WORDS and words[first].initial not in LOOSE_WORDS:
                # "and Alien" is "Alien" with a stranger's word at its edge.
                names.append(lax + word.final)
            yield _Span(first, last + 1, tuple(dict.fromkeys(names)))
            strict += word.inner
            lax += "" if word.inner in LOOSE_WORDS else word.inner


def _known(shelves: Sequence[Shelf], names: list[str]) -> NDArray[np.bool_]:
    values = hashes(names)
    known = np.zeros(len(names), dtype=np.bool_)
    for shelf in shelves:
        known |= shelf.table.known(values)
    return known


def _occurrence(
    text: str,
    words: Sequence[Word],
    span: _Span,
    *,
    hits_of: Callable[[tuple[str, ...], int, str], list[Hit]],
    fame: Fame,
    memory: dict[tuple[str, ...], list[Hit]],
) -> Occurrence | None:
    first, run_of = span.first, words[span.first : span.last]
    article = article_of(words[first - 1 : first + 1]) if first else 0
    key, raw = run(run_of), raw_run(run_of)
    remembered = (str(article), raw, *key)
    hits = memory.get(remembered)
    if hits is None:
        hits = hits_of(key, article, raw)
        if len(key) > 1 and {key[0], key[-1]} & LOOSE_WORDS:
            hits = [hit for hit in hits if hit.strict]
        memory[remembered] = hits
    if not hits:
        return None
    if article and any(hit.same_article for hit in hits):
        first -= 1
    start, end = words[first].start, words[span.last - 1].end
    films = tuple(hit.film for hit in hits if not is_lacking(hit.film))
    # A part of a title that the catalogue lacks says too little.
    missing = (h.film.name for h in hits if is_lacking(h.film) and h.kind <= AliasKind.VARIANT)
    best = next((hit for hit in hits if not is_lacking(hit.film)), hits[0])
    return Occurrence(
        start,
        end,
        text[start:end],
        films,
        best.kind,
        span.last - first,
        all(is_ordinary(word.raw) for word in run_of),
        max(map(fame.ratings_of, films), default=0),
        best.strict,
        any(map(fame.is_known, films)),
        tuple(missing),
    )
