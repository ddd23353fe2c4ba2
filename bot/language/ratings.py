"""Stars in a sentence: "4.5", "8/10", "★★★½", "four and a half stars", "B+", "👍", "loved it".

Everything ends as 0.5-5 in halves. What has a unit is certain wherever it stands; a bare number
and an opinion count only where a film is logged or rated, and that is for the caller to know.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.language.message import Span
from bot.language.numbers import NUMBER, value_of


@dataclass(frozen=True, slots=True)
class Rating:
    """Stars found in a message."""

    stars: float
    span: Span
    sort: Literal["scale", "bare", "opinion"]
    """scale: with a unit. bare: a number alone. opinion: words or a symbol of praise or blame."""


_STARS = (
    r"(?:stars?\b(?!\swars)|pts?\b|points?\b(?!\s(?:\d|five\b|two\b|seven\b))|"
    r"[★⭐🌟]\ufe0f?(?!\s?[★⭐🌟½]))"
)
_TOP = (
    r"(?:5|6|10|20|100|five|six|ten|twenty|(?:a\s)?hundred)(?!\d|[.,/]\d|\s?(?:o'?clock|[ap]m)\b)"
)
_GRADES = {
    "a+": 5.0, "a": 4.5, "a-": 4.5, "b+": 4.0, "b": 3.5, "b-": 3.5, "c+": 3.0, "c": 2.5,
    "c-": 2.5, "d+": 2.0, "d": 1.5, "d-": 1.0, "f": 0.5,
}  # fmt: skip

_SCALES = re.compile(
    rf"(?<![\w.,/])(?P<value>{NUMBER})(?:\s?{_STARS})?\s?(?:/|out\sof|"
    rf"of)\s?(?P<top>{_TOP})(?:\s?{_STARS})?"
    rf"|(?<![\w.,/])(?P<stars>{NUMBER})\s?-?\s?{_STARS}"
    r"|(?<![\w.,/])(?P<percent>\d{1,3})\s?(?:%|percent\b|per\scent\b)"
    r"|(?P<glyphs>(?:[★⭐🌟✭✩☆✰]\ufe0f?\s?)+)(?P<glyph_half>½|1/2)?"
    r"|(?<![^\s(])(?P<asterisks>\*{1,5})(?P<asterisk_half>½|1/2)?(?![^\s).,!])"
    r"|\b(?:gave\sit|give\sit|i'?d\sgive\sit|grade|grade:|grade\sof|solid|it'?s|gets?|rating:?)\s"
    r"(?:an?\s)?(?:solid\s|big\s)?(?P<grade>[abcdf](?:[+-](?!\w)|\s(?:plus|minus)\b|\b(?!['+-]|"
    r"\s\w)))"
    r"|(?<!\w)(?P<bare_grade>[abcdf][+-])(?!\w)"
)
_THUMBS = re.compile(
    r"(?P<count>two|2|both|a\sbig|big|one|1)?\s?thumbs?\s(?P<way>up|down)\b"
    r"|(?P<up>(?:👍[\U0001f3fb-\U0001f3ff]?\s?)+)|(?P<down>(?:👎[\U0001f3fb-\U0001f3ff]?\s?)+)"
    r"|(?P<love>[😍🤩❤💯🔥🥰]\ufe0f?)|(?P<shrug>[😐🤷😕😑]\ufe0f?)|(?P<bad>[🤮💩😴🤢🥱]\ufe0f?)"
)
_BARE = re.compile(
    r"(?<![\w.,/:$£€#'-])(?P<number>(?:10|[0-9])(?:[.,](?:5|0|25|75))?(?:\s?½|\s1/2|"
    r"\sand\sa\shalf)?"
    r"|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten)(?:\sand\sa\shalf|\spoint\sfive)?)"
    r"(?![\w/:%'-]|[.,]\d)"
)


def scales(folded: str) -> Iterator[Rating]:
    """Ratings with a unit, in order."""
    for found in _SCALES.finditer(folded):
        stars = _scaled(found)
        if stars is not None:
            end = found.end() - (len(found.group()) - len(found.group().rstrip()))
            yield Rating(stars, Span(found.start(), end), "scale")


def _scaled(found: re.Match[str]) -> float | None:
    if found["value"] is not None:
        top = value_of(found["top"].replace("a hundred", "100").replace("hundred", "100"))
        value = value_of(found["value"])
        # "24/7" and "50/50" are no marks; "11/10" is.
        if value > top * 1.2 or top == 0:
            return None
        return halves(value / top * 5)
    if found["stars"] is not None:
        value = value_of(found["stars"])
        return None if value > 10 else halves(value if value <= 5 else value / 2)
    if found["percent"] is not None:
        return None if int(found["percent"]) > 100 else halves(int(found["percent"]) / 20)
    if glyphs := found["glyphs"]:
        full = sum(glyphs.count(star) for star in "★⭐🌟✭✩")
        return halves(full + (0.5 if found["glyph_half"] else 0)) if full <= 5 else 5.0
    if asterisks := found["asterisks"]:
        return halves(len(asterisks) + (0.5 if found["asterisk_half"] else 0))
    grade = (found["grade"] or found["bare_grade"]).replace(" plus", "+").replace(" minus", "-")
    return _GRADES.get(grade, _GRADES[grade[0]])  # nobody defines an F-


def bare_numbers(folded: str) -> Iterator[Rating]:
    """Numbers that may be stars: 0-5 as they are, 6-10 as halves of a scale of ten."""
    for found in _BARE.finditer(folded):
        value = value_of(found["number"])
        if value <= 10:
            stars = halves(value if value <= 5 else value / 2)
            yield Rating(stars, Span(found.start(), found.end()), "bare")


def thumbs(folded: str) -> Iterator[Rating]:
    """Thumbs and faces, in words or as emoji."""
    for found in _THUMBS.finditer(folded):
        many = found["count"] in {"two", "2", "both", "a big", "big"}
        if found["way"] == "up" or found["up"]:
            stars = 4.5 if many or (found["up"] or "").count("👍") > 1 else 4.0
        elif found["way"] == "down" or found["down"]:
            stars = 1.0 if many or (found["down"] or "").count("👎") > 1 else 1.5
        else:
            stars = 5.0 if found["love"] else 2.5 if found["shrug"] else 1.0
        yield Rating(stars, Span(found.start(), found.end()), "opinion")


def halves(value: float) -> float:
    """The nearest half from 0.5 to 5; a quarter goes up, as people round their own marks."""
    return min(5.0, max(0.5, math.floor(value * 2 + 0.5) / 2))
