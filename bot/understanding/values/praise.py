"""What words of praise and blame are worth in stars: "loved it", "meh", "not a fan", "👍"."""

import re
from collections.abc import Iterator
from functools import cache

from bot.understanding.spans import PraiseValue, Span
from bot.understanding.values.vocabulary import (
    LANGUAGES,
    WINDOW,
    Words,
    stands_behind,
    words_of,
)

_SECTION = "praise_words"
_SIGNS = re.compile(
    r"(?P<up>(?:👍[\U0001f3fb-\U0001f3ff]?\s?){1,5})|(?P<down>(?:👎[\U0001f3fb-\U0001f3ff]?\s?){1,5})"
    r"|(?P<love>[😍🤩❤💯🔥🥰]\ufe0f?)|(?P<shrug>[😐🤷😕😑]\ufe0f?)|(?P<bad>[🤮💩😴🤢🥱]\ufe0f?)"
)
_SIGN_STARS = {"up": 4.0, "down": 1.5, "love": 5.0, "shrug": 2.5, "bad": 1.0}
_COLD_STARS = 2.0


def praise_spans(text: str, words: Words) -> Iterator[Span]:
    """Words of praise and blame in a folded message, with "not" taken into account."""
    for found in _pattern(words.language).finditer(text):
        word = found["word"]
        if word is not None:
            if stands_behind(text, found.start(), words, _SECTION, "not_after"):
                continue
            if words.key_of(_SECTION, word) == "like" and not (
                found["no"] or stands_behind(text, found.start(), words, _SECTION, "verb_after")
            ):
                continue
        stars = _worth(found, words)
        if stars is not None and not _is_of_part(text, found, words):
            yield Span(found.start(), found.end(), "praise", PraiseValue(stars))


def names_part(word: str) -> bool:
    """Whether a folded word names something in a film, such as its ending or a song."""
    return any(_parts(language).fullmatch(word) for language in LANGUAGES)


def _is_of_part(text: str, found: re.Match[str], words: Words) -> bool:
    """Whether only a part of a film is praised: "loved the ending", "its music was great"."""
    behind = _part_behind(words.language).match(text, found.end())
    before = _part_before(words.language).search(
        text[max(0, found.start() - WINDOW) : found.start()]
    )
    return behind is not None or before is not None


@cache
def _parts(language: str) -> re.Pattern[str]:
    return re.compile(words_of(language).phrases(_SECTION, "parts"))


@cache
def _part_behind(language: str) -> re.Pattern[str]:
    words = words_of(language)
    of, parts = words.phrases(_SECTION, "part_of"), words.phrases(_SECTION, "parts")
    return re.compile(rf"[\s-]{{1,3}}(?:{of}[\s-]{{1,3}}(?:\w+[\s-]{{1,3}})?)?{parts}(?![\w'])")


@cache
def _part_before(language: str) -> re.Pattern[str]:
    words = words_of(language)
    of, parts = words.phrases(_SECTION, "part_of"), words.phrases(_SECTION, "parts")
    was, within = words.phrases(_SECTION, "part_is"), words.phrases(_SECTION, "part_in")
    return re.compile(
        rf"(?<![\w']){of}[\s-]{{1,3}}{parts}[\s-]{{1,3}}(?:{within}[\s-]{{1,3}}[^.,!?;]{{1,40}}[\s-])?{was}[\s-]{{1,3}}(?:\w+\s)?$"
    )


def sign_spans(text: str) -> Iterator[Span]:
    """Thumbs and faces."""
    for found in _SIGNS.finditer(text):
        stars = _SIGN_STARS[found.lastgroup or "shrug"]
        if found[0].count("👍") > 1:
            stars = 4.5
        end = found.start() + len(found[0].rstrip())
        yield Span(found.start(), end, "praise", PraiseValue(stars))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = words_of(language)
    no, filler = words.phrases(_SECTION, "not"), words.phrases(_SECTION, "filler")
    thumbs = words.phrases(_SECTION, "thumbs")
    return re.compile(
        rf"(?<![\w'])(?:(?P<cold>{words.phrases(_SECTION, 'cold')})"
        rf"|(?P<thumbs>(?:{words.phrases(_SECTION, 'two')}[\s-]{{1,3}})?{thumbs}[\s-]{{1,3}}"
        rf"(?:(?P<up>{words.phrases(_SECTION, 'up')})|{words.phrases(_SECTION, 'down')}))"
        rf"|(?:(?P<no>{no})[\s-]{{1,3}}(?:{filler}[\s-]{{1,3}}){{0,4}})?"
        rf"(?P<word>{words.any_of('praise')}))(?![\w'])"
    )


def _worth(found: re.Match[str], words: Words) -> float | None:
    if found["cold"] is not None:
        return _COLD_STARS
    if found["thumbs"] is not None:
        return 4.0 if found["up"] is not None else 1.5
    key = words.key_of("praise", found["word"])
    if key is None:
        return None
    stars = float(key)
    if found["no"] is None:
        return stars
    # "Not great" is faint praise, "not good" is blame; "not bad" and "didn't hate it" are fair.
    if stars >= 4.5:
        return 2.5
    return 2.0 if stars >= 3.0 else 3.0 if stars < 1.5 else 3.5
