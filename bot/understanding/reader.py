"""The trained reader: which words are films, which clauses there are, and what each one asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.understanding.chosen_films import (
    asked_about,
    asked_for,
    corrected,
    likeliest,
    rated_name,
    saved,
    trimmed,
    whole_name,
    with_listed,
    with_rated,
)
from bot.understanding.context import Context
from bot.understanding.features import clause_features, delexicalised, film_features, state_of
from bot.understanding.guesses import guess_features, guessed
from bot.understanding.lattice import Candidate, Lattice, apart, lattice
from bot.understanding.parts import TELLS, Part, parts_of
from bot.understanding.spans import Span
from bot.understanding.weights import Weights
from recommender import AliasKind, TitleIndex

THRESHOLDS = (0.0, -1.0, -2.5, 1.0)
"""Log-odds above which candidates are taken for films: four readings of a message."""
UNLIKELY = -1.5
NEEDS_FILM = frozenset({"log_watched", "rate", "similar", "not_interested", "not_seen", "add_film"})
FILM_WEIGHT = 0.5
"""What the films' log-odds count beside the log-probability of the act."""
_OF_FILMS = frozenset({"other", "recommend", "search", "rate", "similar", "log_watched"})
ALONE = 0.9
"""How sure it is that a film's name alone asks for its page."""
SURE_YES = 0.85
"""A yes in other words than the usual ones is one when it is so likely: it may write."""
SURE_WORDS = 0.93
"""A message that is a film's name to the letter is that film, unless its words surely ask."""
_SHOWN = frozenset({"history", "watchlist"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says, as far as words tell."""

    lattice: Lattice
    films: tuple[Candidate, ...]
    parts: tuple[Part, ...]
    """At least one, in order."""
    confidence: float
    """Probability that the act is right, 0-1."""
    second: str
    """The second likeliest label of the whole message."""


class Reader:
    """Reads messages with trained weights. Keeps nothing between messages."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._labels = weights.acts.labels

    @classmethod
    def at(cls, path: Path) -> "Reader":
        """The reader with the weights of a file.

        Raises:
            ValueError: If the file holds none.
        """
        return cls(Weights.load(path))

    @property
    def examples(self) -> str:
        """Fingerprint of the examples that it learnt from."""
        return self._weights.examples

    def read(
        self,
        text: str,
        spans: Sequence[Span],
        titles: TitleIndex,
        context: Context,
        names: Sequence[Span] = (),
    ) -> Reading:
        """Choose films, clauses and labels together.

        Args:
            text: The message as it was written.
            spans: Its values.
            titles: The names of films.
            context: The talk's state.
            names: People named in full.
        """
        laid = lattice(text, spans, titles)
        candidates = [
            one
            for one in self._judged(laid, titles)
            if not any(_is_part_of(one, name) for name in names)
        ]
        state = state_of(context)
        films, chances = self._likeliest_films(laid, candidates, state)
        films = self._completed(laid, films, candidates, self._label(chances), spans)
        films = trimmed(laid, films, candidates)
        named = whole_name(laid, candidates) if self._label(chances) in _OF_FILMS else None
        if not films and named is not None and chances.max() < SURE_WORDS:
            films = [named]
            chances = self._chances(laid, films, 0, len(laid.words), state)
        order = np.argsort(-chances, kind="stable")
        if self._label(chances) == "yes" and chances.max() < SURE_YES:
            order = order[1:]
        whole = self._whole(laid, self._labels[int(order[0])], chances, has_films=bool(films))
        if films and films == [named] and context.question is None:
            whole = replace(whole, label="search", probability=ALONE)
        elif (starred := rated_name(laid, candidates)) is not None and context.question is None:
            films = [starred]
            whole = replace(whole, label="rate", probability=max(ALONE, whole.probability))

        def clause(first: int, last: int) -> Part:
            found = self._chances(laid, films, first, last, state)
            return Part(self._label(found), first, last, float(found.max()))

        parts = parts_of(laid, films, whole, clause)
        sure = whole.probability if len(parts) == 1 else min(part.probability for part in parts)
        return Reading(laid, tuple(films), parts, sure, self._labels[int(order[1])])

    def _label(self, chances: NDArray[np.float64]) -> str:
        return self._labels[int(chances.argmax())]

    def _likeliest_films(
        self, laid: Lattice, candidates: Sequence[Candidate], state: str
    ) -> tuple[list[Candidate], NDArray[np.float64]]:
        """The films under which films and act together are likeliest, and the act's chances."""
        best: tuple[float, list[Candidate], NDArray[np.float64]] | None = None
        for threshold in THRESHOLDS:
            films = apart(candidates, threshold)
            chances = self._chances(laid, films, 0, len(laid.words), state)
            if threshold < UNLIKELY and self._label(chances) not in NEEDS_FILM:
                continue  # what asks for no film needs no unlikely one
            odds = sum(one.odds for one in films)
            worth = FILM_WEIGHT * odds + float(np.log(chances.max()))
            if best is None or worth > best[0]:
                best = worth, films, chances
        assert best is not None
        return best[1], best[2]

    @staticmethod
    def _completed(
        laid: Lattice,
        films: list[Candidate],
        candidates: Sequence[Candidate],
        label: str,
        spans: Sequence[Span],
    ) -> list[Candidate]:
        """The films, and those that an act of this kind has beside them or must have."""
        if label in TELLS:
            films = with_rated(laid, films, candidates)
        if films:
            films = with_listed(laid, films, candidates)
        if films:
            return films
        if label in NEEDS_FILM and not _points(laid.text, spans):
            return likeliest(laid, candidates)
        if label == "amend" and not _points(laid.text, spans):
            return corrected(candidates)
        if label == "watchlist":
            return saved(laid, candidates)
        if label == "search" and not _points(laid.text, spans):
            return asked_for(laid, candidates)
        return asked_about(laid, candidates) if label == "history" else []

    def _whole(
        self, laid: Lattice, label: str, chances: NDArray[np.float64], *, has_films: bool
    ) -> Part:
        """The whole message as one clause, as likely as all labels that come to the same."""
        # Told, rated or corrected, it is the same film and the same stars; and without a film the
        # log and the list are only shown.
        groups = (TELLS, frozenset() if has_films else _SHOWN, frozenset({label}))
        group = next(group for group in groups if label in group)
        alike = [at for at, one in enumerate(self._labels) if one in group]
        return Part(label, 0, len(laid.words), float(chances[alike].sum()))

    def _judged(self, laid: Lattice, titles: TitleIndex) -> list[Candidate]:
        weights = self._weights
        found = [(one, weights.films, film_features(laid, one)) for one in laid.candidates]
        found += [
            (
                one,
                weights.guesses,
                [*film_features(laid, one), *guess_features(laid, one, like)],
            )
            for one, like in guessed(laid, titles)
        ]
        judged = []
        for one, model, features in found:
            scores = model.scores(features)
            judged.append(replace(one, odds=float(scores[1] - scores[0])))
        return judged

    def _chances(
        self, laid: Lattice, films: Sequence[Candidate], first: int, last: int, state: str
    ) -> NDArray[np.float64]:
        tokens = list(delexicalised(laid, films, first, last))
        scores = self._weights.acts.scores(clause_features(tokens, state)).astype(np.float64)
        scores /= self._weights.temperature
        scores = np.exp(scores - scores.max())
        chances: NDArray[np.float64] = scores / scores.sum()
        return chances


def _is_part_of(one: Candidate, name: Span) -> bool:
    """Whether what may be a film is somebody's name or a piece of it: "cruise" of Tom Cruise.

    A film whose whole title the name is, or a part of, stays: "Ed Wood", "Being John Malkovich".
    """
    if one.start >= name.end or name.start >= one.end:
        return False
    if one.occurrence is None or not one.occurrence.exact:
        return True
    longer = one.end - one.start > name.end - name.start
    whole = longer or one.occurrence.kind not in _PARTS
    return not (whole and one.start <= name.start and name.end <= one.end)


_PARTS = frozenset({AliasKind.HEAD, AliasKind.TAIL, AliasKind.SERIES})


def _points(text: str, spans: Sequence[Span]) -> bool:
    """Whether a message points at films in words: "the second", "it"; a bare 4 may be stars."""
    return any(
        span.kind == "position" and not text[span.start : span.end].isdecimal() for span in spans
    )


@lru_cache(maxsize=1)
def shipped() -> Reader:
    """The reader with the weights that come with the bot."""
    with as_file(files("bot.understanding").joinpath("weights.bin")) as path:
        return Reader.at(path)
