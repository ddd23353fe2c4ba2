"""Topics of a wish as films: whose, about what, from where, as far as the facts tell."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.intents import Topic, Unmet
from bot.presentation.wording import topics as words
from bot.replies import Line
from recommender import FilmFacts, Person, fold, is_ordinary, moods
from recommender.domain import Filters, MovieId


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A wish whose topics are films."""

    filters: Filters
    notes: tuple[Line, ...] = ()
    """What was understood otherwise than it was written, or not at all."""
    unmet: tuple[Unmet, ...] = ()
    missed: bool = False
    """Whether somebody or something is wanted of whom no film is known."""


def narrowed(facts: FilmFacts, filters: Filters, topics: Collection[Topic]) -> Narrowed:
    """The filters with the films of all topics, but for those of the refused ones.

    Args:
        facts: What is known of films.
        filters: What else the films shall be.
        topics: Whom and what they shall be of.
    """
    among: frozenset[MovieId] | None = None
    either: frozenset[MovieId] = frozenset()
    refused: frozenset[MovieId] = frozenset()
    called: list[str] = []
    any_called: list[str] = []
    notes: list[Line] = []
    unmet: list[Unmet] = []
    missed = False
    unknown: list[str] = []
    for topic in map(_meant, topics):
        if topic.kind == "mood" and topic.words not in moods():
            unknown.append(topic.words)
            continue
        name, films, note = _films_of(facts, topic)
        notes += () if note is None else (note,)
        if not films and topic.kind != "mood":
            if topic.kind in ("subject", "company"):
                unmet.append(topic.kind)
            missed = missed or (topic.kind == "person" and topic.sure and not topic.negated)
            continue
        (any_called if topic.either else called).append(words.called(topic, name))
        if topic.negated:
            refused |= films
        elif topic.either:
            either |= films
        else:
            among = films if among is None else among & films
    if any_called:
        called.append(words.any_of(any_called))
        among = either if among is None else among & either
    if unknown:
        notes.append(words.unknown_moods(unknown))
    return Narrowed(
        replace(
            filters,
            among=filters.among if among is None else tuple(sorted(among)),
            not_among=tuple(sorted(refused)) or filters.not_among,
            called=(*filters.called, *called),
        ),
        tuple(notes),
        tuple(dict.fromkeys(unmet)),
        missed,
    )


def _films_of(facts: FilmFacts, topic: Topic) -> tuple[str, frozenset[MovieId], Line | None]:
    """What a topic is called, its films, and what to say about it."""
    match topic.kind:
        case "person":
            return _films_with(facts, topic)
        case "film" | "maker":
            return topic.words, frozenset(topic.films), None
        case "mood":
            mood = moods()[topic.words]
            note = None if topic.negated else words.mood_means(mood)
            return topic.words, facts.films_for(mood), note
        case "subject":
            return topic.words, facts.films_about(topic.words), None
        case "company":
            return topic.words, facts.films_of(topic.words), None


def _meant(topic: Topic) -> Topic:
    """A refused mood as its opposite, where it has one: "not too dark" is light."""
    mood = moods().get(topic.words) if topic.kind == "mood" and topic.negated else None
    if mood is None or mood.opposite is None:
        return topic
    return Topic("mood", mood.opposite)


def _readings(name: str) -> tuple[str, ...]:
    """A name, its surname alone ("leo dicaprio"), and without a word behind ("denzel tonight")."""
    first, _, last = name.rpartition(" ")
    if not first:
        return (name,)
    return (name, first) if is_ordinary(last) else (name, last, first)


def _is_name_of(written: str, people: Sequence[Person]) -> bool:
    """Whether words that may be a name are one to the letter."""
    parts = {part for person in people for part in fold(person.name).split()}
    return bool(people) and {*fold(written).split()} <= parts


def _films_with(facts: FilmFacts, topic: Topic) -> tuple[str, frozenset[MovieId], Line | None]:
    family, _, kind = topic.words.rpartition(" ")
    if kind in _SIBLINGS and len(family_ := facts.people.named(family)) > 1:
        return _films_of_siblings(facts, [person.name for person in family_])
    people = next(filter(None, map(facts.people.named, _readings(topic.words))), ())
    if not topic.sure and not _is_name_of(topic.words, people[:1]):
        return topic.words, frozenset(), None
    if not people:
        return topic.words, frozenset(), words.nobody(topic.words) if topic.sure else None
    name = people[0].name
    films = facts.films_with(name)
    if topic.made is not None:
        in_role = facts.films_with(name, "director" if topic.made else "cast")
        # "Movies with Wes Anderson": he is seen in one of his own.
        films = films if len(in_role) < (1 if topic.made else len(films) * _SELDOM) else in_role
    others = [person.name for person in people[1:]]
    return name, films, words.taken_for(topic.words, name, others) if others else None


_SELDOM = 0.2
"""Somebody who plays in so small a part of their films is wanted for the others too."""
_SIBLINGS = frozenset("brothers bros sisters bruder geschwister hermanos freres".split())


def _films_of_siblings(
    facts: FilmFacts, names: Sequence[str]
) -> tuple[str, frozenset[MovieId], Line | None]:
    """Films that the best known of a family made: with the others of it where they did."""
    first = facts.films_with(names[0], "director") or facts.films_with(names[0])
    shared = [name for name in names[1:] if first & facts.films_with(name)]
    films = first.union(*(facts.films_with(name, "director") for name in shared))
    return words.together((names[0], *shared)), films, None
