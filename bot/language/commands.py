"""Slash commands: "/similar heat", "/watched heat 4.5 yesterday", "/movienight comedy at 21:00"."""

import re

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
from bot.language.clues import Clues
from bot.language.diary import watched_on
from bot.language.groups import time_in
from bot.language.stars import stars_of

COMMAND = re.compile(
    r"\s*/(?P<name>[A-Za-z_]{1,32})(?:@\w{1,64})?(?P<argument>(?:\s.*)?)", re.DOTALL
)
"""A command as Telegram sends it, perhaps with the bot's name."""

_SAME = {
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
    "delete": "forgetme",
    "hide": "skip",
    "cancel": "undo",
}


def commanded(name: str, clues: Clues) -> Intent:
    """What a command asks; `clues` are of its argument."""
    films: tuple[FilmRef, ...] = clues.mentions or clues.films()
    name = _SAME.get(name.lower(), name.lower())
    match name:
        case "similar":
            return Similar(films, clues.filters)
        case "recommend":
            return Recommend(clues.filters)
        case "search":
            return Search(clues.mentions, clues.filters)
        case "watched":
            undated = bool(clues.days) and watched_on(clues) is None
            return LogWatched(films, stars_of(clues), watched_on(clues), undated=undated)
        case "rate":
            return Rate(films, stars_of(clues))
        case "skip":
            return NotInterested(films)
        case "watchlist":
            remove = re.match(r"\s*(?:remove|delete|drop|off)\b", clues.pattern) is not None
            return Watchlist(clues.mentions, remove=remove and bool(clues.mentions))
        case "add":
            return AddFilm(clues.mentions[0].surface if clues.mentions else None, clues.year)
        case "movienight":
            return Group(clues.filters, when=time_in(clues.message.folded))
        case "why":
            return Why(films[0] if clues.mentions or clues.positions else None)
        case _:
            return _plain(name, clues)


def _plain(name: str, clues: Clues) -> Intent:
    match name:
        case "undo":
            return Undo()
        case "history":
            return History()
        case "help":
            return Help()
        case "start":
            payload = clues.message.text.strip()
            return Start(payload if re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload) else "")
        case "privacy":
            return Privacy()
        case "forgetme":
            return ForgetMe()
        case "settings":
            word = clues.message.text.strip()
            return Settings(word if re.fullmatch(r"[A-Za-z0-9_-]{1,32}", word) else None)
        case "nights":
            return Nights()
        case "more":
            return More(clues.filters)
        case "status":
            return Status()
        case _:
            return Other(clues.mentions)
