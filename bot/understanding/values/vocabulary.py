r"""The words of each language for days, stars, years, genres and places, read from its table.

A table (`words/en.toml`) has sections of `key = "phrase | phrase"`. A phrase is written as it is
said: `(a|b|)` are alternatives, `?` makes the letter before it optional, a blank stands for a
blank or a hyphen, and an apostrophe may be left out. In some sections the key is the meaning
("4.5" for words of praise, "Comedy" for a genre, "10-31" for a feast). In the others it names a
rule of the code, and its phrases hold places for values: `{count} {unit} ago`.

A language is one more table with the keys of the English one; a key may be missing. It is read in
messages with a word that only its table has, so its section `[about]` may list more such words.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar

from bot.understanding.values.folding import folded

LANGUAGES = ("en", "de", "es", "fr")
"""The first one is read in every message, the others where one of their own words stands."""
WINDOW = 48
"""How many characters before a value are looked at."""
_SHORT = 2
"""Letters of words that tell no language."""
_NEVER = "(?!)"
_PLACE = re.compile(r"\{(\w+)\}")
_GROUP = re.compile(
    r"(?P<before>[^()|]*)\((?P<choices>[^()]*)\)(?P<behind>[^()]*(?:\([^()]*\)[^()]*){0,2})"
)

_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Words:
    """The table of one language."""

    language: str
    sections: Mapping[str, Mapping[str, str]]

    def keys(self, section: str) -> tuple[str, ...]:
        """The keys of a section, in the order of the table."""
        return tuple(self.sections.get(section, {}))

    def phrases(self, section: str, key: str) -> str:
        """A pattern, without groups, for the phrases of one key."""
        return _pattern(self.sections.get(section, {}).get(key, ""))

    def any_of(self, section: str) -> str:
        """A pattern, without groups, for the phrases of a whole section."""
        keys = self.keys(section)
        return f"(?:{'|'.join(self.phrases(section, key) for key in keys)})" if keys else _NEVER

    def key_of(self, section: str, words: str) -> str | None:
        """The key whose phrases contain these words, folded; the first one of several."""
        found = _lookup(self.language, section).fullmatch(words)
        if found is None or found.lastgroup is None:
            return None
        return self.keys(section)[int(found.lastgroup[1:])]


def _pattern(phrases: str) -> str:
    """The regular expression for what a table writes. It repeats nothing, so reading is linear."""
    if not phrases.strip():
        return _NEVER
    text = folded(" ".join(phrases.split())).replace(" | ", "|")
    text = re.sub(r"[.+*\[\]^$\\]", r"\\\g<0>", text)
    text = text.replace("(", "(?:").replace("'", "'?").replace("-", " ")
    text = text.replace(" ?", r"[\s-]{0,3}").replace(" ", r"[\s-]{1,3}")
    return f"(?:{text})"


@cache
def _lookup(language: str, section: str) -> re.Pattern[str]:
    words = words_of(language)
    keys = enumerate(words.keys(section))
    return re.compile(
        "|".join(f"(?P<k{at}>{words.phrases(section, key)})" for at, key in keys) or _NEVER
    )


@cache
def words_of(language: str) -> Words:
    """The table of a language; empty where there is none."""
    table = files("bot.understanding.values").joinpath("words", f"{language}.toml")
    if not table.is_file():
        return Words(language, {})
    return Words(language, tomllib.loads(table.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's phrases in a message, with the values in their places."""

    words: Words
    match: re.Match[str]

    def __getitem__(self, place: str) -> str | None:
        """The words in a place of the phrase; None where the phrase has no such place."""
        places = self.match.groupdict()
        for number in range(9):
            value = places.get(f"{place}_{number}")
            if value is not None:
                return value
        return None

    def all(self, place: str) -> tuple[str, ...]:
        """All words in places of this name: both years of "from {year} to {year}"."""
        named = (f"{place}_{number}" for number in range(99))
        places = self.match.groupdict()
        return tuple(v for name in named if name in places and (v := places[name]) is not None)

    def key(self, place: str, section: str) -> str | None:
        """The meaning of the words in a place, as a section of the table has it."""
        value = self[place]
        return None if value is None else self.words.key_of(section, value)


@dataclass(frozen=True, slots=True)
class Rules(Generic[_V]):
    """The rules of one section of the tables: phrases with places, and what each means."""

    section: str
    places: Callable[[Words], Mapping[str, str]]
    """The patterns of the places, without named groups."""
    readers: Mapping[str, Callable[[Found, dt.datetime], _V | None]]
    """By the section's key; None: the words mean nothing here."""

    def read(self, text: str, words: Words, now: dt.datetime) -> Iterator[tuple[int, int, _V]]:
        """Start, end and value of every phrase in a folded text, rule after rule."""
        for key, read in self.readers.items():
            for match in _compiled(self, words.language, key).finditer(text):
                value = read(Found(words, match), now)
                if value is not None:
                    yield match.start(), match.end(), value

    def __hash__(self) -> int:
        return hash(self.section)


@cache
def _compiled(rules: Rules[_V], language: str, key: str) -> re.Pattern[str]:
    """The phrases of a rule with patterns in their places, as whole words."""
    words = words_of(language)
    places = rules.places(words)
    seen: dict[str, int] = {}

    def placed(place: re.Match[str]) -> str:
        name = place[1]
        seen[name] = seen.get(name, -1) + 1
        return f"(?P<{name}_{seen[name]}>{places[name]})"

    pattern = _PLACE.sub(placed, words.phrases(rules.section, key))
    return re.compile(rf"(?<![\w']){pattern}(?!\w)")


@cache
def _whole_words(language: str) -> frozenset[str]:
    """Every word of three letters or more that some phrase of a table may contain."""
    sections = words_of(language).sections.values()
    phrases = " ".join(folded(text) for section in sections for text in section.values())
    pieces = (piece for piece in phrases.split() if "{" not in piece)
    words = (word for piece in pieces for word in _spellings(piece))
    return frozenset(word for word in words if len(word) > _SHORT and word.isalpha())


def _spellings(piece: str) -> Iterator[str]:
    """All spellings of a piece of a phrase without blanks: "comed(y|ies)", "thrillers?"."""
    group = _GROUP.fullmatch(piece)
    if group is not None:
        for choice in group["choices"].split("|"):
            yield from _spellings(group["before"] + choice + group["behind"])
    elif "?" in piece:
        before, _, behind = piece.partition("?")
        yield from _spellings(before + behind)
        yield from _spellings(before[:-1] + behind)
    else:
        # A group with blanks inside has come apart: "(a", "good|nice)".
        yield from re.split(r"[()|,]", piece)


@cache
def _own_words(language: str, other: str) -> frozenset[str]:
    """Words that only the first of two tables has."""
    return _whole_words(language) - _whole_words(other)


def languages_in(text: str) -> tuple[Words, ...]:
    """The tables to read a folded text with: each whose own words stand in it.

    English is read as well, unless the text has more words of another language.
    """
    written = frozenset(re.findall(r"[^\W\d_]{3,}", text))
    first, *others = LANGUAGES
    found = [words_of(first)]
    for language in others:
        told = len(written & _own_words(language, first))
        if told:
            found.append(words_of(language))
        english = len(written & _own_words(first, language))
        if told > english and found[0].language == first:
            del found[0]
    return tuple(found)


def is_known(word: str, languages: Iterable[Words]) -> bool:
    """Whether a folded word stands in one of the tables, as a whole."""
    return len(word) <= _SHORT or any(word in _whole_words(w.language) for w in languages)


def stands_behind(text: str, start: int, words: Words, section: str, key: str) -> bool:
    """Whether one of the phrases stands directly before `start`."""
    return head_of(text, start, words, section, key) is not None


def head_of(text: str, start: int, words: Words, section: str, key: str) -> tuple[int, int] | None:
    """Where one of the phrases stands directly before `start`."""
    found = _last(words.language, section, key).search(text, max(0, start - WINDOW), start)
    return None if found is None else found.span(1)


@cache
def _last(language: str, section: str, key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({words_of(language).phrases(section, key)})[\s-]{{0,3}}$")


def stands_before(text: str, end: int, words: Words, section: str, key: str) -> bool:
    """Whether one of the phrases stands directly behind `end`."""
    return tail_of(text, end, words, section, key) is not None


def tail_of(text: str, end: int, words: Words, section: str, key: str) -> tuple[int, int] | None:
    """Where one of the phrases stands directly behind `end`."""
    found = _next(words.language, section, key).match(text, end)
    return None if found is None else found.span(1)


@cache
def _next(language: str, section: str, key: str) -> re.Pattern[str]:
    return re.compile(rf"[\s-]{{0,3}}({words_of(language).phrases(section, key)})(?!\w)")


def places_of(text: str, words: Words, section: str, key: str) -> list[tuple[int, int]]:
    """Where the phrases of a key stand in a folded text, as whole words."""
    return [found.span() for found in _anywhere(words.language, section, key).finditer(text)]


@cache
def _anywhere(language: str, section: str, key: str) -> re.Pattern[str]:
    phrases = words_of(language).phrases(section, key).replace("{word}", r"[\w']{1,15}")
    return re.compile(rf"(?<![\w']){phrases}(?!\w)")


def any_in(text: str, languages: Iterable[Words], section: str, key: str) -> bool:
    """Whether one of the phrases of a key stands in a folded text, in one of the languages."""
    return any(_anywhere(words.language, section, key).search(text) for words in languages)
