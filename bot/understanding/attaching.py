"""Which value belongs to which film: "heat 4/5, alien 5/5", "loved one, hated the other".

A value belongs to the film beside it, on the side where nothing parts them: no comma, no "and", no
full stop. Films joined as a list ("heat and alien") share what is said of the list.
"""

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.intents import FilmRef, Mention, ThatFilm
from bot.understanding.clauses import lies_in, placed
from bot.understanding.spans import (
    DayValue,
    PositionValue,
    PraiseValue,
    RatingValue,
    Span,
)
from bot.understanding.values.vocabulary import (
    Words,
    is_known,
    languages_in,
    places_of,
    stands_behind,
)
from recommender import is_ordinary

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR = re.compile(r"\(?\b(?:18|19|20)\d\d\b\)?")
_SENTENCE_END = re.compile(r"[.!?;\n]+(?=\s|$)")
_PAUSE = re.compile(r"[,:]|\s-\s")
_SENTENCE_COST, _PAUSE_COST = 3, 2
_SHORT_STRETCH = dt.timedelta(days=3)


@dataclass(slots=True)
class Told:
    """One film and what a clause tells of it; filled value by value while a clause is read."""

    film: FilmRef
    start: int
    end: int
    rating: float | None = None
    days: list[DayValue] = field(default_factory=list)
    rewatch: bool = False

    @property
    def day(self) -> dt.date | None:
        """The day told, if it is a single one, or a few days ("last weekend": the first)."""
        for value in self.days:
            if value.day is not None and (
                value.until is None or value.until - value.day < _SHORT_STRETCH
            ):
                return value.day
        return None


@dataclass(frozen=True, slots=True)
class Attached:
    """A clause's films with their values."""

    films: tuple[Told, ...]
    standards: tuple[Mention, ...] = ()
    """Films that others were measured by ("better than Heat"): nothing is said of themselves."""
    left: tuple[Span, ...] = ()
    """Values that belong to one of several films, and nobody can tell which."""


def attached(
    text: str, films: Sequence[Mention], spans: Sequence[Span], *, start: int = 0, end: int = -1
) -> Attached:
    """Every film named or pointed at in a clause, each with its own values.

    Args:
        text: The whole message, folded.
        films: The clause's films, in order.
        spans: The clause's values.
        start: Where the clause starts in the message.
        end: Where it ends; -1 for the message's end.
    """
    clause = _Clause(text, languages_in(text), start, len(text) if end < 0 else end)
    spans = [span for span in spans if not clause.are_stars(span, films, spans)]
    found, pronouns = placed(films, spans)
    told = [Told(film.film, film.start, film.end) for film in found]
    standards = [film for film in told if clause.is_standard(film)]
    told = [film for film in told if film not in standards]
    values = [span for span in spans if not lies_in(span, films)]
    ratings = [span for span in values if isinstance(span.value, RatingValue)]
    praises = [span for span in values if isinstance(span.value, PraiseValue)]
    praises = [s for s in praises if not any(clause.measures(s, film) for film in standards)]
    days = [span for span in values if isinstance(span.value, DayValue)]
    groups = clause.groups(told)
    left = clause.of_either([*ratings, *praises], groups, pronouns)
    # Praise first, then what may be stars, then what surely is: the surest stays.
    for span in reversed(praises):
        if span not in left:
            clause.give(span, groups, praises)
    given = [span for span in ratings if span not in left]
    if clause.are_in_turn(given, groups):
        for span, film in zip(given, told, strict=True):
            clause.give(span, [[film]], given)
    else:
        for span in sorted(given, key=_is_sure):
            clause.give(span, groups, given)
    for span in days:
        clause.give(span, [told] if len(days) == 1 and told else clause.groups(told), days)
    clause.mark_rewatches(clause.groups(told), told)
    named = tuple(film.film for film in standards if isinstance(film.film, Mention))
    return Attached(tuple(told), named, tuple(left))


def _is_sure(span: Span) -> bool:
    return isinstance(span.value, RatingValue) and span.value.surely


@dataclass(frozen=True, slots=True)
class _Clause:
    """A folded message with its languages."""

    text: str
    words: tuple[Words, ...]
    start: int
    end: int

    def groups(self, told: Sequence[Told]) -> list[list[Told]]:
        """Films side by side as a list: "heat and alien". A name said again begins anew."""
        groups: list[list[Told]] = []
        for film in told:
            name = self.text[film.start : film.end]
            again = any(
                one.end <= film.start and name == self.text[one.start : one.end]
                for group in groups
                for one in group
            )
            if not again and groups and self._joins(self.text[groups[-1][-1].end : film.start]):
                groups[-1].append(film)
            else:
                groups.append([film])
        return groups

    def _joins(self, gap: str) -> bool:
        rest = _YEAR.sub("", gap).strip(" ,/+'\"*_\n)")
        return not rest or any(words.key_of("facts", rest) == "join" for words in self.words)

    def are_stars(self, place: Span, films: Sequence[Mention], spans: Sequence[Span]) -> bool:
        """Whether a bare number that may be a place in a list is stars beside a named film.

        "Sicario should be 4" is; "heat and 4" names a film and points at another.
        """
        if not isinstance(place.value, PositionValue) or not films:
            return False
        if not any(
            isinstance(span.value, RatingValue)
            and (span.start, span.end) == (place.start, place.end)
            for span in spans
        ):
            return False
        ends = [film.start + len(film.surface) for film in films]
        gap = self.text[max((end for end in ends if end <= place.start), default=0) : place.start]
        joined = any(words.key_of("facts", gap.strip()) == "join" for words in self.words)
        return not joined

    def is_standard(self, film: Told) -> bool:
        """Whether another film is measured by this one."""
        return any(
            stands_behind(self.text, film.start, words, "facts", "standard") for words in self.words
        )

    def measures(self, praise: Span, standard: Told) -> bool:
        """Whether words of praise belong to a comparison with this film."""
        return praise.end <= standard.start and self._cost(praise.end, standard.start) < _PAUSE_COST

    def of_either(
        self, values: Sequence[Span], groups: Sequence[Sequence[Told]], pronouns: Sequence[Span]
    ) -> list[Span]:
        """Values that are said of an "it" behind several films, and so of nobody knows which."""
        if not groups or len(groups[-1]) == 1:
            return []
        end = groups[-1][-1].end
        its = [s for s in pronouns if s.value == PositionValue(ThatFilm()) and s.start >= end]
        return [
            span
            for span in values
            if span.start >= end
            and any(self._cost(min(span.end, s.end), max(span.start, s.start)) == 0 for s in its)
        ]

    def are_in_turn(self, ratings: Sequence[Span], groups: Sequence[Sequence[Told]]) -> bool:
        """Whether a list of films is followed by a list of as many ratings: "4 and 5 stars"."""
        if not 1 < sum(map(len, groups)) == len(ratings):
            return False
        pairs = itertools.pairwise(ratings)
        return ratings[0].start >= groups[-1][-1].end and all(
            self._joins(self.text[first.end : second.start]) for first, second in pairs
        )

    def give(self, span: Span, groups: Sequence[list[Told]], kind: Sequence[Span]) -> None:
        """Write a value down for the films it belongs to."""
        for film in self._receivers(span, groups, kind):
            match span.value:
                case RatingValue(stars=stars) | PraiseValue(stars=stars):
                    film.rating = stars
                case DayValue():
                    film.days.append(span.value)

    def _receivers(
        self, span: Span, groups: Sequence[list[Told]], kind: Sequence[Span]
    ) -> Iterable[Told]:
        if isinstance(span.value, RatingValue) and span.value.each:
            return [film for group in groups for film in group]
        behind = next((g for g in reversed(groups) if g[-1].end <= span.start), None)
        ahead = next((g for g in groups if g[0].start >= span.end), None)
        if behind is None or ahead is None:
            group = behind or ahead or (groups[0] if groups else [])
        else:
            # "Airplane! 4": a title's own mark parts nothing.
            end = behind[-1].end
            marked = isinstance(span.value, RatingValue) and self.text[end : end + 1] in {"!", "?"}
            cost_behind = self._cost(end + marked, span.start)
            cost_ahead = self._cost(span.end, ahead[0].start)
            # In "4 heat 5 alien" values stand before their films.
            values_first = len(kind) > 1 and kind[0].end <= groups[0][0].start
            nearer = cost_ahead < cost_behind or (cost_ahead == cost_behind and values_first)
            group = ahead if nearer else behind
        if group is behind and self._is_anothers(span, group[-1].end, kind):
            return []
        direct = group is behind and not self.text[group[-1].end : span.start].strip(" (=")
        if direct and isinstance(span.value, RatingValue):
            # "Heat, alien 4" is of the last film; the parts of a series stand in one place.
            return [film for film in group if film.end > group[-1].start]
        return group

    def _is_anothers(self, span: Span, end: int, kind: Sequence[Span]) -> bool:
        """Whether a second value follows a word that may be another film's name.

        "Sabrina 2, qwertzuiop 5": the five is of a film that nobody recognised.
        """
        before = [other.end for other in kind if end <= other.start and other.end <= span.start]
        return bool(before) and any(
            not is_ordinary(found[0]) and not is_known(found[0], self.words)
            for found in _LONG_WORD.finditer(self.text, max(before), span.start)
        )

    def _cost(self, start: int, end: int) -> int:
        """How much parts two places of the message."""
        gap = _YEAR.sub("", self.text[start:end])
        cost = _SENTENCE_COST * len(_SENTENCE_END.findall(gap))
        # A colon behind a title announces its value.
        cost += _PAUSE_COST * len(_PAUSE.findall(gap.lstrip(" :")))
        return cost + _PAUSE_COST * sum(
            len(places_of(gap, words, "facts", "break")) for words in self.words
        )

    def mark_rewatches(self, groups: Sequence[list[Told]], told: Sequence[Told]) -> None:
        """Mark the films that are said to be seen again."""
        said = self.text[self.start : self.end]
        places = [p for words in self.words for p in places_of(said, words, "facts", "again")]
        for start, end in ((self.start + first, self.start + last) for first, last in places):
            if any(film.start <= start < film.end for film in told):
                continue
            for film in self._receivers(Span(start, end, "number", None), groups, ()):
                film.rewatch = True


def is_planned(text: str) -> bool:
    """Whether words tell of a viewing to come, or of none at all."""
    languages = languages_in(text)
    planned = [p for words in languages for p in places_of(text, words, "facts", "planned")]
    past = [p for words in languages for p in places_of(text, words, "facts", "past")]
    # "If I watched" is no past.
    told = [(start, end) for start, end in past if not any(a <= start < b for a, b in planned)]
    return bool(planned) and not told
