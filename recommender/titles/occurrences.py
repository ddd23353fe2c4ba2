"""Finds the names of films in running text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.domain import Film
from recommender.titles import thresholds
from recommender.titles.aliases import AliasKind
from recommender.titles.deciding import names_film
from recommender.titles.matching import Hit, Popularity, one_of_each_name
from recommender.titles.shelf import Shelf, is_lacking
from recommender.titles.spelling import is_ordinary
from recommender.titles.tables import hashes
from recommender.titles.words import LOOSE_WORDS, Key, Word, key_of, words_of


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place in a text where an alias stands, from the start of a word to the end of one."""

    start: int
    """Offset of the first character in the original text, in characters.

    An article in front belongs to the place if an alias has it, and so does the opening
    parenthesis of one that closes within: "(500) Days of Summer".
    """
    end: int
    """Offset after the last character. Punctuation behind the last word does not belong."""
    text: str
    """The text's own characters from `start` to `end`."""
    films: tuple[Film, ...]
    """The films that have this alias, best first; of two with one name and year the better known.

    Empty when only films that the catalogue lacks have it.
    """
    kind: AliasKind
    """What kind of name it is for the first film: TITLE and ALTERNATE are whole titles, NICKNAME
    and VARIANT stand for one; HEAD, TAIL and SERIES are parts, which mean a film less surely."""
    n_words: int
    """Words of the text, a leading article included."""
    ordinary: bool
    """Whether every word is ordinary English, so that it may not be a title at all: "up"."""
    popularity: int
    """Ratings of the best known of `films`; 0 when unknown."""
    exact: bool
    """Whether the alias has the same words, apart from case, accents and numerals.

    Else they differ in an article or "and".
    """
    well_known: bool = False
    """Whether one of `films` is well known, compared with the rest of the catalogue."""
    lacking: tuple[str, ...] = ()
    """Names of well-known films with this alias that the catalogue lacks."""


def occurrences(
    text: str,
    shelves: Sequence[Shelf],
    hits_of: Callable[[Key], list[Hit]],
    popularity: Popularity,
    *,
    lacking: bool,
) -> tuple[Occurrence, ...]:
    """Every place where an alias stands, longest first, then leftmost.

    Linear in the text's length: only runs of so many words and letters are looked at.
    """
    words = words_of(text)
    runs = list(_runs(words))
    names = [name for run in runs for name in run.names]
    owners = [at for at, run in enumerate(runs) for _ in run.names]
    known = _are_known(shelves, names)
    memory: dict[Key, list[Hit]] = {}
    places = []
    for at in dict.fromkeys(owner for owner, yes in zip(owners, known, strict=True) if yes):
        run = runs[at]
        before = max(run.first - 1, 0)
        article = key_of(words[before : run.first + 1]).article if run.first else 0
        key = key_of(words[run.first : run.last])._replace(article=article)
        if key not in memory:
            memory[key] = _hits_in_text(key, hits_of)
        if memory[key]:
            place = _occurrence(text, words, run, memory[key], popularity)
            if place.films or (lacking and place.lacking):
                places.append(place)
    return tuple(sorted(places, key=lambda place: (place.start - place.end, place.start)))


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of words without a leading article, and the names under which tables may know it."""

    first: int
    last: int
    """One after its last word."""
    names: tuple[str, ...]


def _runs(words: Sequence[Word]) -> Iterator[_Run]:
    """All runs of words that are short enough for an alias."""
    for first, opening in enumerate(words):
        if opening.is_article and first + 1 < len(words):
            continue
        yield _Run(first, first + 1, tuple(dict.fromkeys((opening.initial, opening.raw))))
        strict, raw = opening.initial, opening.raw
        loose = "" if opening.initial in LOOSE_WORDS else opening.initial
        for last in range(first + 1, min(first + thresholds.OCCURRENCE_WORDS, len(words))):
            word = words[last]
            raw += word.raw
            if len(raw) > thresholds.OCCURRENCE_LETTERS:
                break
            names = [strict + word.final, raw]
            if loose and word.final not in LOOSE_WORDS and opening.initial not in LOOSE_WORDS:
                # Not for "and Alien", which is "Alien" and a word that does not belong.
                names.append(loose + word.final)
            yield _Run(first, last + 1, tuple(dict.fromkeys(names)))
            strict += word.inner
            loose += "" if word.inner in LOOSE_WORDS else word.inner


def _are_known(shelves: Sequence[Shelf], names: list[str]) -> NDArray[np.bool_]:
    values = hashes(names)
    known = np.zeros(len(names), dtype=np.bool_)
    for shelf in shelves:
        known |= shelf.table.known(values)
    return known


def _hits_in_text(key: Key, hits_of: Callable[[Key], list[Hit]]) -> list[Hit]:
    found = hits_of(key)
    if len(key.words) > 1 and {key.words[0], key.words[-1]} & LOOSE_WORDS:
        found = [hit for hit in found if hit.strict]
    return found if names_film(key, found) else []


def _occurrence(
    text: str, words: Sequence[Word], run: _Run, hits: Sequence[Hit], popularity: Popularity
) -> Occurrence:
    first = run.first
    if first and words[first - 1].is_article and any(hit.same_article for hit in hits):
        first -= 1
    start, end = words[first].start, words[run.last - 1].end
    inside = text[start:end]
    if text[max(start - 1, 0) : start] == "(" and inside.count(")") > inside.count("("):
        start -= 1
    present = one_of_each_name([hit for hit in hits if not is_lacking(hit.film)], popularity)
    films = tuple(hit.film for hit in present)
    best = present[0] if present else hits[0]
    return Occurrence(
        start,
        end,
        text[start:end],
        films,
        best.kind,
        run.last - first,
        all(_is_ordinary(text, word) for word in words[run.first : run.last]),
        max(map(popularity.ratings_of, films), default=0),
        best.strict,
        any(map(popularity.is_well_known, films)),
        # A part of the title of a film that the catalogue lacks says too little.
        tuple(
            hit.film.name for hit in hits if is_lacking(hit.film) and hit.kind <= AliasKind.VARIANT
        ),
    )


def _is_ordinary(text: str, word: Word) -> bool:
    # With dots it is no word but initials: "E.T." among "et" and "it".
    return is_ordinary(word.raw) and "." not in text[word.start : word.end]
