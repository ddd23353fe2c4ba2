"""A film for several people: "what should we watch tonight?", "movie night at 9"."""

import datetime as dt
import re

from bot.intents import Group, Intent
from bot.language.clues import Clues
from bot.language.phrases import FILM_NOUN, all_of_it, anywhere

_WE = (
    r"(?:we|us|everyone|everybody|all of us|both of us|the (?:two|three|four|five|six) of us|"
    r"the (?:group|gang|boys|girls|guys|family|crew|lads|team))"
)
_FOR_US = (
    r"for (?:all of us|both of us|us|everyone|everybody|the (?:two|three|four|five|six) of us|"
    r"the (?:group|gang|boys|girls|guys|family|crew|lads|team)|our (?:group|family|team))"
)
_GROUP = anywhere(
    rf"(?:what|which (?:movie|film|one)|wat|wut|what {FILM_NOUN}) (?:should|shall|can|could|do|"
    rf"will|would|are|r|else should) "
    rf"{_WE} (?:all )?(?:watch|watching|see|seeing|put on|stream|pick|gonna watch|going to watch)",
    rf"(?:pick|choose|find|suggest|recommend|recomend|select|decide|get|give|help|show|got|have|"
    rf"need|want)\b.{{0,40}}\b{_FOR_US}",
    r"(?:pick|choose|find|suggest|recommend|give|help|show) us",
    rf"(?:something|anything|a {FILM_NOUN}|smth|sth|one) (?:that )?(?:(?:\w+ ){{0,2}}{_FOR_US}|"
    r"(?:we|everyone|everybody|all of us)(?: can| could| will| would| might| all|"
    r" both)* (?:watch|likes?|enjoys?|agrees?|see|love))",
    r"(?:movie|film) ?night",
    r"(?:let'?s|lets|shall we|should we|can we) (?:all )?(?:watch|see) (?:a|something|some|smth)",
    r"(?:start|open|make|create|run|set up|do) (?:a |the |another )?(?:movie |film )?(?:poll|vote)",
    r"(?:we|us) (?:can'?t|cannot|could not|couldn'?t) (?:decide|agree|choose|pick)",
    rf"{_FOR_US} (?:tonight|to watch|to see)",
    r"we(?:'re| are|re)? (?:all )?(?:want|wanna|need|looking)\b.{0,24}\b(?:watch|movie|film|"
    r"something|see)",
    r"what'?s? (?:are we|is everyone|everyone|is everybody) (?:watching|seeing)",
    r"(?:anyone|anybody|everyone|who(?:'s| is)?) (?:is )?(?:up|down|in|keen|free) for (?:a |"
    r"some )?(?:movie|film|something)",
)
_NOT_GROUP = anywhere(
    "thanks?", "last night'?s", "plan my", "was", "were", "had", "watched", "saw", "loved", "liked"
)
_NOW = anywhere(
    r"just (?:pick|choose|decide|tell)",
    r"(?:pick|choose) (?:a|one|something|for|us|the)",
    "decide for us",
    "right now",
    r"you (?:pick|choose|decide)",
)
_TIME = re.compile(
    r"(?:\b(?:at|by|until|till|around|closes? at|from)|@) ?(?P<hour>[01]?\d|"
    r"2[0-3])(?:[:.h](?P<minute>[0-5]\d))?"
    r" ?(?P<half>[ap])?\.?(?:m\b\.?)?(?![\w%/])"
    r"|\b(?P<clock>[01]?\d|2[0-3])[:.](?P<minutes>[0-5]\d)(?: ?(?P<clock_half>[ap])m)?\b"
    r"|\b(?P<bare>1[0-2]|[1-9]) ?(?P<bare_half>[ap])m\b"
)


_POLL = all_of_it(r"(?:a )?(?:poll|vote)(?: time)?")


def group(clues: Clues) -> Intent | None:
    """A request for several people, with wishes and the time at which votes should close."""
    if not (clues.has(_GROUP) or clues.starts(_POLL)) or clues.has(_NOT_GROUP) or clues.mentions:
        return None
    return Group(clues.filters, when=time_in(clues.pattern), now=clues.has(_NOW))


def time_in(folded: str) -> dt.time | None:
    """A time of day: "at 9" means the evening, "at 21:30" and "9am" say it themselves."""
    found = _TIME.search(folded)
    if found is None:
        return None
    hour = int(found["hour"] or found["clock"] or found["bare"])
    minute = int(found["minute"] or found["minutes"] or 0)
    half = found["half"] or found["clock_half"] or found["bare_half"]
    if half == "a":
        hour %= 12
    elif 1 <= hour < 12:
        hour += 12  # nobody meets for a film at nine in the morning without saying so
    return dt.time(hour, minute)
