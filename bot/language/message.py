"""A message as everything here reads it: folded for patterns, cut into words, with positions.

All positions are character offsets in the original text, and folding never changes its length,
so that whatever a pattern finds can be pointed at in what the person wrote.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

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
        "\ua000": " ",
        "\ua001": " ",
        "\ua002": " ",
    }
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\s]")
_ENDS_SENTENCE = frozenset(".!?\n;…")

FILM_HOLE, RATING_HOLE, DAY_HOLE = "\ua000", "\ua001", "\ua002"
"""Stand for each character of what has been read already.

Letters (of the Yi script), so that expressions see a film as a word; nobody here writes them.
"""


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


_ALWAYS_CAPITAL = frozenset({"i", "im", "ive", "id", "ill"})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the message: [start, end) in characters."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies within this stretch."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Word:
    """One word or one other visible character."""

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


@dataclass(frozen=True)
class Message:
    """One message. Not slotted: the words are cut when first asked for."""

    text: str

    @cached_property
    def folded(self) -> str:
        """For patterns: see `fold`."""
        return fold(self.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words and punctuation marks in order."""
        return tuple(_words(self.text, self.folded))

    @cached_property
    def is_cased(self) -> bool:
        """Whether capitals mean anything: some words within sentences have one, and some do not."""
        inner = [
            word.is_capital
            for word in self.words
            if word.text[0].isalpha()
            and not word.opens_sentence
            and word.text not in _ALWAYS_CAPITAL
        ]
        if not any(inner) or self.text.isupper():
            return False
        first = next((word for word in self.words if word.text[0].isalpha()), None)
        return len(inner) == 1 or not all(inner) or (first is not None and not first.is_capital)

    def masked(
        self,
        *,
        films: Iterable["Span"] = (),
        ratings: Iterable["Span"] = (),
        days: Iterable["Span"] = (),
    ) -> str:
        """The folded text with holes over what has been read: films first, then the others."""
        characters = list(self.folded)
        for hole, spans in ((DAY_HOLE, days), (RATING_HOLE, ratings), (FILM_HOLE, films)):
            for span in spans:
                characters[span.start : span.end] = hole * (span.end - span.start)
        return "".join(characters)


def _words(text: str, folded: str) -> Iterable[Word]:
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
        elif plain in _ENDS_SENTENCE:
            opens = True
