"""What people tell of films they saw, rated, refused, or want to see."""

import datetime as dt
import re

from bot.intents import (
    FilmRef,
    History,
    Intent,
    LogWatched,
    NotInterested,
    NotSeen,
    Other,
    Rate,
    ThatFilm,
    Undo,
    Watchlist,
)
from bot.language.clues import D, F, Clues
from bot.language.message import Span

_UNDO = re.compile(
    r"^(?:(?:no|oops|ups|wait|sorry|please|pls|can\syou|could\syou|ok|hey|ah|oh|hm+|actually)[\s,!.]+){0,3}"
    r"(?:undo|un-?log|revert|take\s(?:that|it)\s(?:back|off)|(?:scratch|strike|cancel|delete|remove|erase)\s(?:that|it|this|the\slast\s(?:one|entry|log|rating)|my\slast\s\w+|last)|"
    r"(?:that|it|this)\swas\s(?:a\s|by\s|an\s)?(?:mistake|accident|wrong|error|accidental)|(?:my\s)?(?:mistake|bad)|"
    r"i\sdidn'?t\s(?:mean|want)\s(?:that|to\s(?:do|log|rate|say)\s(?:that|it|this))|wrong\s(?:button|film|movie|one)|(?:oops|ups|whoops)|"
    r"forget\s(?:it|that)|i\sdidn'?t\s(?:actually\s)?(?:watch|see)\s(?:that|it|this)\s(?:after\sall|actually))\b"
)
_HISTORY = re.compile(
    r"\b(?:what\s(?:all\s)?(?:have\s(?:i|we)|did\s(?:i|we)|i(?:'ve|\shave)?)\s(?:already\s|last\s|recently\s|ever\s)?(?:seen|saw|watched?|see|logged?|rated?)\b(?!\s+(?:in|on)\s\w+\s\w+\?)|"
    r"(?:which|what|how\smany)\s(?:movies|films)\s(?:have|did)\s(?:i|we)\s(?:already\s|ever\s)?(?:seen|see|watch(?:ed)?|log(?:ged)?|rated?)|"
    r"(?:movies|films|stuff|things|everything)\s(?:that\s)?(?:i(?:'ve|\shave)?|we(?:'ve|\shave)?)\s(?:already\s)?(?:seen|watched|logged|rated)\b(?=[\s?.!]*$|\s(?:so\sfar|this|last|in))|"
    r"(?:show|see|list|open|give|view|check)?\s?(?:me\s)?my\s(?:full\s|whole\s|film\s|movie\s|watch(?:ed|ing)?\s)?(?:history|diary|log|logs|journal|ratings|watched(?:\slist)?|films|movies|stats)\b(?!\s(?:is|was|are|and)\b)|"
    rf"(?:when|have|did)\s(?:did\s)?i\s(?:last\s|already\s|ever\s)?(?:watch|see|seen|watched|rate|log)\s{F}\s*\?|"
    r"^(?:history|diary|my\slog|watched\slist))"
)
_WATCHLIST = re.compile(
    rf"\b(?:(?:add|put|save|stick|chuck|throw|pop|move|bookmark)\b.{{0,30}}(?:\b(?:watch\s?list|wish\s?list|(?:my|the|our)\s(?:\w+\s)?list|to[- ]watch|queue|for\slater)|\blater\b)|"
    r"(?:show|see|what'?s|whats|what\sis|open|list|view|check)?\s?(?:me\s)?(?:on\s|in\s)?(?:my|the|our)\s(?:watch\s?list|wish\s?list|to[- ]watch\slist|list|queue)\b|"
    r"watch\s?list\b|^(?:save|bookmark|remind\sme\s(?:to\swatch|of|about))\b|"
    rf"(?:want|wanna|need|plan|planning|would\slike|'d\slike|hope|going|gotta|have|must|should)\s(?:to\s)?(?:\w+\s)?(?:watch|see|check\sout)\s{F}\s?(?:later|sometime|some\sday|someday|one\sday|eventually|next|soon)|"
    rf"(?:watch|see)\s(?:{F}|it|that)\s(?:later|sometime|someday|eventually))\b"
)
_OFF_LIST = re.compile(r"\b(?:remove|delete|take|drop|off|cross)\b")
_NOT_INTERESTED = re.compile(
    rf"\b(?:not?\s(?:really\s)?interested|no\sinterest|not\s(?:for\s(?:me|us)|my\s(?:thing|taste|kind|type|cup|style|jam|vibe))|(?:don'?t|do\snot|never|stop)\s(?:ever\s)?"
    rf"(?:show|recommend|suggest|offer)(?:ing)?\b|(?:hide|skip|block|ban|dismiss|exclude|ignore|blacklist)\s(?:{F}|it|this|that|the\s\w+|those|number)|"
    rf"(?:don'?t|do\snot|dont|didn'?t)\s(?:really\s)?(?:want|wanna|care|feel\slike|fancy)\s?(?:to|for)?\s?(?:see|watch(?:ing)?|about)?\s(?:{F}|it\b|that\b|this\b|the\s(?:\w+)\sone)|"
    rf"no\s(?:more\s)?{F}|not\s{F}(?!\s(?:but|again)))"
    r"|^(?:nah|no|nope|pass|skip|next|hard\spass|no\sthanks?|no\sthank\syou|boring)[\s,.!]*(?:(?:not\s(?:that|this)\s(?:one|film|movie)?)|pass|skip)?[\s.!]*$"
    r"|^not\s(?:that|this)(?:\s(?:one|film|movie))?[\s.!]*$|^(?:skip|hide)(?:\s(?:it|that|this))?[\s.!]*$|^(?:(?:nah|no|nope|pass)[\s,]+)?not\s(?:that|this)\sone"
    r"|^(?:hide|skip|not)\s(?:the\s)?(?:first|second|third|fourth|fifth|last|1st|2nd|3rd)"
)
_NEVER = r"(?:haven'?t|havent|have\snot|hasn'?t|never|not|didn'?t|didnt|did\snot|have\snever|ain'?t|aint|yet\sto|nvr)"
_NOT_SEEN = re.compile(
    rf"\b{_NEVER}\s(?:\w+\s)?(?:actually\s|even\s|really\s|yet\s|ever\s)?(?:see|seen|saw|sawy|watch(?:ed)?|(?:get|got|gotten)\s(?:around|the\schance|a\schance))\b(?!\s(?:it|that|this|them|\ua000)?\s?in\s(?:ages|years|forever|a\s(?:while|long)|so\slong|decades|months))|\bunseen\b|^not\s(?:yet|seen)\b"
    rf"|\bnot\ssure\s(?:if\s)?i(?:'ve|\shave)\s(?:ever\s)?(?:seen|watched)|\bdon'?t\sthink\si(?:'ve|\shave)\s(?:ever\s)?(?:seen|watched)"
    r"|^no[,.]?\si\s(?:haven'?t|have\snot|didn'?t)\b"
)
_SELF = r"(?:i|we|me|us|i'?ve|we'?ve|just|finally|already|recently|also|both|too|lol|then|again|and|all)"
_WATCHED = re.compile(
    r"\b(?:watched|wached|whatched|wathced|watchd|watchted|saw|seen|rewatched|re-watched|finished|binged|caught|viewed|logged?|logg|sat\sthrough|been\sto\ssee|went\sto\s(?:see|watch)|streamed)\b"
    rf"|^(?:watch|see)\s{F}\s?{D}|\b(?:just\s)?(?:got\sdone|done)\s(?:watching|with)\b|^(?:log|mark|add)\s{F}|\b(?:mark|log|add)\s(?:{F}|it|that|this|them)\b.{{0,12}}\b(?:watched|seen)\b|\bdone\swith\s{F}"
    rf"|\b(?:was|were|been|'m|am)\swatching\s{F}"
)
_OTHERS_SAW = re.compile(
    r"\b(?:have|had|did|has)\s(?:you|u|ya|he|she|they|anyone|anybody|any\sof\syou)\s(?:guys\s)?(?:ever\s|already\s|also\s|not\s)?(?:seen|see|saw|watch(?:ed)?)|"
    r"\b(?:you|u|you'?ve|youve|u'?ve)\s(?:have\s|ever\s|already\s|probably\s|must\shave\s|should\s|would\s|could\s|might\s|may\s)*(?:seen|see|saw|watch(?:ed)?)\b|"
    r"\b(?:he|she|they|parents|mom|mum|dad|husband|wife|son|daughter|sister|brother|friend|friends|kids?|girlfriend|boyfriend|nephew|niece|everyone|everybody|people|who|someone|somebody|nobody)"
    r"(?:'s|'ve|\shas|\shave)?\s(?:just\s|already\s|recently\s|also\s|ever\s)*(?:seen|saw|watched)\b"
)
_WITH_ME = re.compile(r"\b(?:and\s(?:i|me|myself)|me\sand\s\w+|i\sand)\b")
_UNDATED = re.compile(
    r"\b(?:have|'ve|ve|had|already|seen|think\si|ever|before|all|both|most|used\sto|long\stime)\b|\b(?:when|as)\si\swas\b|\blast\s(?:movie|film|good)\b"
)
_REWATCH = re.compile(
    r"\b(?:again|re-?watch(?:ed|ing)?|once\smore|(?:second|third|fourth|fifth|2nd|3rd|4th|5th|umpteenth|tenth|hundredth|millionth|nth)\stime|"
    r"for\sthe\s\w+th\stime|another\stime|yet\sagain|twice)\b"
)
_RATE = re.compile(
    r"\b(?:rate|ratting|rateing|rating\sof|score)\b(?!\sr\b)|^\W*(?:i(?:'d|\swould|'ll|\swill)?\s)?(?:give|gave|giving)\b|\bi(?:'d|\swould|'ll)?\s(?:give|gave|rate|rated)\b|\brated\sit\b|^(?:my\s)?rating\b"
)
_ASKS_RATING = re.compile(
    r"\b(?:what|how|which|find|is|show|has)\b.{0,60}\b(?:rate|rated|rating|ratings|score)\b"
)
_THING = (
    r"(?:it|its|they|them|this(?:\sone)?|that(?:\sone)?|these|those|both|all\sof\s(?:them|these|those)|the\s(?:first|second|third|last|other|whole)(?:\sone)?|"
    r"(?:the|its|their)\s(?:movie|film|one|ending|end|story|plot|acting|actors?|actress|actresses|cast|music|soundtrack|director|characters?|scenes?|"
    r"cinematography|script|humor|jokes|effects|sequel|original|remake|visuals|animation|twist|pace|pacing|dialog(?:ue)?)s?)"
)
_SPEAKS_OF = re.compile(
    rf"\b(?:it|its|it's|they|they're|theyre|this|{_THING})(?:'s|'re)?\s?(?:was|were|is|are|has|had|wasn'?t|isn'?t|weren'?t|aren'?t|really|just|felt|looked|looks|got|gets|kinda|kind\sof|also|could|seemed|seems)?\s?(?:\w+[\s,]+){{0,4}}$"
)
_SPOKEN_OF = re.compile(rf"\s(?:\w+\s){{0,2}}?{_THING}\b|\s?$|\s?[.!,]")
_ONLY_SAID = re.compile(
    r"\bthat(?:'?s|\sis|\swould\sbe)\s(?:\w+\s){0,3}$|\b(?:sounds|looks)\s(?:\w+\s){0,2}$"
)
_LOVES_FILM = re.compile(
    rf"\b(?:i|we|me)\s(?:\w+\s){{0,3}}?(?:love|like|enjoy|hate|adore|dislike|loved|liked|enjoyed|hated|adored|disliked)\s(?:\w+\s){{0,8}}?{F}"
)
_BOOK = re.compile(
    r"\b(?:read|books?|novels?|restaurants?|food|chat(?:ting)?|talking|weather|power)\b"
)
_FAVOURITE = re.compile(
    rf"\b(?:favou?rites?|fav|fave|best)\b.{{0,60}}{F}|{F}.{{0,30}}\b(?:favou?rites?|fav|fave)\b"
)
_NOT_YET = re.compile(
    r"\b(?:should\sbe|will\sbe|gonna\sbe|going\sto\sbe|sounds?|can'?t\swait|cant\swait|looking\sforward|looks?|heard|might\sbe|hope|would\sbe|want\sto|wanna|will\s(?:watch|see|check)|must\sbe|says?|said|planning)\b"
)


def undone(clues: Clues) -> Intent | None:
    """Taking the last thing back."""
    return Undo() if not clues.mentions and clues.has(_UNDO) else None


def looked_back(clues: Clues) -> Intent | None:
    """The person's own log."""
    return History() if clues.has(_HISTORY) and not clues.days else None


def listed(clues: Clues) -> Intent | None:
    """The watchlist, to see or to change."""
    if not clues.has(_WATCHLIST):
        return None
    remove = clues.has(_OFF_LIST)
    points = bool(clues.positions) or re.search(
        r"\b(?:it|that|this|that\sone|this\sone)\b", clues.pattern
    )
    films: tuple[FilmRef, ...] = clues.films() if clues.mentions or points else ()
    return Watchlist(films, remove=remove and bool(films))


def refused(clues: Clues) -> Intent | None:
    """Films that shall not be shown again, and films not seen."""
    if clues.has(_NOT_SEEN) and not _claims_more(clues):
        return NotSeen(clues.films())
    if clues.has(_NOT_INTERESTED) and not clues.filters:
        return NotInterested(clues.films())
    return None


def _claims_more(clues: Clues) -> bool:
    """ "Haven't seen Heat but watched Alien" tells of a viewing as well."""
    return bool(
        re.search(r"\bbut\s(?:i\s)?(?:watched|saw|loved|liked|have\sseen)\b", clues.pattern)
    ) and (len(clues.mentions) > 1)


def seen(clues: Clues) -> Intent | None:
    """A viewing told of, or stars and opinions given."""
    stars = stars_of(clues)
    told = _WATCHED.search(clues.pattern)
    watched = told is not None and not clues.has(_NOT_SEEN)
    if watched and told_of_others(clues):
        watched = False
    if clues.has(_RATE) and not clues.has(_ASKS_RATING) and not watched:
        return Rate(clues.films() if not _is_no_film(clues) else (), stars)
    if watched and told is not None and not clues.days and _judges_first(clues, told.start()):
        watched = False
    if watched:
        films = clues.films()
        undated = not any(day.date for day in clues.days) and clues.has(_UNDATED)
        undated = undated or bool(clues.days and all(day.date is None for day in clues.days))
        return LogWatched(
            films, stars, watched_on(clues), undated=undated, rewatch=clues.has(_REWATCH)
        )
    return None


def told_of_others(clues: Clues) -> bool:
    """Whether somebody else saw it: "my parents just saw that", "have you seen it?"."""
    return clues.has(_OTHERS_SAW) and not clues.has(_WITH_ME)


def _judges_first(clues: Clues, told: int) -> bool:
    """ "Epic Movie was really bad, I saw it in college" is an opinion first."""
    return (
        bool(clues.mentions)
        and re.search(rf"{F}.{{0,30}}[.!]\s|{F}\s(?:was|is)\b", clues.pattern[:told]) is not None
        and bool(clues.opinions)
    )


def _is_no_film(clues: Clues) -> bool:
    return (
        not clues.mentions
        and re.search(
            r"\b(?:book|textbook|novel|album|song|essay|series|saga|chronicle)\b", clues.pattern
        )
        is not None
    )


def judged(clues: Clues) -> Intent | None:
    """An opinion on a film, named or talked about."""
    if clues.mentions:
        if clues.scales or clues.has(_LOVES_FILM) or clues.has(_FAVOURITE):
            return Rate(clues.mentions, stars_of(clues))
        if (
            not clues.opinions
            and stars_of(clues) is not None
            and len(clues.pattern.split()) <= _TERSE
        ):
            return Rate(clues.mentions, stars_of(clues))
        if clues.opinions and not clues.has(_NOT_YET):
            return Rate(clues.mentions, stars_of(clues))
        return None
    if not clues.opinions or clues.has(_NOT_YET) or clues.has(_BOOK):
        return None
    if any(_is_of_a_film(clues.masked, opinion.span) for opinion in clues.opinions):
        return Rate(clues.films(), stars_of(clues))
    return None


def _is_of_a_film(masked: str, opinion: Span) -> bool:
    before = masked[max(0, opinion.start - _REACH) : opinion.start]
    if _ONLY_SAID.search(before):
        return False
    if _SPEAKS_OF.search(before):
        return True
    word = masked[opinion.start : opinion.end]
    return word.endswith(_PAST) and _SPOKEN_OF.match(masked, opinion.end) is not None


_TERSE = 4
_REACH = 48
_PAST = ("liked", "loved", "enjoyed", "hated", "like", "love", "hate", "enjoy")


def watched_on(clues: Clues) -> dt.date | None:
    """The day of the viewing, when one was told."""
    return next((day.date for day in clues.days if day.date is not None), None)


_SAID_ONE = re.compile(
    r"\b(?:that|this|the|which|no|every|any|some|another|first|last|second|good|new|old)\s$"
)


def stars_of(clues: Clues) -> float | None:
    """The stars given: with a unit before a bare number before words of praise."""
    if clues.scales:
        return clues.scales[-1].stars
    bare = [rating for rating in clues.bare if _is_given(clues, rating.span.start, rating.span.end)]
    if bare:
        return bare[-1].stars
    return clues.opinions[0].stars if clues.opinions else None


_BEFORE_STARS = re.compile(
    rf"(?:^|[{F}{D},:=–-]|\b(?:a|an|it|it's|its|first|second|third|fourth|fifth|last|solid|rating|stars?|about|maybe|like|of|be|at|them|that|this|one|ones))\s?$"
)
_AFTER_STARS = re.compile(
    rf"\s*(?:$|[.,!?)]|[{F}{D}]|\b(?:from|for|to|and|but|because|imo|tbh|lol|stars?|or\sso)\b|[^\w\s])"
)


def _is_given(clues: Clues, start: int, end: int) -> bool:
    masked = clues.masked
    if masked[start:end] == "one" and _SAID_ONE.search(masked[max(0, start - 12) : start]):
        return False
    return bool(_BEFORE_STARS.search(masked[max(0, start - 12) : start])) and bool(
        _AFTER_STARS.match(masked, end)
    )
