"""People of the facts where a message names them: in full, by surname, or misspelt."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from bot.understanding.everyday import is_everyday, is_function, is_given_name
from bot.understanding.spans import PersonValue, Span
from bot.understanding.values.folding import folded
from recommender import People, PersonPlace

KNOWN = 5.0
"""How well known somebody is whose full name counts; see `Person.weight`."""
FAMOUS = 60.0
"""How well known somebody is who is meant by a misspelt name, or by a surname said alone."""
_BY_FIRST_NAME = 150.0
"""How well known somebody is whom a rare first name means wherever it stands."""
_EVERYDAY_NAME = 40.0
"""A name of everyday words alone, such as Rob Brown, is one of somebody so well known."""
_SIBLINGS = re.compile(r" (?:brothers|bros|sisters|bruder|geschwister|hermanos|freres)\b")
_PLURAL = re.compile(r"\bthe $")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_AND = re.compile(r"(?<!\w)([^\W\d_]+) (?:and|&|und|y|et) $")
_LAST_WORD = re.compile(r"([^\W\d_]+) $")
_SHORTEST = 4
"""Letters of a surname that counts wherever it stands."""
_LONGEST = 3
"""Words of a name that may be misspelt."""


def full_names(text: str, people: People) -> tuple[Span, ...]:
    """Where people are named in full: no part of these words is a film's name."""
    found: list[Span] = []
    for place in people.occurrences(text):
        words = folded(text[place.start : place.end]).split()
        known = place.person.weight >= (_EVERYDAY_NAME if all(map(is_everyday, words)) else KNOWN)
        if known:
            value = PersonValue(place.person.name)
            found += _relatives(text, place, people)
            found.append(Span(place.start, place.end, "person", value))
    return tuple(found)


def _relatives(text: str, place: PersonPlace, people: People) -> Iterator[Span]:
    """Whoever shares the surname and stands before: "joel and ethan coen"."""
    before = _AND.search(text, 0, place.start)
    if before is None:
        return
    surname = place.person.name.split()[-1]
    shared = people.named(f"{before[1]} {surname}")
    name = f"{before[1]} {surname}".casefold()
    if len(shared) == 1 and shared[0].name.casefold() == name:
        yield Span(before.start(1), before.end(1), "person", PersonValue(shared[0].name))


def surnames(text: str, people: People, taken: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Where somebody well known is named by the surname, or by a rare first name.

    Args:
        text: The message as it was written.
        people: Everybody.
        taken: Places that mean something else.
    """
    plain = folded(text)
    used = [*taken]
    words = list(_WORD.finditer(plain))
    found = list(_nearly_full(plain, words, used, people))
    used += [(span.start, span.end) for span in found]
    for length in (2, 1):
        for first, last in zip(words, words[length - 1 :], strict=False):
            start, end = first.start(), last.end()
            written = plain[start:end].removesuffix("'s")
            end = start + len(written)
            if any(start < stop and begin < end for begin, stop in used):
                continue
            if (value := _named(written, plain[:start], people)) is None:
                continue
            if _has_forename(plain, start, used):
                continue  # somebody else of that surname
            siblings = _SIBLINGS.match(plain, end)
            if siblings is not None:
                end, value = siblings.end(), PersonValue(f"{written}{siblings[0]}")
            used.append((start, end))
            found.append(Span(start, end, "person", value))
    return tuple(sorted(found, key=lambda span: span.start))


def _nearly_full(
    plain: str,
    words: Sequence[re.Match[str]],
    used: Sequence[tuple[int, int]],
    people: People,
) -> Iterator[Span]:
    """Famous people named by first name and surname, not quite right: "jim carey"."""
    for first, last in itertools.pairwise(words):
        start, end = first.start(), last.end()
        surname = plain[last.start() : end].removesuffix("'s")
        end = last.start() + len(surname)
        if not is_given_name(first[0]) or is_function(first[0]) or is_everyday(surname):
            continue
        if is_function(surname) or plain[first.end() : last.start()] != " ":
            continue
        if any(start < stop and begin < end for begin, stop in used):
            continue
        meant = people.named(f"{first[0]} {surname}")
        if len(meant) == 1 and meant[0].weight >= FAMOUS:
            yield Span(start, end, "person", PersonValue(meant[0].name))


def _has_forename(plain: str, start: int, used: Sequence[tuple[int, int]]) -> bool:
    """Whether a first name stands before a surname."""
    before = _LAST_WORD.search(plain, 0, start)
    if before is None or not is_given_name(before[1]) or is_function(before[1]):
        return False
    return not any(before.start() < stop and begin < start for begin, stop in used)


def _named(written: str, before: str, people: People) -> PersonValue | None:
    if " " in written:
        _, _, last = written.partition(" ")
        if is_everyday(last) or is_function(last) or len(last) < _SHORTEST:
            return None
    elif len(written) < _SHORTEST or is_everyday(written) or is_function(written):
        return None
    bearers = people.bearing(written)
    if bearers and folded(bearers[0].name).startswith(f"{written} "):
        # By the first name alone, "denzel", only who is famous for it: "lance" is a verb too.
        bearers = tuple(one for one in bearers if one.weight >= _BY_FIRST_NAME)
    if not bearers:
        is_plural = written.endswith("s") and _PLURAL.search(before) is not None
        several = is_plural and len(people.bearing(written[:-1])) > 1  # "the coens"
        return PersonValue(f"{written[:-1]} brothers") if several else None
    return PersonValue(bearers[0].name if len(bearers) == 1 else written)


def misspelt(text: str, places: Sequence[tuple[int, int]], people: People) -> Span | None:
    """The one person whom words that mean nothing else may name, misspelt.

    Args:
        text: The message as it was written.
        places: Where those words stand, in order.
        people: Everybody.
    """
    if not 1 <= len(places) <= _LONGEST:
        return None
    start, end = places[0][0], places[-1][1]
    words = folded(text[start:end]).split()
    if len(words) != len(places) or all(map(is_everyday, words)):
        return None
    if len(words) == 1 and is_given_name(words[0]):
        return None
    found = people.named(text[start:end])
    if not found or found[0].weight < FAMOUS:
        return None
    name = found[0].name if len(found) == 1 else text[start:end]
    return Span(start, end, "person", PersonValue(name))
