"""People named in a message: "films with Tom Hanks", "anything by Wong Kar-wai"."""

from collections.abc import Iterator, Sequence

from bot.understanding.everyday import is_everyday, is_function
from bot.understanding.lattice import Candidate, Lattice
from bot.understanding.spans import Span, UnmetValue

_BEFORE = frozenset(
    "by with starring featuring from directed von mit de con par avec of actor actress "
    "director".split()
)
_LONGEST = 4
_JOINTS = frozenset({"-", "."})
_JOINED_BY = frozenset({"and", "or", "und", "oder", "y", "o", "et", "ou", "&"})
"""Words between two names."""


def person_spans(lattice: Lattice, films: Sequence[Candidate]) -> Iterator[Span]:
    """Names of people, as wishes that cannot be met yet.

    A name begins with a first name, or with a capital behind "by", "with" and the like; it is no
    part of a film's name.
    """
    taken = {at for one in films for at in range(one.first, one.last)}
    place = 0
    while place < len(lattice.words):
        last = _end_of_name(lattice, place)
        if last > place and not taken.intersection(range(place, last)):
            start, end = lattice.words[place].start, lattice.words[last - 1].end
            yield Span(start, end, "person", UnmetValue("person"))
            place = last
        place += 1


def _end_of_name(lattice: Lattice, place: int) -> int:
    """Index behind a name that begins at a place; the place itself where none does."""
    words = lattice.words
    before = words[place - 1].text if place else ""
    named = lattice.tokens[place] == "PERSON"
    capital = lattice.cased and words[place].is_capital and not words[place].opens_sentence
    rare = capital or not is_everyday(words[place].text)
    if before not in _BEFORE or not words[place].text[0].isalpha() or not (named or rare):
        return place
    if lattice.tokens[place] not in {None, "PERSON"} or is_function(words[place].text):
        return place
    last = place + 1
    while last < len(words) and last - place < _LONGEST:
        word = words[last]
        if word.text in _JOINED_BY:
            break
        goes_on = word.text in _JOINTS and last + 1 < len(words)
        inside = (capital and word.is_capital) or lattice.tokens[last] == "_"
        unknown = word.is_word and not is_everyday(word.text) and lattice.tokens[last] is None
        if not (goes_on or inside or unknown):
            break
        last += 1
    while not words[last - 1].is_word:
        last -= 1
    return last if named or last - place > 1 or capital else place
