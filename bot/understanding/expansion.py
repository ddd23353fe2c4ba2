"""From example patterns to example messages: alternations chosen, slots filled, typing imitated.

A pattern is one line: words, {slots}, (either|or|nothing|), and in front perhaps the states of a
talk in which it is said: "[list] the third one". Everything is drawn from one seed.
"""

import hashlib
import math
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.understanding.examples import languages
from bot.understanding.fillings import Fillings, misspelt

STATES = (
    "none",
    "list",
    "film",
    "film+list",
    "question:which_film",
    "question:add_film",
    "question:title",
    "question:year",
    "question:genres",
    "question:rating",
    "question:yes_no",
    "question:which_act",
)
_STATE = re.compile(r"\[([^\]]+)\]\s*")
_EITHER = re.compile(r"\(([^()]*\|[^()]*)\)")
_SLOT = re.compile(r"\{(\w+)\}")
_SHORT_FORMS = (
    (r"\byou\b", "u"), (r"\bplease\b", "pls"), (r"\bsomething\b", "smth"), (r"\bmovies\b", "films"),
    (r"\bmovie\b", "film"), (r"\bfilm\b", "movie"), (r"\bfilms\b", "movies"), (r"\byour\b", "ur"),
    (r"\band\b", "&"), (r"\bwith\b", "w/"), (r"\bfavorite\b", "favourite"),
    (r"\bwant to\b", "wanna"),
    (r"\brecommend\b", "reccomend"), (r"\bgoing to\b", "gonna"), (r"\bi am\b", "im"),
    (r"\bi'm\b", "i am"), (r"\bi've\b", "i have"), (r"\bthat's\b", "that is"),
    (r"\bwhat's\b", "what is"), (r"\bit's\b", "it is"), (r"\bdidn't\b", "did not"),
    (r"\bhaven't\b", "have not"), (r"\bdo not\b", "don't"), (r"\bmovie\b", "flick"),
)  # fmt: skip
_BEFORE = (
    "hey ok so hmm well yeah also and btw hi oh yes no but okay um actually please lol alright then"
).split()
_BEHIND = "please thanks lol pls thx haha ok too though then tbh :) 😂 🙏 ! !! ?? ... .".split()
_RANKS = ["first", "second", "third", "new", "original", "old", "last"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of an example file."""

    label: str
    language: str
    states: tuple[str, ...]
    """In which states of a talk it is said; empty for any."""
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A message with its label and where its films stand."""

    label: str
    language: str
    text: str
    state: str
    films: tuple[tuple[int, int], ...]
    """Spans of names that the catalogue holds, in characters."""
    unknown: tuple[tuple[int, int], ...]
    """Spans of names that it lacks."""


def patterns() -> list[Pattern]:
    """All patterns of all languages, in a fixed order. A label is the file's stem."""
    found: dict[tuple[str, str], Pattern] = {}
    for language, label, line in _lines():
        states = _STATE.match(line)
        text = line[states.end() :] if states else line
        named = tuple(states[1].split()) if states else ()
        for state in named:
            if state not in STATES:
                raise ValueError(f"{language}/{label}: no state {state!r} in {line!r}")
        found.setdefault((label, line), Pattern(label, language, named, text))
    return list(found.values())


def _lines() -> Iterable[tuple[str, str, str]]:
    for language in languages():
        for file in sorted(language.iterdir(), key=lambda one: one.name):
            if not file.name.endswith(".txt") or file.name == "slots.txt":
                continue
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.strip() and not line.startswith("#"):
                    yield language.name, file.name.removesuffix(".txt"), line.strip()


def fingerprint() -> str:
    """What tells whether the examples, or the words that fill them, have changed."""
    sums = hashlib.sha256()
    for language in languages():
        for file in sorted(language.iterdir(), key=lambda one: one.name):
            sums.update(f"{language.name}/{file.name}\n".encode())
            sums.update(file.read_text(encoding="utf-8").encode())
    return sums.hexdigest()[:16]


def is_held_out(pattern: Pattern) -> bool:
    """Whether a pattern is kept from training, to measure on: one line in ten, by its hash."""
    return hashlib.sha256(pattern.text.encode()).digest()[0] < 26


def examples(
    lines: Sequence[Pattern], fillings: Fillings, *, seed: int, per: int = 5, mixed: float = 0.35
) -> list[Example]:
    """Example messages of each pattern, and messages made of several.

    Args:
        lines: What to expand.
        fillings: What the slots are filled with.
        seed: Decides everything drawn.
        per: Messages of a pattern with slots; more for one with many alternations.
        mixed: So many messages of several sentences, as a part of the others.
    """
    rng = random.Random(seed)
    found: list[Example] = []
    for line in lines:
        ways = math.prod(one[1].count("|") + 1 for one in _EITHER.finditer(line.text))
        n = per if "{" in line.text else max(2, per // 2)
        if ways > 2:
            n = int(min(12 * per, per * max(1.0, 1.3 * math.log2(ways))))
        found += [example(line, fillings, rng) for _ in range(n)]
    chat = [line for line in lines if line.label == "other" and not line.states]
    acts = [line for line in lines if line.label in _MIXED and not line.states]
    if not chat or not acts:
        return found
    for _ in range(int(mixed * len(found))):
        others = [rng.choice(chat) for _ in range(rng.choice([0, 1, 1, 2, 3]))]
        mine = [rng.choice(acts) for _ in range(1 if others else 2)]
        parts = [example(line, fillings, rng, noise=0.6) for line in (*others, *mine)]
        rng.shuffle(parts)
        found.append(_joined(parts, rng))
    return found


_MIXED = {
    "similar": 6, "recommend": 5, "group": 5, "search": 4, "log_watched": 3, "watchlist": 3,
    "rate": 2, "other": 1, "greeting": 0,
}  # fmt: skip
"""Kinds that stand beside others in one message, and which of them the message is about."""


def _joined(parts: Sequence[Example], rng: random.Random) -> Example:
    text = ""
    films: list[tuple[int, int]] = []
    unknown: list[tuple[int, int]] = []
    for part in parts:
        if text:
            text += rng.choice([" ", ". ", ", ", "! ", ". "]) if text[-1].isalnum() else " "
        films += [(start + len(text), end + len(text)) for start, end in part.films]
        unknown += [(start + len(text), end + len(text)) for start, end in part.unknown]
        text += part.text
    label = max(parts, key=lambda part: _MIXED.get(part.label, 3)).label
    return Example(label, parts[0].language, text, "none", tuple(films), tuple(unknown))


def example(
    line: Pattern, fillings: Fillings, rng: random.Random, *, noise: float = 1.0
) -> Example:
    """One message of a pattern, typed as people type."""
    text = line.text
    while either := _EITHER.search(text):
        text = text[: either.start()] + rng.choice(either[1].split("|")) + text[either.end() :]
    text = " ".join(text.split())
    draw = rng.random()
    style = "lower" if draw < 0.55 else "sentence" if draw < 0.95 else "as it is"
    short = [rng.choice(_SHORT_FORMS) for _ in range(4)] if rng.random() < 0.45 * noise else []
    bare = rng.random() < 0.25 * noise
    out = rng.choice(_BEFORE) + rng.choice([" ", ", "]) if rng.random() < 0.07 * noise else ""
    english = line.language == "en"
    films: list[tuple[int, int]] = []
    unknown: list[tuple[int, int]] = []
    at = 0
    for slot in [*_SLOT.finditer(text), None]:
        words = text[at : slot.start() if slot else len(text)]
        if english:
            for pattern, form in short:
                words = re.sub(pattern, form, words)
            if style == "sentence":
                words = re.sub(r"\bi\b", "I", words)
        if bare:
            words = words.replace("'", "")
        out += _slipped(words, rng, noise)
        if slot is None:
            break
        at = slot.end()
        if slot[1] == "film":
            name, tail, is_known = fillings.surface(rng)
            if is_known and rng.random() < 0.05 and english:
                rank = f"{rng.choice(_RANKS)} "
                out += rank if out.endswith(("the ", "this ", "that ")) else f"the {rank}"
            quote = '"' if rng.random() < 0.03 else ""
            start = len(out) + len(quote)
            (films if is_known else unknown).append((start, start + len(name)))
            out += f"{quote}{name}{quote}{tail}"
        else:
            filling = fillings.words(line.language, slot[1], rng)
            named = slot[1] in {"person", "name"}
            out += (
                filling.lower() if named and style == "lower" and rng.random() < 0.85 else filling
            )
    out = _ended(out, style, rng, noise)
    if style == "sentence" and out[:1].islower() and not (films and films[0][0] == 0):
        out = out[0].upper() + out[1:]
    state = rng.choice(line.states) if line.states else rng.choice(STATES[:4])
    return Example(line.label, line.language, out, state, tuple(films), tuple(unknown))


def _slipped(words: str, rng: random.Random, noise: float) -> str:
    if rng.random() >= 0.06 * noise:
        return words
    parts = words.split(" ")
    at = rng.randrange(len(parts))
    if parts[at].isalpha() and len(parts[at]) > 4:
        parts[at] = misspelt(parts[at], rng)
    return " ".join(parts)


def _ended(out: str, style: str, rng: random.Random, noise: float) -> str:
    if rng.random() < 0.07 * noise:
        behind = rng.choice(_BEHIND)
        return out + (rng.choice([", ", " "]) if behind[0].isalpha() else "") + behind
    if rng.random() < 0.12:
        return out.rstrip("?!. ")
    if style == "sentence" and out[-1:].isalnum() and rng.random() < 0.5:
        return out + rng.choice("..!")
    return out
