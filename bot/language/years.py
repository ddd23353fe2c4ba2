"""Years as a wish: "90s", "the late eighties", "from 1994", "before 1980", "something recent"."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from bot.language.message import Span

RECENT_YEARS = 10
"""How far back "recent" reaches. Generous: the catalogue may end years before today."""
OLD_BEFORE = 1980
"""Films before this year are "old" and "classics"."""

Ends: TypeAlias = tuple[int | None, int | None]
"""First and last year, both included; None is open."""


@dataclass(frozen=True, slots=True)
class Years:
    """A wish for years."""

    ends: Ends
    span: Span


_DECADES = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
    "noughties": 2000,
    "naughties": 2000,
}
_YEAR = r"(?:18[89]|19\d|20\d)\d"
_DECADE = rf"'?(?P<decade>(?:(?:18|19|20)\d|[2-9]|[01])0\s?'?s|{'|'.join(_DECADES)})\b"
_WHEN = rf"(?:the\s)?(?:year\s)?(?:{_DECADE}|(?P<year>{_YEAR})\b)"
_FILMS = r"(?=\s(?:\w+[ -]){0,2}(?:movies?|films?|flicks?|releases?|stuff|ones?|things?|cinema)\b)"
_SOME = (
    r"\b(?:something|anything|sth|smth|some|a\sbit|a|any|an)\s(?:(?:really|very|kinda|quite|"
    r"fairly|good)\s)?"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "few": 4, "couple": 2}


def year_wishes(folded: str, now: dt.datetime) -> Iterator[Years]:
    """Years wished for in a message, each stretch of it read once."""
    taken: list[Span] = []
    for pattern, read in _RULES:
        for found in pattern.finditer(folded):
            span = Span(found.start(), found.end())
            if not any(span.overlaps(other) for other in taken[-_MOST_WISHES:]):
                taken.append(span)
                yield Years(read(found, now.year), span)


_MOST_WISHES = 20


def _between(found: re.Match[str], this_year: int) -> Ends:
    first, last = int(found["first"]), found["last"]
    if not last.isdigit():
        return first, None
    return min(first, int(last)), max(first, int(last))


def _before(found: re.Match[str], this_year: int) -> Ends:
    return None, _named(found)[0] - 1


def _after(found: re.Match[str], this_year: int) -> Ends:
    return _named(found)[1] + 1, None


def _since(found: re.Match[str], this_year: int) -> Ends:
    return _named(found)[0], None


def _until(found: re.Match[str], this_year: int) -> Ends:
    return None, _named(found)[1]


def _exactly(found: re.Match[str], this_year: int) -> Ends:
    return int(found["year"]), int(found["year"])


def _decade(found: re.Match[str], this_year: int) -> Ends:
    first, last = _named(found)
    match found["part"]:
        case None:
            return first, last
        case "early" | "beginning of":
            return first, first + 3
        case "mid":
            return first + 3, first + 7
        case _:
            return first + 6, last


def _named(found: re.Match[str]) -> tuple[int, int]:
    """The first and last year of the year or decade found."""
    named = found.groupdict()
    if named.get("year"):
        return int(found["year"]), int(found["year"])
    name = found["decade"]
    if name in _DECADES:
        return _DECADES[name], _DECADES[name] + 9
    digits = int(re.sub(r"\D", "", name))
    if digits < 100:
        digits += 1900 if digits >= 20 else 2000
    return digits, digits + 9


def _last_few(found: re.Match[str], this_year: int) -> Ends:
    count = _NUMBERS.get(found["count"]) or int(found["count"])
    return this_year - count * (10 if found["unit"] == "decade" else 1), None


def _this_year(found: re.Match[str], this_year: int) -> Ends:
    return this_year, None


def _last_year(found: re.Match[str], this_year: int) -> Ends:
    return this_year - 1, this_year - 1


def _recent(found: re.Match[str], this_year: int) -> Ends:
    return this_year - RECENT_YEARS, None


def _old(found: re.Match[str], this_year: int) -> Ends:
    return None, OLD_BEFORE - 1


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], Ends]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (
            (
                rf"\b(?P<first>{_YEAR})\s?(?:and|to|til|till|until|through|thru|-)\s?"
                rf"(?P<last>{_YEAR}|present|now|today)\b"
            ),
            _between,
        ),
        (rf"\b(?:before|pre|(?:older|earlier)\sthan|prior\sto)[\s-]{_WHEN}", _before),
        (rf"\b(?:after|post|(?:newer|later|more\srecent)\sthan)[\s-]{_WHEN}", _after),
        (rf"\b(?:until|till|up\sto|not\s(?:newer|later)\sthan)\s{_WHEN}", _until),
        (rf"\bsince\s{_WHEN}", _since),
        (rf"\b(?:from\s)?{_WHEN}\s?(?:onwards?|\+|(?:and|or)\s(?:up|later|newer|after))", _since),
        (rf"\b{_WHEN}\s(?:and|or)\s(?:earlier|older|before)\b", _until),
        (
            (
                rf"(?<![\w'])(?:(?P<part>early|mid|late|beginning\sof|"
                rf"end\sof)[- ])?(?:the\s)?{_DECADE}"
            ),
            _decade,
        ),
        (
            (
                r"\b(?:from|in|of|year|made\sin|released\sin|out\sin)\s(?:the\syear\s)?"
                rf"(?P<year>{_YEAR})\b"
            ),
            _exactly,
        ),
        (rf"\b(?P<year>{_YEAR}){_FILMS}", _exactly),
        (
            (
                rf"\b(?:past|last)\s(?P<count>{'|'.join(_NUMBERS)}|\d{{1,2}})\s(?:of\s)?"
                r"(?P<unit>year|decade)s?\b"
            ),
            _last_few,
        ),
        (r"\b(?:this\syear(?:'s)?|brand[- ]new|just\scame\sout|newly\sreleased)\b", _this_year),
        (r"\blast\syear(?:'s)?\b", _last_year),
        (rf"\b(?:recent|modern|new|contemporary|latest|newest|current){_FILMS}", _recent),
        (rf"{_SOME}(?:recent|modern|new)\b(?!\s(?:york|for\sme|to\swatch))", _recent),
        (r"\brecently\sreleased\b|^(?:recent|modern|new)(?:\sones?)?$", _recent),
        (
            (
                r"\b(?:old|old[- ](?:school|fashioned|timey?)|vintage|classics?|silent|"
                rf"black[- ]and[- ]white){_FILMS}"
            ),
            _old,
        ),
        (rf"{_SOME}(?:old|vintage|classics?)\b(?!\s(?:man|lady|friend|woman|school|\w+ly))", _old),
        (r"\b(?:old\s)?classics\b|\bblack[- ]and[- ]white\b", _old),
    )
)
