"""Movie night in a group: what people tap and write, as events for the machine in `bot.night`.

`playing` reads a night, lets the machine advance it, and keeps it; `taps`, `naming`, `begin` and
`clock` say what happened; `choosing` answers the machine's requests; `cards` shows.
"""

from bot.conversation.night.begin import begin, nights, settings
from bot.conversation.night.clock import changed, due, left, moved, shown_anew, taste_shown
from bot.conversation.night.evening import Stage
from bot.conversation.night.naming import for_night
from bot.conversation.night.taps import tap, vote

__all__ = [
    "Stage",
    "begin",
    "changed",
    "due",
    "for_night",
    "left",
    "moved",
    "nights",
    "settings",
    "shown_anew",
    "tap",
    "taste_shown",
    "vote",
]
