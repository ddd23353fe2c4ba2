"""Stars in so many words: "4.5", "8/10", "★★★½", "four and a half stars", "a 7", "90%", "B+".

Everything ends as 0.5-5 in halves. What has a unit or a fraction can hardly be anything else; a
bare number may be, and the reader decides.
"""

import math
import re
from collections.abc import Iterator
from functools import cache

from bot.understanding.spans import RatingValue, Span
from bot.understanding.values.numbers import number, value_of
from bot.understanding.values.vocabulary import (
    Words,
    stands_before,
    stands_behind,
    words_of,
)

_FULL = "★⭐🌟✭✩"
_GLYPH = rf"[{_FULL}☆✰]\ufe0f?"
_TOPS = (5, 6, 10, 20, 100)
_GRADES = {
    "a+": 5.0, "a-": 4.5, "b+": 4.0, "b-": 3.5, "c+": 3.0, "c-": 2.5, "d+": 2.0, "d-": 1.0,
    "f": 0.5,
}  # fmt: skip
_ENDS = re.compile(r"\s*(?:$|[^\w\s])")


def rating_spans(text: str, words: Words) -> Iterator[Span]:
    """Everything in a folded message that may be a rating."""
    for found in _units(words.language).finditer(text):
        stars = _stars(found, words)
        if found["top"] is not None and stands_behind(text, found.start(), words, "days", "on"):
            continue  # "on 5/6" is a day
        if stars is None:
            yield Span(found.start(), found.end(), "number", None)  # "7/5" is no rating, yet said
        elif not _is_denied(text, found.start(), words):
            yield _span(text, found, stars, words, surely=True)
    for found in _bare(words.language).finditer(text):
        value = value_of(words, found["number"])
        if value is not None and 1 <= value <= 10 and _may_be_stars(text, found, words):
            stars = halves(value if value <= 5 else value / 2)
            surely = not value.is_integer() or (
                found["article"] is not None and _ENDS.match(text, found.end()) is not None
            )
            yield _span(text, found, stars, words, surely=surely)


def halves(value: float) -> float:
    """The nearest half from 0.5 to 5; a quarter goes up, as people round their own marks."""
    return min(5.0, max(0.5, math.floor(value * 2 + 0.5) / 2))


def _span(text: str, found: re.Match[str], stars: float, words: Words, *, surely: bool) -> Span:
    each = found["each"] is not None or found["each_before"] is not None
    end = found.end() - len(found[0]) + len(found[0].rstrip())
    return Span(found.start(), end, "rating", RatingValue(stars, surely, each))


@cache
def _units(language: str) -> re.Pattern[str]:
    """Numbers with a unit: a scale, stars, a percentage, a school grade."""
    words = words_of(language)
    digits, star = number(words), words.phrases("ratings", "star")
    stars = rf"(?:{star}\b|{_GLYPH}(?!\s?{_GLYPH}|½))"
    out_of = rf"(?:\s?/\s?|[\s-]{{1,3}}{words.phrases('ratings', 'out_of')}[\s-]{{1,3}})"
    return re.compile(
        rf"(?:(?<!\w)(?P<each_before>{words.phrases('ratings', 'each_before')})[\s-]{{1,3}})?(?:"
        rf"(?<![\w.,/:$-])(?P<value>{digits})(?:\s?{stars})?{out_of}(?P<top>{number(words)})"
        rf"(?![\w/]|[.,]\d)(?:\s?{stars})?"
        rf"|(?<![\w.,/:$])(?P<stars>{digits})\s?-?\s?{stars}"
        rf"|(?<![\w.,/:])(?P<percent>\d{{1,3}})\s?(?:%|{words.phrases('ratings', 'percent')}\b)"
        rf"|{_GLYPH}\s?(?P<behind>(?:10|\d)(?:[.,]\d{{1,2}})?)(?![\w/:]|[.,]\d)"
        rf"|(?P<glyphs>(?:{_GLYPH}\s?){{1,12}})(?P<half>½|1/2)?"
        rf"|(?<![^\s(])(?P<asterisks>\*{{1,5}})(?P<more>½|1/2)?(?![^\s).,!])"
        rf"|(?<![\w'])(?P<grade>[abcd][+-])(?![\w-])"
        rf")(?:[\s-]{{1,3}}(?P<each>{words.phrases('ratings', 'each')})(?!\w))?"
    )


def _stars(found: re.Match[str], words: Words) -> float | None:
    if found["value"] is not None:
        value, top = value_of(words, found["value"]), value_of(words, found["top"])
        # "24/7" and "50/50" are no marks; "11/10" is.
        if value is None or top not in _TOPS or value > top * 1.2:
            return None
        return halves(value / top * 5)
    if found["stars"] is not None or found["behind"] is not None:
        value = value_of(words, found["stars"] or found["behind"])
        return None if value is None or value > 10 else halves(value if value <= 5 else value / 2)
    if found["percent"] is not None:
        return None if int(found["percent"]) > 100 else halves(int(found["percent"]) / 20)
    if glyphs := found["glyphs"]:
        return halves(sum(glyphs.count(star) for star in _FULL) + (0.5 if found["half"] else 0))
    if asterisks := found["asterisks"]:
        return halves(len(asterisks) + (0.5 if found["more"] else 0))
    return _GRADES[found["grade"]]


@cache
def _bare(language: str) -> re.Pattern[str]:
    words = words_of(language)
    return re.compile(
        rf"(?:(?<![\w'])(?P<each_before>{words.phrases('ratings', 'each_before')})[\s-]{{1,3}})?"
        rf"(?:(?<![\w'])(?P<article>{words.phrases('ratings', 'article')})[\s-]{{1,3}})?"
        rf"(?<![\w.,/:$£€#'-])(?P<number>{number(words)})(?![\w/:%'-]|[.,]\d)"
        rf"(?:[\s-]{{1,3}}(?P<each>{words.phrases('ratings', 'each')})(?!\w))?"
    )


def _may_be_stars(text: str, found: re.Match[str], words: Words) -> bool:
    """Whether nothing beside a bare number says that it counts or dates something."""
    start = found.start("number") if found["article"] is None else found.start("article")
    if words.key_of("numbers", found["number"]) == "1" and not found["number"].isdigit():
        # The "one" of "the other one" is no number at all.
        return found["article"] is not None or stands_behind(
            text, start, words, "ratings", "one_after"
        )
    if found["article"] is not None and stands_behind(text, start, words, "ratings", "verdict"):
        return not stands_before(text, found.end("number"), words, "ratings", "not_before")
    return not (
        _is_denied(text, start, words)
        or ("." in found["number"] and stands_behind(text, start, words, "days", "on"))
        or counts_something(text, start, found.end("number"), words)
    )


def _is_denied(text: str, start: int, words: Words) -> bool:
    """Whether stars are what was not meant: "4, not 5"."""
    return stands_behind(text, start, words, "ratings", "denied")


def counts_something(text: str, start: int, end: int, words: Words) -> bool:
    """Whether the words beside a number make it an age, a count, a time or a part of a name."""
    return stands_behind(text, start, words, "ratings", "not_after") or stands_before(
        text, end, words, "ratings", "not_before"
    )
