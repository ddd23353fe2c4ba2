"""The normal form of text: how titles and typed text are folded, cut into words and compared.

This is the only normaliser. `fold` makes one spelling of a text, character by character;
`words_of` cuts a text into words; `key_of` makes the key under which an index keeps a title and
under which typed text is looked up. Titles and typed text take the same way, so that whatever is
changed here changes for both.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from recommender.titles.numerals import (
    CARDINALS,
    ORDINALS,
    ROMAN,
    SCALES,
    Piece,
    is_number,
    join_numbers,
)

ARTICLES = frozenset({"the", "a", "an"})
"""English articles. One in front of a title is not part of its key."""

LOOSE_WORDS = ARTICLES | {"and", "plus"}
"""Words that a loose key does without."""

PART_WORDS = frozenset({"part", "parts", "pt", "episode", "ep", "chapter", "vol", "no", "number"})
"""Words that a key drops in front of a number: "Part II", "Vol. 2", "Episode IV"."""

_MARKS = {
    **dict.fromkeys("’‘`´ʼ", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("–—‐‑\u2212", "-"),
    "\u00a0": " ",
    "\t": " ",
}
# Letters that Unicode does not take apart: those of one character, and those of two.
_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"})
_LATIN_PAIRS = str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"})
# Accents may be characters of their own.
_PLAIN_WORD = r"[^\W_]+(?:['\u0300-\u036f]+[^\W_]+)*|[&+]"  # ocean's
_WORD = re.compile(_PLAIN_WORD)
_DOTTED_WORD = re.compile(
    r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?"  # E.T., S.W.A.T
    r"|\d{1,3}(?:,\d{3})+(?!\d)"  # 20,000
    rf"|{_PLAIN_WORD}"
)
_BREAK = re.compile(r"[:;(]|\s-\s")
_SHORT_FORMS = {
    "doctor": "dr",
    "mister": "mr",
    "missus": "mrs",
    "saint": "st",
    "sankt": "st",
    "versus": "vs",
    "volume": "vol",
}
"""One spelling for both beside other words. Alone "st" is no "saint"."""
_SPELLINGS = {
    "&": "and",
    "+": "plus",
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


_RESPELLED = frozenset(
    {*CARDINALS, *ORDINALS, *ROMAN, *SCALES, *_SHORT_FORMS, *_SPELLINGS, *PART_WORDS, "i", "v", "x"}
)
"""Words that are not simply themselves in a key, whatever stands beside them."""


class _Folding(dict[int, str]):
    """Folded characters by code, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = _folded_character(chr(code))
        if code < 0x10000:  # so that a flood of rare characters cannot fill the memory
            self[code] = folded
        return folded


def _folded_character(character: str) -> str:
    if character in _MARKS:
        return _MARKS[character]
    lower = character.lower()
    if character.isascii() or not character.isalnum():
        return lower if len(lower) == 1 else character
    spread = unicodedata.normalize("NFKD", character.casefold()).casefold().translate(_LATIN)
    plain = "".join(part for part in spread if not unicodedata.combining(part))
    if len(plain) == 1:
        return plain
    return lower if len(lower) == 1 else character


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text in lower case, without accents, with plain quotes, dashes and spaces.

    Every character keeps its place, so that an offset in the folded text holds in the original.
    Letters that would need two characters ("ß", "æ") stay, and so do accents that are characters
    of their own.
    """
    return text.translate(_FOLDING)


def letters_of(folded: str) -> str:
    """The letters and digits of a folded word, accents gone and "ß" spread to "ss"."""
    if folded.isascii():
        if folded.isalnum() or folded in ("&", "+"):
            return folded
    else:
        folded = unicodedata.normalize("NFKD", folded.casefold()).casefold()
        folded = folded.translate(_LATIN).translate(_LATIN_PAIRS)
    return "".join(character for character in folded if character.isalnum())


class Word(NamedTuple):
    """One word of a text in its normal forms, which depend on its place in a key."""

    inner: str
    """Between other words; may be empty ("part" before a number)."""
    initial: str
    """As the first word of a key."""
    final: str
    """As the last word of a key of several."""
    raw: str
    """Folded letters, numerals as they were typed."""
    start: int
    """Where it starts in the text, in characters."""
    end: int
    """One character after its last."""

    @property
    def is_article(self) -> bool:
        """Whether it is "the", "a" or "an"."""
        return self.initial in ARTICLES


_Piece = tuple[str, int, int]
"""Letters, start and end of a piece of text that is a word, or a part of a number in words."""


def _pieces(folded: str) -> list[_Piece]:
    # The plain pattern is faster, and finds the same where there is no dot or comma.
    pattern = _DOTTED_WORD if "." in folded or "," in folded else _WORD
    found = [(letters_of(m[0]), m.start(), m.end()) for m in pattern.finditer(folded)]
    return [piece for piece in found if piece[0]]


def _are_plain(folded: str, pieces: Sequence[_Piece]) -> bool:
    """Whether every word is simply itself in a key, as in most titles."""
    return "0" not in folded and _RESPELLED.isdisjoint([letters for letters, _, _ in pieces])


def words_of(text: str) -> list[Word]:
    """The words of a text, in order. Any text will do; linear in its length."""
    folded = fold(text)
    found = _pieces(folded)
    if _are_plain(folded, found):
        return [Word(word, word, word, word, start, end) for word, start, end in found]
    pieces = join_numbers([Piece(*piece) for piece in found])
    words: list[Word] = []
    last = len(pieces) - 1
    for at, (letters, start, end) in enumerate(pieces):
        plain = _plain(letters)
        inner = final = plain
        if letters in ("v", "x"):
            final = "5" if letters == "v" else "10"
            ends = at == last or _BREAK.search(folded, end, pieces[at + 1].start) is not None
            if ends or pieces[at + 1].letters == "the":
                inner = final
            elif letters == "v":
                inner = "vs"
        elif letters == "i" and at > 0 and pieces[at - 1].letters in PART_WORDS:
            inner = final = "1"
        elif plain in PART_WORDS and at < last and is_number(pieces[at + 1].letters):
            inner = ""
        words.append(Word(inner, plain, final, letters, start, end))
    return words


@lru_cache(maxsize=65_536)
def _plain(letters: str) -> str:
    """The one spelling of a word that has several."""
    if letters in CARDINALS:
        return str(CARDINALS[letters])
    if letters in ROMAN:
        return ROMAN[letters]
    if letters in ORDINALS:
        return ORDINALS[letters]
    if letters.isdecimal() and letters.isascii():
        return letters.lstrip("0") or "0"
    return _SHORT_FORMS.get(letters, _SPELLINGS.get(letters, letters))


class Key(NamedTuple):
    """What is compared of a title, and of typed text that may be one."""

    words: tuple[str, ...]
    """Its words without a leading article."""
    article: int
    """What stood in front: 0 nothing, 1 "the", 2 "a" or "an"."""
    raw: str
    """The same words in one, numerals as they were typed: "oceanseleven"."""

    @property
    def squashed(self) -> str:
        """The words in one: "blade runner" and "bladerunner" are alike in it."""
        return "".join(self.words)


def key_of(words: Sequence[Word]) -> Key:
    """The key of a run of words."""
    start, article = _leading_articles([word.initial for word in words])
    kept = words[start:]
    raw = "".join([word.raw for word in kept]).replace("&", "and").replace("+", "plus")
    if len(kept) < 2:
        return Key(tuple(w.raw if w.raw in _SHORT_FORMS else w.initial for w in kept), article, raw)
    inner = [word.inner for word in kept[1:-1] if word.inner]
    return Key((kept[0].initial, *inner, kept[-1].final), article, raw)


def title_key(title: str) -> Key:
    """The key of a whole text; without words when the text has none."""
    folded = fold(title)
    pieces = _pieces(folded)
    if not _are_plain(folded, pieces):
        return key_of(words_of(title))
    letters = [letters for letters, _, _ in pieces]
    start, article = _leading_articles(letters)
    return Key(tuple(letters[start:]), article, "".join(letters[start:]))


def _leading_articles(words: Sequence[str]) -> tuple[int, int]:
    """How many articles stand in front of other words, and which is the first, as in a Key."""
    start, last = 0, len(words) - 1
    while start < last and words[start] in ARTICLES:
        start += 1
    return start, 0 if start == 0 else 1 if words[0] == "the" else 2


def loose_words(words: Sequence[str]) -> tuple[str, ...]:
    """A key's words without any article, or "and" between them; all when none would be left."""
    if LOOSE_WORDS.isdisjoint(words):
        return tuple(words)
    last = len(words) - 1
    kept = (
        word
        for at, word in enumerate(words)
        if word not in LOOSE_WORDS or (word not in ARTICLES and at in (0, last))
    )
    return tuple(kept) or tuple(words)
