"""Which logs of the bot's own people a model learns from: what few accounts can do is limited.

A person's own lists follow their log at once, whatever is decided here. This is about what others
are shown: twenty accounts made in an evening must not carry a film into everybody's list.

* Somebody with fewer films than `LEAST_FILMS` teaches nothing yet.
* Who has been there for less than `FRESH_S` counts for a film only up to a cap, all such people
  together: `LEAST_CAP` or a tenth of those who rated it in MovieLens. Who came first counts first.
* All others count as they are.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from recommender.domain import HistoryEntry, MovieId, PersonId

LEAST_FILMS = 10
FRESH_S = 30 * 86_400.0
LEAST_CAP, CAP_PART = 3, 0.1

Histories: TypeAlias = Sequence[tuple[PersonId, tuple[HistoryEntry, ...]]]


def trusted(
    histories: Histories,
    *,
    first_seen: Mapping[PersonId, float],
    raters: Mapping[MovieId, int],
    now: float,
) -> Histories:
    """The part of everyone's histories that a model may learn from.

    Args:
        histories: Everyone's, each oldest first.
        first_seen: When each person first wrote; Unix seconds.
        raters: How many people rated each film in MovieLens.
        now: Unix seconds.

    Returns:
        People in the order given, without those of whom nothing is left.
    """
    taught: Counter[MovieId] = Counter()
    kept: dict[PersonId, tuple[HistoryEntry, ...]] = {}
    for person_id, history in sorted(histories, key=lambda one: (first_seen[one[0]], one[0])):
        films = {entry.movie_id for entry in history}
        if len(films) < LEAST_FILMS:
            continue
        if now - first_seen[person_id] < FRESH_S:
            films = {film for film in films if taught[film] < _cap(raters.get(film, 0))}
            taught.update(films)
        kept[person_id] = tuple(entry for entry in history if entry.movie_id in films)
    return [(person_id, kept[person_id]) for person_id, _ in histories if kept.get(person_id)]


def _cap(raters: int) -> int:
    return max(LEAST_CAP, int(raters * CAP_PART))
