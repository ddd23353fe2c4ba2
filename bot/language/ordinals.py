"""Places in the last list: "the second one", "number 3", "#2", "the last one", "2 and 4"."""

import re

from bot.language.numbers import CARDINALS, ORDINALS

_NOUN = (
    r"(?:one|film|movie|suggestion|recommendation|option|pick|choice|title|of\s(?:those|"
    r"these|them))s?"
)
_ORDINAL = "|".join(ORDINALS)
_NTH = re.compile(
    rf"\b(?:the\s)?(?:(?P<word>{_ORDINAL}|1st|2nd|3rd|[4-9]th|10th)(?:\s(?:and|"
    rf"&)\s(?:the\s)?(?P<next>{_ORDINAL}|1st|2nd|3rd|[4-9]th|10th))?"
    rf"|(?P<last>last|bottom|final)|(?P<top>top))(?:\s{_NOUN}\b|(?=\s*(?:$|[,.!?;:]|\d)|\s(?:was|"
    rf"is|please|pls|i|and|seen|looks|sounds|instead)\b))"
    r"|(?:\b(?:number|no\.?|nr\.?|option|film|movie)\s?|#)(?P<digits>10|[1-9])\b"
    rf"|\b(?:number|option)\s(?P<cardinal>{'|'.join(CARDINALS[1:11])})\b"
)
_NOT_A_PLACE = re.compile(r"(?:for\sthe|my|at|the\svery)\s?$")
_OF_MINE = re.compile(r"\s(?:that\s)?(?:i|we)\b")
_TIME = re.compile(
    r"\s(?:time|film|movie)s?\s(?:i|we|that|which|in|of)\b|\s(?:time|times|night|week|year|month)\b"
)


def nths(folded: str) -> tuple[int, ...]:
    """Places named in a message, counted from 1; -1 is the last. Films' names should be holes."""
    places: list[int] = []
    for found in _NTH.finditer(folded):
        before = folded[max(0, found.start() - 10) : found.start()]
        if _NOT_A_PLACE.search(before) or _TIME.match(folded, found.end()):
            continue
        if (found["last"] or found["word"] == "first") and _OF_MINE.match(folded, found.end()):
            continue  # "the last movie I saw"
        places += _places(found)
    return tuple(dict.fromkeys(places))


def _places(found: re.Match[str]) -> list[int]:
    if found["word"]:
        return [_value(word) for word in (found["word"], found["next"]) if word]
    if found["last"]:
        return [-1]
    if found["top"]:
        return [1]
    if found["digits"]:
        return [int(found["digits"])]
    return [CARDINALS.index(found["cardinal"])]


def _value(word: str) -> int:
    return ORDINALS.index(word) + 1 if word in ORDINALS else int(re.sub(r"\D", "", word))


def bare_place(folded: str) -> int | None:
    """The place that a whole message names: "2", "second", "two", "the last"."""
    found = _BARE.fullmatch(folded)
    if found is None:
        return None
    if found["digits"]:
        return int(found["digits"])
    if found["cardinal"]:
        return CARDINALS.index(found["cardinal"])
    return _value(found["word"]) if found["word"] else -1


_BARE = re.compile(
    rf"\W*(?:(?:the|um|uh|probably|i\sthink|maybe|its|it's|yes|yeah|i\smean|"
    rf"i\smeant)[\s,]+){{0,3}}(?:(?P<digits>10|[1-9])|(?P<cardinal>{'|'.join(CARDINALS[1:11])})"
    rf"|(?P<word>{_ORDINAL}|1st|2nd|3rd|[4-9]th|10th)|"
    rf"(?P<last>last))(?:\s{_NOUN})?(?:\s(?:please|pls|then|thanks))?\W*"
)


_NUMBERS = re.compile(
    r"(?:(?:seen|watched|saw|hide|skip|not|like|liked|loved)\s)(?P<after>\d(?:\s?(?:,|and|&|"
    r"\+)\s?\d)*)(?![\w/.])"
    r"|^(?P<before>\d(?:\s?(?:,|and|&|\+)\s?\d)*)\s(?:seen|watched|already|please|pls|looks?|"
    r"sounds?)\b"
    r"|^(?P<alone>\d(?:\s?(?:,|and|&|\+)\s?\d)+)$"
)


def numbers_of(pattern: str) -> tuple[int, ...]:
    """Places named by bare digits: "seen 1 and 3". Only after a list do they mean places."""
    found = _NUMBERS.search(pattern)
    if found is None:
        return ()
    digits = found["after"] or found["before"] or found["alone"]
    return tuple(dict.fromkeys(int(digit) for digit in re.findall(r"[1-9]", digits)))
