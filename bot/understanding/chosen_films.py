"""Films beside the sure ones: in lists, with stars behind them, or the only one there can be."""

from collections.abc import Sequence

from bot.understanding.lattice import Candidate, Lattice

NEEDED = -5.0
"""Where an act needs a film and none was sure enough, the best one above this is taken."""
RATED = -8.0
"""A known name with stars right behind it is taken above this."""
UNKNOWN_RATED = -3.0
"""An unknown name with stars right behind it is taken above this."""
NEARLY = 1.0
"""Log-odds by which a longer name may be less likely than a piece of it."""
ASKED = -4.0
"""A known name that a question about the own log ends in is taken above this."""
LISTED = -3.5
"""A known name in a list with a film is taken above this."""
_OPENINGS = frozenset(
    {"<s>", ",", "and", "&", "watched", "saw", "seen", ";", "rate", "und", "y", "et"}
)
"""Words before the next film of a list with stars."""
_JUDGES = frozenset("loved hated liked enjoyed adored disliked".split())
"""Words before a film that is judged."""
_LISTS = frozenset({",", "and", "&", "n", "und", "y", "et"})
"""Words between the films of a list."""


def whole_name(laid: Lattice, candidates: Sequence[Candidate]) -> Candidate | None:
    """The film whose name is the whole message: "alien", "the thing"."""
    last = max((at for at, word in enumerate(laid.words, 1) if word.is_word), default=0)
    for one in candidates:
        known = one.occurrence is not None and one.occurrence.exact and one.occurrence.films
        if known and one.first == 0 and one.last >= last:
            return one
    return None


def with_rated(
    laid: Lattice, films: Sequence[Candidate], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """The films, and every name with stars right behind it: "up 4, cars 3.5"."""
    taken = {at for one in films for at in range(one.first, one.last)}
    chosen = list(films)
    for one in sorted(candidates, key=lambda one: one.first - one.last):
        article = laid.token(one.first - 1) in {"the", "a", "an"}
        before = laid.token(one.first - 2 if article else one.first - 1)
        valued = laid.token(one.last) in {"RATING", "NUM", "DAY"} and before in _OPENINGS
        exact = one.occurrence is not None and one.occurrence.exact
        known = one.occurrence is not None and one.odds > (RATED if exact and valued else NEEDED)
        if one.occurrence is None:  # an unknown title takes its own stars, not another film
            known = one.odds > UNKNOWN_RATED and laid.token(one.last) == "RATING"
        free = not taken.intersection(range(one.first, one.last))
        if known and free and (valued or before in _JUDGES):
            chosen.append(one)
            taken.update(range(one.first, one.last))
    return sorted(chosen, key=lambda one: one.first)


def asked_about(laid: Lattice, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The known name that a message ends in: "what did I give ghost"."""
    last = max((at for at, word in enumerate(laid.words, 1) if word.is_word), default=0)
    named = [
        one
        for one in candidates
        if one.occurrence is not None
        and (one.occurrence.exact and one.last == last and one.odds > ASKED)
    ]
    return named[:1]


def corrected(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The known name of a correction that names one: "barbie was more a 7"."""
    named = [
        one
        for one in candidates
        if one.occurrence is not None
        and (one.occurrence.exact and not one.occurrence.ordinary and one.odds > ASKED)
    ]
    return [max(named, key=lambda one: one.odds)] if named else []


def with_listed(
    laid: Lattice, films: Sequence[Candidate], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """The films, and every name of the index that stands in a list with one: "heat and alien"."""
    chosen = list(films)
    for one in sorted(candidates, key=lambda one: one.first - one.last):
        known = one.occurrence is not None and one.occurrence.exact
        free = all(one.last <= film.first or film.last <= one.first for film in chosen)
        if known and free and one.odds > LISTED and any(_beside(laid, one, f) for f in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.first)


def _beside(laid: Lattice, one: Candidate, other: Candidate) -> bool:
    """Whether nothing but joining words stands between two names."""
    first, last = sorted((one, other), key=lambda film: film.first)
    between = laid.words[first.last : last.first]
    return 1 <= len(between) <= 2 and all(word.text in _LISTS for word in between)


def likeliest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The likeliest candidate of a message that must name a film."""
    likely = [one for one in candidates if one.odds > NEEDED]
    if not likely:
        return []
    best = max(likely, key=lambda one: one.odds)
    # Of "kill" and "kill bil" the longer one, if it is hardly less likely.
    around = [
        one
        for one in likely
        if one.first <= best.first and best.last <= one.last and one.odds > best.odds - NEARLY
    ]
    return [max(around, key=lambda one: one.last - one.first)]
