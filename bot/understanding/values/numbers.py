"""Numbers as people write them in a sentence: "4.5", "4,5", "3 1/2", "seventy two", "a couple"."""

import re

from bot.understanding.values.vocabulary import Words

_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_DIGITS = r"(?:\d{1,3}(?:[.,]\d{1,2})?(?:\s?[½¼¾]|[\s-]1/2)?|[½¼¾])"
_GAP = r"[\s-]{1,3}"
_FIGURES = re.compile(r"(?P<whole>\d+(?:[.,]\d+)?)?\s?(?:(?P<vulgar>[½¼¾])|[\s-](?P<half>1/2))?")


def number(words: Words) -> str:
    """A pattern, without named groups, for what `value_of` reads: one to three digits, or words."""
    cardinal, fraction = words.any_of("numbers"), words.any_of("fractions")
    return (
        rf"(?:(?:{_DIGITS}|{cardinal}(?:{_GAP}{cardinal})?)(?:{_GAP}{fraction})?"
        rf"|{words.any_of('halves')})"
    )


def count(words: Words) -> str:
    """The same with vague counts: "a", "a couple of", "a few"."""
    return rf"(?:{words.any_of('counts')}|{number(words)})"


def value_of(words: Words, text: str) -> float | None:
    """The number that `text`, matched by `number` or `count`, stands for."""
    for section in ("counts", "halves"):
        key = words.key_of(section, text)
        if key is not None:
            return float(key)
    value, rest = 0.0, text
    parts = re.split(r"[\s-]+", text)
    for at in range(len(parts) - 1, 0, -1):
        key = words.key_of("fractions", " ".join(parts[at:]))
        if key is not None:
            value, rest = float(key), " ".join(parts[:at])
    figures = _FIGURES.fullmatch(rest)
    if figures is not None and rest:
        value += float((figures["whole"] or "0").replace(",", "."))
        value += _VULGAR.get(figures["vulgar"] or "", 0.0) + (0.5 if figures["half"] else 0.0)
        return value
    cardinals = [words.key_of("numbers", word) for word in re.split(r"[\s-]+", rest)]
    known = [int(key) for key in cardinals if key is not None]
    if len(known) != len(cardinals) or not known:
        return None
    # "Seventy two" is one number, "two seventy" is none.
    if len(known) == 2 and not (known[0] >= 20 and known[0] % 10 == 0 and 0 < known[1] < 10):
        return None
    return value + sum(known)
