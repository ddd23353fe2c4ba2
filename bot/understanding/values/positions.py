"""Films by their place or by pointing: "the third", "2 and 4", "both", "it", "the newer one"."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

from bot.intents import FilmRef, Nth, OtherOne, ThatFilm, Those
from bot.understanding.spans import PositionValue, Span
from bot.understanding.values.numbers import count, value_of
from bot.understanding.values.ratings import counts_something
from bot.understanding.values.vocabulary import (
    Found,
    Rules,
    Words,
    is_known,
    stands_before,
    stands_behind,
)
from recommender import is_ordinary

_NEXT_WORD = re.compile(r"\s+([^\W\d_]{3,})")


def position_spans(text: str, words: Words, now: dt.datetime) -> Iterator[Span]:
    """Places and pointing words in a folded message; a bare "3" may be one as well."""
    for start, end, value in _RULES.read(text, words, now):
        if isinstance(value.ref, Nth | OtherOne) and _is_no_place(text, start, end, words):
            continue
        yield Span(start, end, "position", value)


def _is_no_place(text: str, start: int, end: int, words: Words) -> bool:
    """Whether words beside a place make it something else: "the last film I saw", "5 of us"."""
    if text[start:end].isdigit() and (
        counts_something(text, start, end, words)
        or stands_behind(text, start, words, "ratings", "article")  # "a 4" is stars
    ):
        return True
    if words.key_of("ordinals", text[start:end]) is not None and _is_strange(text, end, words):
        return True
    return stands_behind(text, start, words, "position_words", "not_after") or stands_before(
        text, end, words, "position_words", "not_before"
    )


def _is_strange(text: str, end: int, words: Words) -> bool:
    """Whether a word that nobody knows stands behind a bare "last" or "first": "last nigth"."""
    behind = _NEXT_WORD.match(text, end)
    return behind is not None and not (is_ordinary(behind[1]) or is_known(behind[1], (words,)))


def _places(words: Words) -> Mapping[str, str]:
    return {
        "ordinal": words.any_of("ordinals"),
        "noun": words.phrases("position_words", "noun"),
        "count": count(words),
        "digit": r"(?<![\d.,/:$£€★⭐🌟-])(?:10|[1-9])(?![\w/:%★⭐🌟-]|[.,]\d)",
        "year": r"(?:18[89]|19\d|20\d)\d",
    }


def _nth(found: Found, now: dt.datetime) -> PositionValue | None:
    places = _named(found)
    return PositionValue(Nth(places[0])) if places else None


def _named(found: Found) -> list[int]:
    """All places in a phrase, as numbers."""
    places = [int(digit) for digit in found.all("digit")]
    keys = (found.words.key_of("ordinals", word) for word in found.all("ordinal"))
    places += [int(key) for key in keys if key is not None]
    if not places and found["count"] is not None:
        value = value_of(found.words, found["count"] or "")
        places += [int(value)] if value is not None and value.is_integer() and value > 0 else []
    return places


def _top_few(found: Found, now: dt.datetime) -> PositionValue | None:
    many = value_of(found.words, found["count"] or "")
    if many is None or many <= 1:
        return None
    return PositionValue(Those(int(many)))


def _every(found: Found, now: dt.datetime) -> PositionValue:
    many = value_of(found.words, found["count"]) if found["count"] is not None else None
    return PositionValue(Those(int(many)) if many is not None and many > 1 else Those())


def _every_but(found: Found, now: dt.datetime) -> PositionValue:
    return PositionValue(Those(without=tuple(sorted(_named(found)))))


def _of_year(found: Found, now: dt.datetime) -> PositionValue:
    return PositionValue(OtherOne(year=int(found["year"] or 0)))


def _pointing(ref: FilmRef) -> Callable[[Found, dt.datetime], PositionValue]:
    return lambda found, now: PositionValue(ref)


_RULES = Rules(
    "positions",
    _places,
    {
        "nth": _nth,
        "numbered": _nth,
        "bare": _nth,
        "top_few": _top_few,
        "both": _pointing(Those(2)),
        "every": _every,
        "every_but": _every_but,
        "that": _pointing(ThatFilm()),
        "other": _pointing(OtherOne()),
        "of_year": _of_year,
        "newer": _pointing(OtherOne(age="newer")),
        "older": _pointing(OtherOne(age="older")),
    },
)
