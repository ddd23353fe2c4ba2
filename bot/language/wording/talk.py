"""Hello, help, privacy, and everything that is not about one film."""

import datetime as dt

from bot.language.wording.pieces import count
from bot.replies import Line, Style


def hello(first_name: str, logged: int) -> tuple[Line, ...]:
    """A greeting answered."""
    name = f", {first_name}" if first_name else ""
    if logged:
        return (Line(f"Hi{name}! Seen anything good? Or shall I find you something?"),)
    return (Line(f"Hi{name}! Tell me a film you love and I'll find more like it."),)


def welcome(first_name: str) -> tuple[Line, ...]:
    """/start for somebody new."""
    name = f", {first_name}" if first_name else ""
    return (
        Line(f"Hi{name}! I find films you'll like from the ones you've seen."),
        Line("Just write to me:"),
        Line("• watched Heat last night, 4.5"),
        Line("• something like Forrest Gump"),
        Line("• recommend for me"),
    )


def thanks() -> Line:
    """Thanks answered."""
    return Line("Any time. Enjoy the film!")


def help_text(*, in_group: bool) -> tuple[Line, ...]:
    """/help."""
    lines = (
        Line("Write to me as you would to a friend", Style.HEADING),
        Line("• “watched Heat last night, 4.5” logs it"),
        Line("• “something like Alien but funny” finds similar films"),
        Line("• “recommend a 90s thriller” picks for you"),
        Line("• “more”, “why the second?”, “seen it, 4 stars” follow up"),
        Line("• “what have I seen”, “undo”, “put Heat on my list”"),
    )
    group = Line("In groups I only answer commands, replies and @mentions.", Style.QUIET)
    private = Line("In a group, /movienight settles what to watch. /privacy says what I keep.")
    return (*lines, group if in_group else private)


def nonsense() -> tuple[Line, ...]:
    """Nothing was understood."""
    return (
        Line("I didn't get that. I'm good with films:"),
        Line("“something like Alien”, “watched Heat, 4.5”, “recommend for me”.", Style.QUIET),
    )


def small_talk() -> Line:
    """Chat that asks nothing of the bot."""
    return Line("Tell me about a film you've seen, or ask me for one.")


def no_showtimes() -> Line:
    """Questions the bot has no data for."""
    return Line("I can't look that up: I know titles, years, genres, and taste.")


def empty_message() -> Line:
    """An empty line."""
    return Line("Write me a film, or “help”.")


def too_long() -> Line:
    """More than a message's worth."""
    return Line("That's a lot at once! Send me a shorter message, please.")


def stale_button() -> Line:
    """A button that means nothing any more."""
    return Line("That button no longer works. Ask me again?")


def privacy() -> tuple[Line, ...]:
    """/privacy."""
    return (
        Line("What I keep", Style.HEADING),
        Line("Your Telegram id and first name, what you logged, rated, refused or want to see."),
        Line("I use it only to pick films here, and pass it on to nobody."),
        Line("Groups see how well a film fits you, not what you've watched, unless you allow it."),
        Line("/forgetme erases all of it.", Style.QUIET),
    )


def really_forget(watches: int) -> Line:
    """Asks before erasing a person."""
    what = f"your {count(watches, 'logged film')} and everything else" if watches else "everything"
    return Line(f"Erase {what} I know about you? This can't be undone.")


def forgotten() -> Line:
    """A person was erased."""
    return Line("Done. I've forgotten you. Say hi if you'd like to start again.")


def settings(*, shows_log: bool) -> tuple[Line, ...]:
    """/settings."""
    state = "may" if shows_log else "may not"
    return (Line("Settings", Style.HEADING), Line(f"Groups {state} see films from your log."))


def status(*, films: int, model: str, logs: int, last_refit: str) -> tuple[Line, ...]:
    """/status."""
    return (
        Line("Status", Style.HEADING),
        Line(f"I know {count(films, 'film')}."),
        Line(f"Model: {model}."),
        Line(f"New since then: {count(logs, 'change')}."),
        *([Line(last_refit)] if last_refit else []),
    )


def model(n_films: int, n_factors: int, age: dt.timedelta) -> str:
    """The served model in a few words."""
    hours = age.total_seconds() / 3600
    old = count(round(hours), "hour") if hours < 48 else count(round(hours / 24), "day")
    return f"{count(n_films, 'film')}, {n_factors} factors, {old} old"


def no_model_yet() -> Line:
    """Asked for a list while the first model is being fitted."""
    return Line("I'm still getting to know the films. Give me a few seconds and ask again.")


def only_in_groups() -> Line:
    """/movienight in a private chat."""
    return Line("Movie nights happen in groups. Add me to one and send /movienight there.")


def went_wrong(reference: str) -> Line:
    """An error that nobody expected."""
    return Line(f"Something went wrong on my side (ref {reference}). Try again?")
