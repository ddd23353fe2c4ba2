"""The day a film was seen: "last night", "on friday", "3 march", "two weeks ago", "in 2019".

A day in the future is never meant: a weekday or a day of the year is the last one that has been.
A month or a year alone stands for its first day.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.message import Span
from bot.language.numbers import CARDINALS
from bot.language.word_lists import in_order


@dataclass(frozen=True, slots=True)
class Day:
    """A day found in a message."""

    date: dt.date | None
    """None: some time ago, on no day that can be told ("years ago", "as a kid")."""
    span: Span
    is_name: bool = False
    """A film may bear this name: "Friday", "Yesterday"."""


_MONTHS = in_order("jan feb mar apr may jun jul aug sep oct nov dec")
_WEEKDAYS = in_order("mon tue wed thu fri sat sun")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_FULL_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_COUNT = rf"(?:\d{{1,3}}|an?|{'|'.join(CARDINALS)}|a\scouple\s(?:of\s)?|couple\sof|a\sfew|few)"
_DAYTIME = r"(?:\s(?:night|evening|morning|afternoon|arvo))?"

_PATTERN = re.compile(
    rf"\b(?:(?P<before_last>(?:the\s)?day\sbefore\syesterday|(?:the\s)?night\sbefore\slast)"
    rf"|(?P<yesterday>yesterday{_DAYTIME}|last\s?nite?\b|last\snight|last\sevening|ystrday|"
    rf"yest\b|yesterdays)"
    rf"|(?P<today>today|tonight|tonite|(?:earlier\s)?this\s(?:morning|evening|afternoon)|"
    rf"just\snow|earlier\stoday)"
    rf"|(?P<ago>{_COUNT}\s?(?P<unit>day|night|week|weekend|month|year|yr)s?\s(?:ago|back))"
    rf"|(?P<last>(?:last|this\spast|past|this|over\sthe|on\sthe|at\sthe|"
    rf"during\sthe)\s(?P<period>weekend|week|month|year)\b)"
    rf"|(?P<weekday>(?:(?:on|last|this|this\spast|past)\s)?(?:(?<=on\s)|(?<=last\s)|(?<=this\s)|"
    rf"(?<=past\s))(?P<wd>{_WEEKDAY})\b{_DAYTIME}"
    rf"|(?P<wd2>{_FULL_WEEKDAY}){_DAYTIME}(?!\sthe\b))"
    rf"|(?P<dm>(?:on\s)?(?:the\s)?(?P<d1>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\s(?:of\s)?(?P<m1>{_MONTH})\b\.?,?(?:\s(?P<y1>\d{{4}})\b)?)"
    rf"|(?P<md>(?:on\s)?(?P<m2>{_MONTH})\.?\s(?:the\s)?(?P<d2>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\b(?!\s?[/:]|[.,]\d)(?:,?\s(?P<y2>\d{{4}})\b)?)"
    rf"|(?P<my>(?:in|back\sin|last|around|since)\s(?P<m3>{_MONTH})\b(?:,?\s(?P<y3>\d{{4}})\b)?)"
    r"|(?P<iso>(?:on\s)?(?P<y4>\d{4})[-./](?P<m4>\d{1,2})[-./](?P<d4>\d{1,2})\b)"
    r"|(?P<dmy>(?:on\s)?(?P<a>\d{1,2})(?P<sep>[-./])(?P<b>\d{1,2})(?P=sep)(?P<y5>\d{4}|\d{2})\b)"
    r"|(?P<on>on\s(?P<a2>\d{1,2})[/.](?P<b2>\d{1,2})\b(?![/.]\d))"
    r"|(?P<year>(?:in|back\sin|during|sometime\sin|around)\s(?P<y6>(?:19|20)\d\d)\b(?!\s?(?:film|"
    r"movie|s\b)))"
    r"|(?P<feast>(?:on|at|over)\s(?P<name>christmas(?:\seve|\sday)?|xmas|new\syear'?s(?:\s(?:eve|"
    r"day))?))"
    r"|(?P<some>(?:the\sother\s(?:day|night|week|evening))|recently|lately|ages\sago|"
    r"(?:a\s)?(?:long|while)\s(?:time\s)?(?:ago|back)|so\slong\sago"
    r"|(?:many\s)?years\sago|months\sago|weeks\sago|years\sback|as\sa\s(?:kid|child|"
    r"teen(?:ager)?)|when\si\swas\s\w+|in\s(?:college|school|high\sschool|theaters|theatres|"
    r"the\scinema)\b|back\sin\sthe\sday|once)\b)"
)
_FEASTS = {"xmas": (12, 25), "christmas": (12, 25), "new": (1, 1)}


def days(folded: str, now: dt.datetime) -> Iterator[Day]:
    """Days named in a message, in order.

    Args:
        folded: The message, folded; films' names may be holes.
        now: The moment it was written, in the person's own time zone.
    """
    for found in _PATTERN.finditer(folded):
        span = Span(found.start(), found.end())
        try:
            yield Day(_date(found, now.date()), span, is_name=_is_name(found))
        except ValueError:
            continue


def _is_name(found: re.Match[str]) -> bool:
    words = found.group().split()
    return len(words) == 1 or words in (["last", "night"], ["christmas", "eve"])


def _date(found: re.Match[str], today: dt.date) -> dt.date | None:
    if found["some"]:
        return None
    if found["today"]:
        return today
    if found["yesterday"]:
        return today - dt.timedelta(days=1)
    if found["before_last"]:
        return today - dt.timedelta(days=2)
    if found["ago"]:
        return _back(today, _count(found["ago"]), found["unit"])
    if found["last"]:
        return _last(today, found["last"], found["period"])
    if found["weekday"]:
        return _weekday(today, found["weekday"], (found["wd"] or found["wd2"])[:3])
    if found["feast"]:
        return _feast(today, found["name"])
    if found["dm"]:
        return _day_of_year(today, int(found["d1"]), _month(found["m1"]), found["y1"])
    if found["md"]:
        return _day_of_year(today, int(found["d2"]), _month(found["m2"]), found["y2"])
    if found["my"]:
        return _day_of_year(today, 1, _month(found["m3"]), found["y3"])
    if found["iso"]:
        return _day_of_year(today, int(found["d4"]), int(found["m4"]), found["y4"])
    if found["dmy"]:
        return _numeric(today, int(found["a"]), int(found["b"]), found["y5"])
    if found["on"]:
        return _numeric(today, int(found["a2"]), int(found["b2"]), None)
    return _day_of_year(today, 1, 1, found["y6"])


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _count(text: str) -> int:
    first, *rest = text.split()
    if first.isdigit():
        return int(first)
    if first in CARDINALS:
        return CARDINALS.index(first)
    if "couple" in (first, *rest):
        return 2
    return 3 if "few" in (first, *rest) else 1


def _back(today: dt.date, count: int, unit: str) -> dt.date:
    if unit in {"day", "night"}:
        return today - dt.timedelta(days=count)
    if unit.startswith("week"):
        return today - dt.timedelta(weeks=count)
    months = count * 12 if unit in {"year", "yr"} else count
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return _clamped(year, month + 1, today.day)


def _clamped(year: int, month: int, day: int) -> dt.date:
    # 31 March less one month is the last day of February.
    for last in (day, 30, 29, 28):
        try:
            return dt.date(year, month, min(day, last))
        except ValueError:
            continue
    raise ValueError(f"no day {day} in {year}-{month}")


def _last(today: dt.date, text: str, period: str) -> dt.date:
    if period == "weekend":
        saturday = today - dt.timedelta(days=(today.weekday() - 5) % 7)
        # On a weekend, "last weekend" is the one before and "this weekend" is now.
        return saturday - dt.timedelta(days=7 * (today.weekday() >= 5 and text.startswith("last")))
    if text.startswith("this "):
        return today if "past" not in text else _back(today, 1, period)
    return _back(today, 1, period)


def _weekday(today: dt.date, text: str, name: str) -> dt.date:
    back = (today.weekday() - _WEEKDAYS.index(name)) % 7
    if back == 0 and not text.startswith("this"):
        back = 7
    return today - dt.timedelta(days=back)


def _feast(today: dt.date, name: str) -> dt.date:
    month, day = _FEASTS[name.split(maxsplit=1)[0]]
    if name.endswith("eve"):
        month, day = (12, 24) if month == 12 else (12, 31)
    return _day_of_year(today, day, month, None)


def _numeric(today: dt.date, a: int, b: int, year: str | None) -> dt.date:
    # Day first, as most of the world writes it, unless only month first makes a day that has been.
    try:
        return _day_of_year(today, a, b, year)
    except ValueError:
        return _day_of_year(today, b, a, year)


def _day_of_year(today: dt.date, day: int, month: int, year: str | None) -> dt.date:
    if year is not None:
        value = int(year)
        date = dt.date(value if value >= 100 else 2000 + value, month, day)
        if date > today:
            raise ValueError(f"{date} is to come")
        return date
    for candidate in range(today.year, today.year - 9, -1):
        try:
            date = dt.date(candidate, month, day)
        except ValueError:  # 29 February
            continue
        if date <= today:
            return date
    raise ValueError(f"there is no {day}. {month}.")
