"""A message cut into words, with positions, and which of its capitals mean something.

All positions are character offsets in the original text, and folding never changes its length,
so that whatever is found can be pointed at in what the person wrote.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "\u00a0": " ",
        "\t": " ",
    }
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\s]")
ENDS_SENTENCE = frozenset(".!?\n;…")
_ALWAYS_CAPITAL = frozenset({"i", "im", "ive", "id", "ill"})


def fold(text: str) -> str:
    """`text` in lower case, without accents, with plain quotes and dashes; as long as before."""
    if text.isascii():
        return text.translate(_SAME).lower()
    return "".join(_folded(character) for character in text.translate(_SAME))


def _folded(character: str) -> str:
    if character.isascii():
        return character.lower()
    if not character.isalpha():
        return character
    # Never longer: "ﬁ" or "İ" would move every position behind them.
    plain = unicodedata.normalize("NFKD", character)[:1].lower()
    return plain if len(plain) == 1 and not unicodedata.combining(plain) else character


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or one other visible character."""

    text: str
    """Folded, without apostrophes: "haven't" reads "havent"."""
    start: int
    end: int
    is_capital: bool
    """Begins with an upper-case letter."""
    opens_sentence: bool
    """Nothing of its sentence stands before it, so a capital means little."""

    @property
    def is_word(self) -> bool:
        """A word or a number, and not punctuation."""
        return self.text[:1].isalnum()


def words_of(text: str) -> tuple[Word, ...]:
    """The words and punctuation marks of a text, in order."""
    return tuple(_words(text, fold(text)))


def _words(text: str, folded: str) -> Iterator[Word]:
    opens = True
    end = 0
    for found in _WORD.finditer(folded):
        start = found.start()
        opens = opens or "\n" in text[end:start]
        end = found.end()
        plain = found.group().replace("'", "") or "'"
        yield Word(plain, start, end, text[start].isupper(), opens)
        if plain[0].isalnum():
            opens = False
        elif plain in ENDS_SENTENCE:
            opens = True


def is_cased(words: Sequence[Word]) -> bool:
    """Whether capitals mean anything: within sentences some words have one, and some do not."""
    lettered = [word for word in words if word.text[0].isalpha()]
    inner = [
        word.is_capital
        for word in lettered
        if not word.opens_sentence and word.text not in _ALWAYS_CAPITAL
    ]
    if not any(inner):
        return False
    return len(inner) == 1 or not all(inner) or not lettered[0].is_capital
