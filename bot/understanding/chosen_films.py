"""Films beside the sure ones: in lists, with stars behind them, or the only one there can be."""

from collections.abc import Sequence

from bot.understanding.everyday import PRONOUNS, is_everyday
from bot.understanding.lattice import Candidate, Lattice
from bot.understanding.values.praise import names_part

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
ASKED_FOR = -7.0
"""What a question is about is named by its place in it, when it is likelier than this."""
TELLING = 3.0
"""Log-odds by which a name of the index that no sentence is made of is likelier than a guess."""
SAVED = -3.0
"""A name right behind "put" or "save" is taken above this."""
PLAIN = -2.0
"""An unknown name of everyday words alone must be likelier than this."""
LISTED = -3.5
"""A known name in a list with a film is taken above this."""
_OPENINGS = frozenset(
    {"<s>", ",", "and", "&", "watched", "saw", "seen", ";", ":", "rate", "und", "y", "et"}
    | {"NUM", "RATING", "_"}
)
"""Words before the next film of a list with stars."""
_DASHES = frozenset({"-", "–", "—", ":", "="})
_JUDGES = frozenset("loved hated liked enjoyed adored disliked".split())
"""Words before a film that is judged."""
_SAVES = frozenset("put add save stick throw setz setze pack pon anade mets ajoute".split())
"""Words right before what is put on a list."""
_QUESTIONS = frozenset("who what whats when which how where name".split())
"""Words that open a question about a film."""
_BEFORE = frozenset(
    "directed wrote made starred stars star in of was is are did does movie film named called the "
    "first".split()
)
"""Words before the film of a question."""
_SHORT = 2
_ARTICLES = frozenset({"the", "a", "an"})
_BEHIND = frozenset(
    "about made released produced premiere premiered come came out rated filmed shot movie film "
    "movies".split()
)
"""Words behind the film of a question."""
_AROUND = frozenset(
    "the a of in on from movie movies film films series franchise saga netflix hulu prime hbo "
    "disney tv i im".split()
)
"""Words that stand around the names of films."""
_LISTS = frozenset({",", "and", "or", "&", "n", "und", "oder", "y", "o", "et", "ou"})
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
        if _is_no_name(laid, one) or _is_verb(laid, one):
            continue
        article = laid.token(one.first - 1) in _ARTICLES
        before = laid.token(one.first - 2 if article else one.first - 1)
        behind = laid.token(one.last)
        if behind in _DASHES:
            behind = laid.token(one.last + 1)
        valued = behind in {"RATING", "NUM", "DAY"} and before in _OPENINGS
        exact = one.occurrence is not None and one.occurrence.exact
        known = one.occurrence is not None and one.odds > (RATED if exact and valued else NEEDED)
        if one.occurrence is None:  # an unknown title takes its own stars, not another film
            known = one.odds > UNKNOWN_RATED and laid.token(one.last) == "RATING"
        free = not taken.intersection(range(one.first, one.last))
        again = valued and exact and any(_is_same(laid, one, film) for film in films)
        if again or (known and free and (valued or before in _JUDGES)):
            chosen.append(one)
            taken.update(range(one.first, one.last))
    return sorted(chosen, key=lambda one: one.first)


def saved(laid: Lattice, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The film of a message that puts something on the list: "put Foxcatcher on my list"."""
    named = [
        one
        for one in candidates
        if laid.token(one.first - 1) in _SAVES and one.odds > SAVED and not _is_no_name(laid, one)
    ]
    return likeliest(laid, named)


def rated_name(laid: Lattice, candidates: Sequence[Candidate]) -> Candidate | None:
    """The film of a message that is its name and stars, or a number that was great."""
    last = max((at for at, word in enumerate(laid.words, 1) if word.is_word), default=0)
    for one in candidates:
        known = one.occurrence is not None and one.occurrence.exact and one.occurrence.films
        telling = known and one.occurrence is not None and not one.occurrence.ordinary
        starred = laid.token(one.last) in {"NUM", "RATING"} and one.first == 0
        number = one.last == 1 < last and laid.words[0].text.isdecimal()
        exact = one.occurrence is not None and one.occurrence.exact  # known of, or here
        if number and exact and one.first == 0 and laid.words[1].text in {"was", "is"}:
            return one  # "1917 was great"
        rest = laid.tokens[one.last + 1 : last]
        if telling and starred and all(token == "_" for token in rest):
            return one
    return None


def _is_same(laid: Lattice, one: Candidate, other: Candidate) -> bool:
    """Whether two stretches are the same name at two places."""
    said, again = ([w.text for w in laid.words[c.first : c.last]] for c in (one, other))
    return one.first >= other.last and said == again


def asked_for(laid: Lattice, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The film that a question with a question word is about: "who directed the telling"."""
    words = [word.text for word in laid.words]
    if not _QUESTIONS.intersection(words[:2]):
        return []
    end = max((at for at, word in enumerate(laid.words, 1) if word.is_word), default=0)
    while end > 1 and words[end - 1] in _BEHIND:
        end -= 1
    framed = [
        one
        for one in candidates
        if one.last == end
        and one.odds > ASKED_FOR
        # "fly" is no film of the question "when was fruit fly produced"
        and words[one.first - (2 if words[one.first - 1] in _ARTICLES else 1)] in _BEFORE
    ]
    known = [one for one in framed if one.occurrence is not None and one.odds > NEEDED]
    whole = max(framed, key=lambda one: one.last - one.first, default=None)
    best = max(known, key=lambda one: one.odds, default=whole)
    return [] if best is None else [best]


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


def likeliest(laid: Lattice, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The likeliest candidate of a message that must name a film."""

    def worth(one: Candidate) -> float:
        known = one.occurrence is not None and one.occurrence.exact
        telling = known and one.occurrence is not None and not one.occurrence.ordinary
        return one.odds + (TELLING if telling else 0.0)

    likely = [
        one
        for one in candidates
        if worth(one) > NEEDED
        and not _is_no_name(laid, one)
        # "tired parents who fall asleep at 9"
        and not (one.last - one.first == 1 and laid.words[one.first].text.isdecimal())
    ]
    if not likely:
        return []
    best = max(likely, key=worth)
    # Of "kill" and "kill bil" the longer one, if it is hardly less likely.
    around = [
        one
        for one in likely
        if one.first <= best.first and best.last <= one.last and worth(one) > worth(best) - NEARLY
    ]
    return [max(around, key=lambda one: one.last - one.first)]


def _is_verb(laid: Lattice, one: Candidate) -> bool:
    """Whether a name of one word tells of a viewing: the "saw" of "saw 9 yesterday"."""
    words = laid.words[one.first : one.last]
    return len(words) == 1 and words[0].text in {"saw", "watch", "watched", "seen", "rate"}


def _is_no_name(laid: Lattice, one: Candidate) -> bool:
    """Whether a stretch points at a film or names a part of one: "it", "the ending"."""
    words = laid.words[one.first : one.last]
    if all(word.text in PRONOUNS and not word.is_capital for word in words if word.is_word):
        return True
    if one.occurrence is not None:
        return False
    plain = all(is_everyday(w.text) and not w.is_capital for w in words if w.is_word)
    # "two very tired parents" is no title that nobody knows.
    return any(names_part(word.text) for word in words) or (plain and one.odds < PLAIN)


def trimmed(
    laid: Lattice, films: Sequence[Candidate], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """The films, where a known name stands for it and words around it: "Mudbound on Netflix"."""
    return [
        _longer_than(laid, one, candidates) or _known_in(laid, one, candidates) or one
        for one in films
    ]


def _longer_than(
    laid: Lattice, film: Candidate, candidates: Sequence[Candidate]
) -> Candidate | None:
    """The unknown name of which a known one is a piece: "Chronicles" of "the zzyzx chronicles"."""
    if film.occurrence is None or film.last - film.first > 1 or film.first < _SHORT:
        return None
    first = film.first - 1
    opening = laid.words[first]
    if (
        not opening.is_word
        or laid.tokens[first] is not None
        or is_everyday(opening.text)
        or opening.text.endswith("s")  # Pixar's, written without its mark
        or laid.token(first - 1) not in _ARTICLES | _OPENINGS | _JUDGES
    ):
        return None
    found = [
        one
        for one in candidates
        if one.occurrence is None and first - 1 <= one.first <= first and one.last == film.last
    ]
    return max(found, key=lambda one: one.odds, default=None)


def _known_in(laid: Lattice, film: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    if film.occurrence is not None:
        return None
    found = [
        one
        for one in candidates
        if one.occurrence is not None
        and one.occurrence.exact
        and one.occurrence.films
        and film.first <= one.first
        and one.last <= film.last
        and all(
            _is_around(laid, at)
            for at in (*range(film.first, one.first), *range(one.last, film.last))
        )
    ]
    return max(found, key=lambda one: one.last - one.first, default=None)


def _is_around(laid: Lattice, at: int) -> bool:
    """Whether a word stands beside names rather than in them."""
    word, token = laid.words[at], laid.tokens[at]
    return not word.is_word or word.text in _AROUND or token in {"PERSON", "_"}
