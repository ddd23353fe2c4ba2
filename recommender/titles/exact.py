"""Films whose alias is what was typed, short of case, accents, articles and numerals."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from recommender.domain import Film
from recommender.titles.aliases import AliasKind
from recommender.titles.hashing import hashes
from recommender.titles.naming import naming_of
from recommender.titles.shelf import Shelf
from recommender.titles.table import AliasTable
from recommender.titles.words import loose

_SCORES = {
    AliasKind.TITLE: 0.994,
    AliasKind.ALTERNATE: 0.98,
    AliasKind.NICKNAME: 0.98,
    AliasKind.VARIANT: 0.94,
    AliasKind.HEAD: 0.90,
    AliasKind.TAIL: 0.88,
    AliasKind.SERIES: 0.80,
}
_LITERAL_BONUS = 0.006
"""For the very spelling: "Safehouse" before "Safe House", when that is what was typed."""
_LOOSE_COST = 0.03
_ARTICLE_COST = 0.01


@dataclass(frozen=True, slots=True)
class Hit:
    """A film, and the best of its aliases that was typed."""

    film: Film
    kind: AliasKind
    score: float
    """0-1: how telling the alias is, less what articles and "and" differ."""
    same_article: bool
    """Whether some of its aliases has the article that was typed, or the want of one."""
    strict: bool
    """Whether the alias itself was typed, and not one that differs in an article or "and"."""
    literal: bool = False
    """Whether it is the film's title, spelled in the same words and numerals."""


def hits(
    shelves: Iterable[Shelf],
    key: Sequence[str],
    article: int,
    *,
    raw: str = "",
    current: Callable[[Film], Film],
) -> list[Hit]:
    """The films one of whose aliases has this key, in no order.

    Args:
        shelves: Where to look.
        key: A key's words.
        article: The article in front of them, as `article_of` numbers it.
        raw: The same with numerals as typed, in one word.
        current: What stands in for a film now: a film added since for one that was lacking.
    """
    squashed, lax = "".join(key), "".join(loose(tuple(key)))
    if not squashed:
        return []
    spaced = " ".join(key)
    best: dict[int, Hit] = {}
    names = dict.fromkeys((squashed, raw or squashed, lax))
    values = hashes(list(names))
    for shelf in shelves:
        table = shelf.table
        for alias, name in _bearing(table, values, names):
            typed_so = table.key(alias).replace(" ", "") == squashed
            strict = typed_so or (name == raw and raw not in (squashed, lax))
            kind = AliasKind(int(table.kinds[alias]))
            same_article = int(table.articles[alias]) == article
            score = _SCORES[kind] - (0 if strict else _LOOSE_COST)
            score -= 0 if same_article or kind >= AliasKind.NICKNAME else _ARTICLE_COST
            film = current(shelf.films[table.films[alias]])
            literal = False
            if kind == AliasKind.TITLE and strict and same_article:
                named = naming_of(film.title)
                literal = named.raw == (raw or squashed) and named.key == spaced
                score += _LITERAL_BONUS if literal else 0
            hit = Hit(film, kind, score, same_article, strict, literal)
            if (known := best.get(film.movie_id)) is not None:
                hit = replace(
                    known if known.score >= score else hit,
                    same_article=same_article or known.same_article,
                )
            best[film.movie_id] = hit
    return list(best.values())


def _bearing(
    table: AliasTable, values: NDArray[np.uint64], names: Iterable[str]
) -> Iterator[tuple[int, str]]:
    """Aliases with these hashes, each once, and the name that found it."""
    seen: set[int] = set()
    for value, name in zip(values, names, strict=True):
        for alias in table.with_hash(int(value)):
            if alias not in seen:
                seen.add(alias)
                yield alias, name
