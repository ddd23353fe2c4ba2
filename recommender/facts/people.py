"""People found by name: in full, misspelt, or by the surname alone where one is meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from recommender.facts.columns import ROLES, Columns, person_key

MOST = 4
"""So many people are asked about."""
OUTWEIGHS = 4.0
"""One of a name is meant without asking if so many times as well known as the next."""
KNOWN = 20.0
"""A surname alone means somebody so well known at least."""
ALIKE = 84.0
"""Names so alike, in per cent, may be one name misspelt."""
SHORT_NAME = 3
"""Letters of a first name that stand for a longer one."""
HALF_ALIKE = 66.0
"""A first name or surname so alike, in per cent, may be misspelt where the other is right."""
_ROLE_WEIGHTS = {"cast": 1.0, "director": 1.5, "writer": 0.5, "author": 1.0}
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_NOBLE = frozenset({"jr", "sr", "ii", "iii"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is credited."""

    name: str
    weight: float
    """How well known: ratings of the films, more for directors; compare only with others."""


@dataclass(frozen=True, slots=True)
class PersonPlace:
    """Where somebody is named in full in a running text."""

    start: int
    end: int
    person: Person


class People:
    """Everybody in the facts."""

    def __init__(self, names: Sequence[str], weights: NDArray[np.float64]) -> None:
        self._names = names
        self._weights = weights

    @classmethod
    def of(cls, columns: Columns, ratings: Sequence[int]) -> "People":
        """The people of a file.

        Args:
            columns: The file.
            ratings: How often each film of the file was rated.
        """
        names = columns.people
        # Leading parts count more, and a film that nobody rated a little.
        films = np.sqrt(np.array(ratings, dtype=np.float64)) + columns.fame / 64.0
        weights = np.zeros(len(names))
        for role in ROLES:
            lists = columns.lists(role)
            share = films[lists.rows] * _ROLE_WEIGHTS[role] / np.sqrt(1.0 + lists.places)
            weights += np.bincount(lists.flat, weights=share, minlength=len(names))
        return cls(names, weights)

    def named(self, text: str) -> tuple[Person, ...]:
        """The people whom a text may mean: one who is meant, several to ask about, or none.

        Takes a full name, perhaps misspelt, or a surname.
        """
        key = person_key(text)
        if not key:
            return ()
        if (number := self._numbers.get(key)) is not None and " " in text.strip():
            return (self._person(number),)
        bearers = list(self._surnames.get(key, ()))
        if number is not None and number not in bearers:
            bearers.append(number)  # "Cher", and everybody whose surname it is
        if bearers and (meant := self._meant(bearers)):
            return meant
        if first := self._first_names.get(key):
            meant = self._meant(first)
            return meant if len(meant) == 1 else ()  # "denzel", but not "tom"
        return self._misspelt(text, key)

    def bearing(self, text: str) -> tuple[Person, ...]:
        """The well-known people of a surname or a rare first name, spelled right."""
        key = person_key(text)
        bearers = self._surnames.get(key, ())
        if bearers and (meant := self._meant(bearers)):
            return meant
        first = self._meant(named) if (named := self._first_names.get(key)) else ()
        return first if len(first) == 1 else ()  # "denzel", but not "tom"

    def number(self, name: str) -> int | None:
        """The number of somebody in the file, by a name in full."""
        return self._numbers.get(person_key(name))

    def occurrences(self, text: str) -> tuple[PersonPlace, ...]:
        """Where people are named in full, from left to right, the longest names first."""
        words = list(_WORD.finditer(text))
        places: list[PersonPlace] = []
        at = 0
        while at < len(words):
            for length in range(min(5, len(words) - at), 1, -1):
                start, end = words[at].start(), words[at + length - 1].end()
                named = text[start:end].rstrip(".,'’")
                number = self._numbers.get(person_key(named.removesuffix("'s")))
                if number is not None:
                    named = named.removesuffix("'s").removesuffix("’s")
                    places.append(PersonPlace(start, start + len(named), self._person(number)))
                    at += length
                    break
            else:
                at += 1
        return tuple(places)

    def _meant(self, numbers: Sequence[int]) -> tuple[Person, ...]:
        """The one among people of a surname who is by far the best known, or the best known few."""
        people = sorted(map(self._person, numbers), key=lambda one: (-one.weight, one.name))
        people = [one for one in people if one.weight >= KNOWN] or people[:1]
        if people[0].weight < KNOWN:
            return ()
        if len(people) == 1 or people[0].weight >= OUTWEIGHS * people[1].weight:
            return (people[0],)
        return tuple(people[:MOST])

    def _misspelt(self, text: str, key: str) -> tuple[Person, ...]:
        if len(key) < 5:
            return ()
        pool = self._known_keys if " " in text.strip() else self._known_surnames
        found = process.extract(key, pool, scorer=fuzz.ratio, processor=None, limit=8)
        near = [(name, score) for name, score, _ in found if score >= ALIKE]
        if not near:
            return self._half_right(text)
        best = [name for name, score in near if score >= near[0][1] - 2]
        if " " in text.strip():
            people = [self._person(self._numbers[name]) for name in best]
            people.sort(key=lambda one: (-one.weight, one.name))
            sure = len(people) == 1 or people[0].weight >= OUTWEIGHS * people[1].weight
            return tuple(people[:1] if sure else people[:MOST])
        return self._meant([number for name in best for number in self._surnames[name]])

    def _half_right(self, text: str) -> tuple[Person, ...]:
        """Somebody well known whose one name is spelled right and the other nearly: "tom hanx"."""
        words = [person_key(word) for word in text.split()]
        if len(words) != 2:
            return ()
        scored = [
            (fuzz.ratio(words[1 - right], parts[1 - right]), number)
            for number, parts in self._well_known
            for right in (0, 1)
            if words[right] == parts[right]
        ]
        scored += [
            (100.0, number)  # "leo dicaprio"
            for number, parts in self._well_known
            if words[1] == parts[1]
            and len(words[0]) >= SHORT_NAME
            and parts[0].startswith(words[0])
        ]
        near = [self._person(number) for score, number in scored if score >= HALF_ALIKE]
        near.sort(key=lambda one: (-one.weight, one.name))
        if not near or (len(near) > 1 and near[0].weight < OUTWEIGHS * near[1].weight):
            return tuple(near[:MOST])
        return (near[0],)

    @cached_property
    def _well_known(self) -> list[tuple[int, tuple[str, str]]]:
        """Numbers of well-known people of two names, and these."""
        found = []
        for number in np.flatnonzero(self._weights >= KNOWN).tolist():
            words = self._names[number].split()
            if len(words) == 2:
                found.append((number, (person_key(words[0]), person_key(words[1]))))
        return found

    def _person(self, number: int) -> Person:
        return Person(self._names[number], round(float(self._weights[number]), 2))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {person_key(name): number for number, name in enumerate(self._names)}

    @cached_property
    def _surnames(self) -> dict[str, list[int]]:
        """Numbers by surname, with and without "De", "Von" and the like."""
        found: dict[str, list[int]] = {}
        for number in np.flatnonzero(self._weights >= 1.0).tolist():
            words = self._names[number].split()
            while len(words) > 1 and person_key(words[-1]) in _NOBLE:
                words.pop()
            if len(words) > 1:
                found.setdefault(person_key(words[-1]), []).append(number)
            if len(words) > 2:
                found.setdefault(person_key(" ".join(words[-2:])), []).append(number)
        return found

    @cached_property
    def _first_names(self) -> dict[str, list[int]]:
        """Numbers by rare first names of well-known people."""
        found: dict[str, list[int]] = {}
        for number in np.flatnonzero(self._weights >= KNOWN).tolist():
            first, _, rest = self._names[number].partition(" ")
            if rest and len(first) > 3:
                found.setdefault(person_key(first), []).append(number)
        return {name: numbers for name, numbers in found.items() if len(numbers) < 4}

    @cached_property
    def _known_keys(self) -> list[str]:
        known = self._weights >= 1.0
        return [key for key, number in self._numbers.items() if known[number]]

    @cached_property
    def _known_surnames(self) -> list[str]:
        return [
            name
            for name, numbers in self._surnames.items()
            if len(name) > 4 and max(self._weights[number] for number in numbers) >= KNOWN
        ]
