"""Films that nobody has rated here: meant by a whole title only, and never before a rated film.

There are several times as many of them as of rated ones, and "Home", "Love" and "It" are among
them. So an old film, or one whose title is ordinary words, needs its year or its capitals too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from recommender.domain import Ambiguous, Candidate, Film, NotFound, Resolution, Resolved
from recommender.titles import thresholds
from recommender.titles.aliases import AliasKind
from recommender.titles.matching import Guess, Hit, Popularity, guesses, hits
from recommender.titles.readings import Reading
from recommender.titles.shelf import Shelf, is_lacking
from recommender.titles.spelling import is_ordinary
from recommender.titles.words import LOOSE_WORDS, title_key, words_of

MAX_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """The listed films that a text may mean."""

    films: tuple[Candidate, ...] = ()
    """Best first."""
    sure: bool = False
    """Whether the first is meant, if no rated film is."""
    of_year: bool = False
    """Whether the text gave the first one's year."""


NOBODY = Listed()


def listed_named(
    text: str, readings: Sequence[Reading], hits_of: Callable[[Reading], list[Hit]]
) -> Listed:
    """The films that have the title that was typed.

    Args:
        text: What was typed.
        readings: The ways to read it, the most literal first.
        hits_of: The listed films with a name.
    """
    for reading in readings:
        if reading.pick is not None or reading.rank is not None or not reading.key.words:
            continue
        found = [hit for hit in hits_of(reading) if hit.strict and hit.kind <= AliasKind.HEAD]
        found = _of_year(found, reading)
        if any(is_lacking(hit.film) and hit.kind <= AliasKind.ALTERNATE for hit in found):
            return NOBODY  # a well-known film that is not listed either: "parasite"
        if found:
            return _listed(text, reading, found)
    return NOBODY


def _of_year(found: Sequence[Hit], reading: Reading) -> list[Hit]:
    for tolerance in (0, 1):
        near = [hit for hit in found if reading.agrees_with(hit.film.year, tolerance)]
        if near:
            return near
    return []


def _listed(text: str, reading: Reading, found: Sequence[Hit]) -> Listed:
    """The newest of the films whose title it is, before those whose title begins so."""
    found = sorted(
        found,
        key=lambda hit: (
            hit.kind > AliasKind.VARIANT,
            not _is_as_typed(hit, reading),
            -(hit.film.year or 0),
        ),
    )
    best = found[0]
    whole = best.kind <= AliasKind.VARIANT and _is_as_typed(best, reading)
    rivals = [
        hit
        for hit in found[1:]
        if hit.kind <= AliasKind.VARIANT and (hit.film.year or 0) >= thresholds.LISTED_FROM
    ]
    candidates = tuple(Candidate(hit.film, min(round(hit.score, 4), 1.0)) for hit in found)
    of_year = reading.years is not None
    if of_year:
        return Listed(candidates[:MAX_CANDIDATES], whole and not rivals, of_year=True)
    if not _is_said(text, reading, best):
        return NOBODY
    is_new = (best.film.year or 0) >= thresholds.LISTED_FROM
    sure = whole and not rivals and (is_new or is_capitalised(text))
    return Listed(candidates[:MAX_CANDIDATES], sure)


def _is_said(text: str, reading: Reading, best: Hit) -> bool:
    """Whether a text without a year is likely to be a title at all, and not a few words."""
    words = reading.key.words
    if len(words) > 1:
        return is_capitalised(text) or not all(map(is_ordinary, words))
    is_newest = (best.film.year or 0) >= thresholds.LISTED_NEWEST
    return not is_ordinary(words[0]) and (is_newest or is_capitalised(text))


def _is_as_typed(hit: Hit, reading: Reading) -> bool:
    """Whether the title was typed in its own words, and with its article if with any."""
    if hit.kind > AliasKind.ALTERNATE:
        return True
    article = hit.same_article or not reading.key.article
    return article and title_key(hit.film.title).words == reading.key.words


def is_capitalised(text: str) -> bool:
    """Whether a text is written as a title is: every telling word with a capital."""
    telling = [word for word in words_of(text) if word.raw not in LOOSE_WORDS and len(word.raw) > 3]
    return bool(telling) and all(not text[word.start].islower() for word in telling)


def with_listed(answer: Resolution, found: Listed, *, named: bool) -> Resolution:
    """The answer among rated films, and what listed films make of it.

    Args:
        answer: Among the rated films.
        found: The listed films that have the title.
        named: Whether the text is a name of the rated films of `answer`, and not only like one.
    """
    if not found.films:
        return answer
    film = Resolved(found.films[0].film, found.films[0].score, found.films)
    match answer:
        case Resolved():
            if named:
                return answer
            return _asked(answer.candidates[0].film.title, answer.candidates[:1], found)
        case Ambiguous(query, candidates):
            if found.sure and (found.of_year or not named):
                return replace(film, candidates=(*film.candidates, *candidates)[:MAX_CANDIDATES])
            if not found.sure and not named:
                return answer
            return _asked(query, candidates, found)
        case NotFound(query):
            return film if found.sure else Ambiguous(query, found.films)


def _asked(query: str, candidates: Sequence[Candidate], found: Listed) -> Ambiguous:
    """A question with the rated films first, and the first listed one in a place of its own."""
    return Ambiguous(query, (*candidates[: MAX_CANDIDATES - 1], found.films[0]))


def listed_guess(
    text: str, readings: Sequence[Reading], shelf: Shelf, popularity: Popularity
) -> Resolution:
    """A question whether a newer film is meant whose title can only have been misspelt."""
    for reading in readings[: thresholds.GUESSED_READINGS]:
        found = guesses([shelf], reading.key.words, current=_itself, popularity=popularity)
        sure = [guess for guess in found if _is_misspelt(guess, reading)]
        if sure:
            best = [Candidate(one.film, round(min(one.score, 1.0), 4)) for one in sure]
            return Ambiguous(text, tuple(best[:MAX_CANDIDATES]))
    return NotFound(text)


def _is_misspelt(guess: Guess, reading: Reading) -> bool:
    return (
        guess.misspelt
        and guess.whole
        and len(title_key(guess.film.title).words) == len(reading.key.words)
        and reading.agrees_with(guess.film.year)
    )


def _itself(film: Film) -> Film:
    return film


def shelf_hits(shelf: Shelf, reading: Reading) -> list[Hit]:
    """The films of one shelf that have the name."""
    return hits([shelf], reading.key, current=_itself)
