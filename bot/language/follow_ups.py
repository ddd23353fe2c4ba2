"""Messages that answer the bot's last message: yes, the second one, why, 4.5."""

import re

from bot.intents import (
    AddFilm,
    Choose,
    Intent,
    No,
    NotInterested,
    Nth,
    Rate,
    Search,
    ThatFilm,
    Why,
    Yes,
)
from bot.language.clues import Clues, letters_beside_films
from bot.language.genres import genre_wishes
from bot.language.ordinals import bare_place
from bot.language.phrases import all_of_it, anywhere, at_start
from bot.language.stars import stars_of

_AYE = r"(?:y|ye+s+|yea+h*|yep|yup|yah|ya|ja|si|oui|ok|okay|sure)"
_YES = all_of_it(
    rf"{_AYE}(?:[ ,]+(?:sure|yes|yeah|that one|this one|that's (?:it|right|the one)|do it|"
    rf"go ahead|definitely|exactly|i do|i did))?",
    r"sure thing|of course|correct|right|exactly|indeed|(?:that'?s|thats) (?:it|the one|right|"
    r"correct)|that one|this one",
    r"do it|go (?:ahead|on|for it)|please do|definitely|absolutely|confirm(?:ed)?|affirmative|"
    r"bingo|perfect",
)
_YES_SIGN = re.compile(r"[\s.!]*[👍👌✅][\s.!👍👌✅\U0001f3fb-\U0001f3ff]*$")
_NAY = r"(?:n|no+|nope|nah+|na|nein|non|nay|negative)"
_NONE = r"(?:none|neither|not any)(?: of (?:these|those|them|the above))?"
_NO = all_of_it(
    rf"{_NAY}(?:[ ,]+(?:thanks?|thank you|{_NONE}|not (?:that|this)(?: one)?|that'?s (?:wrong|"
    rf"not (?:it|right|the one))|it'?s not|never ?mind|don'?t))?",
    _NONE,
    r"not (?:that|this|really)(?: (?:one|film|movie))?|wrong(?: (?:one|film|movie))?",
    r"(?:that'?s|thats) (?:not (?:it|the one|right|what i meant)|wrong)",
    r"never ?mind|nvm|nm|cancel|stop|forget (?:it|that)|leave it|skip(?: it)?|don'?t(?: do it)?|"
    r"(?:i'?ll )?pass|something else",
)
_NO_SIGN = re.compile(r"[\s.!]*[👎❌][\s.!👎❌\U0001f3fb-\U0001f3ff]*$")
_LETS_GO = at_start("forget", "skip", "pass", "cancel", "stop", "something else")
_NOT_THAT = all_of_it(rf"(?:{_NAY}[ ,]+)?not (?:that|this)(?: (?:one|film|movie))?")
_NO_BUT = re.compile(
    rf"[^\w]*(?:{_NAY}|wrong(?: one)?|neither)?\b[ ,.!-]*(?:not (?:that|this)(?: one)?\b[ ,.!-]*)?"
)
_MEANT = anywhere(
    r"i meant?", r"i mean", "meant", "rather", "the other", r"it'?s (?:the|called)", "instead"
)
_WHY = at_start(
    r"(?:(?:hm+|wait|lol)[ ,]+)?(?:y (?:tho|though|not|is|was|did|this|that)|why+|why'?d|"
    r"how come|what makes you|what'?s the reason|explain|reason|how did you|because of what|"
    r"based on what)"
)
_POINTS = anywhere("that", "this", "it")
_YEAR = re.compile(r"\b(?:18[89]|19\d|20\d)\d\b")
_SEEN = anywhere("seen", "watched", "saw")
_QUESTION = at_start(
    r"(?:who|what|when|where|how|which|whose|what's|who's) (?:\w+ ){1,6}?(?:it|that one|this one|"
    r"that film|that movie|this film|this movie)",
    r"(?:is|was|does|did|has|are) (?:it|that one|this one|that film|that movie|this film|"
    r"this movie)",
)
_ABOUT_PLAINLY = anywhere(
    r"what(?:'s| is|s) (?:it|that one|this one) about",
    r"where (?:can|could|do) (?:i|we|you) (?:watch|see|find|stream|rent|buy|get) (?:it|that|"
    r"this)(?: one| film| movie)?",
)
_NOT_OF_FILM = anywhere(
    r"you|u|i|we|me|your|like|work|mean|going|matter|possible|ok|okay|up to|recommend\w*|weather|"
    r"time is|funny how|to you"
)
_ABOUT_IT = all_of_it(
    r"(?:tell me (?:more )?about|more (?:about|on|info on)|details on|info on|about|open|"
    r"show) (?:it|that(?: one)?|this(?: one)?)",
    r"tell me more|more info|details|what is (?:it|that|this)(?: about)?|what'?s (?:it|that) about",
)
_OPENS_PLACE = re.compile(
    r"\b(?:the|one|film|movie|please|pls|i|i'?ll|take|about|tell|me|more|what|is|number|option|"
    r"choose|pick|lets|let's|go|with|yes|show|open|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|top|final|bottom|1st|"
    r"2nd|3rd|\dth|10th)\b"
)
_OLDEST = anywhere("old", "older", "oldest", "original", "first version", "classic")
_NEWEST = anywhere(
    "new", "newer", "newest", "latest", "remake", "recent", "more recent", "reboot", "modern"
)
_FILLERS = re.compile(
    r"\b(?:the|one|film|movie|called|from|it'?s|its|i|is|was|that|please|original|remake|old|new)\b"
)
_FEW_WORDS = 7
_SOME_WORDS = 10
_FILLER = 3


def answered(clues: Clues) -> Intent | None:
    """An answer to the bot's question."""
    question = clues.context.question
    if question is None:
        return None
    if question == "rating" and (rated := _stars(clues)) is not None:
        return rated
    if _refuses(clues):
        return No()
    match question:
        case "rating":
            return None
        case "year":
            year = _YEAR.search(clues.message.folded)
            return AddFilm(year=int(year.group())) if year and _is_short(clues) else None
        case "genres":
            names = [name for genre in genre_wishes(clues.message.folded) for name in genre.names]
            return AddFilm(genres=tuple(dict.fromkeys(names))) if names else None
        case "which_film":
            return _choice(clues)
        case "yes_no":
            return _choice(clues) if clues.context.listed else _correction(clues)


def _is_short(clues: Clues, most: int = _FEW_WORDS) -> bool:
    return len(clues.pattern.split()) <= most


def _refuses(clues: Clues) -> bool:
    return clues.starts(_NO) or clues.starts(_NO_SIGN)


def _agrees(clues: Clues) -> bool:
    return clues.starts(_YES) or clues.starts(_YES_SIGN)


def _stars(clues: Clues) -> Intent | None:
    if clues.mentions or not _is_short(clues, _SOME_WORDS + 2):
        return None
    stars = stars_of(clues)
    if stars is None and clues.bare:
        stars = clues.bare[-1].stars
    return None if stars is None else Rate((ThatFilm(),), stars)


def _choice(clues: Clues) -> Intent | None:
    """One of the films offered."""
    correction = _correction(clues)
    if correction is not None:
        return correction
    place = bare_place(clues.pattern)
    if place is not None:
        return Choose(Nth(place))
    year = _YEAR.search(clues.message.folded)
    if clues.positions and year is None and _is_short(clues):
        return Choose(Nth(clues.positions[0]))
    if _agrees(clues):
        return Yes()
    if len(clues.mentions) == 1 and _says_nothing_else(clues.pattern):
        return Choose(clues.mentions[0])
    if year is not None and not clues.mentions and _is_short(clues):
        return No(year=int(year.group()))
    place = _place_by_age(clues)
    if place is not None:
        return Choose(Nth(place))
    return None


def _place_by_age(clues: Clues) -> int | None:
    """The oldest or the newest of the films offered: "the original", "the newer one"."""
    if not _is_short(clues):
        return None
    oldest, newest = clues.has(_OLDEST), clues.has(_NEWEST)
    years = [(year, place) for place, year in enumerate(clues.context.years, 1) if year is not None]
    if oldest == newest or not years:
        return None
    return min(years)[1] if oldest else max(years)[1]


_ADD_IT = re.compile(
    r"(?:(?:yes|yeah|yep|ok|okay|sure|please|pls)[ ,!.]*)*"
    r"add (?:it|that|this|them|the (?:film|movie))\b"
)


def _correction(clues: Clues) -> Intent | None:
    """What was meant instead: "no, the 1951 one", "I meant Aliens"."""
    pattern = clues.pattern
    lead = _NO_BUT.match(pattern)
    refused = lead is not None and any(character.isalpha() for character in lead.group())
    meant = clues.has(_MEANT) and _is_short(clues, _SOME_WORDS)
    if not (refused or meant) or clues.has(_SEEN):
        return None
    if clues.mentions:
        bare = _says_nothing_else(pattern[lead.end() :] if lead is not None else pattern)
        return No(film=clues.mentions[0]) if meant or bare else None
    year = _YEAR.search(clues.message.folded)
    if year is not None and _is_short(clues, _SOME_WORDS):
        return No(year=int(year.group()))
    if clues.positions and _is_short(clues) and clues.context.question is not None:
        return Choose(Nth(clues.positions[0]))
    return None


def _says_nothing_else(pattern: str) -> bool:
    """Whether a message names a film and hardly says more."""
    return letters_beside_films(_FILLERS.sub("", pattern)) <= _FILLER


def followed_up(clues: Clues) -> Intent | None:
    """What needs the last answer, though no question was asked."""
    if clues.starts(_WHY):
        return _why(clues)
    correction = _correction(clues)
    if isinstance(correction, No):
        return correction
    if clues.starts(_NOT_THAT) and _has_past(clues):
        return NotInterested((ThatFilm(),))
    if _agrees(clues) or (clues.context.question == "yes_no" and clues.starts(_ADD_IT)):
        return Yes()
    if _refuses(clues) and not clues.starts(_LETS_GO):
        return No()
    if clues.mentions:
        return None
    place = _place(clues)
    if place is not None:
        return Search((Nth(place),))
    if (clues.starts(_ABOUT_IT) and clues.context.last_film is not None) or _asks_about_it(clues):
        return Search((ThatFilm(),))
    return _bare_stars(clues)


def _why(clues: Clues) -> Intent | None:
    if clues.mentions or clues.positions:
        return Why(clues.films()[0])
    if not _is_short(clues, _SOME_WORDS):
        return None
    # After a list "why that?" asks about all of it.
    return Why(ThatFilm() if clues.has(_POINTS) and not clues.context.listed else None)


def _has_past(clues: Clues) -> bool:
    return bool(clues.context.listed) or clues.context.last_film is not None


def _asks_about_it(clues: Clues) -> bool:
    """Whether it is a question about the film talked of: "who is in it?", "is it scary?"."""
    if clues.has(_ABOUT_PLAINLY):
        return True
    return clues.starts(_QUESTION) and clues.has(_POINTS) and not clues.has(_NOT_OF_FILM)


def _place(clues: Clues) -> int | None:
    """The place in the last list that is all a message names."""
    if not clues.context.listed:
        return None
    place = bare_place(clues.pattern)
    if place is not None:
        return place if place <= len(clues.context.listed) else None
    rest = _OPENS_PLACE.sub("", clues.pattern)
    named = len(clues.positions) == 1 and not any(character.isalpha() for character in rest)
    return clues.positions[0] if named else None


def _bare_stars(clues: Clues) -> Intent | None:
    """Stars and nothing else are for the film talked about."""
    certain = bool(clues.scales)
    if not _is_short(clues, 3) or not (certain or clues.bare):
        return None
    if not certain and clues.context.last_film is None:
        return None
    stars = stars_of(clues)
    return None if stars is None else Rate((ThatFilm(),), stars)
