"""Questions that the bot asks back, and its words for a film it does not know."""

from collections.abc import Mapping, Sequence

from bot.presentation.wording.pieces import joined
from bot.replies import Line, Style


def did_you_mean(surface: str) -> Line:
    """Asks which film."""
    return Line(f"Which “{surface}” do you mean?")


def did_you_mean_this(surface: str, name: str) -> Line:
    """Asks whether it is this one film."""
    return Line(f"“{surface}”: do you mean {name}?")


def not_found(surface: str) -> tuple[Line, ...]:
    """The catalogue lacks the film."""
    return (
        Line(f"I don't know a film called “{surface}”."),
        Line("Try another spelling, or I can add it.", Style.QUIET),
    )


def not_here_yet(name: str) -> tuple[Line, ...]:
    """A film that is known to exist, and that the catalogue lacks."""
    return (Line(f"I don't have {name} yet. Shall I add it?"),)


def none_of_these() -> Line:
    """The person refused all candidates."""
    return Line("OK, none of those. What's its full title, or the year it came out?")


def still_unknown(surface: str) -> Line:
    """The same question is not asked twice."""
    return Line(f"I'm still not sure which “{surface}” you mean. The year would help.")


def which_film() -> Line:
    """A film was referred to, and none was talked about."""
    return Line("Which film do you mean?")


def no_such_place(position: int) -> Line:
    """Asked for "the ninth one" of a list of five."""
    return Line(f"My last list has no number {position}.")


def no_list_yet() -> Line:
    """Asked for "more" or "why" with nothing before it."""
    return Line("I haven't shown you a list yet. Shall I?")


def what_year(title: str) -> Line:
    """Asks for the year of a film being added."""
    return Line(f"“{title}”: what year did it come out?")


def what_title() -> Line:
    """Asks for the title of a film being added."""
    return Line("What's the film called?")


def what_genres(title: str, year: int | None) -> tuple[Line, ...]:
    """Asks for the genres of a film being added."""
    name = title if year is None else f"{title} ({year})"
    return (
        Line(f"{name}: which genres?"),
        Line("Type them, like “comedy, romance”, or skip.", Style.QUIET),
    )


def added(name: str, *, for_all: bool) -> Line:
    """A film has joined the catalogue."""
    if for_all:
        return Line(f"Added {name}. Everyone here can find it now.")
    return Line(f"Added {name}. Others will find it once a second person logs or adds it.")


def no_links() -> Line:
    """A link, an address or a command, given as a title."""
    return Line("That looks like a link or a command. I only add films.")


def said_to_me(title: str) -> Line:
    """Something that people say to the bot, given as a title."""
    return Line(f"“{title}” sounds like something you'd say to me. A film? /add it with its year.")


def enough_added(most: int) -> Line:
    """Somebody added as many films today as they may."""
    return Line(f"You've added {most} films today, which is as many as I take. More tomorrow?")


def already_known(name: str) -> Line:
    """The film to add is there."""
    return Line(f"I know that one already: {name}.")


def not_a_title() -> Line:
    """A title that cannot be."""
    return Line("That doesn't look like a film title. Send just the title, please.")


def left_alone() -> Line:
    """A question was waved away."""
    return Line("OK, I'll leave it.")


def without_stars(name: str) -> Line:
    """A film stays in the log without a rating."""
    return Line(f"OK, {name} stays in your log without stars.")


def nothing_asked() -> Line:
    """Cancelled or skipped with nothing open."""
    return Line("There's nothing open. Ask me for a film, or tell me what you saw.")


def which_act() -> Line:
    """We are unsure what a message asks."""
    return Line("Not quite sure what you'd like. Which is it?")


def is_it_this() -> Line:
    """We are unsure whether a message asks for what the button says."""
    return Line("Not quite sure what you'd like. Is it this?")


def unread(pieces: Sequence[str]) -> Line:
    """Parts of a message that meant nothing to us."""
    return Line(f"I couldn't place {joined([f'“{piece}”' for piece in pieces])}.", Style.QUIET)


_ACTS: Mapping[str, str] = {
    "log_watched": "Log {film}",
    "rate": "Rate {film}",
    "watchlist": "Put {film} on my list",
    "not_interested": "Not for me: {film}",
    "not_seen": "Haven't seen {film}",
    "similar": "Films like {film}",
    "search": "About {film}",
}


def act_label(kind: str, film: str) -> str | None:
    """What a button says that does an act with a film; None for acts that need no question."""
    label = _ACTS.get(kind)
    return None if label is None else label.format(film=film)


def which_of_these() -> Line:
    """A yes where one of several films was asked for."""
    return Line("Which one? Tap it, or tell me its year.")


def asked_next(surfaces: Sequence[str]) -> Line:
    """Films of the same message that are asked about when this one is settled."""
    named = joined([f"“{surface}”" for surface in surfaces])
    return Line(f"Then we'll do {named}.", Style.QUIET)
