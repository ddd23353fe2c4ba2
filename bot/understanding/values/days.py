"""The day a film was seen: "last night", "on friday", "3 march", "1.5 weeks ago", "on halloween".

A weekday or a day of the year is the last one that has been. A month or a year alone is a
stretch of days. A day that only the writer knows ("on my birthday") is one that was not read.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from bot.understanding.spans import DayValue, Span
from bot.understanding.values.calendar import (
    feast_of,
    latest,
    month_of,
    months_back,
    numeric,
    weekday_back,
    year_of,
)
from bot.understanding.values.numbers import count, value_of
from bot.understanding.values.vocabulary import Found, Rules, Words, stands_behind

_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
_UNREAD = DayValue(None, unread=True)
_WEEKEND = 5
_MOST_WEEKS = 52
_MONTHS_BACK = 3
"""The 31st was in one of the last three months."""
_LONGEST = dt.timedelta(days=366 * 150)


def _places(words: Words) -> Mapping[str, str]:
    ending = words.phrases("days", "ordinal_ending")
    return {
        "count": count(words),
        "unit": words.any_of("units"),
        "period": words.any_of("periods"),
        "weekday": rf"(?:{words.any_of('weekdays')}|{words.any_of('weekdays_short')})",
        "full_weekday": words.any_of("weekdays"),
        "daytime": words.phrases("days", "daytime"),
        "day": rf"{_DAY_NUMBER}{ending}?",
        "month": words.any_of("months"),
        "year": _YEAR,
        "feast": words.any_of("feasts"),
        "season": words.any_of("seasons"),
        "nth_day": rf"{_DAY_NUMBER}{ending}",
        "decade": rf"(?:'?(?:(?:18|19|20)\d|[2-9]|[01])0\s?'?s|{words.any_of('decades')})",
        "word": r"[^\W\d_]{1,15}",
        "figures": r"\d{1,2}[/.]\d{1,2}(?:[/.](?:\d{4}|\d\d))?(?![/.]?\d)\.?",
        "iso": rf"{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}",
        "full_figures": r"\d{1,2}(?:-\d{1,2}-|/\d{1,2}/|\.\s?\d{1,2}\.\s?)(?:\d{4}|\d\d)(?!\d)",
    }


def day_spans(text: str, words: Words, now: dt.datetime) -> Iterator[Span]:
    """Days named in a folded message; `now` is its moment in the writer's own zone."""
    for start, end, value in _RULES.read(text, words, now):
        if not stands_behind(text, start, words, "days", "not"):  # "not last night"
            yield Span(start, end, "day", value)


def _one(day: dt.date, *, today: dt.date) -> DayValue:
    return DayValue(day, future=day > today)


def _stretch(first: dt.date, last: dt.date, *, today: dt.date) -> DayValue:
    return DayValue(first, last, future=first > today)


def _shifted(days: int) -> Callable[[Found, dt.datetime], DayValue]:
    return lambda found, now: _one(now.date() + dt.timedelta(days=days), today=now.date())


def _ago(found: Found, now: dt.datetime) -> DayValue | None:
    moved = _moved(found, now, -1)
    return _UNREAD if moved is None else _one(moved.date(), today=now.date())


def _ago_and_half(found: Found, now: dt.datetime) -> DayValue | None:
    moved = _moved(found, now, -1, more=0.5)
    return _UNREAD if moved is None else _one(moved.date(), today=now.date())


def _ahead(found: Found, now: dt.datetime) -> DayValue | None:
    unit = found.key("unit", "units")
    if unit in {"minute", "hour"}:
        return None  # a time, not a day
    moved = _moved(found, now, 1)
    return _UNREAD if moved is None else DayValue(moved.date(), future=True)


def _moved(found: Found, now: dt.datetime, way: int, *, more: float = 0.0) -> dt.datetime | None:
    """So many units before or after now; None where no calendar reaches."""
    many = value_of(found.words, found["count"] or "")
    unit = found.key("unit", "units")
    if many is None or unit is None:
        return None
    many += more
    if unit in {"month", "year", "decade"}:
        months = round(many * {"month": 1, "year": 12, "decade": 120}[unit])
        day = months_back(now.date(), -way * months)
        return None if day is None else dt.datetime.combine(day, now.time(), now.tzinfo)
    hours = {"minute": 1 / 60, "hour": 1, "day": 24, "week": 168}[unit]
    distance = dt.timedelta(hours=int(many * hours) if unit != "minute" else many * hours)
    if unit in {"day", "week"}:
        distance = dt.timedelta(days=int(many * hours / 24))
    return now + way * distance if distance < _LONGEST else None


def _last_period(found: Found, now: dt.datetime) -> DayValue | None:
    today = now.date()
    match found.key("period", "periods"):
        case "weekend":
            saturday = weekday_back(today, _WEEKEND, on_the_day=0)
            if today.weekday() >= _WEEKEND:
                saturday -= dt.timedelta(days=7)
            return _stretch(saturday, saturday + dt.timedelta(days=1), today=today)
        case "week":
            monday = today - dt.timedelta(days=today.weekday() + 7)
            return _stretch(monday, monday + dt.timedelta(days=6), today=today)
        case "month":
            last = today.replace(day=1) - dt.timedelta(days=1)
            return _stretch(last.replace(day=1), last, today=today)
        case "year":
            return _stretch(*year_of(today.year - 1), today=today)
    return None


def _this_period(found: Found, now: dt.datetime) -> DayValue | None:
    today = now.date()
    match found.key("period", "periods"):
        case "weekend":
            saturday = weekday_back(today, _WEEKEND, on_the_day=0)
            return _stretch(saturday, saturday + dt.timedelta(days=1), today=today)
        case "week":
            return _stretch(today - dt.timedelta(days=today.weekday()), today, today=today)
        case "month":
            return _stretch(today.replace(day=1), today, today=today)
        case "year":
            return _stretch(today.replace(month=1, day=1), today, today=today)
    return None


def _past_period(found: Found, now: dt.datetime) -> DayValue | None:
    """The days up to today: "the past month", "the last 3 weeks"."""
    many = value_of(found.words, found["count"] or "") or 1.0
    today, unit = now.date(), found.key("unit", "units")
    days = {"day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5}.get(unit or "")
    if days is None or many * days > _LONGEST.days:
        return None
    return _stretch(today - dt.timedelta(days=int(many * days)), today, today=today)


def _next_period(found: Found, now: dt.datetime) -> DayValue:
    return DayValue(None, future=True)


def _weekday_named(found: Found) -> int | None:
    key = found.key("weekday", "weekdays") or found.key("weekday", "weekdays_short")
    key = key or found.key("full_weekday", "weekdays")
    return None if key is None else int(key)


def _weekday(found: Found, now: dt.datetime) -> DayValue | None:
    weekday = _weekday_named(found)
    if weekday is None:
        return None
    return _one(weekday_back(now.date(), weekday, on_the_day=7), today=now.date())


def _weekdays_ago(found: Found, now: dt.datetime) -> DayValue | None:
    weekday, many = _weekday_named(found), value_of(found.words, found["count"] or "")
    if weekday is None or many is None or not 1 <= many <= _MOST_WEEKS:
        return _UNREAD
    last = weekday_back(now.date(), weekday, on_the_day=7)
    return _one(last - dt.timedelta(weeks=int(many) - 1), today=now.date())


def _weekday_of_last_week(found: Found, now: dt.datetime) -> DayValue | None:
    weekday = _weekday_named(found)
    monday = now.date() - dt.timedelta(days=now.weekday() + 7)
    return None if weekday is None else DayValue(monday + dt.timedelta(days=weekday))


def _before_last(found: Found, now: dt.datetime) -> DayValue | None:
    last = _last_period(found, now)
    if found.key("period", "periods") != "weekend" or last is None or last.day is None:
        return DayValue(None)
    week = dt.timedelta(days=7)
    return _stretch(last.day - week, last.day - week + dt.timedelta(days=1), today=now.date())


def _day_alone(found: Found, now: dt.datetime) -> DayValue | None:
    """A day of this month, or of the last month that had it: "on the 5th"."""
    figures = int("".join(sign for sign in found["nth_day"] or "" if sign.isdigit()) or 0)
    for months in range(_MONTHS_BACK):
        month = months_back(now.date().replace(day=1), months)
        if month is not None and figures <= (month_of(month, month.month)[1]).day:
            day = month.replace(day=figures)
            if day <= now.date():
                return DayValue(day)
    return _UNREAD


def _next_weekday(found: Found, now: dt.datetime) -> DayValue | None:
    weekday = _weekday_named(found)
    if weekday is None:
        return None
    ahead = (weekday - now.weekday()) % 7 or 7
    return DayValue(now.date() + dt.timedelta(days=ahead), future=True)


def _day_of_month(found: Found, now: dt.datetime) -> DayValue | None:
    month = found.key("month", "months")
    figures = "".join(sign for sign in found["day"] or "" if sign.isdigit())
    if month is None or not figures:
        return None
    day = latest(now.date(), int(month), int(figures), found["year"])
    return _UNREAD if day is None else _one(day, today=now.date())


def _month(found: Found, now: dt.datetime) -> DayValue | None:
    month = found.key("month", "months")
    if month is None:
        return None
    first, last = month_of(now.date(), int(month), found["year"])
    return _stretch(first, last, today=now.date())


def _year(found: Found, now: dt.datetime) -> DayValue | None:
    return _stretch(*year_of(int(found["year"] or now.year)), today=now.date())


def _figures(found: Found, now: dt.datetime) -> DayValue:
    written = found["figures"] or found["full_figures"] or found["iso"] or ""
    day = numeric(now.date(), written)
    return _UNREAD if day is None else _one(day, today=now.date())


def _feast(found: Found, now: dt.datetime) -> DayValue | None:
    key = found.key("feast", "feasts")
    day = None if key is None else feast_of(now.date(), key)
    return _UNREAD if day is None else _one(day, today=now.date())


def _sometime(found: Found, now: dt.datetime) -> DayValue:
    return DayValue(None)


def _unread(found: Found, now: dt.datetime) -> DayValue:
    return _UNREAD


_RULES = Rules(
    "days",
    _places,
    {
        "day_before_yesterday": _shifted(-2),
        "yesterday": _shifted(-1),
        "today": _shifted(0),
        "tomorrow": _shifted(1),
        "day_after_tomorrow": _shifted(2),
        "fortnight_ago": _shifted(-14),
        "ago": _ago,
        "ago_and_half": _ago_and_half,
        "ahead": _ahead,
        "last_period": _last_period,
        "this_period": _this_period,
        "past_period": _past_period,
        "next_period": _next_period,
        "weekdays_ago": _weekdays_ago,
        "weekday_of_last_week": _weekday_of_last_week,
        "before_last": _before_last,
        "day_alone": _day_alone,
        "part_of": _sometime,
        "weekday": _weekday,
        "next_weekday": _next_weekday,
        "day_of_month": _day_of_month,
        "month_alone": _month,
        "year_alone": _year,
        "iso": _figures,
        "figures": _figures,
        "feast": _feast,
        "season": _sometime,
        "sometime": _sometime,
        "future": _next_period,
        "private_day": _unread,
    },
)
