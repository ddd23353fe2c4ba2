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
_ONE = r"(?:movie|film|flick|picture)"
_MANY = r"(?:movies?|films?|flicks?|pictures?)"
_LIKE = r"(?:like|such\sas|similar\sto|as\sgood\sas|in\sthe\svein\sof|along\sthe\slines\sof)"
_THING = (
    r"(?:somethin[g']?|anything|sth|smth|stuff|ones?|more|else|recommendations?|recs|suggestions?)"
)
_PART_OF_FILM = (
    r"(?:remake|sequel|prequel|trailers?|soundtrack|plot|story|acting|script|cast(?:\slist)?|"
    r"ending|director|ratings?|genre|"
    r"reviews?|theme\ssong|actors?|actress|lead|score|runtime|budget|screenplay)"
)

_FILM_WORD = (rf"\b{_ONE}(?:,?\s|:\s?)", rf"\b{_MANY}\s(?:is\s|was\s|are\s)?{_LIKE}\s")
_SURE = (
    rf"\b{_ONE}(?:,?\s(?:that\sis|that's|thats|which\sis|was|is))?,?\s(?:called|named|titled)\s",
    (
        r"\b(?:movie|film|flick|one|it'?s|it\sis|thing|something|that'?s|"
        r"that\sis)\s(?:\w+\s){0,3}(?:called|titled)\s"
    ),
    rf"\b{_MANY}\s{_LIKE}\s",
    (
        r"\b(?:directed|produced|starred\sin|stars?\sin|starring\sin|acted\sin|plays?\sin|"
        r"played\sin)\s"
    ),
    rf"\b{_PART_OF_FILM}\s(?:of|to|for|from|in)\s(?:the\s{_ONE}\s)?",
    r"\b(?:re-?watch(?:ed|ing)?|binged|binge[- ]watched|sat\sthrough)\s",
    rf"\b{_THING}\s(?:\w+\s)?{_LIKE}\s",
    (
        r"\b(?:sim{1,2}[ilu]{1,3}[aei]{0,2}r|comparable|close|closest|akin)\s(?:movies?\s|films?\s|"
        r"ones\s)?(?:to|2)\s"
    ),
    r"\b(?:version|remake|adaptation)\sof\s",
)
_SEEN = (
    r"\bi\sme(?:an|ant)\s|\bmeant\s",
    r"\b(?:watched|wathced|wached|whatched|watchd|saw|sawy|seen|finished|viewed)\s",
    r"\b(?:did|have)\s(?:i|we|you)\s(?:ever\s|already\s)?(?:see|seen|watch|watched)\s",
    r"\b(?:have|ever|you|did|haven'?t|never|not|didn'?t|ain'?t|hasn'?t)\s(?:watch|see)\s",
    r"\b(?:how|what)\sabout\s|\byou\sknow\s",
    r"\b(?:check(?:ing|ed)?\sout|heard\sof|remind(?:s|ed)?\sme\sof)\s",
    r"\b(?:rate|log|logged|score|add|remove|recommend|rewatch|watch)\s",
)
_NAMED = (
    (
        r"\b(?:showing|screening|theat(?:er|re)\s(?:with|for|playing)|house\s(?:with|for|playing)|"
        r"schedules?\sfor)\s"
    ),
    (
        r"\b(?:watching|caught|streamed|heard\sabout|what\sof|tr(?:y|ied)|recommend(?:er|ed|s)|see|"
        r"seeing|"
        r"suggest(?:ed)?|mention(?:ing)?|marathoning|remember|forgot|forget|mark|put|named)\s"
    ),
    (
        r"\b(?:favou?rite|fav|fave|best|last|first|latest|good|great|classic|recent|classics?|"
        r"popular)\s"
        r"(?:\w+\s){0,4}(?:is|was|are|would\sbe|be|has\sto\sbe)\s"
    ),
    (
        r"\b(?:remind(?:s|ed)?\sme|(?:as\sgood|worse|better|rather)\s(?:as|than)|"
        r"starring\s\w+\s\w+\sin)\s"
    ),
    r"\b(?:that'?s|be|into|was|is\sthat|one\sis|ones\slike|classics\slike|such\sas|be\slike)\s",
)
_FAVOURITE = (
    r"\b(?:favou?rite|fav|fave|best|last|latest)\s(?:\w+\s){0,4}(?:is|was|are|would\sbe|"
    r"be|has\sto\sbe)\s"
)
_PLAIN_ONLY = (
    _FAVOURITE,
    r"^\W*(?:like|similar\sto|about|why|hide|skip)\s",
    r"^\W*(?:i\s)?(?:just\s)?(?:loved|liked|hated|enjoyed)\s",
    r"\b(?:i|we)\s(?:just\s|really\s|also\s|absolutely\s)?(?:loved|liked|hated|enjoyed)\s",
    r"\bnot\sinterested\sin\s",
    (
        r"^\W*(?:change|set|update|correct|delete|unlog|unwatch|remove|drop|save|keep|bookmark|"
        r"want)\s|\b(?:put|stick)\s"
    ),
    r"\b(?:during|walked\sout\sof|turned\soff|stopped|started|dnf|finish|watching)\s",
    r"\bsame\s(?:\w+\s)?as\s",
    r"\b(?:went\sto|go|going\sto|gonna)\s(?:see|watch)\s|\bmark\s",
)
_SPOKEN_OF = (
    (
        r"\b(?:lov(?:e|es|ed|ing)|lik(?:e|ed|es|ing)|enjoy(?:ed|s|ing)?|hat(?:e|es|ed)|ador(?:e|"
        r"ed)|"
        r"dislike[ds]?|stand|is|"
        r"prefer(?:red)?|(?:fan|sick|tired|think|thought)\sof|though|thought|think|thinking|"
        r"care\sfor|about|that|"
        r"want|give|gave|find|show(?:\sme)?|list|play|get|in|of|for|or|and|with|also|than|by|yes|"
        r"no|"
        r"to)\s"
    ),
    r"[,:(]\s",
)


def _ending(*phrases: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(phrases)})(?:the\\s{_ONE}\\s)?$")


_BEFORE = (
    (Cue.SURE, _ending(*_FILM_WORD, *_SURE)),
    (Cue.FAIR, _ending(*_SEEN, *_NAMED)),
    (Cue.WEAK, _ending(*_SPOKEN_OF)),
)
_PLAIN_BEFORE = (
    # "A movie house", but "the movie house".
    (Cue.SURE, _ending(rf"\b(?:the|this|that)\s{_ONE}\s", *_SURE)),
    (Cue.FAIR, _ending(*_SEEN, *_PLAIN_ONLY)),
    (Cue.WEAK, _ending(*_SPOKEN_OF)),
)

_GOOD = (
    r"(?:good|great|awesome|amazing|bad|terrible|awful|boring|funny|okay|ok|fun|fantastic|"
    r"excellent|perfect|lame|"
    r"brilliant|incredible|wonderful|hilarious|scary|overrated|underrated|sad|nice|beautiful|meh|"
    r"decent|horrible|"
    r"trash|alright|disgusting|weird|strange|cute|intense|creepy|emotional|moving|slow|long|"
    r"confusing|wild|insane|violent|clever|stupid|dumb|gross|hard|easy|depressing|heartbreaking|"
    r"alright|cool|sick|fire|dope|epic|solid|superb|better|worse|worth|a\smust|my\sfav\w*|mid|"
    r"(?:a|an|one|the|such|another|very|really|pretty|so|super|too|quite|kinda|just|still|always|"
    r"also|definitely|"
    r"absolutely|truly|not))"
)
_AFTER: tuple[tuple[Cue, re.Pattern[str]], ...] = (
    (
        Cue.SURE,
        re.compile(
            r"\s(?:the\s)?(?:movies?|films?|flick|trilogy|franchise|saga|sequels?|trailer|"
            r"soundtrack|remake)"
            r"(?!\s(?:nights?|schedules?|times?|theat(?:er|re)s?|house|tickets?|showings?|"
            r"listings?))\b"
            rf"|\s?[(\[](?:18|19|20)\d\d[)\]]|[\s,:-]{{1,3}}(?:an?\s)?{RATING_HOLE}"
        ),
    ),
    (
        Cue.FAIR,
        re.compile(
            r"\s(?:was|is|were|are|wasn'?t|isn'?t|looks?|sounds?|has|had)\s(?:\w+\s)?"
            rf"{_GOOD}\b|\s(?:sucks|sucked|rocks|rocked|rules|(?:should|would|will|might|must|"
            rf"could)\sbe)\b"
            rf"|\s(?:playing|showing|watched|seen|as\s(?:watched|seen))\b|"
            rf"[:,-]?\s?(?:\s(?:\w+\s)?thumbs?\b|\s(?:meh|loved\sit|hated\sit)\b|[👍👎])|"
            rf"\s?[,-]\s(?:it|what\sa|such\sa|which|that)\b|[\s,]{{1,2}}{DAY_HOLE}"
            r"|\sfrom\s(?:the\s)?(?:19|20)\d\d\b"
        ),
    ),
    (Cue.FAIR, re.compile(r"[\s,:-]{1,2}\d(?:[.,]5)?\s*$")),
    (Cue.WEAK, re.compile(r"\sor\s(?=\S)|,\s(?=\S)")),
)


_YEAR_BETWEEN = re.compile(
    r"\b(?:the\s)?(?:18|19|20)\d\d(?:'s)?\s(?:(?:version|remake|movie|film)\s(?:of\s)?)?(?:the\s)?$"
)


def cue_before(masked: str, start: int) -> Cue:
    """The strongest hint in what stands right before a place."""
    return _strongest(_BEFORE, masked, start)


def plain_cue_before(masked: str, start: int) -> Cue:
    """The strongest hint before a place whose words are not written like a name."""
    return _strongest(_PLAIN_BEFORE, masked, start)


def _strongest(hints: tuple[tuple[Cue, re.Pattern[str]], ...], masked: str, start: int) -> Cue:
    window = masked[max(0, start - _WINDOW) : start]
    between = _YEAR_BETWEEN.search(window)
    if between is not None:
        window = window[: between.start()]
    return next((cue for cue, pattern in hints if pattern.search(window)), Cue.NONE)


def cue_after(masked: str, end: int) -> Cue:
    """The strongest hint in what stands right after a place."""
    return next((cue for cue, pattern in _AFTER if pattern.match(masked, end)), Cue.NONE)
