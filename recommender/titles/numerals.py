"""Number words as digits: "twenty-eight", "second" and "IV" become "28", "2nd" and "4"."""

from typing import NamedTuple


def _numbered(words: str, first: int) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), first)}


_UNITS = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty",
    0,
)
_TENS = {
    word: 10 * number
    for word, number in _numbered(
        "twenty thirty forty fifty sixty seventy eighty ninety", 2
    ).items()
} | {"fourty": 40}
SCALES = {"hundred": 100, "thousand": 1000}
CARDINALS = _UNITS | _TENS
"""Number words up to ninety, without those of two words."""

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINAL_WORDS = tuple(_ORDINALS.split())
"""From first to twentieth."""

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
ORDINALS = {
    word: f"{number}{_ENDINGS.get(number, 'th')}" for number, word in enumerate(ORDINAL_WORDS, 1)
}
"""Ordinal words in digits: "1st"."""

_ROMAN_WORDS = "ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix"
ROMAN = {
    numeral: str(number)
    for numeral, number in _numbered(_ROMAN_WORDS, 2).items()
    if len(numeral) > 1
}
"""Roman numerals of two letters and more; what "i", "v" and "x" are depends on their neighbours."""

NUMBER_WORDS = tuple(word for word in (*CARDINALS, *ORDINALS) if len(word) > 3)
"""Number words that are long enough to be recognised when misspelt."""


class Piece(NamedTuple):
    """A piece of a text: its folded letters and digits, and its place in characters."""

    letters: str
    start: int
    end: int


def is_number(letters: str) -> bool:
    """Whether this is a whole number in digits, as a word or in Roman numerals."""
    return (
        letters.isdecimal()
        or letters in ROMAN
        or letters in CARDINALS
        or letters in ("i", "v", "x")
    )


def join_numbers(pieces: list[Piece]) -> list[Piece]:
    """Replace runs of number words by one number: "two thousand and one" by "2001"."""
    joined: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        value = CARDINALS.get(piece.letters)
        if value is None and piece.letters.isascii() and piece.letters.isdecimal():
            value = int(piece.letters) if len(piece.letters) <= 3 else None
        if piece.letters in SCALES:
            piece, used = piece._replace(letters=str(SCALES[piece.letters])), 1
        elif value is None:
            used = 1
        else:
            used, total = _number_from(pieces, at, value)
            if used > 1:
                piece = Piece(str(total), piece.start, pieces[at + used - 1].end)
        joined.append(piece)
        at += used
    return joined


def _number_from(pieces: list[Piece], at: int, value: int) -> tuple[int, int]:
    """How many pieces from `at` make one number, and its value."""

    def word(offset: int) -> str:
        return pieces[at + offset].letters if at + offset < len(pieces) else ""

    def unit(offset: int) -> int:
        return number if 1 <= (number := _UNITS.get(word(offset), 0)) <= 9 else 0

    spelled = pieces[at].letters in CARDINALS
    used, total = 1, value
    if spelled and value >= 20 and value % 10 == 0 and unit(1):
        used, total = 2, value + unit(1)
    elif spelled and value in (18, 19, 20) and CARDINALS.get(word(1), 0) >= 10:
        used, total = 2, value * 100 + CARDINALS[word(1)]  # nineteen eighty four
        if total % 10 == 0 and unit(2):
            used, total = 3, total + unit(2)
        return used, total
    scale = SCALES.get(word(used), 0)
    if not scale or total == 0:
        return used, total
    used, total = used + 1, total * scale
    more = used + 1 if word(used) == "and" else used
    rest = CARDINALS.get(word(more), 0)
    if 0 < rest < 100:
        used, total = more + 1, total + rest
        if rest >= 20 and rest % 10 == 0 and unit(used):
            used, total = used + 1, total + unit(used)
    return used, total
