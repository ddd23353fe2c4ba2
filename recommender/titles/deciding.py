"""Deciding between the films that were found: one film, a question which, or none."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from recommender.domain import (
    Ambiguous,
    Candidate,
    MovieId,
    NotFound,
    Resolution,
    Resolved,
)
from recommender.titles import thresholds
from recommender.titles.aliases import AliasKind
from recommender.titles.matching import Guess, Hit, Popularity, one_of_each_name
from recommender.titles.readings import Pick, Reading
from recommender.titles.shelf import is_lacking
from recommender.titles.spelling import ORDINARY
from recommender.titles.words import Key

MAX_CANDIDATES = 4
"""So many films are asked about, or named beside the one that is meant."""


def best_first(hits: Sequence[Hit], popularity: Popularity) -> list[Hit]:
    """The hits by score, then ratings, then the smaller id."""
    return sorted(hits, key=lambda h: (-h.score, -popularity.of(h.film), h.film.movie_id))


def names_film(key: Key, hits: Sequence[Hit]) -> bool:
    """Whether this key can name a film: "9" is the film "9", but "1" is not "The One"."""
    is_short_number = len(key.words) == 1 and key.words[0].isdecimal() and len(key.words[0]) < 3
    return not is_short_number or any(hit.literal for hit in hits)


def decide_exact(
    text: str,
    reading: Reading,
    hits: Sequence[Hit],
    popularity: Popularity,
    seen: Collection[MovieId],
) -> Resolution | None:
    """Decide between films that have the name that was typed.

    Returns None when the reading does not hold: "the last warrior" where there is one "Warrior".

    Args:
        text: What was typed.
        reading: How it was read.
        hits: At least one.
        popularity: Ratings of films.
        seen: Films of the person's own history.
    """
    hits = one_of_each_name(best_first(hits, popularity), popularity, seen)
    year_agrees = True
    if reading.years is not None:
        of_year = _of_year(hits, reading)
        hits, year_agrees = (of_year or hits), bool(of_year)
    if reading.pick is not None or reading.rank is not None:
        hits = _of_rank(hits, reading, popularity)
    if not hits or not names_film(reading.key, hits):
        return None
    present = [hit for hit in hits if not is_lacking(hit.film)]
    if not present:
        return NotFound(text)
    top = [hit for hit in present if hit.score >= present[0].score - thresholds.SAME_SCORE]
    own = [hit for hit in top if hit.film.movie_id in seen]
    if year_agrees and len(own) == 1:
        return _resolved(own[0], present)
    if not year_agrees or _is_doubtful(reading, top, hits, popularity):
        return Ambiguous(text, _candidates(_in_asking_order(present, popularity)))
    return _resolved(top[0], present)


def _is_doubtful(
    reading: Reading, top: Sequence[Hit], hits: Sequence[Hit], popularity: Popularity
) -> bool:
    """Whether another film may be meant than the first of `top`."""
    best = top[0]
    if len(top) > 1 and not popularity.is_outweighed(
        top[1].film, best.film, times=thresholds.NAMESAKE_TIMES
    ):
        return True
    if best.kind == AliasKind.SERIES:
        return True
    for hit in hits:
        if is_lacking(hit.film):
            same = hit.score >= best.score - thresholds.SAME_SCORE
            if same and not popularity.is_well_known(best.film):
                return True
        elif hit not in top and reading.years is None and hit.score > best.score - thresholds.CLOSE:
            nicknamed = hit.kind in (AliasKind.ALTERNATE, AliasKind.NICKNAME)
            times = thresholds.NICKNAME_TIMES if nicknamed else thresholds.PART_TIMES
            outweighed = popularity.is_outweighed(best.film, hit.film, times=times)
            if hit.kind < AliasKind.TAIL and outweighed:
                return True
    if (reading.pick or reading.rank) and not popularity.is_well_known(best.film):
        return True
    is_part = best.kind in (AliasKind.HEAD, AliasKind.TAIL)
    least = int(_ratings_for_a_part(reading.key.words) * popularity.well_known)
    return is_part and popularity.of(best.film) < least


def _ratings_for_a_part(words: Sequence[str]) -> float:
    """How often rated a film must be for a part of its title to mean it, by well-known films."""
    ordinary = all(word in ORDINARY for word in words)
    if len(words) > 1:
        return thresholds.ORDINARY_WORDS if ordinary else thresholds.SEVERAL_WORDS
    return thresholds.ONE_ORDINARY_WORD if ordinary else thresholds.ONE_WORD


def _in_asking_order(hits: Sequence[Hit], popularity: Popularity) -> list[Hit]:
    """A famous film by a part of its title before an obscure one by its whole title."""

    def prominence(hit: Hit) -> float:
        return hit.score + thresholds.POPULARITY_WEIGHT * popularity.share(hit.film)

    return sorted(hits, key=prominence, reverse=True)


def _of_year(hits: Sequence[Hit], reading: Reading) -> list[Hit]:
    """The films of the years that were named, else those of a year before or after.

    Whole titles go before parts of titles: "Scream (1997)" is not "Scream 2".
    """
    whole = [hit for hit in hits if hit.kind <= AliasKind.VARIANT]
    for named in (whole, hits):
        for tolerance in (0, 1):
            near = [hit for hit in named if reading.agrees_with(hit.film.year, tolerance)]
            if near:
                return near
    return []


def _of_rank(hits: Sequence[Hit], reading: Reading, popularity: Popularity) -> list[Hit]:
    """The hits at the place in a series that was named; none when there is no such place.

    A hit whose kind is changed to SERIES will be asked about, one with NICKNAME will not.
    """
    same = [hit for hit in hits if hit.kind <= AliasKind.ALTERNATE and hit.strict]
    series = _series(hits, same)
    match reading.pick:
        case Pick.OLDEST:
            most = max((popularity.of(hit.film) for hit in same), default=0)
            known = [
                hit for hit in same if thresholds.ORIGINAL_TIMES * popularity.of(hit.film) >= most
            ]
            return _by_year(known)[:1] or _certain(series[:1])
        case Pick.NEWEST if len(same) == 1 and len(series) < 2:
            # There may be a newer one that the catalogue lacks.
            return [replace(same[0], kind=AliasKind.SERIES)]
        case Pick.NEWEST:
            return _by_year(same)[-1:] if len(same) > 1 else _certain(series[-1:])
        case Pick.LAST:
            return _last(series) if len(series) > 1 else []
        case None:
            pass
    if reading.rank == 1:
        return same or _certain(series[:1])
    if reading.rank is not None and len(series) >= max(reading.rank, 2):
        # By year, and the catalogue may lack one before it.
        return [replace(series[reading.rank - 1], kind=AliasKind.SERIES)]
    return []


def _series(hits: Sequence[Hit], same: Sequence[Hit]) -> list[Hit]:
    """The films that share the name as a series, by year."""
    parts = [hit for hit in hits if hit.kind in (AliasKind.HEAD, AliasKind.SERIES)]
    shared = {hit.film.movie_id for hit in parts}
    first = [hit for hit in _by_year(same) if hit.film.movie_id not in shared][:1]
    return _by_year([*first, *parts]) if parts else []


def _last(series: Sequence[Hit]) -> list[Hit]:
    """The last film of a series, to be asked about when the catalogue lacks a later one."""
    present = [hit for hit in series if not is_lacking(hit.film)]
    if present and present[-1] != series[-1]:
        return [replace(present[-1], kind=AliasKind.SERIES)]
    return _certain(present[-1:])


def _by_year(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (hit.film.year or 9999, hit.film.movie_id))


def _certain(hits: Sequence[Hit]) -> list[Hit]:
    """The hits as if a nickname had been typed: the rank says which film of a series."""
    return [replace(hit, kind=AliasKind.NICKNAME) for hit in hits]


def decide_guesses(
    text: str, reading: Reading, guesses: Sequence[Guess], popularity: Popularity
) -> Resolution:
    """Decide between films whose name is like what was typed, given best first."""
    guesses = one_of_each_name(guesses, popularity)
    if reading.years is not None:
        guesses = [
            replace(
                guess,
                sure=guess.sure or (guess.misspelt and reading.agrees_with(guess.film.year, 0)),
            )
            for guess in guesses
            if guess.film.year is None or reading.agrees_with(guess.film.year)
        ]
    nearest = _candidates([guess for guess in guesses if not is_lacking(guess.film)])
    guesses = [guess for guess in guesses if guess.score >= _least_score(guess, popularity)]
    present = [guess for guess in guesses if not is_lacking(guess.film)]
    if not present:
        return NotFound(text, nearest)
    if is_lacking(guesses[0].film) and (guesses[0].sure or not present[0].sure):
        return NotFound(text)
    best = present[0]
    if best.sure and not any(_is_rival(guess, best, popularity) for guess in present[1:]):
        return _resolved(best, present)
    close = [guess for guess in present if guess.score >= best.score - thresholds.CLOSE]
    return Ambiguous(text, _candidates(close))


def _is_rival(guess: Guess, best: Guess, popularity: Popularity) -> bool:
    """Whether this film may be meant as well as the best one."""
    if guess.score < best.score - thresholds.RIVAL:
        return False
    if popularity.is_outweighed(guess.film, best.film, times=thresholds.NAMESAKE_TIMES):
        return False
    return guess.whole or not best.whole or popularity.of(guess.film) > popularity.of(best.film)


def _least_score(guess: Guess, popularity: Popularity) -> float:
    """The score from which it is worth asking about this film."""
    if guess.sure:
        return thresholds.ASK_FROM
    obscure = 0.0 if popularity.is_well_known(guess.film) else thresholds.OBSCURE_COST
    return thresholds.ASK_FROM + obscure + (thresholds.ONE_WORD_COST if guess.one_word else 0.0)


def _candidates(found: Sequence[Hit | Guess]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(one.film, min(round(one.score, 4), 1.0)) for one in found[:MAX_CANDIDATES]
    )


def _resolved(best: Hit | Guess, found: Sequence[Hit | Guess]) -> Resolved:
    others = [other for other in found if other.film.movie_id != best.film.movie_id]
    return Resolved(best.film, min(round(best.score, 4), 1.0), _candidates([best, *others]))
