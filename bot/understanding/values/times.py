"""A moment to come: "at 8" (the evening), "tomorrow at 20:30", "in 2 hours", "at noon", "20h"."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from bot.understanding.spans import DayValue, Span, TimeValue
from bot.understanding.values.numbers import count, value_of
from bot.understanding.values.vocabulary import Found, Rules, Words

_CLOCK = re.compile(r"(\d{1,2})(?:\s?[:.h]\s?(\d\d))?")
_WEEK = dt.timedelta(days=7)
_LONGEST = dt.timedelta(days=366)
_Time: TypeAlias = dt.time | dt.datetime
"""A time of day, or a moment."""


def time_spans(text: str, words: Words, now: dt.datetime, days: Sequence[Span]) -> Iterator[Span]:
    """Times in a folded message, each on the day to come that the message names, or the next."""
    day = next(filter(None, (_day_to_come(span, now.date()) for span in days)), None)
    for start, end, time in _RULES.read(text, words, now):
        yield Span(start, end, "time", TimeValue(_moment(time, day, now)))


def _day_to_come(span: Span, today: dt.date) -> dt.date | None:
    """The day named, if it lies ahead. A weekday, which is read as the last one, is the next."""
    day = span.value.day if isinstance(span.value, DayValue) else None
    if day is None or day >= today:
        return day
    return day + _WEEK if today - day <= _WEEK else None


def _moment(time: "_Time | _NoTime", day: dt.date | None, now: dt.datetime) -> dt.datetime | None:
    if isinstance(time, _NoTime):
        return None
    if isinstance(time, dt.datetime):
        return time
    moment = dt.datetime.combine(day or now.date(), time, now.tzinfo)
    if time == dt.time(0) and day is not None:
        return moment + dt.timedelta(days=1)  # tonight's midnight is where the day ends
    if moment <= now and (day is None or day == now.date()):
        moment += dt.timedelta(days=1)
    return moment


class _NoTime:
    """What is written as a time and is none: "25:00"."""


def _places(words: Words) -> Mapping[str, str]:
    return {
        "clock": r"\d{1,2}(?:[:.h]\d\d|\s?h\b)?(?![\d:%/]|[.,]\d)",
        "sure_clock": r"(?<![\d.,/:])\d{1,2}(?:[:h]\d\d|\s?h\b)(?![\d:])",
        "hour": r"(?<![\d.,/:])\d{1,2}",
        "half": words.any_of("day_halves"),
        "count": count(words),
        "unit": words.any_of("units"),
    }


def _clock(found: Found, now: dt.datetime) -> "_Time | _NoTime | None":
    written = found["clock"] or found["sure_clock"] or found["hour"] or ""
    parts = _CLOCK.match(written)
    if parts is None:
        return None
    hour, minute = int(parts[1]), int(parts[2] or 0)
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        return _NoTime()
    half = found.key("half", "day_halves")
    if half == "am":
        hour %= 12
    elif 1 <= hour < 12 and (half == "pm" or not written.startswith("0")):
        hour += 12  # nobody meets for a film at nine in the morning without saying so
    return dt.time(hour, minute)


def _ahead(found: Found, now: dt.datetime) -> dt.datetime | None:
    many = value_of(found.words, found["count"] or "")
    seconds = {"minute": 60, "hour": 3600}.get(found.key("unit", "units") or "")
    if many is None or seconds is None:
        return None
    distance = dt.timedelta(seconds=many * seconds)
    return now + distance if distance < _LONGEST else None


_RULES: Rules["_Time | _NoTime"] = Rules(
    "times",
    _places,
    {
        "clock": _clock,
        "noon": lambda found, now: dt.time(12),
        "midnight": lambda found, now: dt.time(0),
        "ahead": _ahead,
    },
)
