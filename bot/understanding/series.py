"""Several films of one name: "toy story 1, 2 and 3", "the matrix trilogy", "all Rocky films"."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.intents import Mention
from bot.understanding.values.folding import folded
from bot.understanding.values.vocabulary import (
    Words,
    head_of,
    languages_in,
    tail_of,
)
from recommender import Occurrence, TitleIndex
from recommender.domain import Film, MovieId, NotFound, Resolution, Resolved

_MOST_PARTS = 30
_NUMBER = r"(?:[1-9]|[12]\d)"
_COMMA = re.compile(r"(?:\s(?:film|movie|one))?(?:\s?[,(-]\s?)?")
_UNTIL_BREAK = re.compile(r"[^.,!?;()\n]{1,80}")
_AND = re.compile(r"\s(?:and|or|und|oder|y|o|et|ou)\s")
_WORDS = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    "the one ones a an film films movie movies part der die das den el la los las le les".split()
)
_SETS = {"duology": 2, "trilogy": 3, "tetralogy": 4}


@dataclass(frozen=True, slots=True)
class Several:
    """A stretch of a message that names several films at once."""

    start: int
    """Offset in characters."""
    end: int
    films: tuple[Mention, ...]
    """The parts in order. One that the catalogue lacks is a mention that was not found; all stand
    somewhere between `start` and `end`, and their surfaces name them in full: "toy story 2"."""


def series_in(
    text: str,
    titles: TitleIndex,
    *,
    occurrences: Sequence[Occurrence] | None = None,
    seen: Collection[MovieId] = (),
) -> tuple[Several, ...]:
    """Every place where a message names parts of a series, in order, without overlap.

    Args:
        text: The message as it was written.
        titles: The catalogue's names.
        occurrences: What `titles.occurrences(text)` gave, if that is known already.
        seen: Films of the person's own history, which decide between namesakes.
    """
    plain = folded(text)
    languages = languages_in(plain)
    found: list[Several] = []
    for place in titles.occurrences(text) if occurrences is None else occurrences:
        for words in languages:
            several = _numbered(place, plain, words, titles, seen) or _whole(
                place, plain, words, titles, seen
            )
            if several is not None:
                found.append(several)
    return tuple(_apart(found))


def _apart(found: Sequence[Several]) -> Iterator[Several]:
    end = 0
    for several in sorted(found, key=lambda several: (several.start, -several.end)):
        if several.start >= end:
            end = several.end
            yield several


def _numbered(
    place: Occurrence, text: str, words: Words, titles: TitleIndex, seen: Collection[MovieId]
) -> Several | None:
    """A name and a list of numbers ("toy story 1, 2 and 3"), not a number and stars."""
    join = words.phrases("facts", "join")
    numbers = re.compile(
        rf"\s(?:{words.phrases('series', 'part')}\s)?(?P<list>{_NUMBER}"
        rf"(?:(?:\s?,\s?(?:{join}\s)?|\s{join}\s|\s?[&+-]\s?){_NUMBER}(?![\d.,]\d|\w)){{1,9}})"
        rf"(?!\s?(?:[/★⭐%]|{words.phrases('ratings', 'star')}\b))"
    )
    found = numbers.match(text, place.end)
    if found is None:
        return None
    listed = found["list"]
    parts = [int(number) for number in re.findall(r"\d+", listed)]
    if re.fullmatch(rf"{_NUMBER}\s?-\s?{_NUMBER}", listed) and parts[0] < parts[1]:
        parts = list(range(parts[0], parts[1] + 1))
    elif len(parts) == 2 and "," in listed and not re.search(r"[^\W\d]|[&+]", listed):
        return None  # "alien 3, 4" is one film and its stars
    films = _parts(place.text, parts, titles, seen)
    known = sum(isinstance(r, Resolved) or bool(titles.lacking(c)) for c, r in films)
    if known < 2 or not any(isinstance(resolution, Resolved) for _, resolution in films):
        return None
    return _several(place, place.start, found.end(), films)


def _whole(
    place: Occurrence, text: str, words: Words, titles: TitleIndex, seen: Collection[MovieId]
) -> Several | None:
    """A name and a word for the whole: "all the Rocky films", "the matrix trilogy"."""
    behind = tail_of(text, place.end, words, "series", "whole")
    before = head_of(text, place.start, words, "series", "every")
    inside = head_of(text, place.end, words, "series", "whole")
    if inside is not None and inside[0] < place.start:
        inside = None
    if (behind or before or inside) is None or len(place.films) < 2:
        return None
    most = _most(text, behind, before, words)
    films = (
        []
        if inside is not None
        else _parts(place.text, range(1, most + 1), titles, seen, until_unknown=True)
    )
    if sum(isinstance(resolution, Resolved) for _, resolution in films) < 2:
        ordered = sorted(place.films, key=lambda film: film.year or 0)[:most]
        films = [(place.text, Resolved(film)) for film in ordered]
    start = before[0] if before is not None else place.start
    end = behind[1] if behind is not None else place.end
    left, end = _without(films, place, text, end, words)
    return _several(place, start, end, left)


def _without(
    films: Sequence[tuple[str, Resolution]], place: Occurrence, text: str, end: int, words: Words
) -> tuple[Sequence[tuple[str, Resolution]], int]:
    """The parts but those excepted behind ("except the first", "but not crystal skull")."""
    comma = _COMMA.match(text, end)
    excepted = tail_of(text, comma.end() if comma else end, words, "series", "without")
    phrase = _UNTIL_BREAK.match(text, excepted[1]) if excepted else None
    if phrase is None:
        return films, end
    gone: set[int] = set()
    for piece in _AND.split(phrase.group()):
        said = [word for word in _WORDS.findall(piece) if word not in _SMALL]
        ranks = [words.key_of("ordinals", word) or word for word in said]
        places = [int(rank) for rank in ranks if re.fullmatch(r"-?\d{1,2}", rank)]
        gone.update(at - 1 if at > 0 else len(films) + at for at in places)
        if said and not places:
            gone.update(
                at
                for at, (_, found) in enumerate(films)
                if isinstance(found, Resolved)
                and {*said} <= {*_WORDS.findall(folded(found.film.title))}
                and not {*said} <= {*_WORDS.findall(folded(place.text))}
            )
    left = [film for at, film in enumerate(films) if at not in gone]
    return (left, phrase.end()) if gone and left else (films, end)


def _most(
    text: str, behind: tuple[int, int] | None, before: tuple[int, int] | None, words: Words
) -> int:
    """How many parts the words for the whole count: three for a trilogy."""
    if behind is not None and (key := words.key_of("series_sets", text[slice(*behind)])):
        return _SETS.get(key, _MOST_PARTS)
    counted = [] if before is None else re.findall(r"\w+", text[slice(*before)])
    numbers = [int(word) for word in counted if word.isdigit()]
    numbers += [int(key) for word in counted if (key := words.key_of("numbers", word))]
    return next(iter(numbers), _MOST_PARTS)


def _parts(
    name: str,
    numbers: Sequence[int],
    titles: TitleIndex,
    seen: Collection[MovieId],
    *,
    until_unknown: bool = False,
) -> list[tuple[str, Resolution]]:
    """The films of these numbers, each once, with what they would be called."""
    films: list[tuple[str, Resolution]] = []
    met: set[Film] = set()
    for number in dict.fromkeys(numbers):
        called = f"{name} {number}"
        resolution = titles.resolve(called, seen=seen)
        if isinstance(resolution, Resolved) and resolution.film not in met:
            met.add(resolution.film)
            films.append((called, resolution))
            continue
        if until_unknown and not titles.lacking(called):
            break
        films.append((called, NotFound(called)))
    return films


def _several(
    place: Occurrence, start: int, end: int, films: Sequence[tuple[str, Resolution]]
) -> Several:
    # Each part stands within the whole, so that no value behind it is taken for a piece of it.
    return Several(
        start,
        end,
        tuple(
            Mention(called, resolution, max(0, min(start, end - len(called))), place.text)
            for called, resolution in films
        ),
    )
