"""One message on its way to mentions: its words, the index's view of it, and what was read."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from bot.intents import Mention
from bot.language.capitals import is_abbreviation
from bot.language.genres import is_genre
from bot.language.message import DAY_HOLE, FILM_HOLE, RATING_HOLE, Message, Span, Word
from bot.language.numbers import CARDINALS
from recommender import AliasKind, Occurrence, TitleIndex
from recommender.domain import MovieId, NotFound, Resolution

MOST_LOOKUPS = 40
"""Titles resolved for one message: nobody names more films, and an attacker gets no more."""

_HOLES = frozenset(FILM_HOLE + RATING_HOLE + DAY_HOLE)
_JOINTS = frozenset({"and", "&", "+", "or"})
_RANKS = frozenset(
    {
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "last",
        "1st",
        "2nd",
        "3rd",
    }
)
_FILM_WORDS = frozenset({"movie", "movies", "film", "films"})
_ARTICLES = frozenset({"the", "a", "an"})
_NO_NAME = frozenset({"the", "a", "this", "that", "movie", "movies", "film", "films"})
_YEAR = r"(?:18[89]|19\d|20\d)\d"
_RATES_NO_FILM = re.compile(
    r"\b(?:rate|rating|give|gave|score|stars?)\b.{0,120}\b(?:books?|textbooks?|novels?|essays?|"
    r"albums?|songs?|sagas?|chronicles?|series)\b"
    r"|\b(?:\d|zero|one|two|three|four|five|six)\s(?:points?|pts)\b|\b(?:out\s)?of\s(?:6|six)\b"
    r"|\b(?:give|gave|giving)\s(?:a\s)?(?:rating|score|mark)s?\sof\b"
    r"|\b(?:give|rate)\s.{0,80}\b(?:zero|0)\b|\b(?:give|rate)\s(?:zero|0)\b"
    r"|^\W*(?:(?:please|can\syou|could\syou|i(?:'d)?|want\sto|would\slike\sto|like\sto)\s)*"
    r"(?:rate|give)\s.{0,120}\b(?:stars?|points?|a\s(?:one|two|three|four|five|\d)|"
    r"(?:one|two|three|four|five|\d))\W*$",
    re.DOTALL,
)
"""Books and records are rated too: what is given marks in so many words, and is no film that
anybody knows, need not be one. Films are not given points, nought, or so many of six."""

_YEAR_AFTER = re.compile(
    rf"\s?[(\[]\s?(?P<in_brackets>{_YEAR})\s?[)\]]"
    rf"|,?\s(?:from\s(?:the\syear\s)?|of\s)?(?P<bare>{_YEAR})\b(?!\s?s\b|'s|\s(?:movies|films)|-)"
    rf"|,?\s(?:\w+\s)?(?:from|the)\s(?P<one>{_YEAR})\b(?!\s?s\b|'s)"
)
_YEAR_BEFORE = re.compile(
    rf"\b(?:the\s)?(?P<year>{_YEAR})(?:'s)?\s"
    r"(?:(?:version|film|movie|remake|original)\s(?:of\s)?)?(?:the\s)?$"
)
_RANK_BEFORE = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|2nd|3rd|[4-8]th)\s$"
)
_YEAR_WINDOW = 30
_NEAR = 40
_NUMBER_GOES_ON = re.compile(r"[.,/]\d|\s?/\s?\d|\s?½")
_FILMS_BEHIND = re.compile(r"\s(?:films|movies|flicks)\b")
_MOVIE_BEFORE = re.compile(r"\b(?:movie|picture)\s$")
_WHAT_ABOUT = re.compile(r"\b(?:what|how)\sabout\s(?:some\s|a\s)?$")
_RATES = re.compile(r"\b(?:rate|give|score)\b")


@dataclass
class Findings:
    """What has been read of one message so far."""

    message: Message
    masked: str
    """The folded text with certain ratings and days as holes."""
    titles: TitleIndex
    seen: Collection[MovieId]
    mentions: list[Mention] = field(default_factory=list)
    lookups: int = 0

    def __post_init__(self) -> None:
        # A mark for each character that has been read, as a film's or as certainly none's.
        self._read = bytearray(len(self.masked))
        self.rates_no_film = _RATES_NO_FILM.search(self.message.folded) is not None
        self._starts = [word.start for word in self.message.words]
        found = self.titles.occurrences(self.message.text, lacking=True)
        self.occurrences = [place for place in found if self._is_whole(place)]
        """Where the index sees aliases, longest first."""
        self._by_start: dict[int, list[Occurrence]] = {}
        for place in self.occurrences:
            self._by_start.setdefault(place.start, []).append(place)

    def index_of(self, position: int) -> int:
        """The index of the first word that starts at `position` or later."""
        return bisect_left(self._starts, position)

    def words_in(self, span: Span) -> Sequence[Word]:
        """The words that start within a stretch."""
        return self.message.words[self.index_of(span.start) : self.index_of(span.end)]

    def words_of(self, place: Occurrence) -> Sequence[Word]:
        """The words of an alias where it stands."""
        return self.words_in(Span(place.start, place.end))

    def _is_whole(self, place: Occurrence) -> bool:
        """Not across the end of a sentence, and not half inside a rating or a day."""
        words = self.words_of(place)
        if _NO_NAME.issuperset(word.text for word in words):
            return False
        plain = [word.text for word in words if word.is_word]
        if len(plain) > 1 and all(text.isdecimal() or text in CARDINALS for text in plain):
            return False
        if not place.films and not place.exact:
            return False
        if len(words) == 1 and not words[0].is_capital and self._is_a_sort(place):
            return False
        if len(words) > 1 and self._ends_in_stars(place, words):
            return False
        if _WHAT_ABOUT.search(self.masked, max(0, place.start - _NEAR), place.start) and is_genre(
            self.message.folded[place.start : place.end]
        ):
            return False  # "what about romance": the genre, in whatever catalogue there is a film
        if words[0].text in _JOINTS or words[-1].text in _JOINTS | _ARTICLES:
            return False  # the index does not mind "and" and articles, but they are not the name's
        for at, word in enumerate(words[1:], 1):
            if word.opens_sentence and not (
                words[at - 1].text == "." and at > 1 and is_abbreviation(words[at - 2])
            ):
                return False
        inside = self.masked[place.start : place.end]
        if _HOLES.isdisjoint(inside):
            return True
        before = self.masked[place.start - 1 : place.start]
        after = self.masked[place.end : place.end + 1]
        is_cut = (inside[0] in _HOLES and before == inside[0]) or (
            inside[-1] in _HOLES and after == inside[-1]
        )
        # "Friday Night Lights" holds a day, but "last night" is one.
        return not is_cut and place.exact and not _HOLES.issuperset(inside)

    def _is_a_sort(self, place: Occurrence) -> bool:
        """Whether one small word tells what films, or what house: "live films", "movie house"."""
        near = max(0, place.start - _NEAR)
        return _FILMS_BEHIND.match(self.masked, place.end) is not None or (
            self.message.folded[place.start : place.end] == "house"
            and _MOVIE_BEFORE.search(self.masked, near, place.start) is not None
        )

    def _ends_in_stars(self, place: Occurrence, words: Sequence[Word]) -> bool:
        """Whether the number at the end of a name is rather a rating: "alien, 4", "alien 4.5"."""
        if not words[-1].text.isdecimal():
            return False
        if words[-2].text == "," or _NUMBER_GOES_ON.match(self.message.folded, place.end):
            return True
        # "rate predator 4", where no fourth one is in the catalogue
        near = max(0, place.start - _NEAR)
        return not place.films and _RATES.search(self.masked, near, place.start) is not None

    def is_free(self, span: Span) -> bool:
        """Whether nothing of a stretch has been read."""
        return self._read.find(1, span.start, span.end) < 0

    def claim(self, span: Span) -> None:
        """Let nobody else read a stretch."""
        self._read[span.start : span.end] = bytes([1]) * (span.end - span.start)

    def accept(self, span: Span, resolution: Resolution | None = None) -> bool:
        """Take a stretch as a film's name; False when no budget is left to look it up."""
        found = resolution if resolution is not None else self.resolve(span)
        if found is None:
            return False
        if isinstance(found, NotFound) and self.rates_no_film:
            self.claim(span)
            return False
        surface = self.message.text[span.start : span.end]
        self.mentions.append(Mention(surface, found, span.start))
        self.claim(span)
        return True

    def accept_place(self, place: Occurrence) -> None:
        """Take an alias; of "the first superman movie" only "superman" is the name."""
        words = [word for word in self.words_of(place) if word.is_word]
        span = Span(place.start, place.end)
        name = list(words)
        if place.kind is AliasKind.NICKNAME:
            while len(name) > 1 and name[-1].text in _FILM_WORDS:
                name.pop()
            ranks = [at for at, word in enumerate(name[:2]) if word.text in _RANKS]
            if ranks and ranks[0] + 1 < len(name):
                name = name[ranks[0] + 1 :]
        resolution = self._ranked(span) or self.resolve(span)
        if resolution is not None:
            self.accept(Span(name[0].start, name[-1].end), resolution)

    def _ranked(self, span: Span) -> Resolution | None:
        """The film of a series that a rank before its name means: "the second godfather"."""
        before = _RANK_BEFORE.search(
            self.message.folded[max(0, span.start - _YEAR_WINDOW) : span.start]
        )
        if before is None:
            return None
        longer = Span(span.start - len(before.group()), span.end)
        found = self.resolve(longer)
        return None if isinstance(found, NotFound) else found

    def resolve(self, span: Span) -> Resolution | None:
        """What a stretch means, or None when the budget is spent."""
        if self.lookups >= MOST_LOOKUPS:
            return None
        self.lookups += 1
        surface = self.message.text[span.start : span.end]
        return self.titles.resolve(surface, year=self.year_beside(span), seen=self.seen)

    def year_beside(self, span: Span) -> int | None:
        """A year right after or before a name: "heat (1995)", "the 1995 heat"."""
        after = _YEAR_AFTER.match(self.message.folded, span.end)
        if after is not None:
            return int(after["in_brackets"] or after["bare"] or after["one"])
        window = self.message.folded[max(0, span.start - _YEAR_WINDOW) : span.start]
        before = _YEAR_BEFORE.search(window)
        return int(before["year"]) if before is not None else None

    def longest_at(self, start: int) -> Occurrence | None:
        """The longest alias that stands at a position."""
        places = self._by_start.get(start, ())
        return max(places, key=lambda place: place.end, default=None)

    def ending_at(self, span: Span) -> Occurrence | None:
        """The longest alias within a stretch that ends where the stretch ends."""
        trimmed = self.trimmed(span) or span
        inside = [
            p
            for p in self.occurrences
            if p.end in (span.end, trimmed.end) and p.start >= span.start
        ]
        return max(inside, key=lambda place: place.end - place.start, default=None)

    def trimmed(self, span: Span) -> Span | None:
        """The stretch without blanks and punctuation at its ends; None when nothing is left."""
        text = self.message.folded
        start, end = span.start, span.end
        while start < end and not text[start].isalnum():
            start += 1
        while start < end and not (text[end - 1].isalnum() or text[end - 1] == "!"):
            end -= 1
        return Span(start, end) if start < end else None
