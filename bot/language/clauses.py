"""Where a name may begin and end in a sentence without capitals."""

import re

from bot.language.message import DAY_HOLE, FILM_HOLE, RATING_HOLE
from bot.language.word_lists import in_order

_HOLES = DAY_HOLE + RATING_HOLE + FILM_HOLE

STOPS = in_order(
    "and but or because cuz cause bc coz so with without last again it its it's i i'm im i've "
    "ive i'd we he she they you u which that who whom where when while if then than really "
    "totally absolutely was is were are wasn't isn't has had did do does don't dont didn't "
    "didnt have haven't twice already too also tho though lol haha omg please pls plz thanks "
    "thx for on at in by from starring directed movie movies film films flick tonight today "
    "yesterday recently before after since yet ever never just only like as about though "
    "however yes no yeah not loved liked enjoyed hated love hate give gave giving rated "
    "rating rate what how why my our first second third for once instead rather plus followed "
    "next another one more other others any some this these those great good awesome bad if "
    "somewhere sometime years ago seen saw watched vs versus even would should could can will "
    "might may"
)
"""Words that seldom belong to a title when they follow it in running small letters."""

_ENDS_TOO = in_order("to later soon eventually alone together here there now rn home online off")
"""Words that end a known name, though unknown ones hold them."""

_STOP = "|".join(re.escape(word) for word in sorted(set(STOPS), key=len, reverse=True))
_END = re.compile(
    rf"\s*(?:$|[.,!?;:)\]\"\n/&+…]|-\s|[{_HOLES}]|[^\w\s'])"
    rf"|\s(?:{_STOP}|{'|'.join(_ENDS_TOO)})(?![\w])|'s\s|\s(?:an?\s)?\d"
)


def ends_at(masked: str, end: int) -> bool:
    """Whether what stands from `end` on cannot be more of the same name."""
    return _END.match(masked, end) is not None


def next_stop(masked: str, start: int, limit: int) -> int:
    """The first place from `start` on where a name must end, at most `limit`."""
    found = _FIRST_END.search(masked, start, limit)
    return found.start() if found is not None else min(limit, len(masked))


_FIRST_END = re.compile(rf"\s*(?:[.,!?;:)\]\"\n/+…](?!\w)|[{_HOLES}])|\s(?:{_STOP})(?![\w'])|\s-\s")
