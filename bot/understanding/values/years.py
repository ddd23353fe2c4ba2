"""Years as a wish: "90s", "the late eighties", "from 1994 on", "something recent"."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from bot.understanding.spans import AgeValue, Span, YearsValue
from bot.understanding.values.numbers import count, value_of
from bot.understanding.values.vocabulary import Found, Rules, Words
from bot.understanding.values.wishes import is_refused

RECENT_YEARS = 10
"""How far back "recent" reaches. Generous: the catalogue may end years before today."""
OLD_BEFORE = 1980
"""Films before this year are "old" and "classics"."""

_Ends: TypeAlias = tuple[int, int]
_YEAR = r"(?:18[89]|19\d|20\d)\d"
_DECADE = r"'?(?:(?:18|19|20)\d|[2-9]|[01])0(?:\s?'?s|er|ern)"


def year_spans(text: str, words: Words, now: dt.datetime) -> Iterator[Span]:
    """Years and stretches of years in a folded message."""
    for start, end, value in _RULES.read(text, words, now):
        kept = _refused(value) if is_refused(text, start, words) else value
        if kept is not None:
            yield Span(start, end, "years", kept)


def _refused(years: YearsValue) -> YearsValue | None:
    """What is left when an open stretch is refused: "nothing before 1990" is from 1990 on."""
    match years:
        case YearsValue(first=None, last=int(last)):
            return YearsValue(last + 1, None)
        case YearsValue(first=int(first), last=None):
            return YearsValue(None, first - 1)
    return None


def age_spans(text: str, words: Words, now: dt.datetime) -> Iterator[Span]:
    """Wishes relative to what was shown: "older", "too old"."""
    for start, end, value in _AGE_RULES.read(text, words, now):
        yield Span(start, end, "age", value)


def _places(words: Words) -> Mapping[str, str]:
    decade = rf"(?:{_DECADE}|{words.any_of('decades')})"
    return {
        "year": _YEAR,
        "when": rf"(?:{decade}|{_YEAR})",
        "decade": decade,
        "count": count(words),
        "part": words.any_of("decade_parts"),
        "films": words.any_of("films"),
        "word": r"[\w-]{1,15}",
    }


def _ends(found: Found, written: str) -> _Ends | None:
    """The first and last year of a year or a decade."""
    key = found.words.key_of("decades", written)
    if key is not None:
        return int(key), int(key) + 9
    digits = int(re.sub(r"\D", "", written) or 0)
    if re.fullmatch(_YEAR, written):
        return digits, digits
    if digits < 100:
        digits += 1900 if digits >= 20 else 2000
    return digits, digits + 9


def _when(found: Found) -> _Ends | None:
    written = found["when"] or found["year"] or found["decade"]
    return None if written is None else _ends(found, written)


def _between(found: Found, now: dt.datetime) -> YearsValue | None:
    both = [_ends(found, written) for written in (*found.all("when"), *found.all("year"))]
    known = [ends for ends in both if ends is not None]
    if len(known) != 2:
        return None
    return YearsValue(min(first for first, _ in known), max(last for _, last in known))


def _from(found: Found, now: dt.datetime) -> YearsValue | None:
    ends = _when(found)
    return None if ends is None else YearsValue(ends[0], None)


def _after(found: Found, now: dt.datetime) -> YearsValue | None:
    ends = _when(found)
    return None if ends is None else YearsValue(ends[1] + 1, None)


def _before(found: Found, now: dt.datetime) -> YearsValue | None:
    ends = _when(found)
    return None if ends is None else YearsValue(None, ends[0] - 1)


def _until(found: Found, now: dt.datetime) -> YearsValue | None:
    ends = _when(found)
    return None if ends is None else YearsValue(None, ends[1])


def _exactly(found: Found, now: dt.datetime) -> YearsValue | None:
    ends = _when(found)
    # A far year is a title ("2049") or a mistake.
    return None if ends is None or ends[0] > now.year + 1 else YearsValue(*ends)


def _decade(found: Found, now: dt.datetime) -> YearsValue | None:
    ends = _when(found)
    if ends is None:
        return None
    first, last = ends
    match found.key("part", "decade_parts"):
        case "early":
            return YearsValue(first, first + 3)
        case "mid":
            return YearsValue(first + 3, first + 7)
        case "late":
            return YearsValue(first + 6, last)
    return YearsValue(first, last)


def _last_years(found: Found, now: dt.datetime) -> YearsValue | None:
    many = value_of(found.words, found["count"] or "")
    years = {"year": 1, "decade": 10}.get(found.key("unit", "units") or "")
    return None if many is None or years is None else YearsValue(now.year - int(many * years), None)


_RULES = Rules(
    "years",
    lambda words: {**_places(words), "unit": words.any_of("units")},
    {
        "between": _between,
        "from_on": _from,
        "before": _before,
        "after": _after,
        "since": _from,
        "until": _until,
        "decade": _decade,
        "exactly": _exactly,
        "last_years": _last_years,
        "this_year": lambda found, now: YearsValue(now.year, None),
        "last_year": lambda found, now: YearsValue(now.year - 1, now.year - 1),
        "recent": lambda found, now: YearsValue(now.year - RECENT_YEARS, None),
        "old": lambda found, now: YearsValue(None, OLD_BEFORE - 1),
    },
)
_AGE_RULES = Rules(
    "ages",
    _places,
    {"older": lambda found, now: AgeValue("older"), "newer": lambda found, now: AgeValue("newer")},
)
