"""Sentences of small talk, help, privacy and settings."""

from collections.abc import Mapping, Sequence

from bot.intents import Limit, SmallTalkTopic
from bot.presentation.wording.pieces import count, joined
from bot.replies import Line, Style
from recommender.domain import Film


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
        Line("• “recommend a 90s thriller”, “films with Tom Hanks” pick for you"),
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


_SMALL_TALK: Mapping[SmallTalkTopic, str] = {
    "how_are_you": "Fine, thanks! And you, seen anything good lately?",
    "are_you_a_bot": "A bot that knows films. Tell me one you love and I'll find more like it.",
    "who_made_you": "A few people who like films. I live on somebody's own computer.",
    "how_it_works": (
        "Tell me what you've seen and how you liked it. I compare that with what many people "
        "watched, and pick what fits you: “watched Heat, 4.5”, then “recommend for me”."
    ),
    "joke": "I told my friend ten film jokes to make him laugh. No pun in ten did.",
    "name": "Nice to meet you! I'm the film bot here.",
    "age": "Young, for somebody who knows films from 1902.",
    "your_favourite": "I like whatever you end up giving five stars. What was your last one?",
    "compliment": "Thank you! I get better with every film you log.",
    "insult": "Sorry about that. Tell me what you wanted, and I'll try again.",
    "laugh": "😄",
    "bye": "Bye! Enjoy the film.",
    "love": "I'm better at films than at hearts. Shall I find one for tonight?",
    "weather": "No idea, I only know films. Good weather for one, I'd say.",
    "language": "I read English best, and the everyday requests in German, Spanish and French.",
    "agreement": "👍",
    "about_films": "I'm listening. Tell me a film you've seen, or ask me for one.",
}


def small_talk(topic: SmallTalkTopic) -> Line:
    """A short answer to what people say to bots."""
    return Line(_SMALL_TALK[topic])


_CANNOT: Mapping[Limit, str] = {
    "play": "I can't play films, only find good ones.",
    "tickets": "I can't book tickets.",
    "showtimes": "I can't look up what's on in cinemas.",
    "trailer": "I can't show trailers, pictures or reviews.",
    "books": "I only know films, no books.",
    "music": "I only know films, no music.",
    "series": "I only know films, no series yet.",
    "link": "I can't read links, or bring films in and out by file, yet. Tell me films by name.",
    "reminder": "I can't remind you, but I can keep a film on your list.",
    "forwarded": "Those aren't your own words, so I haven't logged anything.",
    "other": "I can't do that.",
}


def cannot(what: Limit) -> tuple[Line, ...]:
    """One honest line for what the bot can't do, and what it can."""
    return (
        Line(_CANNOT[what]),
        Line("I can recommend films, find similar ones, and keep your log and list.", Style.QUIET),
    )


def not_your_words(films: Sequence[Film]) -> tuple[Line, ...]:
    """A forwarded message, and what the person may have watched too."""
    too = (
        f"Did you see {joined([film.name for film in films], 'or')} too?"
        if films
        else ("Did you see a film too? Tell me: “watched Heat, 4”.")
    )
    return (Line(_CANNOT["forwarded"]), Line(too, Style.QUIET))


def agreed() -> Line:
    """A yes with nothing asked."""
    return Line("👍 Shall I find you a film, or did you see one?")


def no_showtimes() -> Line:
    """Questions the bot has no data for."""
    return Line(
        "I can't look that up: I know films, who made them, what they are about, and taste."
    )


def empty_message() -> Line:
    """An empty line."""
    return Line("Write me a film, or “help”.")


def too_long() -> Line:
    """More than a message's worth."""
    return Line("That's a lot at once! I read 500 letters a message, about twenty films.")


def stale_button() -> Line:
    """A button that means nothing any more."""
    return Line("That button no longer works. Ask me again?")


def not_your_button() -> Line:
    """A button that answers somebody else."""
    return Line("That button is for somebody else. Ask me yourself, and you get your own.")


def privacy(*, second_reader: str | None = None) -> tuple[Line, ...]:
    """/privacy.

    Args:
        second_reader: The server that messages read with little confidence are sent to.
    """
    elsewhere = (
        f"A message that I'm unsure of goes to a language model at {second_reader}, "
        "which helps me read it: its words only, without your name or id."
    )
    return (
        Line("What I keep", Style.HEADING),
        Line("Your Telegram id and first name, what you logged, rated, refused or want to see."),
        Line("I use it only to pick films here, and pass it on to nobody."),
        *([Line(elsewhere)] if second_reader else []),
        Line("Groups see how well a film fits you, not what you've watched, unless you allow it."),
        Line("/forgetme erases all of it.", Style.QUIET),
    )


def really_forget(first_name: str, watches: int) -> Line:
    """Asks before erasing a person, by name: others may read along."""
    what = f"your {count(watches, 'logged film')} and everything else" if watches else "everything"
    asked = f"{first_name}, shall I erase" if first_name else "Shall I erase"
    return Line(f"{asked} {what} I know about you? This can't be undone.")


def forgotten() -> Line:
    """A person was erased."""
    return Line("Done. I've forgotten you. Say hi if you'd like to start again.")


def settings(*, shows_log: bool) -> tuple[Line, ...]:
    """/settings."""
    state = "may" if shows_log else "may not"
    return (Line("Settings", Style.HEADING), Line(f"Groups {state} see films from your log."))


def no_model_yet() -> Line:
    """Asked for a list while the first model is being fitted."""
    return Line("I'm still getting to know the films. Give me a few seconds and ask again.")


def only_in_groups() -> Line:
    """/movienight in a private chat."""
    return Line("Movie nights happen in groups. Add me to one and send /movienight there.")


def went_wrong(reference: str) -> Line:
    """An error that nobody expected."""
    return Line(f"Something went wrong on my side (ref {reference}). Try again?")
