"""Words as keys see them: accents, numerals, "Dr.", "&" and initials made one.

A text becomes words with their places in it; a run of words becomes a key. Titles and
what people type go through the same door, so whatever is done here is done to both.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

ARTICLES = frozenset({"the", "a", "an"})
"""Dropped in front of a key; the loose key drops them everywhere."""

LOOSE_WORDS = ARTICLES | {"and", "plus"}
"""What the loose key does without."""
_WORD = re.compile(
    r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?"  # E.T., S.W.A.T
    r"|\d{1,3}(?:,\d{3})+(?!\d)"  # 20,000
    r"|[^\W_]+(?:['’‘`´ʼ][^\W_]+)*"  # ocean's
    r"|[&+]"
)
_BREAK = re.compile(r"[:;(]|\s[-–—]\s")
_SPECIAL = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def _counted(words: str, start: int) -> dict[str, int]:
    return {word: n for n, word in enumerate(words.split(), start)}


_UNITS = _counted(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty",
    0,
)
_TENS = {
    word: 10 * n
    for word, n in _counted("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()
} | {"fourty": 40}
_CARDINALS = _UNITS | _TENS
_ORDINALS = {
    word: f"{n}{'st' if n == 1 else 'nd' if n == 2 else 'rd' if n == 3 else 'th'}"
    for word, n in _counted(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        1,
    ).items()
}
_ROMAN = {
    roman: str(n)
    for roman, n in _counted(
        "ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix", 2
    ).items()
    if len(roman) > 1
}
_SAME = {
    "&": "and",
    "+": "plus",
    "doctor": "dr",
    "mister": "mr",
    "missus": "mrs",
    "saint": "st",
    "sankt": "st",
    "versus": "vs",
    "colour": "color",
    "colours": "colors",
    "grey": "gray",
    "theatre": "theater",
    "honour": "honor",
    "neighbour": "neighbor",
    "neighbours": "neighbors",
    "rumour": "rumor",
    "harbour": "harbor",
    "pyjamas": "pajamas",
    "mum": "mom",
    "volume": "vol",
    "okay": "ok",
    "teh": "the",
    "hte": "the",
    "thr": "the",
    "thw": "the",
    "tge": "the",
    "tha": "the",
    "thhe": "the",
    "xmas": "christmas",
    "adn": "and",
    "nad": "and",
}
PART_WORDS = frozenset({"part", "parts", "pt", "episode", "ep", "chapter", "vol", "no", "number"})
"""Dropped in front of a number: "Part II", "Vol. 2", "Episode IV"."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, as a key sees it."""

    inner: str
    """Inside a run of words; may be empty ("part" before a number)."""
    initial: str
    """As the first word of a run."""
    final: str
    """As the last word of a run of several."""
    raw: str
    """Without accents, dots and apostrophes, but numerals as they were typed."""
    start: int
    """Where it starts in the text, in characters."""
    end: int

    @property
    def is_article(self) -> bool:
        """Whether it is "the", "a" or "an"."""
        return self.initial in ARTICLES


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Lower case without accents, apostrophes and dots; letters and digits only."""
    if word.isascii():
        folded = word.lower()
        if folded.isalnum() or folded in ("&", "+"):
            return folded
    else:
        folded = unicodedata.normalize("NFKD", word.casefold()).casefold().translate(_SPECIAL)
    return "".join(c for c in folded if c.isalnum())


@lru_cache(maxsize=65_536)
def _plain(folded: str) -> str:
    """One spelling for a word, wherever it stands."""
    if folded in _CARDINALS:
        return str(_CARDINALS[folded])
    if folded in _ROMAN:
        return _ROMAN[folded]
    if folded in _ORDINALS:
        return _ORDINALS[folded]
    if folded.isdecimal() and folded.isascii():
        return folded.lstrip("0") or "0"
    return _SAME.get(folded, folded)


def words_of(text: str) -> list[Word]:
    """The words of `text`, in order. Total, and linear in the text's length."""
    raw = [(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]
    raw = _numbers_joined([item for item in raw if item[0]])
    words: list[Word] = []
    last = len(raw) - 1
    for at, (folded, start, end) in enumerate(raw):
        plain = _plain(folded)
        inner = final = plain
        if folded in ("v", "x"):
            final = "5" if folded == "v" else "10"
            breaks = at == last or _BREAK.search(text, end, raw[at + 1][1]) is not None
            if breaks or (at < last and raw[at + 1][0] == "the"):
                inner = final
            elif folded == "v":
                inner = "vs"
        elif folded == "i" and at > 0 and raw[at - 1][0] in PART_WORDS:
            inner = final = "1"
        elif plain in PART_WORDS and at < last and _is_number(raw[at + 1][0]):
            inner = ""
        words.append(Word(inner, plain, final, folded, start, end))
    return words


def _is_number(folded: str) -> bool:
    return (
        folded.isdecimal() or folded in _ROMAN or folded in _CARDINALS or folded in ("i", "v", "x")
    )


def _numbers_joined(raw: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Join number words that make one number: "twenty eight", "two thousand and one"."""
    joined: list[tuple[str, int, int]] = []
    at = 0
    while at < len(raw):
        folded, start, end = raw[at]
        value = _CARDINALS.get(folded)
        if value is None and folded.isascii() and folded.isdecimal() and len(folded) <= 3:
            value = int(folded)
        if folded in ("hundred", "thousand"):
            value, at = (100 if folded == "hundred" else 1000), at + 1
            joined.append((str(value), start, end))
            continue
        if value is None:
            joined.append(raw[at])
            at += 1
            continue
        used, total = _number_from(raw, at, value)
        if used == 1:
            joined.append(raw[at])
        else:
            joined.append((str(total), start, raw[at + used - 1][2]))
        at += used
    return joined


def _number_from(raw: list[tuple[str, int, int]], at: int, value: int) -> tuple[int, int]:
    """How many words from `at` make one number, and its value."""

    def word(offset: int) -> str:
        return raw[at + offset][0] if at + offset < len(raw) else ""

    spelled = raw[at][0] in _CARDINALS
    used, total = 1, value
    if spelled and value >= 20 and value % 10 == 0 and 1 <= _UNITS.get(word(1), 0) <= 9:
        used, total = 2, value + _UNITS[word(1)]
    elif spelled and value in (18, 19, 20) and _CARDINALS.get(word(1), 0) >= 10:
        used, total = 2, value * 100 + _CARDINALS[word(1)]  # nineteen eighty four
        if total % 10 == 0 and 1 <= _UNITS.get(word(2), 0) <= 9:
            used, total = 3, total + _UNITS[word(2)]
        return used, total
    scale = {"hundred": 100, "thousand": 1000}.get(word(used), 0)
    if not scale or total == 0:
        return used, total
    used, total = used + 1, total * scale
    more = used + 1 if word(used) == "and" else used
    rest = _CARDINALS.get(word(more), 0)
    if 0 < rest < 100:
        used, total = more + 1, total + rest
        if rest >= 20 and rest % 10 == 0 and 1 <= _UNITS.get(word(used), 0) <= 9:
            used, total = used + 1, total + _UNITS[word(used)]
    return used, total


def run(words: Sequence[Word], start: int = 0, end: int | None = None) -> tuple[str, ...]:
    """The words from `start` to `end` as a key sees them, without a leading article."""
    stop = len(words) if end is None else end
    while start < stop - 1 and words[start].is_article:
        start += 1
    if stop - start <= 0:
        return ()
    if stop - start == 1:
        return (words[start].initial,)
    middle = (word.inner for word in words[start + 1 : stop - 1])
    return tuple(w for w in (words[start].initial, *middle, words[stop - 1].final) if w)


def raw_run(words: Sequence[Word]) -> str:
    """The words in one, without a leading article, numerals as typed: "oceanseleven"."""
    start = 0
    while start < len(words) - 1 and words[start].is_article:
        start += 1
    return "".join(
        _SAME.get(word.raw, word.raw) if word.raw in "&+" else word.raw for word in words[start:]
    )


TELLING_WORDS = (
    frozenset(_CARDINALS)
    | frozenset(_ORDINALS)
    | frozenset(_ROMAN)
    | frozenset(_SAME)
    | PART_WORDS
    | {"hundred", "thousand", "i", "v", "x"}
)
"""Words that a key spells otherwise than a title, alone or beside others."""

NUMBER_WORDS = tuple(word for word in (*_CARDINALS, *_ORDINALS) if len(word) > 3)
"""Spelled numbers that are long enough to be recognised when misspelt."""


def article_of(words: Sequence[Word]) -> int:
    """0 none, 1 "the", 2 "a" or "an" in front of more words."""
    if len(words) < 2 or not words[0].is_article:
        return 0
    return 1 if words[0].initial == "the" else 2


def loose(key: tuple[str, ...]) -> tuple[str, ...]:
    """A key without any article, or "and" between words; itself when nothing would be left."""
    last = len(key) - 1
    kept = (
        word
        for at, word in enumerate(key)
        if word not in LOOSE_WORDS or (word not in ARTICLES and at in (0, last))
    )
    return tuple(kept) or key


def key_of(text: str) -> str:
    """The whole text as one key, its words set apart by spaces. Idempotent."""
    return " ".join(run(words_of(text)))
