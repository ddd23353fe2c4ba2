"""What a list of films shall be narrowed to: genres, years, age, hidden gems."""

import datetime as dt
import re

from bot.language.genres import genre_wishes
from bot.language.years import Ends, year_wishes
from recommender.domain import Age, Filters

_OLDER = re.compile(r"\b(?:older|earlier|oldest)\b(?!\s(?:than|brother|sister|people|kids?|man))")
_NEWER = re.compile(
    r"\b(?:newer|newest|more\s(?:recent|modern|current)|less\sold|not\s(?:so|that|too|"
    r"as)\sold)\b(?!\s(?:than|on)\b)"
)
_GEMS = re.compile(
    r"\b(?:hidden\sgems?|under[- ]?(?:rated|seen|appreciated)|(?:lesser|less|little)[- ]known|"
    r"obscure"
    r"|unknown|overlooked|off[- ]the[- ]beaten[- ](?:path|track)|not\s(?:so\s|too\s|"
    r"that\s)?(?:mainstream|popular|well[- ]known|famous)"
    r"|less\s(?:popular|mainstream|obvious|famous)|(?:no|nothing|not)\s(?:too\s|"
    r"so\s)?(?:mainstream|obvious|blockbusters?)|indie|niche|sleeper(?:\shits?)?"
    r"|(?:nobody|no\sone)\s(?:knows|has\s(?:seen|heard\sof)|talks\sabout)|cult(?!\sof)|"
    r"deep\scuts?|forgotten)\b"
)


def filters_in(folded: str, now: dt.datetime) -> Filters:
    """The wishes named in a message; films' names should be holes in it.

    Several genres must all be met, decades side by side widen to one.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for genre in genre_wishes(folded):
        (wanted if genre.wanted else unwanted).extend(genre.names)
    year_from, year_to = _merged([wish.ends for wish in year_wishes(folded, now)])
    return Filters(
        genres=tuple(dict.fromkeys(name for name in wanted if name not in unwanted)),
        not_genres=tuple(dict.fromkeys(unwanted)),
        year_from=year_from,
        year_to=year_to,
        # "2010 or newer" has said it all.
        age=None if year_from or year_to else _age(folded),
        hidden_gems=_GEMS.search(folded) is not None,
    )


def _merged(wishes: list[Ends]) -> Ends:
    whole = [(first, last) for first, last in wishes if first is not None and last is not None]
    if whole and len(whole) == len(wishes):
        # "80s and 90s": any of them will do.
        return min(first for first, _ in whole), max(last for _, last in whole)
    firsts = [first for first, _ in wishes if first is not None]
    lasts = [last for _, last in wishes if last is not None]
    first, last = max(firsts, default=None), min(lasts, default=None)
    if first is not None and last is not None and first > last:
        return wishes[0]
    return first, last


def _age(folded: str) -> Age | None:
    older, newer = _OLDER.search(folded), _NEWER.search(folded)
    if older and newer:
        return None
    return "older" if older else "newer" if newer else None
