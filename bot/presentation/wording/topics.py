"""Sentences of the people and subjects that films are wanted of."""

from collections.abc import Sequence

from bot.intents import Topic
from bot.presentation.wording.pieces import joined
from bot.replies import Line, Style


def called(topic: Topic, name: str) -> str:
    """A topic as one says it behind a list's name: "with Tom Hanks", "dinosaurs"."""
    match topic.kind:
        case "person":
            role = {True: "by ", False: "with ", None: ""}[topic.made]
            return f"not {role or 'with '}{name}" if topic.negated else f"{role}{name}"
        case "company":
            return f"not from {name}" if topic.negated else f"from {name}"
        case _:
            return f"no {name}" if topic.negated else name


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
