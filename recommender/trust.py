"""Which logs of the bot's own people a model learns from: what few accounts can do is limited.

A person's own lists follow their log at once, whatever is decided here. This is about what others
are shown: twenty accounts made in an evening must not carry a film into everybody's list.

* Somebody with fewer films than `LEAST_FILMS` teaches nothing yet.
* Of people who have been there for less than `FRESH_S` the first `MOST_FRESH` teach, or as many
  as there are others. Together they count for a film up to a cap: `LEAST_CAP` or a tenth of those
  who rated it in MovieLens.
* All others count as they are.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from recommender.domain import HistoryEntry, MovieId, PersonId

LEAST_FILMS = 10
FRESH_S = 30 * 86_400.0
MOST_FRESH = 10
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
    films = {person: {entry.movie_id for entry in history} for person, history in histories}
    teachers = [person for person, known in films.items() if len(known) >= LEAST_FILMS]
    fresh = {person for person in teachers if now - first_seen[person] < FRESH_S}
    most = max(MOST_FRESH, len(teachers) - len(fresh))
    first = sorted(fresh, key=lambda person: (first_seen[person], person))[:most]
    for person in first:
        films[person] = {one for one in films[person] if taught[one] < _cap(raters.get(one, 0))}
        taught.update(films[person])
    learnt = {*teachers} - fresh | {*first}
    kept = (
        (person, tuple(entry for entry in history if entry.movie_id in films[person]))
        for person, history in histories
        if person in learnt
    )
    return [(person, history) for person, history in kept if history]


def _cap(raters: int) -> int:
    return max(LEAST_CAP, int(raters * CAP_PART))
