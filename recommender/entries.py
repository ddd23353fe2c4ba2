"""Single viewings of a log, each changed by itself: its stars, its day, a note, or taken out."""

import datetime as dt

from recommender.diary import Diary
from recommender.domain import PersonId
from recommender.storage import Cause, Change, Watch

LONGEST_NOTE = 500
"""Characters."""


class Entries(Diary):
    """A diary whose entries can be changed one by one. Every change can be undone."""

    def entry(self, person_id: PersonId, watch_id: int) -> Watch | None:
        """One viewing; None where it is gone, or somebody else's."""
        return self._store.watches.get(person_id, watch_id)

    def change_entry(
        self,
        cause: Cause,
        watch: Watch,
        *,
        rating: float | None = None,
        watched_on: dt.date | None = None,
        note: str | None = None,
    ) -> int | None:
        """Change what is given of a viewing; an empty note takes the old one away.

        Returns:
            The change, for `undo`; None when it was so already.
        """
        stars = watch.rating if rating is None else rating
        day = watched_on or watch.watched_on
        told = None if note is None else note[:LONGEST_NOTE]
        same = told is None or told == (watch.note or "")
        if same and (stars, day) == (watch.rating, watch.watched_on):
            return None
        return _id(self._store.watches.amend(cause, watch, rating=stars, watched_on=day, note=told))

    def remove_entry(self, cause: Cause, watch: Watch) -> int:
        """Take one viewing out of the log; returns the change, for `undo`."""
        return _id(self._store.watches.remove(cause, watch))


def _id(change: Change) -> int:
    return change.change_id
