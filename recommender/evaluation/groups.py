"""How well strategies serve groups: on the average, and those that they serve worst.

Two protocols. *Coupled*: a film is worth something to a member who is known to have enjoyed it,
though nobody told the model; honest, and sparse. *Decoupled*: a film is worth what the model
thinks it is worth to the member, so that only the strategies are compared and not the model.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from recommender.evaluation.synthetic_groups import KINDS, SIZES, Crowd, Group, Kind, groups_of
from recommender.model import FactorModel
from recommender.ranking.aggregation import STRATEGIES, Floats, Strategy
from recommender.ranking.groups import GUARDED, LIST_GUARDS, picked
from recommender.ranking.shared_taste import SharedTaste, candidates, shared_taste

K = 5
OWN_BEST = 20
"""In the decoupled protocol a film is a hit for a member when it is one of their so many best."""

Scope: TypeAlias = Kind | Literal["all"]
Protocol: TypeAlias = Literal["coupled", "decoupled"]
PROTOCOLS: tuple[Protocol, ...] = get_args(Protocol)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """What one strategy did for all groups of one kind."""

    protocol: Protocol
    kind: Scope
    strategy: Strategy
    n_groups: int
    mean_ndcg: float
    """Mean over groups of the members' mean NDCG@5."""
    min_ndcg: float
    """Mean over groups of the worst served member's NDCG@5."""
    min_max_ratio: float
    """Mean of worst by best served, over groups in which anybody was served."""
    zero_hit_share: float
    """Share of groups in which some member finds no film of their own in the list."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    kind: Kind
    ndcg: NDArray[np.float64]
    hits: NDArray[np.bool_]


def compare_strategies(
    model: FactorModel,
    crowd: Crowd,
    *,
    groups_each: int,
    seed: int,
    strategies: Sequence[Strategy] = STRATEGIES,
    progress: Callable[[int, int], None] | None = None,
) -> list[GroupRow]:
    """Let every strategy choose for the same groups.

    Args:
        model: Fitted without the crowd.
        crowd: Whom the groups are made of.
        groups_each: Groups of each kind and size; three against one is always four people, and
            has as many groups as the other kinds have together over their sizes.
        seed: Draws the groups.
        strategies: Which to compare.
        progress: Told (groups done, groups in all).
    """
    groups = [
        (kind, group)
        for kind in KINDS
        for size in SIZES
        for group in groups_of(
            crowd, kind, 4 if kind == "three_against_one" else size, groups_each, seed=seed + size
        )
    ]
    outcomes: dict[tuple[Protocol, Strategy], list[_Outcome]] = {
        (protocol, strategy): [] for protocol in PROTOCOLS for strategy in strategies
    }
    for done, (kind, group) in enumerate(groups, start=1):
        seen = seen_by(model, crowd, group)
        taste = group_taste(model, crowd, group, seen)
        truths: dict[Protocol, _Truth] = {
            "coupled": _coupled(crowd, group, taste, seen),
            "decoupled": _decoupled(taste),
        }
        for strategy in strategies:
            places = _list(taste, strategy)
            for protocol in PROTOCOLS:
                truth = truths[protocol]
                if len(truth.worth):
                    outcomes[protocol, strategy].append(
                        _Outcome(kind, _ndcg(truth, places), _hits(truth, places))
                    )
        if progress is not None:
            progress(done, len(groups))
    scopes: tuple[Scope, ...] = ("all", *KINDS)
    return [
        _row(protocol, scope, strategy, those)
        for protocol in PROTOCOLS
        for scope in scopes
        for strategy in strategies
        if (those := [o for o in outcomes[protocol, strategy] if scope in ("all", o.kind)])
    ]


def seen_by(model: FactorModel, crowd: Crowd, group: Group) -> set[int]:
    """Columns of all films that somebody of a group is known to have seen."""
    return {
        column
        for row in group
        for entry in crowd.members[row].history
        if (column := model.column(entry.movie_id)) is not None
    }


def group_taste(model: FactorModel, crowd: Crowd, group: Group, seen: set[int]) -> SharedTaste:
    """What a group makes of the films that none of them has seen."""
    scores = crowd.scores[list(group)]
    members = [crowd.members[row] for row in group]
    pool = candidates(scores, model.counts, lambda column: None if column in seen else column)
    return shared_taste(model, members, scores, pool=pool)


def _list(taste: SharedTaste, strategy: Strategy) -> list[int]:
    guards = LIST_GUARDS if strategy in GUARDED else ()
    return picked(taste, strategy, k=K, guards=guards)[0]


@dataclass(frozen=True, slots=True, eq=False)
class _Truth:
    """What films are worth to the members for whom there is anything to find."""

    worth: Floats
    """Shape (n_members, n_candidates), 0-1."""
    ideal: NDArray[np.float64]
    """Shape (n_members,): the DCG@5 of the best list for each alone, positive."""
    bound: NDArray[np.float64]
    """Shape (n_members,): from what worth on a film is a hit."""


_DISCOUNTS = 1 / np.log2(np.arange(2, K + 2))


def _coupled(crowd: Crowd, group: Group, taste: SharedTaste, seen: set[int]) -> _Truth:
    """Only films that a member is known to have enjoyed are worth anything."""
    worth, ideal = [], []
    for row in group:
        enjoyed = [column for column in crowd.enjoyed[row].tolist() if column not in seen]
        if enjoyed:
            worth.append(np.isin(taste.columns, enjoyed).astype(np.float64))
            ideal.append(_DISCOUNTS[: len(enjoyed)].sum())
    members = len(worth)
    return _Truth(
        np.array(worth).reshape(members, len(taste.columns)), np.array(ideal), np.ones(members)
    )


def _decoupled(taste: SharedTaste) -> _Truth:
    """Films are worth what the model thinks."""
    best = -np.sort(-taste.relevance, axis=1)
    last = min(OWN_BEST, best.shape[1]) - 1
    return _Truth(taste.relevance, best[:, :K] @ _DISCOUNTS[: best.shape[1]], best[:, last])


def _ndcg(truth: _Truth, places: Sequence[int]) -> NDArray[np.float64]:
    """NDCG@5 of each member with these gains (Järvelin & Kekäläinen 2002). Shape (n_members,)."""
    ndcg: NDArray[np.float64] = truth.worth[:, list(places)] @ _DISCOUNTS[: len(places)]
    return ndcg / truth.ideal


def _hits(truth: _Truth, places: Sequence[int]) -> NDArray[np.bool_]:
    """Whether each member finds a film of their own in the list. Shape (n_members,)."""
    hits: NDArray[np.bool_] = np.any(truth.worth[:, list(places)] >= truth.bound[:, None], axis=1)
    return hits


def _row(protocol: Protocol, kind: Scope, strategy: Strategy, those: list[_Outcome]) -> GroupRow:
    least = np.array([outcome.ndcg.min() for outcome in those])
    most = np.array([outcome.ndcg.max() for outcome in those])
    served = most > 0
    return GroupRow(
        protocol,
        kind,
        strategy,
        len(those),
        mean_ndcg=float(np.mean([outcome.ndcg.mean() for outcome in those])),
        min_ndcg=float(least.mean()),
        min_max_ratio=float((least[served] / most[served]).mean()) if served.any() else 0.0,
        zero_hit_share=float(np.mean([not outcome.hits.all() for outcome in those])),
    )
