"""Stretches that may be misspelt or unknown titles: short windows around words that are rare."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot.understanding.everyday import PRONOUNS, is_everyday, is_function
from bot.understanding.lattice import Candidate, Lattice
from bot.understanding.words import Word
from recommender import TitleIndex

MOST = 6
"""Windows that are looked up: each costs about .3 ms."""
LONGEST = 5
"""Words of a window."""
MOST_FRAMED, LONGEST_FRAMED = 8, 8
_JOINTS = frozenset("-:&'+.!?/")
_ARTICLES = frozenset(
    {"the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las"}
)
_SCORES = (0.5, 0.6, 0.7, 0.78, 0.85, 0.9, 0.95)
_LIKE = 4
"""Steps of likeness above which a window is a name misspelt."""
_GENERIC = frozenset(
    "movie movies film films flick flicks series trilogy franchise saga show sequel".split()
)
"""Words that stand before and behind titles and are no part of unknown ones."""
_LISTS = frozenset({"and", "or", "&", ",", "und", "oder", "y", "o", "et", "ou"})
_SHORT = 2
_NO_EDGES = _GENERIC | frozenset(
    (
        "pls please plz thanks thx lol haha ok okay though too tho btw um hmm hey hi watched "
        "watching watch saw seen rated rate rating set log add put cast directed starring starred "
        "similar like actually really honestly definitely probably maybe finally still "
        "book books novel novels album albums song songs game essay textbook chronicle"
    ).split()
)
"""Words that no unknown title begins or ends with."""
_POSSESSIVE = ("'s", "’s")


_TRIGGERS = frozenset(
    (
        "watched watch watching saw see seen seeing rate rated rating like liked love "
        "loved hate hated enjoyed enjoy recommend directed wrote starred stars star "
        "called named titled movie film show flick add of for to is was are does did "
        "about find play tried heard finished gave give "
        "gesehen geschaut geguckt sah schaue wie zu fur bewerte "
        "vi visto viendo como pelicula ver a para "
        "vu regarde comme voir note sur"
    ).split()
)
"""Words behind which a title may stand."""
_SKIPPED = frozenset("the movie film called named titled a an flick one".split())
_STOPS = frozenset(
    (
        "with on for is was about starring from playing please but because so too again "
        "tonight at in last yesterday today now already directed released made come came "
        "showing when where and or gets got should deserves which that which who by if as "
        "than again twice once movie film movies films i it me my "
        "gesehen geschaut geguckt gestern heute war ist hat bitte mit und auf fur "
        "ayer hoy anoche fue es esta con y por en muy "
        "hier est etait avec et pour sur dans tres"
    ).split()
)
"""Words before which a title may end."""
_BREAKS = frozenset('.,!?;()[]"')


@dataclass(frozen=True, slots=True)
class Likeness:
    """The name of the index that a window is spelled most like."""

    score: float
    """0-1; 0 where the window was not looked up."""
    name: str


def guessed(lattice: Lattice, titles: TitleIndex) -> list[tuple[Candidate, Likeness]]:
    """Windows that no exact name covers, with the name that each is spelled most like."""
    taken = {(one.first, one.last) for one in lattice.candidates}
    rare = _rare(lattice)
    windows = [
        window
        for window in dict.fromkeys((*_framed(lattice), *_windows(lattice, rare)))
        # a number behind a name is stars, unless the index knows a film called so
        if lattice.tokens[window[1] - 1] not in {"NUM", "RATING", "DAY", "YEARS"}
    ]
    found = []
    for first, last in windows:
        if (first, last) in taken or _is_list(lattice, first, last):
            continue
        start, end = lattice.words[first].start, lattice.words[last - 1].end
        surface = lattice.text[start:end]
        # A name of everyday words is misspelt nowhere: it is known exactly or not at all.
        looked_up = rare.intersection(range(first, last))
        like = Likeness(*titles.nearest_name(surface)) if looked_up else Likeness(0.0, "")
        found.append((Candidate(first, last, start, end, None), like))
    return found


def _is_list(lattice: Lattice, first: int, last: int) -> bool:
    """Whether a window is a list with a known name in it: "Rent or Whiplash"."""
    joints = [at for at in range(first + 1, last - 1) if lattice.words[at].text in _LISTS]
    edges = [first - 1, *joints, last]
    sides = {(left + 1, right) for left, right in pairwise(edges)}
    return bool(joints) and any(
        (one.first, one.last) in sides
        for one in lattice.candidates
        if one.occurrence is not None and one.occurrence.exact and one.occurrence.films
    )


def _framed(lattice: Lattice) -> list[tuple[int, int]]:
    """Windows from a word that titles follow to where they may end."""
    words = lattice.words
    found: list[tuple[int, int]] = []
    for place, word in enumerate(words):
        if word.text not in _TRIGGERS or len(found) >= MOST_FRAMED:
            continue
        first = place + 1
        while first < len(words) and words[first].text in _SKIPPED and first - place < _SHORT + 1:
            first += 1
        if first >= len(words) or not words[first].is_word or words[first].text in _TRIGGERS:
            continue
        last = first
        while last < len(words) and last - first < LONGEST_FRAMED:
            token = lattice.tokens[last]
            if words[last].text in _BREAKS or token in {"DAY", "RATING", "TIME", "YEARS"}:
                break
            if (
                last > first
                and words[last].text in _STOPS
                and words[last - 1].text not in _NO_EDGES
            ):
                found.append((first, last))
            last += 1
        while last > first and (not words[last - 1].is_word or words[last - 1].text in _NO_EDGES):
            last -= 1
        if last > first:
            found.append((first, last))
    opening = [at for at, word in enumerate(words) if word.text == '"']
    for start, end in zip(opening[::2], opening[1::2], strict=False):
        if 0 < end - start - 1 <= LONGEST_FRAMED:
            found.append((start + 1, end))
    return [window for window in found if _tells(lattice, *window)][:MOST_FRAMED]


def _tells(lattice: Lattice, first: int, last: int) -> bool:
    """Whether a window holds a word that no sentence is made of, and has none at its edges."""
    edges = lattice.words[first], lattice.words[last - 1]
    if any(edge.text in _STOPS and not (lattice.cased and edge.is_capital) for edge in edges):
        return False
    if lattice.words[first].text in _NO_EDGES:
        return False
    return any(
        word.is_word and not is_function(word.text) and word.text not in _STOPS | _GENERIC
        for word in lattice.words[first:last]
    )


def _rare(lattice: Lattice) -> set[int]:
    """Places of words that are no everyday words, or have a capital where that says something."""
    return {
        place
        for place, word in enumerate(lattice.words)
        if word.is_word
        and lattice.tokens[place] in (None, "PERSON", "_")
        and (
            (
                len(word.text) > _SHORT
                and not is_everyday(word.text)
                and not _is_misspelt_verb(word.text)
                and not word.text[0].isdecimal()
            )
            or (
                lattice.cased
                and word.is_capital
                and not word.opens_sentence
                and not _points(word.text)
            )
        )
    }


def _is_misspelt_verb(word: str) -> bool:
    """Whether a word is but a slip of one that tells or asks: "watchd"."""
    return any(OSA.distance(word, verb, score_cutoff=1) <= 1 for verb in _VERBS)


_VERBS = ("watched", "recommend", "something", "yesterday", "finished", "similar")


def _windows(lattice: Lattice, rare: set[int]) -> list[tuple[int, int]]:
    """Short windows that hold rare words, whole runs of them first."""
    words = lattice.words
    if not rare:
        return []
    found: list[tuple[int, int]] = []
    for first in range(len(words)):
        if not words[first].is_word:
            continue
        for last in range(first + 1, min(len(words), first + LONGEST) + 1):
            end = words[last - 1]
            if not end.is_word:
                if end.text not in _JOINTS:
                    break
                continue
            if not rare.intersection(range(first, last)):
                continue
            opening = words[first].text
            if end.text in _NO_EDGES or opening in _NO_EDGES:
                continue
            if is_function(end.text) or (is_function(opening) and opening not in _ARTICLES):
                continue
            found.append((first, last))

    def cut_and_loose(window: tuple[int, int]) -> tuple[int, int, int]:
        first, last = window
        inside = len(rare.intersection(range(first, last)))
        # A stretch with few everyday words in it is likelier a name than one that bridges many.
        return ((first - 1 in rare) + (last in rare), last - first - inside, -inside)

    return sorted(found, key=cut_and_loose)[:MOST]


def _points(word: str) -> bool:
    return word in PRONOUNS or word in {"i", "im", "ive"}


def guess_features(lattice: Lattice, one: Candidate, like: Likeness) -> list[str]:
    """What speaks for a window being a film's name, beside what its place says."""
    step = sum(like.score >= at for at in _SCORES)
    words = " ".join(word.text for word in lattice.words[one.first : one.last])
    kind = "P" if f" {words} " in f" {like.name} " else "R" if step > _LIKE else "N"
    inner = lattice.words[one.first : one.last]
    rare = sum(word.is_word and not is_everyday(word.text) for word in inner)
    n = sum(word.is_word for word in inner)
    longer = max(-2, min(3, len(like.name.split()) - n))
    capital = _capitals(inner, cased=lattice.cased)
    ends = lattice.token(one.last)
    closed = ends in _BREAKS or ends == "</s>" or ends in _STOPS or ends.isupper()
    framed = lattice.token(one.first - 1) in _TRIGGERS | _SKIPPED
    frame = f"g{kind}closed{closed}framed{framed}"
    held = [
        other.occurrence
        for other in lattice.candidates
        if other.occurrence is not None
        and one.first <= other.first
        and other.last <= one.last
        and other.occurrence.exact
        and not other.occurrence.ordinary
    ]
    joint = any(word.text in {"and", "or", "&", ","} for word in inner)
    head = inner[0].text if inner[0].text in _SKIPPED | {"first", "second", "last"} else ""
    owns = lattice.text[inner[0].start : inner[0].end].lower().endswith(_POSSESSIVE)
    tail = inner[-1].text if inner[-1].text in _SKIPPED | {"movies", "films", "series"} else ""
    return [
        f"g{kind}",
        f"g{kind}{step}",
        f"g{kind}{step}n{min(n, 4)}",
        f"g{kind}{step}longer{longer}",
        f"g{kind}rare{min(rare, 3)}of{min(n, 4)}",
        f"g{kind}{capital}",
        f"g{kind}{step}{capital}",
        frame,
        f"holds{min(len(held), 2)}",
        f"holds{min(len(held), 2)}joint{joint}",
        f"holds{min(len(held), 2)}n{min(n, 4)}",
        f"owns{owns}",
        f"owns{owns}{capital}",
        f"head={head}",
        f"tail={tail}",
        f"{frame}rare{min(rare, 2)}n{min(n, 4)}",
        f"{frame}{capital}",
        f"g{kind}lr={lattice.token(one.first - 1)}_{lattice.token(one.last)}",
        f"g{kind}l={lattice.token(one.first - 1)}",
        f"g{kind}r={lattice.token(one.last)}",
        f"g{kind}ll={lattice.token(one.first - 2)} {lattice.token(one.first - 1)}",
    ]


def _capitals(inner: Sequence[Word], *, cased: bool) -> str:
    capitals = [word.is_capital for word in inner if word.is_word]
    return ("C" if all(capitals) else "c" if any(capitals) else "l") + ("m" if cased else "")
