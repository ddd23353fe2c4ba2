"""What fills the slots of example patterns: words from lists, films as people type them."""

import random
import re
from bisect import bisect
from collections.abc import Collection, Sequence
from itertools import accumulate

from bot.understanding.everyday import is_everyday, is_function, is_given_name
from bot.understanding.examples import languages
from recommender.domain import Film, MovieId

_MADE_UP_ENDS = ["Returns", "Begins", "in Paris", "Forever", "Rising", "Reborn", "Academy"]
_MADE_UP_STARTS = (
    "Without Beyond After My Last Planet Project Operation Captain Doctor Finding Saving Killing"
).split()
_MADE_UP_SHARE, _SMALL_SHARE = 0.08, 0.012
"""Films with a made-up title, and those called by one small word: "It", "Her"."""
_SYLLABLES = "ka lo mi zen tra vor bel nu sha rin do ex".split()


class Fillings:
    """What fills the slots: the words of slots.txt, and films by how many people rated them."""

    def __init__(
        self,
        films: Sequence[tuple[Film, int]],
        hidden: Collection[MovieId] = (),
    ) -> None:
        """Prepare the draws.

        Args:
            films: Films with their numbers of ratings.
            hidden: Those of them that the index lacks, so that the reader meets unknown titles.
        """
        self._slots = {
            language.name: _slots(language.joinpath("slots.txt").read_text(encoding="utf-8"))
            for language in languages()
            if language.joinpath("slots.txt").is_file()
        }
        self._films = [film for film, _ in films]
        self._odds = list(accumulate(count**0.7 + 0.4 for _, count in films))
        plain = [(film, count) for film, count in films if count > 3 and _is_plain(film.title)]
        self._plain = [film for film, _ in plain]
        self._plain_odds = list(accumulate(count**0.5 for _, count in plain))
        self._hidden = frozenset(hidden)
        self._small = [film for film, _ in films if is_function(film.title.lower())]

    def words(self, language: str, slot: str, rng: random.Random) -> str:
        """A filling for a slot that is no film."""
        own = self._slots.get(language, {})
        choices = own.get(slot) or self._slots["en"].get(slot)
        if slot == "year":
            return str(rng.choice([rng.randint(1930, 2018), rng.randint(1980, 2018)]))
        if slot == "person" and rng.random() < 0.25:
            english = self._slots["en"]
            return f"{rng.choice(english['first'])} {rng.choice(english['last'])}".title()
        if choices is None:
            raise ValueError(f"no filling for {{{slot}}}")
        return rng.choice(choices)

    def film(self, rng: random.Random) -> Film:
        """A film, the better known the likelier; now and then one with an everyday name."""
        if rng.random() < 0.16:
            return self._plain[bisect(self._plain_odds, rng.random() * self._plain_odds[-1])]
        return self._films[bisect(self._odds, rng.random() * self._odds[-1])]

    def surface(self, rng: random.Random) -> tuple[str, str, bool]:
        """How somebody types a film: its words, a year behind them, and whether it is known."""
        film = self.film(rng)
        if self._small and rng.random() < _SMALL_SHARE:
            return rng.choice(self._small).title, "", True
        if rng.random() < _MADE_UP_SHARE:
            name = _made_up(self.film(rng).title.split(), film.title.split(), rng)
            return (name.lower() if rng.random() < 0.6 else name), "", False
        name, year = film.title, film.year
        if ":" in name and rng.random() < 0.5:
            head, rest = (part.strip() for part in name.split(":", 1))
            name = head if rng.random() < 0.6 or len(rest) < 5 else rest
        article = re.match(r"(?:the|a|an) (.{3,})", name, re.IGNORECASE)
        if article and rng.random() < 0.22:
            name = article[1]
        name = _typed(name, rng)
        draw = rng.random()
        tail = f" ({year})" if draw < 0.05 else f" {year}" if draw < 0.07 else ""
        return name, tail if year else "", film.movie_id not in self._hidden


def _slots(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("["):
            name = line.strip("[] \t")
            found[name] = []
        elif name and line.strip() and not line.startswith("#"):
            found[name].append(line.strip())
    return {
        name: [word.strip() for word in " ".join(lines).split("|") if word.strip()]
        for name, lines in found.items()
    }


def _is_plain(title: str) -> bool:
    words = [w for w in re.findall(r"[a-z0-9']+", title.lower()) if w not in {"the", "a", "an"}]
    return 0 < len(words) <= 3 and all(
        is_everyday(word.replace("'", "")) or is_given_name(word) or word.isdecimal()
        for word in words
    )


def _typed(name: str, rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.58:
        name = name.lower()
    elif draw < 0.60:
        name = name.upper()
    elif draw < 0.68:
        name = name.capitalize()
    if name.islower():
        if rng.random() < 0.6:
            name = re.sub(r"[:,.!?]", "", name).replace("'", "" if rng.random() < 0.5 else "'")
        if rng.random() < 0.5:
            name = name.replace("&", "and")
    if rng.random() < 0.07:
        words = name.split(" ")
        longest = max(range(len(words)), key=lambda at: len(words[at]))
        words[longest] = misspelt(words[longest], rng)
        name = " ".join(words)
    return " ".join(name.split())


def misspelt(word: str, rng: random.Random) -> str:
    """A word with one slip: a letter left out, swapped, doubled or wrong."""
    if len(word) < 4:
        return word
    at, draw = rng.randrange(1, len(word) - 1), rng.random()
    if draw < 0.35:
        return word[:at] + word[at + 1 :]
    if draw < 0.65:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if draw < 0.85:
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice("aeioutsrn") + word[at + 1 :]


def _made_up(one: Sequence[str], other: Sequence[str], rng: random.Random) -> str:
    """A title that the catalogue lacks, made of parts of others."""

    def big(words: Sequence[str]) -> str:
        return rng.choice([w for w in words if len(w) > 3 and w.isalpha()] or ["Nightfall"])

    draw = rng.random()
    if draw < 0.06:
        return f"{big(one)} and {big(other)}"
    if draw < 0.2:
        return f"{' '.join(one[:2])} {' '.join(other[-2:])}"
    if draw < 0.55:
        return f"The {big(one)} of {big(other)}" if draw < 0.4 else f"{big(one)} {big(other)}"
    if draw < 0.7:
        return f"The {big(one)} {big(other)}"
    if draw < 0.8:
        return f"{' '.join(one)} {rng.choice(_MADE_UP_ENDS)}"
    if draw < 0.9:
        return f"{rng.choice(_MADE_UP_STARTS)} {big(other)}"
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4))).title()
