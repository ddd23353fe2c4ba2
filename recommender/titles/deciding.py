"""From films that bear a name to one film, a question, or nothing."""

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
from recommender.titles.aliases import AliasKind
from recommender.titles.exact import Hit
from recommender.titles.fame import Fame
from recommender.titles.fuzzy import Guess
from recommender.titles.ordinary import ORDINARY
from recommender.titles.picking import picked
from recommender.titles.readings import Reading
from recommender.titles.shelf import is_lacking

MAX_CANDIDATES = 4
ASK = 0.76
"""From this score on it is worth asking about a well-known film; below, nothing was found."""
_OBSCURE_COST = 0.03
_ONE_WORD_COST = 0.06
_SAME_TIER = 0.005
_FAME_WEIGHT = 0.2
_PART_TIMES = 10
_NICKNAME_TIMES = 4
"""Somebody thought of this film at this name: fewer times the ratings are enough."""


def ranked(hits: Sequence[Hit], fame: Fame) -> list[Hit]:
    """Best first: by how telling the alias is, then the better known, then the earlier id."""
    return sorted(hits, key=lambda h: (-h.score, -fame.of(h.film), h.film.movie_id))


def decide_exact(
    text: str, reading: Reading, hits: Sequence[Hit], fame: Fame, seen: Collection[MovieId]
) -> Resolution | None:
    """Decide between films that bear the name that was typed.

    None when the reading itself does not hold: "the last warrior" of a single "Warrior".

    Args:
        text: What was typed.
        reading: How it was read.
        hits: At least one.
        fame: How well known films are.
        seen: Films of the person's own history.
    """
    hits = ranked(hits, fame)
    year_agrees = True
    if reading.years is not None:
        dated = _dated(hits, reading.years)
        hits, year_agrees = (dated or hits), bool(dated)
    if reading.pick is not None or reading.rank is not None:
        hits = picked(hits, reading, fame)
    if not hits or (_is_bare_number(reading) and not any(map(_is_number, hits))):
        return None
    present = [hit for hit in hits if not is_lacking(hit.film)]
    if not present:
        return NotFound(text)
    top = [hit for hit in present if hit.score >= present[0].score - _SAME_TIER]
    mine = [hit for hit in top if hit.film.movie_id in seen]
    if year_agrees and len(mine) == 1:
        return _resolve(mine[0], present)
    if not year_agrees or _is_doubtful(reading, top, hits, fame):
        return Ambiguous(text, _candidates(_by_prominence(present, fame)))
    return _resolve(top[0], present)


def _is_doubtful(reading: Reading, top: Sequence[Hit], hits: Sequence[Hit], fame: Fame) -> bool:
    """Whether another film may be meant than the first of `top`."""
    best = top[0]
    if len(top) > 1 and not fame.is_outweighed(top[1].film, best.film):
        return True
    if best.kind == AliasKind.SERIES:
        return True
    for hit in hits:
        if is_lacking(hit.film):
            same = hit.score >= best.score - _SAME_TIER
            if same and not fame.is_known(best.film):
                return True
        elif hit not in top and reading.years is None and hit.score > best.score - 0.15:
            nicknamed = hit.kind in (AliasKind.ALTERNATE, AliasKind.NICKNAME)
            times = _NICKNAME_TIMES if nicknamed else _PART_TIMES
            if hit.kind < AliasKind.TAIL and fame.is_outweighed(best.film, hit.film, times):
                return True
    if (reading.pick or reading.rank) and not fame.is_known(best.film):
        return True
    is_part = best.kind in (AliasKind.HEAD, AliasKind.TAIL)
    return is_part and fame.of(best.film) < _enough(reading.key, fame.many)


def _enough(key: Sequence[str], many: int) -> int:
    """Ratings that a film needs to be meant by a part of its title alone."""
    ordinary = all(word in ORDINARY for word in key)
    if len(key) > 1:
        return many if ordinary else many // 4
    return 5 * many if ordinary else many // 2


def _is_bare_number(reading: Reading) -> bool:
    return len(reading.key) == 1 and reading.key[0].isdecimal() and len(reading.key[0]) < 3


def _is_number(hit: Hit) -> bool:
    """Whether the title is a number as typed: "9", and not "The One"."""
    return hit.literal


def _by_prominence(hits: Sequence[Hit], fame: Fame) -> list[Hit]:
    """In the order to ask about: a famous film's part before an obscure film's whole title."""
    return sorted(hits, key=lambda hit: -(hit.score + _FAME_WEIGHT * fame.share(hit.film)))


def _dated(hits: Sequence[Hit], years: tuple[int, int]) -> list[Hit]:
    """The films of these years, else those of a year before or after.

    A whole title goes before a part of one: "Scream (1997)" is no "Scream 2".
    """
    whole = [hit for hit in hits if hit.kind <= AliasKind.VARIANT]
    for named in (whole, hits):
        for tolerance in (0, 1):
            first, last = years[0] - tolerance, years[1] + tolerance
            near = [h for h in named if h.film.year is not None and first <= h.film.year <= last]
            if near:
                return near
    return []


def decide_guesses(text: str, reading: Reading, guesses: Sequence[Guess], fame: Fame) -> Resolution:
    """Decide between films whose name looks like what was typed; best first."""
    if reading.years is not None:
        first, last = reading.years[0] - 1, reading.years[1] + 1
        guesses = [
            replace(g, sure=g.sure or (g.misspelt and first < (g.film.year or 0) < last))
            for g in guesses
            if g.film.year is None or first <= g.film.year <= last
        ]
    nearest = _candidates([guess for guess in guesses if not is_lacking(guess.film)])
    guesses = [
        guess for guess in guesses if guess.score >= (ASK if guess.sure else _ask_from(guess, fame))
    ]
    present = [guess for guess in guesses if not is_lacking(guess.film)]
    if not present:
        return NotFound(text, nearest)
    if is_lacking(guesses[0].film) and (guesses[0].sure or not present[0].sure):
        return NotFound(text)
    best = present[0]
    if best.sure and not any(_is_rival(guess, best, fame) for guess in present[1:]):
        return _resolve(best, present)
    close = [guess for guess in present if guess.score >= best.score - 0.15]
    return Ambiguous(text, _candidates(close))


def _is_rival(guess: Guess, best: Guess, fame: Fame) -> bool:
    if guess.score < best.score - 0.04 or fame.is_outweighed(guess.film, best.film):
        return False
    return guess.whole or not best.whole or fame.of(guess.film) > fame.of(best.film)


def _ask_from(guess: Guess, fame: Fame) -> float:
    """The score from which it is worth asking about this film."""
    obscure = 0.0 if fame.is_known(guess.film) else _OBSCURE_COST
    return ASK + obscure + (_ONE_WORD_COST if guess.one_word else 0.0)


def _candidates(found: Sequence[Hit | Guess]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(one.film, min(round(one.score, 4), 1.0)) for one in found[:MAX_CANDIDATES]
    )


def _resolve(best: Hit | Guess, found: Sequence[Hit | Guess]) -> Resolved:
    others = [other for other in found if other.film.movie_id != best.film.movie_id]
    return Resolved(best.film, min(round(best.score, 4), 1.0), _candidates([best, *others]))
