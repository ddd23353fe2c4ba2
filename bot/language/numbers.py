"""Numbers as people write them in a sentence: "4", "4.5", "4,5", "3 1/2", "four and a half"."""

import re

from bot.language.word_lists import in_order

CARDINALS = in_order(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
ORDINALS = in_order("first second third fourth fifth sixth seventh eighth ninth tenth")

_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_WORD = "|".join(CARDINALS)

NUMBER = (
    rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?(?:\s?[½¼¾]|\s1/2|\s(?:and\s)?a\shalf)?"
    rf"|[½¼¾]|(?:{_WORD})(?:\s(?:and\sa\shalf|point\s(?:{_WORD})))?|(?:a\s)?half(?:\sa)?|an?)"
)
"""A pattern for `value_of`, without groups; also "a" and "an" for one: "a 7" needs care."""

_PARTS = re.compile(
    rf"(?P<digits>\d+(?:[.,]\d+)?)?(?P<word>{_WORD})?(?:\spoint\s(?P<tenths>{_WORD}))?"
    r"\s?(?P<vulgar>[½¼¾])?(?P<half>(?:\sand)?(?:^|\s|^a\s)(?:a\s)?half(?:\sa)?|\s1/2)?"
)


def value_of(text: str) -> float:
    """The number that `text`, matched by `NUMBER`, stands for."""
    parts = _PARTS.fullmatch(text.strip())
    if parts is None:
        return 1.0
    value = 0.0
    if digits := parts["digits"]:
        value += float(digits.replace(",", "."))
    if word := parts["word"]:
        value += CARDINALS.index(word)
    if tenths := parts["tenths"]:
        value += CARDINALS.index(tenths) / 10
    if vulgar := parts["vulgar"]:
        value += _VULGAR[vulgar]
    if parts["half"]:
        value += 0.5
    return value
