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
from bot.language.clues import F, Clues
from bot.language.diary import stars_of
from bot.language.genres import genre_wishes
from bot.language.ordinals import bare_place

_YES = re.compile(
    r"^\W*(?:y|ye+s+|yea+h*|yep|yup|yah|ya|ja|si|oui|sure(?:\sthing)?|of\scourse|correct|right|exactly|indeed|that'?s\s(?:it|the\sone|right|correct)|thats\s(?:it|the\sone|right|correct)|that\sone|this\sone|"
    r"(?:yes|yeah|yep|yup|ok|okay)[\s,]+(?:please|pls|sure|yes|yeah|this\sone|that'?s\s(?:it|right|the\sone)|that\sone|do\sit|go\sahead|definitely|exactly|the\sfirst(?:\sone)?|i\sdid|i\sdo)|"
    r"ok(?:ay)?|do\sit|go\s(?:ahead|on|for\sit)|please\sdo|definitely|absolutely|confirm(?:ed)?|affirmative|👍|👌|✅|bingo|perfect)[\s.!👍]*$"
)
_NO = re.compile(
    r"^\W*(?:n|no+|nope|nah+|na|nein|non|nay|negative|none(?:\sof\s(?:these|those|them|the\sabove))?|neither(?:\sof\s(?:them|these|those))?|not\s(?:that|this|really|any\sof\s(?:them|these|those))(?:\s(?:one|film|movie))?|wrong(?:\s(?:one|film|movie))?|"
    r"no(?:pe)?[\s,]+(?:thanks?|thank\syou|none\sof\s(?:these|those|them)|not\s(?:that|this)(?:\sone)?|that'?s\s(?:wrong|not\s(?:it|right|the\sone))|neither|it'?s\snot|never\s?mind|don'?t)|"
    r"that'?s\s(?:not\s(?:it|the\sone|right|what\si\smeant)|wrong)|thats\s(?:not\s(?:it|the\sone|right)|wrong)|something\selse|never\s?mind|nvm|nm|cancel|stop|forget\s(?:it|that)|leave\sit|skip(?:\sit)?|👎|❌|don'?t(?:\sdo\sit)?|i'?ll\spass|pass)[\s.!]*$"
)
_NO_BUT = re.compile(
    r"^\W*(?:no+|nope|nah|not\s(?:that|this)(?:\sone)?|wrong(?:\sone)?|neither)\b[\s,.!-]*(?:not\s(?:that|this)\sone[\s,.!-]*)?"
)
_I_MEANT = re.compile(
    r"\b(?:i\s(?:meant?|mean)|meant|rather|the\sother|it'?s\s(?:the|called)|as\sin|instead)\b"
)
_WHY = re.compile(
    r"^\W*(?:(?:but|and|ok|okay|so|hm+|wait|lol|um)[\s,]+){0,2}(?:y|why+|how\scome|what\smakes\syou|what'?s\sthe\sreason|explain|reason|how\sdid\syou|because\sof\swhat|based\son\swhat|why'?d)\b"
)
_YEAR = re.compile(r"\b(?P<year>(?:18[89]|19\d|20\d)\d)\b")
_SEEN_IT = re.compile(
    r"\b(?:(?:already\s|have\s|i'?ve\s|ive\s)*(?:seen|watched|saw)\s(?:it|that|this|them|those|these|that\sone|this\sone|all|both|already)|already\s(?:seen|watched)|seen\s?(?:it)?\b|been\sthere)"
)
_THIS_FILM = re.compile(
    r"^\W*(?:tell\sme\s(?:more\s)?about|more\s(?:about|on|info)|what(?:'?s|\sis)|details|info(?:\s(?:on|about))?|about|open|show)\s(?:it|that(?:\sone)?|this(?:\sone)?)?\b"
)
_CHATTY = re.compile(r"\b(?:because|movie|film|about|when|while)\b")


def answered(clues: Clues) -> Intent | None:
    """An answer to the bot's question."""
    pattern, question = clues.pattern, clues.context.question
    if question is None:
        return None
    if question == "rating" and (rated := _stars(clues)) is not None:
        return rated
    if _NO.match(pattern):
        return No()
    match question:
        case "rating":
            return None
        case "year":
            year = _YEAR.search(clues.message.folded)
            short = len(pattern.split()) <= _FEW_WORDS
            return AddFilm(year=int(year["year"])) if year is not None and short else None
        case "genres":
            genres = [
                name
                for wish in genre_wishes(clues.message.folded)
                for name in wish.names
                if wish.wanted
            ]
            return AddFilm(genres=tuple(dict.fromkeys(genres))) if genres else None
        case "which_film":
            return _choice(clues)
        case "yes_no":
            return (
                _choice(clues)
                if clues.context.listed and not clues.mentions
                else _correction(clues)
            )


_FEW_WORDS = 7


def _stars(clues: Clues) -> Intent | None:
    if clues.mentions or len(clues.pattern.split()) > _FEW_WORDS + 5:
        return None
    stars = stars_of(clues)
    if stars is None and clues.bare:
        stars = clues.bare[-1].stars
    return None if stars is None else Rate((ThatFilm(),), stars)


def _choice(clues: Clues) -> Intent | None:
    pattern = clues.pattern
    correction = _correction(clues)
    if correction is not None:
        return correction
    place = bare_place(pattern)
    if place is not None:
        return Choose(Nth(place))
    year = _YEAR.search(clues.message.folded)
    if clues.positions and year is None and len(pattern.split()) <= _FEW_WORDS:
        return Choose(Nth(clues.positions[0]))
    if _YES.match(pattern):
        return Yes()
    if len(clues.mentions) == 1 and _says_nothing_else(pattern):
        return Choose(clues.mentions[0])
    if year is not None and len(pattern.split()) <= _FEW_WORDS:
        return No(year=int(year["year"]))
    return None


def _correction(clues: Clues) -> Intent | None:
    """ "No, the 1951 one", "I meant Aliens"."""
    pattern = clues.pattern
    refused = _NO_BUT.match(pattern) is not None
    meant = _I_MEANT.search(pattern) is not None and len(pattern.split()) <= _FEW_WORDS + 3
    if not (refused or meant) or _SEEN_IT.search(pattern):
        return None
    if clues.mentions:
        rest = _FILLERS.sub("", _NO_BUT.sub("", pattern, count=1))
        return (
            No(film=clues.mentions[0]) if meant or len(re.sub(r"\W", "", rest)) <= _FILLER else None
        )
    year = _YEAR.search(clues.message.folded)
    if year is not None and len(pattern.split()) <= _FEW_WORDS + 3:
        return No(year=int(year["year"]))
    if clues.positions and len(pattern.split()) <= _FEW_WORDS:
        return Choose(Nth(clues.positions[0]))
    return None


_FILLERS = re.compile(
    r"\b(?:the|one|film|movie|called|from|it'?s|its|i|is|was|that|please|original|remake|old|new)\b"
)
_FILLER = 4


def _says_nothing_else(pattern: str) -> bool:
    """Whether a message names a film and hardly says more."""
    return len(re.sub(rf"[{F}\W]", "", _FILLERS.sub("", pattern))) <= _FILLER


def followed_up(clues: Clues) -> Intent | None:
    """What needs the last answer, though no question was asked."""
    pattern = clues.pattern
    if _WHY.match(pattern) and (
        clues.mentions or clues.positions or len(pattern.split()) <= _LONG_WHY
    ):
        films = clues.films() if clues.mentions or clues.positions else ()
        pointed = re.search(r"\b(?:that|this|it)\b", pattern) is not None
        return Why(
            films[0] if films else ThatFilm() if pointed and not clues.context.listed else None
        )
    correction = _correction(clues)
    if correction is not None and (isinstance(correction, No)):
        return correction
    if clues.context.listed or clues.context.last_film is not None:
        refused = re.fullmatch(
            r"\W*(?:nah|no|nope)?[\s,]*not\s(?:that|this)(?:\s(?:one|film|movie))?\W*", pattern
        )
        if refused is not None:
            return NotInterested((ThatFilm(),))
    if _YES.match(pattern):
        return Yes()
    if (
        not clues.mentions
        and _NO.match(pattern)
        and not re.match(r"^\W*(?:forget|skip|pass)", pattern)
    ):
        return No()
    if (
        clues.positions
        and not clues.mentions
        and len(pattern.split()) <= _FEW_WORDS
        and not clues.opinions
    ):
        rest = re.sub(
            r"\b(?:the|one|film|movie|please|pls|i|like|take|about|tell|me|more|what|is|number|option|choose|pick|lets|let's|go|with|yes)\b",
            "",
            pattern,
        )
        if len(re.sub(r"\W", "", rest)) <= _ORDINAL_LENGTH and clues.context.listed:
            return Search((Nth(clues.positions[0]),))
    place = bare_place(pattern)
    if place is not None and clues.context.listed and place <= len(clues.context.listed):
        return Search((Nth(place),))
    if (
        (clues.bare or clues.scales)
        and not clues.mentions
        and len(pattern.split()) <= 3
        and (clues.context.last_film is not None or clues.scales)
    ):
        return Rate((ThatFilm(),), stars_of(clues))
    if _THIS_FILM.fullmatch(pattern.rstrip("?!. ")) and clues.context.last_film is not None:
        return Search((ThatFilm(),))
    return None


_ASKS_ELSE = re.compile(
    r"\b(?:like|similar|not|hide|skip|rate|seen|watched|saw|list|watchlist|later|add)\b"
)
_LONG_WHY = 9
_ORDINAL_LENGTH = 8
