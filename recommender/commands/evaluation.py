"""`evaluate`: how good the lists are for people whom the model has never seen."""

import argparse
import logging
import sys
from collections.abc import Mapping, Sequence

from recommender.catalogue.movielens import Ratings
from recommender.catalogue.ratings_cache import cached_ratings
from recommender.commands.given import Given, sweeps
from recommender.evaluation.evaluate import LENGTHS, Report, Row
from recommender.evaluation.evaluate import evaluate as evaluated
from recommender.evaluation.groups import compare_strategies
from recommender.evaluation.nights import simulate_nights
from recommender.evaluation.splits import ORDERS, Order, split
from recommender.evaluation.synthetic_groups import crowd_apart
from recommender.settings import Settings

GROUPS_EACH = 20
"""Groups of each kind and size."""
NIGHTS_EACH = 8
"""Groups of each kind and size that meet ten times."""

_SYSTEM_COLUMNS = {
    "system": "System",
    "ndcg_at_10": "NDCG@10",
    "behind": "behind ours",
    "ndcg_at_100": "NDCG@100",
    "recall_at_20": "Recall@20",
    "liked_ndcg_at_10": "liked NDCG@10",
    "liked_ndcg_at_100": "@100",
    "liked_recall_at_20": "Recall@20",
    "coverage_at_10": "Coverage",
    "popularity_rank": "Pop. rank",
}
_GROUP_COLUMNS = {
    "protocol": "Protocol",
    "kind": "Groups",
    "strategy": "Strategy",
    "n_groups": "n",
    "mean_ndcg": "mean NDCG@5",
    "min_ndcg": "worst served",
    "min_max_ratio": "worst by best",
    "zero_hit_share": "somebody without a hit",
}
_NIGHT_COLUMNS = {
    "kind": "Groups",
    "memory": "past nights count",
    "n_groups": "n",
    "worst_by_mean": "worst by mean",
    "close_share": "within 10 %",
    "mean_fit": "mean fit",
}


def evaluate(arguments: argparse.Namespace, settings: Settings) -> int:
    """Measure, and print tables for people or one JSON line for each row."""
    given = Given.of(arguments, settings)
    ratings = cached_ratings(given.places.movielens, given.places.cache)
    # it would tell of each of two dozen fits
    logging.getLogger("recommender.model.training").setLevel(logging.WARNING)
    orders: dict[str, Order] = {order: order for order in ORDERS}
    order = orders.get(arguments.protocol)
    done = _groups(given, ratings) if order is None else _lists(given, ratings, order)
    if not done:
        print("Too few people have rated enough films to hold some of them out.", file=sys.stderr)
        return 1
    return 0


def _lists(given: Given, ratings: Ratings, order: Order) -> bool:
    folds = split(ratings, order)
    if not folds:
        return False
    with sweeps("system", "Evaluating") as progress:
        report = evaluated(ratings, order, given.parameters, folds=folds, progress=progress)
    if given.json_lines:
        given.show([{"protocol": order, **row.record} for row in report.rows], {})
        return True
    whole = report.part("baseline")
    print(f"{whole[0].n_viewers} viewers held out, {order} histories\n")
    given.show([_table_row(row) for row in whole], _SYSTEM_COLUMNS)
    print("\nOurs, each time without one of its pieces\n")
    given.show([_table_row(row) for row in report.part("ablation")], _SYSTEM_COLUMNS)
    print("\nNDCG@10 by films known of a viewer, their latest (behind ours ± standard error)\n")
    columns = {"system": "System", **{str(films): str(films) for films in LENGTHS}}
    given.show(_by_length(report), columns)
    return True


def _table_row(row: Row) -> Mapping[str, object]:
    figures = {
        name: f"{value:.4f}" if isinstance(value, float) else value
        for name, value in row.record.items()
    }
    return {
        **figures,
        "behind": _behind(row),
        "coverage_at_10": f"{row.coverage_at_10:.3f}",
        "popularity_rank": f"{row.popularity_rank:.0f}",
    }


def _behind(row: Row) -> str:
    return f"{row.behind_ours:+.4f} ± {row.standard_error:.4f}" if row.standard_error else ""


def _by_length(report: Report) -> Sequence[Mapping[str, object]]:
    import pandas as pd  # noqa: PLC0415  (slow to import, and only wanted here)

    cells = pd.DataFrame(
        {
            "system": row.system,
            "films": str(films),
            "cell": f"{row.ndcg_at_10:.4f}" + (f" ({_behind(row)})" if row.standard_error else ""),
        }
        for films in LENGTHS
        for row in report.part("baseline", films=films)
    )
    table = cells.pivot_table(index="system", columns="films", values="cell", aggfunc="first")
    lines = table.loc[cells["system"].unique()].reset_index().to_dict("records")
    return [{str(name): cell for name, cell in line.items()} for line in lines]


def _groups(given: Given, ratings: Ratings) -> bool:
    try:
        with sweeps() as progress:
            model, crowd = crowd_apart(ratings, given.parameters, seed=1, progress=progress)
    except ValueError:  # too few people
        return False
    with sweeps("group", "Evaluating") as progress:
        rows = compare_strategies(model, crowd, groups_each=GROUPS_EACH, seed=1, progress=progress)
    shown = [
        {
            "protocol": row.protocol,
            "kind": row.kind,
            "strategy": row.strategy,
            "n_groups": row.n_groups,
            "mean_ndcg": round(row.mean_ndcg, 4),
            "min_ndcg": round(row.min_ndcg, 4),
            "min_max_ratio": round(row.min_max_ratio, 4),
            "zero_hit_share": round(row.zero_hit_share, 4),
        }
        for row in rows
    ]
    given.show(shown, _GROUP_COLUMNS)
    nights = [
        {
            "protocol": "ten nights",
            "kind": row.kind,
            "memory": row.weighted,
            "n_groups": row.n_groups,
            "worst_by_mean": round(row.worst_by_mean, 4),
            "close_share": round(row.close_share, 4),
            "mean_fit": round(row.mean_fit, 4),
        }
        for row in simulate_nights(model, crowd, groups_each=NIGHTS_EACH, seed=1)
    ]
    if not given.json_lines:
        print("\nTen nights: what the worst served member got in all, by the group's mean\n")
    given.show(nights, _NIGHT_COLUMNS)
    return True
