"""Movie night: a group finds one film.

    begin ─→ gathering ─→ voting ─→ decided
                 └──────────┴─→ cancelled

Everything is in the database and every tap is one transaction, so that the bot may stop between
any two of them. `evening` reads, `choosing` asks the recommender, `taps`, `votes` and `clock`
change, `cards` shows.
"""

from bot.conversation.night.additions import named
from bot.conversation.night.begin import begin, nights, settings
from bot.conversation.night.clock import due, left, moved, people_changed, shown_anew
from bot.conversation.night.taps import tap
from bot.conversation.night.votes import vote

__all__ = [
    "begin",
    "due",
    "left",
    "moved",
    "named",
    "nights",
    "people_changed",
    "settings",
    "shown_anew",
    "tap",
    "vote",
]
