"""What the operator should know: kept by whoever runs the bot, read by /status and alerts."""

import datetime as dt
import re
from collections import Counter, deque
from collections.abc import Collection
from dataclasses import dataclass, field

from recommender.domain import PersonId

MOST_MISSED = 500
"""Titles that are counted; the rarest go first."""
ALERT_EVERY = dt.timedelta(hours=1)
MOST_ALERTS = 10
"""In one message; what comes on top is counted."""


def _without_numbers(sentence: str) -> str:
    return re.sub(r"ref [0-9a-f]{4}|[0-9]+", "", sentence)


@dataclass(slots=True)
class Board:
    """The state of the running bot. It lives in memory: after a restart it begins anew."""

    admins: Collection[PersonId] | None = None
    """Who may use the operator's commands; None is everybody."""
    version: str = ""
    started_at: dt.datetime | None = None
    last_refit: str = ""
    """How the last refit went, in a sentence."""
    last_backup: dt.datetime | None = None
    errors_today: int = 0
    last_error: str = ""
    """The reference of the last error."""
    wants_refit: bool = False
    """Whether an admin asked for a refit that has not begun."""
    missed: Counter[str] = field(default_factory=Counter)
    """Titles that people asked for and were not found, with no word of who asked."""
    _alerts: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_ALERTS))
    _quiet_until: dt.datetime | None = None

    def is_admin(self, person_id: PersonId) -> bool:
        """Whether somebody may use the operator's commands."""
        return self.admins is None or person_id in self.admins

    def miss(self, title: str) -> None:
        """Count a title that was not found."""
        self.missed[" ".join(title.casefold().split())] += 1
        if len(self.missed) > MOST_MISSED:
            self.missed = Counter(dict(self.missed.most_common(MOST_MISSED // 2)))

    def alert(self, sentence: str) -> None:
        """Tell the admins something with the next message that they get.

        Of sentences that differ in their numbers alone the newest counts.
        """
        kind = _without_numbers(sentence)
        same = [one for one in self._alerts if _without_numbers(one) == kind]
        for one in same:
            self._alerts.remove(one)
        self._alerts.append(sentence)

    def alerts(self, now: dt.datetime) -> tuple[str, ...]:
        """What to tell the admins now: nothing within an hour of the last time."""
        if not self._alerts or (self._quiet_until is not None and now < self._quiet_until):
            return ()
        told = tuple(self._alerts)
        self._alerts.clear()
        self._quiet_until = now + ALERT_EVERY
        return told
