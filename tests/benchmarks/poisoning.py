"""What accounts made for it can do to the lists of people who had no part in it.

For each attack: how much of the top ten of 210 viewers is as without it, and in how many of those
lists the target is, when all logs are learnt from and when `recommender.trust` chooses. The
viewers are MovieLens', with their earlier ratings folded in. And how much five honest friends'
fifty logs each change their own lists.

    python -m tests.benchmarks.poisoning
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.movielens import Ratings, embedded_dir, read_ratings
from recommender.domain import HistoryEntry, MovieId, PersonId
from recommender.model import FactorModel, Parameters, build_interactions
from recommender.model.training import fit
from recommender.opening import embedded_films
from recommender.ranking.viewer import recommend
from recommender.trust import Histories, trusted

VIEWERS, FOLDED, K = 210, 15, 10
NOW = 2e9
Lists = dict[int, tuple[MovieId, ...]]


def attacks(popular: list[int], target: int) -> dict[str, Histories]:
    """Each by accounts of this evening, and all of them with full stars but for the last."""
    rng = np.random.default_rng(5)

    def crowd(size: int, others: int, stars: float = 5.0) -> Histories:
        return [
            _log(person, [target, *rng.choice(popular[:100], others, replace=False)], stars)
            for person in range(1, size + 1)
        ]

    return {
        "1 x 1000": [_log(1, [target, *popular[:999]], 5.0)],
        "50 x 1": crowd(50, 0),
        "50 x 11": crowd(50, 10),
        "250 x 1": crowd(250, 0),
        "250 x 11": crowd(250, 10),
        "50 x half stars for the top 200": [_log(n, popular[:200], 0.5) for n in range(1, 51)],
    }


def _log(
    person: int, films: Iterable[int], stars: float
) -> tuple[PersonId, tuple[HistoryEntry, ...]]:
    entries = [HistoryEntry(MovieId(int(film)), stars, NOW - 60) for film in films]
    return PersonId(person), tuple(entries)


def fitted(ratings: Ratings, histories: Histories, last: FactorModel | None = None) -> FactorModel:
    """The default model of these ratings and logs; as a refit does, it starts from the last one."""
    parameters = Parameters.default()
    matrix = build_interactions(ratings, histories, rule=parameters.confidence_rule)
    return fit(matrix, parameters, warm=last)


def lists(
    model: FactorModel, catalogue: Catalogue, viewers: Mapping[int, Sequence[HistoryEntry]]
) -> Lists:
    """The top ten of each viewer."""
    return {
        viewer: tuple(one.movie_id for one in recommend(model, catalogue, history, k=K))
        for viewer, history in viewers.items()
    }


def overlap(some: Lists, others: Lists) -> float:
    """Mean part of a list that is in the other one, too."""
    return float(np.mean([len({*some[one]} & {*others[one]}) / K for one in some]))


def main() -> None:
    """Print the table."""
    ratings = read_ratings(embedded_dir())
    catalogue = Catalogue([film for film, _ in embedded_films()])
    ids, counts = np.unique(ratings.movie_ids, return_counts=True)
    raters = dict(zip(map(MovieId, ids.tolist()), counts.tolist(), strict=True))
    popular = ids[np.argsort(-counts, kind="stable")].tolist()
    target = next(int(one) for one in reversed(popular))
    viewers = {}
    for user in np.unique(ratings.user_ids)[:VIEWERS].tolist():
        lines = np.flatnonzero(ratings.user_ids == user)
        lines = lines[np.argsort(ratings.timestamps[lines], kind="stable")][:FOLDED]
        viewers[user] = [
            HistoryEntry(MovieId(int(ratings.movie_ids[n])), float(ratings.stars[n]), None)
            for n in lines
        ]
    last = fitted(ratings, [])
    clean = fitted(ratings, [], last)
    before = lists(clean, catalogue, viewers)
    in_clean = sum(target in one for one in before.values())
    print(f"{'':34}{'all logs':>22}{'trusted logs':>22}")
    print(f"without an attack the target is in {in_clean} of {VIEWERS} lists")
    for name, histories in attacks(popular, target).items():
        cells = []
        for learnt in (histories, _trusted(histories, raters)):
            after = lists(fitted(ratings, learnt, last), catalogue, viewers)
            hit = sum(target in one for one in after.values())
            cells.append(f"{overlap(before, after):.3f}, in {hit:3d} lists")
        print(f"{name:34}{cells[0]:>22}{cells[1]:>22}", flush=True)
    rng = np.random.default_rng(6)
    friends = [
        _log(n, rng.choice(popular[:2000], 50, replace=False).tolist(), 4.5) for n in range(1, 6)
    ]
    own = {int(person): log for person, log in friends}
    unlearnt = lists(clean, catalogue, own)
    changed = [
        1 - overlap(unlearnt, lists(fitted(ratings, learnt, last), catalogue, own))
        for learnt in (friends, _trusted(friends, raters))
    ]
    print(f"{'five friends: own lists changed':34}{changed[0]:>22.3f}{changed[1]:>22.3f}")


def _trusted(histories: Histories, raters: dict[MovieId, int]) -> Histories:
    first_seen = {person: NOW - 3600.0 for person, _ in histories}
    return trusted(histories, first_seen=first_seen, raters=raters, now=NOW)


if __name__ == "__main__":
    main()
