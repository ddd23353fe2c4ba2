"""Finding films for a key: those with such an alias, else those with an alias that is like it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log10
from typing import TypeVar

import numpy as np
from rapidfuzz import fuzz, process

from recommender.domain import Film, MovieId
from recommender.titles import thresholds
from recommender.titles.aliases import AliasKind
from recommender.titles.likeness import likeness, weight
from recommender.titles.shelf import Shelf, is_lacking
from recommender.titles.spelling import ORDINARY, certainty
from recommender.titles.tables import hashes
from recommender.titles.words import Key, loose_words, title_key


class Popularity:
    """Ratings per film, by which namesakes are told apart.

    Where no ratings are known, every film counts as equally and well known, so that none
    outweighs another.
    """

    def __init__(self, ratings: Mapping[MovieId, int]) -> None:
        self._ratings = ratings
        counts = np.sort(np.fromiter(ratings.values(), dtype=np.int64, count=len(ratings)))
        place = min(int(len(counts) * (1 - thresholds.WELL_KNOWN_SHARE)), len(counts) - 1)
        least = thresholds.WELL_KNOWN_LEAST
        self.well_known = max(int(counts[place]), least) if len(counts) else least
        """The number of ratings from which a film counts as well known."""

    def of(self, film: Film) -> int:
        """Ratings of a film; where no ratings are known, as many as a well-known film has."""
        return self._ratings.get(film.movie_id, 0) if self._ratings else self.well_known

    def ratings_of(self, film: Film) -> int:
        """Ratings of a film; 0 for one without, and where no ratings are known."""
        return self._ratings.get(film.movie_id, 0)

    def is_well_known(self, film: Film) -> bool:
        """Whether a film is well known."""
        return self.of(film) >= self.well_known

    def is_outweighed(self, film: Film, other: Film, *, times: float) -> bool:
        """Whether `other` is well known, and so many times better than `film`."""
        return self.of(other) >= max(self.well_known, times * self.of(film))

    def share(self, film: Film) -> float:
        """0-1 by order of magnitude; 1 from ten times the ratings of a well-known film."""
        return min(log10(self.of(film) + 1) / log10(10 * self.well_known + 1), 1.0)


@dataclass(frozen=True, slots=True)
class Hit:
    """A film that has the alias that was typed."""

    film: Film
    kind: AliasKind
    score: float
    """0-1: by the kind of alias, less what articles and "and" differ."""
    same_article: bool
    """Whether one of the film's aliases has the article that was typed, or none if none was."""
    strict: bool
    """Whether the alias itself was typed, and not one that differs in an article or "and"."""
    literal: bool = False
    """Whether it is the film's title in the same words and numerals."""


def hits(shelves: Iterable[Shelf], key: Key, *, current: Callable[[Film], Film]) -> list[Hit]:
    """The films that have an alias with this key, each once, in no order.

    Args:
        shelves: Where to look.
        key: What was typed. Without `raw`, numerals are compared in digits only.
        current: The film that now stands in for one: an added film for one that was lacking.
    """
    squashed, loose = key.squashed, "".join(loose_words(key.words))
    if not squashed:
        return []
    best: dict[int, Hit] = {}
    names = dict.fromkeys((squashed, key.raw or squashed, loose))
    for shelf in shelves:
        for alias, name in _aliases_named(shelf, names):
            in_raw_numerals = name == key.raw and key.raw not in (squashed, loose)
            hit = _hit(shelf, alias, key, in_raw_numerals=in_raw_numerals)
            hit = replace(hit, film=current(hit.film))
            known = best.get(hit.film.movie_id)
            if known is not None:
                hit = replace(
                    known if known.score >= hit.score else hit,
                    same_article=hit.same_article or known.same_article,
                )
            best[hit.film.movie_id] = hit
    return list(best.values())


def _aliases_named(shelf: Shelf, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The aliases with the hash of one of these names, each once, and the name that found it."""
    seen: set[int] = set()
    spellings = list(names)
    for value, name in zip(hashes(spellings), spellings, strict=True):
        for alias in shelf.table.with_hash(int(value)):
            if alias not in seen:
                seen.add(alias)
                yield alias, name


def _hit(shelf: Shelf, alias: int, key: Key, *, in_raw_numerals: bool) -> Hit:
    table = shelf.table
    film = shelf.films[table.films[alias]]
    kind = AliasKind(int(table.kinds[alias]))
    strict = in_raw_numerals or table.key(alias).replace(" ", "") == key.squashed
    same_article = int(table.articles[alias]) == key.article
    score = thresholds.KIND_SCORES[kind]
    if not strict:
        score -= thresholds.LOOSE_COST
    if not same_article and kind < AliasKind.NICKNAME:
        score -= thresholds.ARTICLE_COST
    literal = False
    if kind == AliasKind.TITLE and strict and same_article:
        title = title_key(film.title)
        literal = title.raw == (key.raw or key.squashed) and title.words == key.words
        score += thresholds.LITERAL_BONUS if literal else 0.0
    return Hit(film, kind, score, same_article, strict, literal)


@dataclass(frozen=True, slots=True)
class Guess:
    """A film with an alias that is like what was typed."""

    film: Film
    score: float
    """0-1."""
    sure: bool
    """Whether the text can only be a misspelling, and the film is known well enough."""
    one_word: bool
    """Whether the likeness rests on one telling word."""
    whole: bool = True
    """Whether the whole title is like the text, and not a part of it."""
    misspelt: bool = False
    """Whether the text can only be a misspelling, however little known the film is."""


def guesses(
    shelves: Iterable[Shelf],
    words: Sequence[str],
    *,
    current: Callable[[Film], Film],
    popularity: Popularity,
) -> list[Guess]:
    """The films that a key may mean which no alias has, best first, each once.

    Candidates come from the trigrams and the vocabulary; only these few are compared.
    """
    if not words or len(words) > thresholds.GUESS_WORDS:
        return []
    best: dict[int, Guess] = {}
    for shelf in shelves:
        for guess in (
            *_misspelt(shelf, words, popularity),
            *_with_phrase(shelf, words, popularity),
        ):
            film = current(guess.film)
            known = best.get(film.movie_id)
            if known is None or (known.sure, known.score) < (guess.sure, guess.score):
                best[film.movie_id] = replace(guess, film=film)
    return sorted(
        best.values(),
        key=lambda guess: (
            -round(guess.score, 2),
            -popularity.of(guess.film),
            guess.film.movie_id,
        ),
    )


def _misspelt(shelf: Shelf, words: Sequence[str], popularity: Popularity) -> Iterator[Guess]:
    """Films with an alias that looks or sounds like the text."""
    typed = " ".join(words)
    rows = shelf.trigrams.nearest(typed, thresholds.TRIGRAM_CANDIDATES)
    keys = {int(row): shelf.table.key(int(row)) for row in rows}
    nearest = process.extract(
        typed, keys, scorer=fuzz.ratio, processor=None, limit=thresholds.COMPARED_CANDIDATES
    )

    @cache
    def sureness(word: str) -> float:
        return certainty(word, lambda base: is_known_word(shelf, base))

    for title, _, row in nearest:
        title_words = title.split(" ")
        like = likeness(words, title_words, certainty=sureness)
        if like.score < thresholds.LEAST_LIKENESS or (like.doubtful and not like.exact):
            continue
        film = shelf.films[shelf.table.films[row]]
        kind = AliasKind(int(shelf.table.kinds[row]))
        cost = thresholds.DOUBT_COST if like.doubtful else thresholds.MISSPELT_COST
        cost += thresholds.PART_COSTS.get(kind, 0.0)
        one_word = sum(weight(word) == 1.0 for word in title_words) < 2
        part = kind in (AliasKind.HEAD, AliasKind.TAIL, AliasKind.NICKNAME)
        misspelt = like.sure and kind != AliasKind.SERIES
        sure = misspelt and not ((part or one_word) and not popularity.is_well_known(film))
        whole = kind <= AliasKind.VARIANT
        yield Guess(film, like.score - cost, sure, one_word and not like.sure, whole, misspelt)


def is_known_word(shelf: Shelf, word: str) -> bool:
    """Whether a word is ordinary English or stands in titles."""
    # In a large catalogue every word is misspelt once.
    misspellings = len(shelf.table) // thresholds.ALIASES_PER_MISSPELLING
    return word in ORDINARY or len(shelf.vocabulary.holding(word)) > misspellings


def _with_phrase(shelf: Shelf, key: Sequence[str], popularity: Popularity) -> Iterator[Guess]:
    """Films whose longer title contains the whole text: "eternal sunshine"."""
    words = [word for word in key if weight(word) == 1.0 and word.isalpha()]
    if not words or (len(words) == 1 and (len(words[0]) < 5 or words[0] in ORDINARY)):
        return
    rows = min((shelf.vocabulary.holding(word) for word in key), key=len)
    one_word = len(words) == 1
    most = thresholds.FIRST_WORD_ALIASES if one_word else thresholds.PHRASE_WORD_ALIASES
    if not 0 < len(rows) <= most:
        return
    phrase = f" {' '.join(key)} "
    for row in np.unique(rows):
        title = f" {shelf.table.key(int(row))} "
        if phrase not in title or shelf.table.kinds[row] > AliasKind.VARIANT:
            continue
        film = shelf.films[shelf.table.films[row]]
        known = popularity.share(film)
        if one_word:
            if title.startswith(phrase) and known > thresholds.FIRST_WORD_POPULARITY:
                yield Guess(film, thresholds.FIRST_WORD_SCORE, sure=False, one_word=False)
            continue
        coverage = sum(map(weight, key)) / sum(map(weight, title.split()))
        score = thresholds.PHRASE_SCORE + thresholds.PHRASE_COVERAGE * coverage
        score += thresholds.PHRASE_POPULARITY * known
        if title.startswith(phrase) or title.endswith(phrase):
            score += thresholds.PHRASE_EDGE
        yield Guess(film, min(score, thresholds.PHRASE_MOST), sure=False, one_word=False)


Found = TypeVar("Found", Hit, Guess)


def one_of_each_name(
    found: Sequence[Found], popularity: Popularity, seen: Collection[MovieId] = ()
) -> list[Found]:
    """What was found, without films that another one shares title, year and genres with.

    MovieLens lists some films twice. Of two that would be shown alike, the one that the person
    has seen stays, then the one with more ratings, then the one with the smaller id. Of two whose
    genres differ, as of two films of one title in one year, one goes if the other outweighs it.
    """
    best: dict[tuple[bool, str, tuple[str, ...]], Found] = {}

    def rank(one: Found) -> tuple[bool, int, int]:
        film = one.film
        return film.movie_id in seen, popularity.of(film), -film.movie_id

    for one in found:
        name = is_lacking(one.film), one.film.name, one.film.genres
        if name not in best or rank(one) > rank(best[name]):
            best[name] = one
    most: dict[str, int] = {}
    for one in best.values():
        most[one.film.name] = max(most.get(one.film.name, 0), popularity.of(one.film))
    kept = {
        one.film.movie_id
        for one in best.values()
        if one.film.movie_id in seen
        or most[one.film.name] < thresholds.NAMESAKE_TIMES * max(popularity.of(one.film), 1)
    }
    return [one for one in found if one.film.movie_id in kept]
