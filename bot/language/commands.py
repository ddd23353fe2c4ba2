"""Slash commands: "/similar heat", "/watched heat 4.5 yesterday", "/movienight comedy at 21:00"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.intents import (
    AddFilm,
    FilmRef,
    ForgetMe,
    Group,
    Help,
    History,
    Intent,
    LogWatched,
    Mention,
    More,
    Nights,
    NotInterested,
    Nth,
    Other,
    Privacy,
    Rate,
    Recommend,
    Search,
    Settings,
    Similar,
    Start,
    Status,
    ThatFilm,
    Undo,
    Watchlist,
    Why,
)
from bot.language.clues import Clues, D, R
from bot.language.diary import watched_on
from bot.language.groups import time_in
from bot.language.ordinals import bare_place
from bot.language.stars import stars_of
from bot.language.vocabulary import PRONOUNS
from recommender import TitleIndex

_COMMAND = re.compile(
    r"\s*/(?P<name>[A-Za-z_]{1,32})(?:@\w{1,64})?(?P<argument>(?:\s.*)?)", re.DOTALL
)
_SAME: Mapping[str, str] = {
    "like": "similar",
    "recs": "recommend",
    "rec": "recommend",
    "recommendations": "recommend",
    "log": "watched",
    "seen": "watched",
    "watch": "watched",
    "rating": "rate",
    "diary": "history",
    "list": "watchlist",
    "night": "movienight",
    "movie": "search",
    "film": "search",
    "find": "search",
    "hide": "skip",
    "cancel": "undo",
}
_SENTENCES: Mapping[str, str] = {
    "similar": "similar to ",
    "watched": "watched ",
    "rate": "rate ",
    "why": "why ",
    "search": "the movie ",
    "skip": "hide ",
    "add": "the movie called ",
    "watchlist": "the movie ",
}
"""How each command's argument begins when it is said in words, so that both are read alike."""
_REMOVES = re.compile(r"(?:remove|delete|drop|off)\s", re.IGNORECASE)
_NAME_ENDS = re.compile(
    rf"[{R}{D},]| - |\s(?:but|\(?(?:18|19|20)\d\d\)?)(?!\w)|\s\d(?:[.,]\d)?\s*$"
)
_YEAR = re.compile(r"\(?\b(?P<year>(?:18[89]|19\d|20\d)\d)\b\)?\s*$")
_ONLY_STARS = re.compile(r"^(?:watched|rate) [\d.,½ /]+$")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Command:
    """A command as Telegram sends it, with its argument said in words."""

    name: str
    sentence: str
    argument: str
    shift: int
    """What to add to a position in `sentence` to get one in the message."""


def command_in(text: str) -> Command | None:
    """The command that a message is, or None."""
    found = _COMMAND.fullmatch(text)
    if found is None:
        return None
    name = _SAME.get(found["name"].lower(), found["name"].lower())
    argument = found["argument"].strip()
    removes = _REMOVES.match(argument) is not None
    lead = "" if removes else _SENTENCES.get(name, "")
    start = found.end() - len(found["argument"].lstrip())
    return Command(name, lead + argument, argument, start - len(lead))


def commanded(command: Command, clues: Clues, titles: TitleIndex) -> Intent:
    """What a command asks; `clues` are of its sentence."""
    named = clues.mentions or _whole(command, clues, titles)
    films: tuple[FilmRef, ...] = named or _pointed(command, clues)
    match command.name:
        case "similar":
            return Similar(films, clues.filters)
        case "recommend":
            return Recommend(clues.filters)
        case "search":
            return Search(named, clues.filters)
        case "watched":
            day = watched_on(clues)
            undated = day is None and bool(clues.days)
            return LogWatched(films, _stars(clues), day, undated=undated)
        case "rate":
            return Rate(films, _stars(clues))
        case "skip":
            return NotInterested(films)
        case "watchlist":
            remove = _REMOVES.match(command.argument) is not None
            return Watchlist(named, remove=remove and bool(named))
        case "why":
            return Why(films[0] if command.argument else None)
        case "add":
            return _addition(command)
        case "movienight":
            return Group(clues.filters, when=time_in(clues.pattern))
        case "more":
            return More(clues.filters)
        case _:
            return _plain(command, clues)


def _stars(clues: Clues) -> float | None:
    """The stars given, also by a bare number that is the whole argument."""
    stars = stars_of(clues)
    if stars is None and not clues.positions and _ONLY_STARS.search(clues.pattern):
        return clues.bare[-1].stars if clues.bare else None
    return stars


def _whole(command: Command, clues: Clues, titles: TitleIndex) -> tuple[Mention, ...]:
    """The argument as one name, when nothing in it was seen to be one."""
    lead = len(command.sentence) - len(command.argument)
    if not lead or not command.argument or command.name == "add":
        return ()
    if _ONLY_STARS.match(clues.pattern) or _listed_place(command, clues) is not None:
        return ()
    end = _NAME_ENDS.search(clues.masked, lead)
    surface = command.sentence[lead : end.start() if end is not None else None].rstrip(" ,.!?")
    first = surface.split(maxsplit=1)[0].lower() if surface.strip() else ""
    if (
        not first
        or (first in PRONOUNS | {"the", "a"} and " " not in surface)
        or surface.startswith("#")
        or clues.positions
    ):
        return ()
    return (Mention(surface, titles.resolve(surface, seen=clues.context.seen), lead),)


def _pointed(command: Command, clues: Clues) -> tuple[FilmRef, ...]:
    place = _listed_place(command, clues)
    return (
        (Nth(place),) if place is not None else clues.films() if clues.positions else (ThatFilm(),)
    )


def _listed_place(command: Command, clues: Clues) -> int | None:
    place = bare_place(command.argument.lower())
    if place is None:
        return None
    # "/why 2" can only mean a place, "/similar 9" may mean a film when no list is that long.
    return place if command.name == "why" or place <= len(clues.context.listed) else None


def _addition(command: Command) -> AddFilm:
    """The film to add: all of the argument, but for a year at its end."""
    year = _YEAR.search(command.argument)
    title = command.argument[: year.start() if year is not None else None].strip(" ,\"“”'")
    if not title:  # "/add 1917"
        return AddFilm(command.argument.strip("()") or None)
    return AddFilm(title, int(year["year"]) if year is not None else None)


def _plain(command: Command, clues: Clues) -> Intent:
    word = command.argument if _TOKEN.fullmatch(command.argument) else ""
    match command.name:
        case "undo":
            return Undo()
        case "history":
            return History()
        case "help":
            return Help()
        case "start":
            return Start(word)
        case "privacy":
            return Privacy()
        case "forgetme":
            return ForgetMe()
        case "settings":
            return Settings(word or None)
        case "nights":
            return Nights()
        case "status":
            return Status()
        case _:
            return Other()


def shifted(mention: Mention, command: Command) -> Mention:
    """A mention found in a command's sentence, with its place in the message."""
    return replace(mention, start=mention.start + command.shift)
