"""A message divided into its acts: where clauses begin, and which of them ask something."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.understanding.lattice import Candidate, Lattice

CUT_PRICE = 0.3
"""What one more clause must gain in log-probability to be worth a cut."""
SURE_CLAUSE, LIKELY_CLAUSE = 0.6, 0.35
"""A clause joins the acts of a message only when its label is at least so likely; less will do
for what the whole message seems to ask."""
MOST_CUTS = 7
TELLS = frozenset({"log_watched", "rate", "amend"})
_ASKS = frozenset({"similar", "recommend", "search", "more", "group"})
_STRONGER = (
    "watchlist",
    "add_film",
    "amend",
    "log_watched",
    "rate",
    "similar",
    "group",
    "search",
    "recommend",
    "more",
)
"""Of two neighbours of one kind, whose label both get."""
CHAT = frozenset({"other", "greeting", "thanks", "yes", "no", "skip", "cancel", "choose"})
"""Labels, beside small talk, that are no acts: beside an act they are not answered."""
_ENDS = frozenset(".!?;…")
_TOO = frozenset({"too", "also", "auch", "tambien", "aussi"})
"""“And Ex Machina too”: the same is asked of one more film."""
_JOINTS = frozenset({",", "and", "but", "then", "und", "aber", "y", "pero", "et", "mais", "-"})


@dataclass(frozen=True, slots=True)
class Part:
    """One clause as the reader chose it."""

    label: str
    first: int
    """Index of its first word."""
    last: int
    """Index behind its last word."""
    probability: float


def parts_of(
    laid: Lattice,
    films: Sequence[Candidate],
    whole: Part,
    clause: Callable[[int, int], Part],
) -> tuple[Part, ...]:
    """The clauses of a message with several acts; else the whole message as one.

    Args:
        laid: The message.
        films: Its films, in order.
        whole: The message as one clause.
        clause: Reads the words from an index up to another one as a clause.
    """
    cuts = list(_cuts(laid, films))
    if not cuts:
        return (whole,)
    edges = [0, *cuts[:MOST_CUTS], len(laid.words)]

    def part(start: int, end: int) -> Part:
        return clause(edges[start], edges[end])

    finest = [part(at, at + 1) for at in range(len(edges) - 1)]
    surest = finest if all(_is_sure(one, whole) for one in finest) else _best(len(edges), part)
    surest = list(_continued(laid, films, surest))
    acts = [one for one in surest if not is_chat(one.label) and _is_sure(one, whole)]
    kinds = {_kind(one.label) for one in acts}
    if len(kinds) < 2 or _kind(whole.label) not in kinds:
        return (whole,)
    return tuple(_joined(acts))


def _continued(laid: Lattice, films: Sequence[Candidate], parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, where a bare film of a list, or "and Alien too", asks what the one before asks."""
    before: Part | None = None
    for part in parts:
        film = next((f for f in films if part.first <= f.first < f.last <= part.last), None)
        if before is not None and film is not None:
            opens = all(word.text in _JOINTS for word in laid.words[part.first : film.first])
            behind = [word.text for word in laid.words[film.last : part.last] if word.is_word]
            bare = all(word.isdecimal() for word in behind) and before.label in TELLS
            if opens and (bare or (behind and behind[0] in _TOO)):
                yield replace(part, label=before.label, probability=before.probability)
                continue
        yield part
        before = part


def _is_sure(part: Part, whole: Part) -> bool:
    asked = _kind(part.label) == _kind(whole.label)
    return part.probability >= (LIKELY_CLAUSE if asked else SURE_CLAUSE)


def _best(n_edges: int, part: Callable[[int, int], Part]) -> tuple[Part, ...]:
    """The likeliest way to cut a message at some of its edges, but for leaving it whole."""
    best: list[tuple[float, tuple[Part, ...]]] = [(0.0, ())]
    for end in range(1, n_edges):
        options = []
        for start in range(end):
            if start == 0 and end == n_edges - 1:
                continue  # the whole is what these parts are compared with
            one = part(start, end)
            worth = best[start][0] + float(np.log(one.probability)) - CUT_PRICE
            options.append((worth, (*best[start][1], one)))
        best.append(max(options, key=lambda option: option[0]))
    return best[-1][1]


def is_chat(label: str) -> bool:
    """Whether a label is no act: talk that asks for nothing but a word."""
    return label in CHAT or label.startswith(("small_talk.", "cannot_do."))


def _kind(label: str) -> str:
    """What an act does: seen and rated is one telling, and a list with its wishes is one ask."""
    if label in TELLS:
        return "log_watched"
    if label == "add_film":
        return "watchlist"  # "add Clueless and Sabrina to my list"
    return "recommend" if label in _ASKS else label


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    """Neighbours of one kind as one clause: "heat 4/5, alien 5/5", "saw heat, loved it"."""
    held: Part | None = None
    for part in parts:
        if held is not None and _kind(held.label) == _kind(part.label):
            same = held.label == part.label
            label = held.label if same else min(held.label, part.label, key=_STRONGER.index)
            sure = min(held.probability, part.probability)
            held = replace(held, label=label, last=part.last, probability=sure)
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _cuts(laid: Lattice, films: Sequence[Candidate]) -> Iterator[int]:
    """Indexes of words before which a clause may begin; never within a film's name."""
    inside = {at for one in films for at in range(one.first + 1, one.last)}
    for at in range(1, len(laid.words) - 1):
        word = laid.words[at].text
        if at in inside or at + 1 in inside:
            continue
        if word in _ENDS or (word in _JOINTS and laid.words[at - 1].text != ","):
            yield at + 1
