"""Simulates many nights of the same group, and measures whether anybody comes off badly."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from recommender.evaluation.groups import K, Scope, group_taste, seen_by
from recommender.evaluation.synthetic_groups import KINDS, SIZES, Crowd, Group, groups_of
from recommender.model import FactorModel
from recommender.ranking.decision import decide, need
from recommender.ranking.groups import LIST_GUARDS, picked
from recommender.ranking.order import ranked

NIGHTS = 10
LIKED = 3
"""Of the five films on a list everybody approves of the three that fit them best."""
CLOSE = 0.9
"""A member who got this part of the group's mean came off well enough."""


@dataclass(frozen=True, slots=True)
class NightsRow:
    """What many nights came to, for all groups of one kind."""

    kind: Scope
    weighted: bool
    """Whether past nights raised the weights of those least served."""
    n_groups: int
    worst_by_mean: float
    """Mean over groups: the worst served member's summed fits by the group's mean sum."""
    close_share: float
    """Share of groups whose worst served member got at least CLOSE of the mean."""
    mean_fit: float
    """Mean fit of a film that won, 0-1."""


def simulate_nights(
    model: FactorModel, crowd: Crowd, *, groups_each: int, seed: int, nights: int = NIGHTS
) -> list[NightsRow]:
    """Let synthetic groups vote again and again, with and without a memory of past nights.

    Args:
        model: Fitted without the crowd.
        crowd: Whom the groups are made of.
        groups_each: Groups of each kind and every other size from 2 to 8.
        seed: Draws the groups.
        nights: How often each meets.
    """
    groups = {
        kind: [
            group
            for size in SIZES[::2]
            for group in groups_of(
                crowd,
                kind,
                4 if kind == "three_against_one" else size,
                groups_each,
                seed=seed + size,
            )
        ]
        for kind in KINDS
    }
    rows = []
    for weighted in (True, False):
        sums = {
            kind: [_fits(model, crowd, group, nights, weighted=weighted) for group in those]
            for kind, those in groups.items()
        }
        everyone = [fits for those in sums.values() for fits in those]
        rows.append(_row("all", everyone, nights, weighted=weighted))
        rows += [_row(kind, sums[kind], nights, weighted=weighted) for kind in KINDS]
    return rows


def _fits(
    model: FactorModel, crowd: Crowd, group: Group, nights: int, *, weighted: bool
) -> Sequence[float]:
    """Each member's fits with the winners, summed over the nights."""
    seen = seen_by(model, crowd, group)
    got = np.zeros(len(group))
    for night in range(nights):
        taste = group_taste(model, crowd, group, seen)
        needs = np.array([need(missed) if weighted else 1.0 for missed in got.mean() - got])
        weights = taste.weights * needs
        taste = replace(taste, weights=weights / weights.sum())
        places, _ = picked(taste, "ep_fuzzda", k=K, guards=LIST_GUARDS)
        fits = taste.fits[:, places]
        if not places:
            break  # they have seen everything
        order = np.stack([ranked(line)[:LIKED] for line in fits])
        approvals = np.bincount(order.ravel(), minlength=len(places)).tolist()
        decision = decide(approvals, (taste.weights @ fits).tolist(), seed=night)
        got += fits[:, decision.winner]
        seen.add(int(taste.columns[places[decision.winner]]))
    return [float(fit) for fit in got]


def _row(
    kind: Scope, groups: Sequence[Sequence[float]], nights: int, *, weighted: bool
) -> NightsRow:
    parts = np.array([min(fits) / float(np.mean(fits)) for fits in groups])
    return NightsRow(
        kind,
        weighted,
        len(groups),
        worst_by_mean=float(parts.mean()),
        close_share=float((parts >= CLOSE).mean()),
        mean_fit=float(np.mean([np.mean(fits) / nights for fits in groups])),
    )
