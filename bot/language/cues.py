"""What stands beside a film's name and gives it away: "watched …", "the movie …", "… was great".

All patterns look at a short window before or after one place, so that reading a message takes
time linear in its length. They see the message folded, with days and ratings as holes.
"""

import re
from enum import IntEnum

from bot.language.message import DAY_HOLE, RATING_HOLE


class Cue(IntEnum):
    """How surely a film is named next to it, the weakest first."""

    NONE = 0
    WEAK = 1
    """Things other than films are spoken of like this: "I love …", "about …"."""
    FAIR = 2
    """Usually a film in a chat about films: "have you seen …", "how about …"."""
    SURE = 3
    """Only films: "the movie …", "who directed …", "a trailer for …"."""


_WINDOW = 64

_FILM = r"(?:movies?|films?|flicks?|picture|remake|sequel|trailer|soundtrack)"
_CALLED = r"(?:,?\s(?:that\sis|that's|thats|which\sis|was|is)?\s?(?:called|named|titled|entitled))"
_SINGLE = r"(?:movie|film|flick|picture)"

_BEFORE: tuple[tuple[Cue, re.Pattern[str]], ...] = (
    (
        Cue.SURE,
        re.compile(
            rf"(?:\b{_SINGLE}{_CALLED}?(?:\s(?:is|was))?(?:,?\s|:\s?)"
            rf"|\b(?:called|titled|entitled)\s"
            rf"|\b{_FILM}\s(?:like|such\sas|similar\sto|as\sgood\sas|along\sthe\slines\sof|called|named)\s"
            r"|\b(?:directed|produced|starred\sin|stars?\sin|starring\sin|acted\sin|plays?\sin|played\sin)\s"
            rf"|\b(?:remake|sequel|prequel|trailers?|soundtrack|plot|cast|ending|director|rating|genre|reviews?|"
            rf"theme\ssong|actors?|actress|lead|score|runtime|budget|screenplay)\s(?:list\s)?(?:of|to|for|from|in)\s"
            rf"(?:the\s{_SINGLE}\s)?"
            r"|\b(?:re-?watch(?:ed|ing)?|binged|binge[- ]watched|sat\sthrough)\s"
            r"|\b(?:somethin[g']?|anything|sth|smth|stuff|ones?|more|else|recommendations?|recs|suggestions?)\s"
            r"(?:\w+\s)?(?:like|similar\sto|simil?i?ar\s(?:to|as)|in\sthe\svein\sof|along\sthe\slines\sof)\s"
            r"|\b(?:simil[ia]?[ia]r|simmilar|similer|comparable|close|closest|akin)\s(?:movies?\s|films?\s|ones\s)?(?:to|2)\s"
            r"|\b(?:to\s)?(?:/similar|/watched|/rate|/why|/add|/watchlist)\s)$"
        ),
    ),
    (
        Cue.FAIR,
        re.compile(
            r"(?:\b(?:watch(?:ed|ing)?|wathced|wached|whatched|watchd|saw|sawy|seen|seeing|(?:have|ever|you|did)\s(?:watch|see)|finished|viewed|caught|streamed)\s"
            r"(?:the\s(?:movie|film)\s)?"
            r"|\b(?:haven'?t|never|not|didn'?t|ain'?t|hasn'?t)\s(?:see|saw|sawy|watch|watched|seen)\s"
            r"|\b(?:(?:how|what)\sabout|what\sof|check(?:ing)?\sout|heard\s(?:of|about)|tr(?:y|ied)|recommend(?:er|ed|s)?|suggest(?:ed)?|"
            r"(?:watch|see|watching|seeing|recommend)|mention(?:ing)?|marathoning|called|remember)\s"
            r"|\b(?:rate|log|logged|score|add|mark|put|remove)\s"
            r"|\b(?:favou?rite|fav|fave|best|last|first|latest|good|great|classic|recent)\s(?:\w+\s){0,4}"
            r"(?:is|was|are|would\sbe|be|has\sto\sbe|watched\swas)\s"
            r"|\b(?:remind(?:s|ed)?\sme\s(?:of\s)?|like\sin\s|as\sgood\sas\s|better\sthan\s|worse\sthan\s|starring\s\w+\s\w+\sin\s)"
            r"|\b(?:that'?s|it'?s\scalled|be|into|was|is\sthat|one\sis|named|ones\slike|classics\slike|such\sas|and\sthat's)\s)$"
        ),
    ),
    (
        Cue.WEAK,
        re.compile(
            r"(?:\b(?:lov(?:e|ed|ing)|lik(?:e|ed|es|ing)|enjoy(?:ed|s|ing)?|hat(?:e|ed)|ador(?:e|ed)|dislike[ds]?|prefer(?:red)?|"
            r"(?:fan|sick|tired)\sof|think\sof|thought(?:\sof)?|though|think|thinking|care\sfor|about|want|give|gave|find|"
            r"show(?:\sme)?|list|play|get|in|of|for|or|and|with|also|than|by|yes|no|to)\s"
            r"|[,:(]\s)$"
        ),
    ),
)
"""Each anchored to the end of what stands before a place."""

_MOVIE_NIGHT = (
    r"(?!\s(?:night|schedules?|times?|theat(?:er|re)s?|house|tickets?|showings?|listings?))"
)
_GOOD = (
    r"(?:good|great|awesome|amazing|bad|terrible|awful|boring|funny|okay|ok|fun|fantastic|excellent|perfect|lame|"
    r"brilliant|incredible|wonderful|hilarious|scary|overrated|underrated|sad|nice|beautiful|meh|decent|horrible|"
    r"trash|alright|cool|sick|fire|dope|epic|solid|superb|better|worse|worth|a\smust|my\sfav\w*|"
    r"(?:a|an|one|the|such|another|very|really|pretty|so|super|too|quite|kinda|just|such\sa|still|always|also|definitely|absolutely|truly|not)\b)"
)
_AFTER: tuple[tuple[Cue, re.Pattern[str]], ...] = (
    (
        Cue.SURE,
        re.compile(
            rf"\s(?:the\s)?(?:movies?|films?|flick|trilogy|franchise|saga|sequels?|trailer|soundtrack|remake){_MOVIE_NIGHT}\b"
            rf"|\s?[(\[](?:18|19|20)\d\d[)\]]"
            rf"|[\s,:-]{{1,3}}{RATING_HOLE}"
        ),
    ),
    (
        Cue.FAIR,
        re.compile(
            rf"\s(?:was|is|were|are|wasn'?t|isn'?t|looks?|sounds?|sucks|sucked|rocks|rules|has|had)\s(?:\w+\s){{0,1}}{_GOOD}\b"
            rf"|\s?[,-]\s(?:it|what\sa|such\sa|which|that)\b"
            rf"|\s(?:sucks|sucked|rocks|rocked|rules)\b"
            rf"|[\s,]{{1,2}}{DAY_HOLE}"
            r"|\sfrom\s(?:the\s)?(?:19|20)\d\d\b"
            r"|\sor\s(?=\S)|,\s(?=\S)"
        ),
    ),
)
"""Each matched at what stands after a place."""


def cue_before(masked: str, start: int) -> Cue:
    """The strongest hint in what stands right before a place."""
    window = masked[max(0, start - _WINDOW) : start]
    return next((cue for cue, pattern in _BEFORE if pattern.search(window)), Cue.NONE)


def cue_after(masked: str, end: int) -> Cue:
    """The strongest hint in what stands right after a place."""
    return next((cue for cue, pattern in _AFTER if pattern.match(masked, end)), Cue.NONE)
