"""Films whose alias looks or sounds like what was typed, or holds it as a phrase.

Candidates come from the trigram index and the vocabulary; only these few are compared.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from rapidfuzz import fuzz, process

from recommender.domain import Film
from recommender.titles.aliases import AliasKind
from recommender.titles.fame import Fame
from recommender.titles.likeness import likeness, weight
from recommender.titles.ordinary import ORDINARY
from recommender.titles.shelf import Shelf
from recommender.titles.wordlike import spelled

MAX_WORDS = 24
"""A longer text is no title."""
_LOOKED_AT = 64
_COMPARED = 16
_RARE = 400
"""A phrase is looked for where its rarest word stands, if that is in no more aliases."""
_COST = 0.02
"""A misspelt title is a little less than the title."""
_DOUBT_COST = 0.08
_SINGULAR = 6
_FAMOUS = 0.75
ASK_SINGULAR = 0.77
"""For "django": a famous film's first word, when it is in hardly any other title."""
_KIND_COST = {AliasKind.HEAD: 0.01, AliasKind.TAIL: 0.015, AliasKind.SERIES: 0.06}


@dataclass(frozen=True, slots=True)
class Guess:
    """A film that may be meant."""

    film: Film
    score: float
    """0-1."""
    sure: bool
    """Whether only misspelling explains the text."""
    one_word: bool
    """Whether one telling word is all there is to go by."""
    whole: bool = True
    """Whether the whole title is like the text, and not a part of it."""
    misspelt: bool = False
    """Whether only misspelling explains the text, however little known the film is."""


def guesses(
    shelves: Iterable[Shelf],
    key: Sequence[str],
    *,
    current: Callable[[Film], Film],
    fame: Fame,
) -> list[Guess]:
    """Films that may be meant by a key that no alias has, best first, each once."""
    if not key or len(key) > MAX_WORDS:
        return []
    best: dict[int, Guess] = {}
    for shelf in shelves:
        for guess in (*_misspelt(shelf, key, fame), *_phrases(shelf, key, fame)):
            film = current(guess.film)
            known = best.get(film.movie_id)
            if known is None or (known.sure, known.score) < (guess.sure, guess.score):
                best[film.movie_id] = replace(guess, film=film)
    return sorted(
        best.values(), key=lambda g: (-round(g.score, 2), -fame.of(g.film), g.film.movie_id)
    )


def _misspelt(shelf: Shelf, key: Sequence[str], fame: Fame) -> Iterable[Guess]:
    typed = " ".join(key)
    rows = shelf.trigrams.nearest(typed, _LOOKED_AT)
    keys = {int(row): shelf.table.key(int(row)) for row in rows}
    likest = process.extract(typed, keys, scorer=fuzz.ratio, processor=None, limit=_COMPARED)

    @cache
    def certainty(word: str) -> float:
        return spelled(word, lambda base: is_known(shelf, base))

    for title, _, row in likest:
        like = likeness(key, title.split(" "), spelled=certainty)
        if like.score < 0.6 or (like.doubtful and not like.exact):
            continue
        film = shelf.films[shelf.table.films[row]]
        kind = AliasKind(int(shelf.table.kinds[row]))
        cost = _KIND_COST.get(kind, 0.0) + (_DOUBT_COST if like.doubtful else _COST)
        one_word = sum(weight(word) == 1.0 for word in title.split(" ")) < 2
        part = kind in (AliasKind.HEAD, AliasKind.TAIL, AliasKind.NICKNAME)
        misspelt = like.sure and kind != AliasKind.SERIES
        sure = misspelt and not ((part or one_word) and not fame.is_known(film))
        whole = kind <= AliasKind.VARIANT
        yield Guess(film, like.score - cost, sure, one_word and not like.sure, whole, misspelt)


def is_known(shelf: Shelf, word: str) -> bool:
    """Whether a word is ordinary English or stands in titles."""
    # In a large catalogue somebody has misspelt every word once.
    return word in ORDINARY or len(shelf.vocabulary.holding(word)) > len(shelf.table) // 40_000


def _phrases(shelf: Shelf, key: Sequence[str], fame: Fame) -> Iterable[Guess]:
    """Longer titles that hold the whole text as a phrase: "eternal sunshine"."""
    words = [word for word in key if weight(word) == 1.0 and word.isalpha()]
    if not words or (len(words) == 1 and (len(words[0]) < 5 or words[0] in ORDINARY)):
        return
    rows = min((shelf.vocabulary.holding(word) for word in key), key=len)
    if not 0 < len(rows) <= (_RARE if len(words) > 1 else _SINGULAR):
        return
    phrase = f" {' '.join(key)} "
    for row in np.unique(rows):
        title = f" {shelf.table.key(int(row))} "
        if phrase not in title or shelf.table.kinds[row] > AliasKind.VARIANT:
            continue
        film = shelf.films[shelf.table.films[row]]
        coverage = sum(map(weight, key)) / sum(map(weight, title.split()))
        at_edge = title.startswith(phrase) or title.endswith(phrase)
        if len(words) == 1:
            if title.startswith(phrase) and fame.share(film) > _FAMOUS:
                yield Guess(film, ASK_SINGULAR, sure=False, one_word=False)
            continue
        score = 0.62 + 0.2 * coverage + 0.1 * fame.share(film) + (0.05 if at_edge else 0.0)
        yield Guess(film, min(score, 0.95), sure=False, one_word=False)
