"""The trained reader: which words are films, which clauses there are, and what each one asks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.understanding.chosen_films import (
    asked_about,
    likeliest,
    whole_name,
    with_listed,
    with_rated,
)
from bot.understanding.context import Context
from bot.understanding.features import clause_features, delexicalised, film_features, state_of
from bot.understanding.guesses import guess_features, guessed
from bot.understanding.lattice import Candidate, Lattice, apart, lattice
from bot.understanding.spans import Span
from bot.understanding.weights import Weights
from recommender import TitleIndex

THRESHOLDS = (0.0, -1.0, -2.5, 1.0)
"""Log-odds above which candidates are taken for films: four readings of a message."""
UNLIKELY = -1.5
NEEDS_FILM = frozenset({"log_watched", "rate", "similar", "not_interested", "not_seen", "add_film"})
FILM_WEIGHT = 0.5
"""What the films' log-odds count beside the log-probability of the act."""
CUT_PRICE = 0.3
"""What one more clause must gain in log-probability to be worth a cut."""
SURE_CLAUSE, LIKELY_CLAUSE = 0.6, 0.35
"""A clause joins the acts of a message only when its label is at least so likely; less will do
for what the whole message seems to ask."""
MOST_CUTS = 7
_OF_FILMS = frozenset({"other", "recommend", "search", "rate", "similar", "log_watched"})
ALONE = 0.9
"""How sure it is that a film's name alone asks for its page."""
SURE_YES = 0.85
"""A yes in other words than the usual ones is one when it is so likely: it may write."""
SURE_WORDS = 0.93
"""A message that is a film's name to the letter is that film, unless its words surely ask."""
TELLS = frozenset({"log_watched", "rate", "amend"})
_OF_LISTS = TELLS | {"watchlist", "not_interested", "similar"}
_SHOWN = frozenset({"history", "watchlist"})
_ASKS = frozenset({"similar", "recommend", "search", "more", "group"})
_STRONGER = (
    "watchlist",
    "add_film",
    "amend",
    "log_watched",
    "rate",
    "similar",
    "group",
    "search",
    "recommend",
    "more",
)
"""Of two neighbours of one kind, whose label both get."""
CHAT = frozenset({"other", "greeting", "thanks", "yes", "no", "skip", "cancel", "choose"})
"""Labels, beside small talk, that are no acts: beside an act they are not answered."""
_ENDS = frozenset(".!?;…")
_TOO = frozenset({"too", "also", "auch", "también", "aussi"})
"""“And Ex Machina too”: the same is asked of one more film."""
_JOINTS = frozenset({",", "and", "but", "then", "und", "aber", "y", "pero", "et", "mais", "-"})


@dataclass(frozen=True, slots=True)
class Part:
    """One clause as the reader chose it."""

    label: str
    first: int
    """Index of its first word."""
    last: int
    """Index behind its last word."""
    probability: float


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
        self, text: str, spans: Sequence[Span], titles: TitleIndex, context: Context
    ) -> Reading:
        """Choose films, clauses and labels together.

        Args:
            text: The message as it was written.
            spans: Its values.
            titles: The names of films.
            context: The talk's state.
        """
        laid = lattice(text, spans, titles)
        candidates = self._judged(laid, titles)
        state = state_of(context)
        best: tuple[float, list[Candidate], NDArray[np.float64]] | None = None
        for threshold in THRESHOLDS:
            films = apart(candidates, threshold)
            chances = self._chances(laid, films, 0, len(laid.words), state)
            if threshold < UNLIKELY and self._labels[int(chances.argmax())] not in NEEDS_FILM:
                continue  # what asks for no film needs no unlikely one
            odds = sum(one.odds for one in films)
            worth = FILM_WEIGHT * odds + float(np.log(chances.max()))
            if best is None or worth > best[0]:
                best = worth, films, chances
        assert best is not None
        _, films, chances = best
        order = np.argsort(-chances, kind="stable")
        label = self._labels[int(order[0])]
        if label in TELLS:
            films = with_rated(laid, films, candidates)
        if label in _OF_LISTS:
            films = with_listed(laid, films, candidates)
        if not films and label in NEEDS_FILM and not _points(spans):
            films = likeliest(candidates)
        if not films and label == "history":
            films = asked_about(laid, candidates)
        named = whole_name(laid, candidates) if label in _OF_FILMS else None
        if not films and named is not None and chances.max() < SURE_WORDS:
            films = [named]
            chances = self._chances(laid, films, 0, len(laid.words), state)
            order = np.argsort(-chances, kind="stable")
        if self._labels[int(order[0])] == "yes" and chances[order[0]] < SURE_YES:
            order = order[1:]
        label = self._labels[int(order[0])]
        # Told, rated or corrected, it is the same film and the same stars; and without a film the
        # log and the list are only shown.
        groups = (TELLS, frozenset() if films else _SHOWN, frozenset({label}))
        group = next(group for group in groups if label in group)
        alike = [at for at, one in enumerate(self._labels) if one in group]
        whole = Part(label, 0, len(laid.words), float(chances[alike].sum()))
        if films and films == [named] and context.question is None:
            whole = replace(whole, label="search", probability=ALONE)
        parts = self._parts(laid, films, whole, state)
        sure = whole.probability if len(parts) == 1 else min(part.probability for part in parts)
        return Reading(laid, tuple(films), parts, sure, self._labels[int(order[1])])

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

    def _parts(
        self, laid: Lattice, films: Sequence[Candidate], whole: Part, state: str
    ) -> tuple[Part, ...]:
        """The clauses of a message with several acts; else the whole message as one."""
        cuts = list(_cuts(laid, films))
        if not cuts:
            return (whole,)
        edges = [0, *cuts[:MOST_CUTS], len(laid.words)]

        def part(start: int, end: int) -> Part:
            chances = self._chances(laid, films, edges[start], edges[end], state)
            label = int(chances.argmax())
            return Part(self._labels[label], edges[start], edges[end], float(chances[label]))

        finest = [part(at, at + 1) for at in range(len(edges) - 1)]
        surest = finest if all(_is_sure(one, whole) for one in finest) else _best(len(edges), part)
        surest = list(_continued(laid, films, surest))
        acts = [one for one in surest if not is_chat(one.label) and _is_sure(one, whole)]
        kinds = {_kind(one.label) for one in acts}
        if len(kinds) < 2 or _kind(whole.label) not in kinds:
            return (whole,)
        return tuple(_joined(acts))


def _continued(laid: Lattice, films: Sequence[Candidate], parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, where a bare film of a list, or "and Alien too", asks what the one before asks."""
    before: Part | None = None
    for part in parts:
        film = next((f for f in films if part.first <= f.first < f.last <= part.last), None)
        if before is not None and film is not None:
            opens = all(word.text in _JOINTS for word in laid.words[part.first : film.first])
            behind = [word.text for word in laid.words[film.last : part.last] if word.is_word]
            bare = all(word.isdecimal() for word in behind) and before.label in TELLS
            if opens and (bare or (behind and behind[0] in _TOO)):
                yield replace(part, label=before.label, probability=before.probability)
                continue
        yield part
        before = part


def _is_sure(part: Part, whole: Part) -> bool:
    asked = _kind(part.label) == _kind(whole.label)
    return part.probability >= (LIKELY_CLAUSE if asked else SURE_CLAUSE)


def _best(n_edges: int, part: Callable[[int, int], Part]) -> tuple[Part, ...]:
    """The likeliest way to cut a message at some of its edges, but for leaving it whole."""
    best: list[tuple[float, tuple[Part, ...]]] = [(0.0, ())]
    for end in range(1, n_edges):
        options = []
        for start in range(end):
            if start == 0 and end == n_edges - 1:
                continue  # the whole is what these parts are compared with
            one = part(start, end)
            worth = best[start][0] + float(np.log(one.probability)) - CUT_PRICE
            options.append((worth, (*best[start][1], one)))
        best.append(max(options, key=lambda option: option[0]))
    return best[-1][1]


def _points(spans: Sequence[Span]) -> bool:
    """Whether a message points at films by place: "the second", "it", "both"."""
    return any(span.kind == "position" for span in spans)


def is_chat(label: str) -> bool:
    """Whether a label is no act: talk that asks for nothing but a word."""
    return label in CHAT or label.startswith(("small_talk.", "cannot_do."))


def _kind(label: str) -> str:
    """What an act does: seen and rated is one telling, and a list with its wishes is one ask."""
    if label in TELLS:
        return "log_watched"
    if label == "add_film":
        return "watchlist"  # "add Clueless and Sabrina to my list"
    return "recommend" if label in _ASKS else label


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    """Neighbours of one kind as one clause: "heat 4/5, alien 5/5", "saw heat, loved it"."""
    held: Part | None = None
    for part in parts:
        if held is not None and _kind(held.label) == _kind(part.label):
            same = held.label == part.label
            label = held.label if same else min(held.label, part.label, key=_STRONGER.index)
            sure = min(held.probability, part.probability)
            held = replace(held, label=label, last=part.last, probability=sure)
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _cuts(laid: Lattice, films: Sequence[Candidate]) -> Iterator[int]:
    """Indexes of words before which a clause may begin; never within a film's name."""
    inside = {at for one in films for at in range(one.first + 1, one.last)}
    for at in range(1, len(laid.words) - 1):
        word = laid.words[at].text
        if at in inside or at + 1 in inside:
            continue
        if word in _ENDS or (word in _JOINTS and laid.words[at - 1].text != ","):
            yield at + 1


@lru_cache(maxsize=1)
def shipped() -> Reader:
    """The reader with the weights that come with the bot."""
    with as_file(files("bot.understanding").joinpath("weights.bin")) as path:
        return Reader.at(path)
