"""Sentences of the people and subjects that films are wanted of."""

from collections.abc import Mapping, Sequence

from bot.intents import Topic
from bot.presentation.wording.pieces import genre, joined
from bot.replies import Line, Style
from recommender import Mood


def called(topic: Topic, name: str) -> str:
    """A topic as one says it behind a list's name: "with Tom Hanks", "dinosaurs"."""
    match topic.kind:
        case "person":
            role = {True: "by ", False: "with ", None: ""}[topic.made]
            return f"not {role or 'with '}{name}" if topic.negated else f"{role}{name}"
        case "film":
            return f"not {name}"
        case "mood":
            return f"not {mood_name(name)}" if topic.negated else mood_name(name)
        case "company":
            return f"not from {name}" if topic.negated else f"from {name}"
        case _:
            return f"no {name}" if topic.negated else name


def together(names: Sequence[str]) -> str:
    """People who made their films together: "Joel Coen and Ethan Coen"."""
    return joined(names)


def any_of(called_: Sequence[str]) -> str:
    """Topics of which one is enough: "Tom Hanks or Meg Ryan"."""
    return joined(called_, "or")


def nobody(name: str) -> Line:
    """A person who stands in no cast."""
    return Line(
        f"I don't know anybody called “{name.title()}”. I know casts and directors of American "
        "films to 2023."
    )


def taken_for(written: str, name: str, others: Sequence[str]) -> Line:
    """One of several people of a name was taken."""
    return Line(
        f"I took “{written.title()}” for {name}. Or {joined(others, 'or')}? Say the full name.",
        Style.QUIET,
    )


MOODS: Mapping[str, str] = {
    "feel-good": "feel-good",
    "sad": "to cry to",
    "mind-bending": "mind-bending",
    "short-on-violence": "short on violence",
    "violent": "violent",
    "cosy": "cosy",
    "light": "light",
    "dark": "dark",
    "thoughtful": "makes you think",
    "date-night": "date night",
    "rainy-day": "for a rainy day",
    "scary-not-gory": "scary but not gory",
    "exciting": "exciting",
    "weird": "weird",
    "inspiring": "inspiring",
    "with-a-twist": "with a twist",
}
"""Each mood as one says it."""
_MOST_NAMED = 3
_MOST_SUBJECTS = 2


def mood_name(name: str) -> str:
    """A mood as one says it."""
    return MOODS.get(name, name)


def mood_means(mood: Mood) -> Line:
    """What films a mood was taken to mean: "Feel-good: comedy or family; no horror or war."."""
    wanted = [" + ".join(map(genre, every)) for every in mood.genres[:_MOST_NAMED]]
    if mood.subjects:
        wanted.append(f"films about {joined(mood.subjects[:_MOST_SUBJECTS], 'or')}")
    out = [genre(name) for name in mood.single_not_genres[:_MOST_NAMED]]
    parts = [", ".join(wanted)] if mood.subjects else [joined(wanted, "or")]
    parts.append(f"no {joined(out, 'or')}" if out else "")
    name = mood_name(mood.name)
    return Line(f"{name[:1].upper()}{name[1:]}: {'; '.join(filter(None, parts))}.", Style.QUIET)


def unknown_moods(words: Sequence[str]) -> Line:
    """Moods for which there is no telling which films suit them."""
    named = joined([f"“{one}”" for one in words], "or")
    return Line(f"I can't tell which films are {named}, so this is without it.", Style.QUIET)
