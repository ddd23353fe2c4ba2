"""Training the reader on the examples: two linear models, by scipy's L-BFGS, from a fixed seed."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.understanding.expansion import (
    Example,
    examples,
    fingerprint,
    is_held_out,
    patterns,
)
from bot.understanding.features import clause_features, delexicalised, film_features
from bot.understanding.fillings import Fillings
from bot.understanding.guesses import guess_features, guessed
from bot.understanding.lattice import Candidate, Lattice, lattice
from bot.understanding.values import value_spans
from bot.understanding.weights import Linear, Weights, scale
from bot.understanding.words import fold
from recommender import TitleIndex
from recommender.domain import Film

SEED, PER = 1, 3
HIDDEN = 5
NOW = dt.datetime(2026, 11, 25, 20, 0, tzinfo=dt.UTC)
"""A Wednesday: days in examples are read from here."""
KEPT_FILMS, KEPT_ACTS = 10_000, 26_000
"""Features that are kept, the heaviest first: more gain nothing and ship more."""
LEAST_FILMS, LEAST_ACTS = 3, 2
"""A feature seen less often is noise."""
_PENALTY_FILMS, _PENALTY_ACTS = 1.0, 0.1
_ROUNDS, _CHOOSING_ROUNDS, _FURTHER_ROUNDS = 120, 25, 45
"""Rounds of fitting; fewer tell which features weigh most, or take up some more examples."""
_NEVER = "never:"


@dataclass(frozen=True, slots=True)
class Trained:
    """The outcome of a training."""

    weights: Weights
    held_out: dict[tuple[str, str], tuple[int, int]]
    """For each language and label: right and all messages of the patterns that were held out."""
    sample: tuple[str, ...]
    """Some of these messages, to see what changed."""


def train(
    films: Sequence[tuple[Film, int]],
    *,
    share: float = 1.0,
    per: int = PER,
    say: Callable[[str], None] = lambda _: None,
) -> Trained:
    """Train on all patterns; measure with a second model that some were held out from.

    Args:
        films: Films with their numbers of ratings, which fill the slots. The index trained with
            lacks one in `HIDDEN` of them, so that the reader meets titles that it cannot know.
        share: Part of the patterns to learn from, for a learning curve.
        per: Messages of a pattern.
        say: Told what is being done.
    """
    hidden = {film.movie_id for film, _ in films if film.movie_id % HIDDEN == 0}
    fillings = Fillings(films, hidden)
    titles = TitleIndex.build(
        [film for film, _ in films if film.movie_id not in hidden],
        {film.movie_id: count for film, count in films},
    )
    lines = [line for place, line in enumerate(patterns()) if _is_in(place, share)]
    learnt = [line for line in lines if not is_held_out(line)]
    kept_out = [line for line in patterns() if is_held_out(line)]
    shown = examples(learnt, fillings, seed=SEED, per=per)
    extra = examples(kept_out, fillings, seed=SEED + 1, per=per, mixed=0)
    say(f"{len(lines)} patterns, {len(shown)} messages and {len(extra)} held out")
    laid = [_laid(one, titles) for one in shown]
    judged = [_laid(one, titles) for one in extra]
    acts = _act_model(laid)
    say(f"measured with {len(acts.features)} features, {len(acts.labels)} labels")
    scores = np.stack([acts.scores(_act_features(one, _gold(one))) for one in judged])
    number = {label: place for place, label in enumerate(acts.labels)}
    wanted = np.array([number.get(one.example.label, -1) for one in judged], dtype=np.intp)
    hits = Counter(
        _kind(one)
        for one, line, want in zip(judged, scores, wanted, strict=True)
        if int(line.argmax()) == want
    )
    everything = Counter(map(_kind, judged))
    laid += judged
    weights = Weights(
        _film_model(laid, guessed_=False),
        _film_model(laid, guessed_=True),
        _act_model(laid, start=acts),
        _temperature(scores, wanted),
        fingerprint(),
    )
    return Trained(
        weights,
        {kind: (hits[kind], n) for kind, n in sorted(everything.items())},
        tuple(one.text for one in extra[::7]),
    )


def _is_in(place: int, share: float) -> bool:
    """Whether a pattern belongs to a share of all, spread evenly."""
    return int((place + 1) * share) != int(place * share)


@dataclass(frozen=True, slots=True)
class _Laid:
    example: Example
    lattice: Lattice
    candidates: tuple[tuple[Candidate, tuple[str, ...]], ...]
    """Candidates with their features, names of the index and guesses alike."""


def _laid(one: Example, titles: TitleIndex) -> _Laid:
    laid = lattice(one.text, value_spans(one.text, NOW), titles)
    named = [(c, tuple(film_features(laid, c))) for c in laid.candidates]
    found = [
        (c, (*film_features(laid, c), *guess_features(laid, c, like)))
        for c, like in guessed(laid, titles)
    ]
    return _Laid(one, laid, (*named, *found))


def _kind(one: _Laid) -> tuple[str, str]:
    return one.example.language, one.example.label


def _is_gold(one: _Laid, candidate: Candidate) -> bool:
    """Whether a candidate is a film of the example, but for an article or marks at its edges."""
    text = one.lattice.text
    found = _plain(text[candidate.start : candidate.end])
    return any(
        candidate.start < end and start < candidate.end and found == _plain(text[start:end])
        for start, end in (*one.example.films, *one.example.unknown)
    )


def _plain(surface: str) -> str:
    words = "".join(c for c in fold(surface) if c.isalnum() or c == " ").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def _gold(one: _Laid) -> list[Candidate]:
    chosen: list[Candidate] = []
    for candidate, _ in one.candidates:
        if _is_gold(one, candidate) and not any(
            c.first < candidate.last and candidate.first < c.last for c in chosen
        ):
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.first)


def _act_features(one: _Laid, films: Sequence[Candidate]) -> list[str]:
    tokens = list(delexicalised(one.lattice, films, 0, len(one.lattice.words)))
    return clause_features(tokens, one.example.state)


def _film_model(laid: Sequence[_Laid], *, guessed_: bool) -> Linear:
    """Whether a candidate is a film: one model for names of the index, one for guesses."""
    pairs = [
        (list(found), _is_gold(one, c))
        for one in laid
        for c, found in one.candidates
        if (c.occurrence is None) == guessed_
    ]
    labels = np.array([gold for _, gold in pairs], dtype=np.intp)
    return _fitted(
        [found for found, _ in pairs],
        labels,
        ("no", "film"),
        least=LEAST_FILMS,
        most=KEPT_FILMS,
        penalty=_PENALTY_FILMS,
        scaled=False,
    )


def _act_model(laid: Sequence[_Laid], start: Linear | None = None) -> Linear:
    """What a clause asks; from a model of most of the examples, with its features, if given."""
    features = [_act_features(one, _gold(one)) for one in laid]
    names = tuple(sorted({one.example.label for one in laid}))
    number = {label: place for place, label in enumerate(names)}
    labels = np.array([number[one.example.label] for one in laid], dtype=np.intp)
    return _fitted(
        features,
        labels,
        names,
        least=LEAST_ACTS,
        most=KEPT_ACTS,
        penalty=_PENALTY_ACTS,
        scaled=True,
        start=start if start is not None and start.labels == names else None,
    )


def _fitted(
    features: Sequence[Sequence[str]],
    labels: NDArray[np.intp],
    names: tuple[str, ...],
    *,
    least: int,
    most: int,
    penalty: float,
    scaled: bool,
    start: Linear | None = None,
) -> Linear:
    """A softmax model of the features seen often enough, then of the heaviest of them."""
    if start is not None:
        weights, bias = _softmax(
            _matrix(features, start.features, scaled=scaled),
            labels,
            len(names),
            penalty,
            rounds=_FURTHER_ROUNDS,
            start=(start.weights.astype(np.float64), start.bias.astype(np.float64)),
        )
        rows = start.features
        return Linear(names, rows, weights.astype(np.float32), bias.astype(np.float32), scaled)
    counts = Counter(feature for found in features for feature in set(found))
    rows = {f: at for at, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    chosen = len(rows) > most
    weights, bias = _softmax(
        _matrix(features, rows, scaled=scaled),
        labels,
        len(names),
        penalty,
        rounds=_CHOOSING_ROUNDS if chosen else _ROUNDS,
    )
    if chosen:
        heavy = np.sort(np.argsort(-np.abs(weights).max(axis=1), kind="stable")[:most])
        ordered = list(rows)
        rows = {ordered[old]: new for new, old in enumerate(heavy.tolist())}
        weights, bias = _softmax(
            _matrix(features, rows, scaled=scaled),
            labels,
            len(names),
            penalty,
            rounds=_ROUNDS,
            start=(weights[heavy], bias),
        )
    return Linear(names, rows, weights.astype(np.float32), bias.astype(np.float32), scaled)


def _matrix(features: Iterable[Sequence[str]], rows: dict[str, int], *, scaled: bool) -> csr_matrix:
    indices: list[int] = []
    values: list[float] = []
    ends = [0]
    for found in features:
        known = sorted({row for one in found if (row := rows.get(one)) is not None})
        indices += known
        values += [float(scale(len(known))) if scaled else 1.0] * len(known)
        ends.append(len(indices))
    return csr_matrix((values, indices, ends), shape=(len(ends) - 1, len(rows)), dtype=np.float64)


def _softmax(
    matrix: csr_matrix,
    labels: NDArray[np.intp],
    n_labels: int,
    penalty: float,
    *,
    rounds: int,
    start: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    n, d = matrix.shape
    turned = matrix.T.tocsr()
    first = np.zeros((d + 1, n_labels)) if start is None else np.vstack([start[0], start[1]])

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        both = flat.reshape(d + 1, n_labels)
        scores = matrix @ both[:-1] + both[-1]
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        value = -np.log(np.maximum(chances[np.arange(n), labels], 1e-12)).sum()
        value += 0.5 * penalty * float((both[:-1] ** 2).sum())
        chances[np.arange(n), labels] -= 1
        gradient = np.vstack([turned @ chances + penalty * both[:-1], chances.sum(axis=0)])
        return float(value), gradient.ravel()

    found = minimize(
        loss, first.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 8}
    )
    both = np.asarray(found.x, dtype=np.float64).reshape(d + 1, n_labels)
    return both[:-1], both[-1]


def _temperature(scores: NDArray[np.float32], wanted: NDArray[np.intp]) -> float:
    """The divisor of scores under which the held-out labels are likeliest."""
    known = wanted >= 0
    scores, wanted = scores[known].astype(np.float64), wanted[known]

    def surprise(temperature: float) -> float:
        scaled = scores / temperature
        scaled -= scaled.max(axis=1, keepdims=True)
        chances = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return -float(chances[np.arange(len(wanted)), wanted].mean())

    return min((0.5 + 0.1 * step for step in range(40)), key=surprise)
