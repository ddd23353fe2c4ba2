"""Stretches that may be misspelt or unknown titles: short windows around words that are rare."""

from collections.abc import Sequence

from bot.understanding.everyday import PRONOUNS, is_everyday, is_function
from bot.understanding.lattice import Candidate, Lattice
from bot.understanding.words import Word
from recommender import TitleIndex
from recommender.domain import Ambiguous, NotFound, Resolution, Resolved

MOST = 4
"""Windows that are looked up: each costs about .15 ms."""
LONGEST = 5
"""Words of a window."""
MOST_FRAMED, LONGEST_FRAMED = 6, 8
_JOINTS = frozenset("-:&'+.!?/")
_ARTICLES = frozenset(
    {"the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las"}
)
_SHORT = 2
_SCORES = (0.8, 0.85, 0.9, 0.94, 0.97)


_TRIGGERS = frozenset(
    (
        "watched watch watching saw see seen seeing rate rated rating like liked love "
        "loved hate hated enjoyed enjoy recommend directed wrote starred stars star "
        "called named titled movie film show flick add of for to is was are does did "
        "about find play tried heard finished gave give"
    ).split()
)
"""Words behind which a title may stand."""
_SKIPPED = frozenset("the movie film called named titled a an flick one".split())
_STOPS = frozenset(
    (
        "with on for is was about starring from playing please but because so too again "
        "tonight at in last yesterday today now already directed released made come came "
        "showing when where and or gets got should deserves which that which who by if as "
        "than again twice once movie film movies films i it me my"
    ).split()
)
"""Words before which a title may end."""
_BREAKS = frozenset('.,!?;()[]"')


def guessed(lattice: Lattice, titles: TitleIndex) -> list[tuple[Candidate, Resolution]]:
    """Windows that no exact name covers, with what the index makes of them."""
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
        if (first, last) in taken:
            continue
        start, end = lattice.words[first].start, lattice.words[last - 1].end
        surface = lattice.text[start:end]
        # A name of everyday words is misspelt nowhere: it is known exactly or not at all.
        looked_up = rare.intersection(range(first, last))
        resolution = titles.resolve(surface) if looked_up else NotFound(surface)
        found.append((Candidate(first, last, start, end, None), resolution))
    return found


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
            if last > first and words[last].text in _STOPS:
                found.append((first, last))
            last += 1
        while last > first and not words[last - 1].is_word:
            last -= 1
        if last > first:
            found.append((first, last))
    opening = [at for at, word in enumerate(words) if word.text == '"']
    for start, end in zip(opening[::2], opening[1::2], strict=False):
        if 0 < end - start - 1 <= LONGEST_FRAMED:
            found.append((start + 1, end))
    return found[:MOST_FRAMED]


def _rare(lattice: Lattice) -> set[int]:
    """Places of words that are no everyday words, or have a capital where that says something."""
    return {
        place
        for place, word in enumerate(lattice.words)
        if word.is_word
        and lattice.tokens[place] in (None, "PERSON", "_")
        and (
            (len(word.text) > _SHORT and not is_everyday(word.text) and not word.text.isdecimal())
            or (
                lattice.cased
                and word.is_capital
                and not word.opens_sentence
                and not _points(word.text)
            )
        )
    }


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


def guess_features(lattice: Lattice, one: Candidate, resolution: Resolution) -> list[str]:
    """What speaks for a window being a film's name, beside what its place says."""
    score = resolution.candidates[0].score if resolution.candidates else 0.0
    step = sum(score >= at for at in _SCORES)
    kind = {Resolved: "R", Ambiguous: "A", NotFound: "N"}[type(resolution)]
    inner = lattice.words[one.first : one.last]
    rare = sum(word.is_word and not is_everyday(word.text) for word in inner)
    n = sum(word.is_word for word in inner)
    title = resolution.candidates[0].film.title.split() if resolution.candidates else []
    longer = max(-2, min(3, len(title) - n))
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
