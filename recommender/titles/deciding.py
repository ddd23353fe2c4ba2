"""From films that bear a name to one film, a question, or nothing."""

from collections.abc import Callable, Collection, Sequence

from recommender.domain import (
    Ambiguous,
    Candidate,
    Film,
    MovieId,
    NotFound,
    Resolution,
    Resolved,
)
from recommender.titles.aliases import AliasKind
from recommender.titles.exact import Hit
from recommender.titles.fuzzy import MANY, Guess
from recommender.titles.ordinary import ORDINARY
from recommender.titles.picking import picked
from recommender.titles.readings import Reading
from recommender.titles.shelf import is_lacking

MAX_CANDIDATES = 4
TIMES = 10
"""So many times the ratings of the next one do."""
ASK = 0.76
"""From this score on it is worth asking about a well-known film; below, nothing was found."""
_OBSCURE_COST = 0.03
_ONE_WORD_COST = 0.06
_SAME_TIER = 0.005

Popularity = Callable[[Film], int]


def ranked(hits: Sequence[Hit], popularity: Popularity) -> list[Hit]:
    """Best first: by how telling the alias is, then the better known, then the earlier id."""
    return sorted(hits, key=lambda h: (-h.score, -popularity(h.film), h.film.movie_id))


def decide_exact(
    text: str,
    reading: Reading,
    hits: Sequence[Hit],
    popularity: Popularity,
    seen: Collection[MovieId],
) -> Resolution | None:
    """Decide between films that bear the name that was typed.

    None when the reading itself does not hold: "the last warrior" of a single "Warrior".

    Args:
        text: What was typed.
        reading: How it was read.
        hits: At least one.
        popularity: Ratings of a film; 0 when unknown.
        seen: Films of the person's own history.
    """
    hits = ranked(hits, popularity)
    year_agrees = True
    if reading.years is not None:
        dated = _dated(hits, reading.years)
        hits, year_agrees = (dated or hits), bool(dated)
    if reading.pick is not None or reading.rank is not None:
        hits = picked(hits, reading)
        if not hits:
            return None
    present = [hit for hit in hits if not is_lacking(hit.film)]
    lacking = [hit for hit in hits if is_lacking(hit.film)]
    if not present:
        return NotFound(text)
    if not year_agrees:
        return _ask(text, present)
    top = [hit for hit in present if hit.score >= present[0].score - _SAME_TIER]
    mine = [hit for hit in top if hit.film.movie_id in seen]
    if len(mine) == 1:
        return _resolve(mine[0], present)
    first = popularity(top[0].film)
    if lacking and lacking[0].score >= present[0].score - _SAME_TIER and first < 5 * MANY:
        return _ask(text, present)
    if len(top) > 1 and not _outweighs(first, popularity(top[1].film)):
        return _ask(text, present)
    known_better = [
        hit
        for hit in present[len(top) :]
        if hit.kind < AliasKind.TAIL
        and _outweighs(popularity(hit.film), first)
        and hit.score > present[0].score - 0.15
    ]
    if known_better and reading.years is None:
        return _ask(text, [*ranked_by_fame(known_better, popularity), *top])
    if top[0].kind == AliasKind.SERIES:
        return _ask(text, present)
    if reading.peeled and first < MANY and (reading.pick or reading.rank):
        return _ask(text, present)
    if top[0].kind in (AliasKind.HEAD, AliasKind.TAIL) and first < _enough(reading.key):
        return _ask(text, present)
    return _resolve(top[0], present)


def _enough(key: Sequence[str]) -> int:
    """Ratings that a film needs to be meant by a part of its title alone."""
    if any(word not in ORDINARY for word in key) and len(key) > 1:
        return MANY // 4
    return MANY if len(key) > 1 or key[0] not in ORDINARY else 5 * MANY


def ranked_by_fame(hits: Sequence[Hit], popularity: Popularity) -> list[Hit]:
    """The best known first."""
    return sorted(hits, key=lambda hit: -popularity(hit.film))


def _outweighs(ratings: int, others: int) -> bool:
    return ratings >= MANY and ratings >= TIMES * others


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


def decide_guesses(
    text: str, reading: Reading, guesses: Sequence[Guess], popularity: Popularity
) -> Resolution:
    """Decide between films whose name looks like what was typed; best first."""
    if reading.years is not None:
        first, last = reading.years[0] - 1, reading.years[1] + 1
        guesses = [g for g in guesses if g.film.year is None or first <= g.film.year <= last]
    guesses = [
        guess for guess in guesses if guess.sure or guess.score >= _ask_from(guess, popularity)
    ]
    present = [guess for guess in guesses if not is_lacking(guess.film)]
    if not present:
        return NotFound(text)
    if is_lacking(guesses[0].film) and (guesses[0].sure or not present[0].sure):
        return NotFound(text)
    best = present[0]
    rivals = [
        guess
        for guess in present[1:]
        if guess.score >= best.score - 0.04
        and not _outweighs(popularity(best.film), popularity(guess.film))
    ]
    if best.sure and not rivals:
        return _resolve_guess(best, present)
    close = [guess for guess in present if guess.score >= best.score - 0.15]
    return Ambiguous(text, _candidates(close))


def _ask_from(guess: Guess, popularity: Popularity) -> float:
    """The score from which it is worth asking about this film."""
    obscure = _OBSCURE_COST if popularity(guess.film) < MANY else 0.0
    return ASK + obscure + (_ONE_WORD_COST if guess.one_word else 0.0)


def _candidates(found: Sequence[Hit | Guess]) -> tuple[Candidate, ...]:
    return tuple(Candidate(one.film, round(one.score, 4)) for one in found[:MAX_CANDIDATES])


def _ask(text: str, hits: Sequence[Hit]) -> Ambiguous:
    return Ambiguous(text, _candidates(hits))


def _resolve(hit: Hit, hits: Sequence[Hit]) -> Resolved:
    others = [other for other in hits if other.film.movie_id != hit.film.movie_id]
    return Resolved(hit.film, round(hit.score, 4), _candidates([hit, *others]))


def _resolve_guess(guess: Guess, guesses: Sequence[Guess]) -> Resolved:
    others = [other for other in guesses if other.film.movie_id != guess.film.movie_id]
    return Resolved(guess.film, round(guess.score, 4), _candidates([guess, *others]))
