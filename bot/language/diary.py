"""What people tell of films they saw or judged."""

import datetime as dt
import re

from bot.intents import Intent, LogWatched, Rate
from bot.language.clues import Clues, D, F, R
from bot.language.message import Span
from bot.language.objects import rated_films, watched_films
from bot.language.phrases import anywhere, at_start
from bot.language.refusals import NOT_SEEN
from bot.language.stars import bare_stars, last_bare, stars_of

_SAW = (
    r"(?:watched|wached|whatched|wathced|watchd|watchted|saw|seen|rewatched|re-watched|finished|"
    r"binged|caught|viewed|"
    r"streamed)"
)
_WATCHED = anywhere(
    _SAW,
    r"logg?(?:ed)?|sat through|been to see|went to (?:see|watch)|(?:got )?done (?:watching|with)",
    rf"(?:mark|log|add) (?:{F}|it|that|this|them)\b.{{0,12}}\b(?:watched|seen)",
    rf"(?:was|were|been|'m|am|im|we'?re|we are|currently|just) watching {F}|watching {F} (?:rn|"
    rf"now|right now|tonight)",
)
_LOGS = at_start(rf"(?:log|mark) {F}")
_WATCH_THEN = re.compile(rf"(?:i )?(?:watch|see) {F} {D}")
_IN_AGES = re.compile(
    r"\b(?:haven'?t|have not|not) (?:seen|watched) \w+ in (?:ages|years|forever|a (?:while|long)|"
    r"so long|decades|months)\b"
)
_RELATIVE = (
    r"(?:he|she|they|parents|mom|mum|dad|husband|wife|son|daughter|sister|brother|friends?|kids?|"
    r"girlfriend|"
    r"boyfriend|nephew|niece|everyone|everybody|people|who|someone|somebody|nobody)"
)
_OTHERS_SAW = anywhere(
    r"(?:have|had|did|has) (?:you|u|ya|he|she|they|anyone|anybody|"
    r"any of you) (?:guys )?(?:(?:ever|already|also|not) )*"
    r"(?:seen|see|saw|watch(?:ed)?)",
    r"(?:you|u|you'?ve|youve)(?: (?:have|ever|already|probably|must|should|would|could|might|"
    r"may))* (?:seen|see|saw|watch(?:ed)?)",
    rf"{_RELATIVE}(?:'s|'ve| has| have)?(?: (?:just|already|recently|also|ever))* (?:seen|saw|"
    rf"watched)",
)
_WITH_ME = anywhere(r"and (?:i|me|myself)", r"(?:me|i) and \w+")
_UNDATED = anywhere(
    r"have|had|already|seen|ever|before|all|both|most|used to|long time|'ve|i'?ve|we'?ve",
    r"(?:when|as) i was",
    r"last (?:movie|film|good)",
)
_REWATCH = anywhere(
    r"again|re-?watch(?:ed|ing)?|once more|another time|twice",
    r"(?:second|third|fourth|fifth|2nd|3rd|4th|5th|umpteenth|tenth|hundredth|millionth|nth) time",
)
_RATE = anywhere(
    r"rate(?! r\b)|ratt?eing",
    r"i(?:'d|'ll| would| will)? (?:give|gave|rate|rated)",
    "rated it",
)
_GETS = anywhere(
    rf"(?:gets?|deserves?|receives?|earns?|is worth) (?:an? )?{R}", rf"rating (?:value )?of {R}"
)
_GIVES = at_start(rf"mark .{{0,60}}{R}", r"(?:give|gave|giving)(?! (?:me|us))|(?:my )?rating|score")
_MENDS = at_start(
    rf"(?:change|set|update|correct) (?:{F}|it|that|my rating)\b.{{0,16}}\b(?:to|as)",
    rf"(?:make|call) (?:it|that) (?:an? )?[\d{R}][\d.,½]*|actually (?:it'?s |"
    rf"its )?(?:an? )?[\d{R}][\d.,½]*",
    rf"(?:{F}|it) should (?:be|have been) (?:an? )?[\d{R}][\d.,½]*",
)
_ASKS_RATING = anywhere(
    r"(?:what|how|which|find|is|show|has|was)\b.{0,60}\b(?:rate|rated|ratings?|score)"
)
_PAST = (
    "liked",
    "loved",
    "enjoyed",
    "hated",
    "like",
    "love",
    "hate",
    "enjoy",
    "likes",
    "care for",
    "stand",
)
_THING = (
    r"(?:it|its|they|them|this(?: one)?|that(?: one)?|these|those|both|all of (?:them|these|those)|"
    r"(?:the )?(?:first|second|third|last|other|whole) one|the (?:first|second|third|last|other)|"
    r"(?:the|its|their) (?:movie|film|one|ending|end|story|plot|acting|actors?|actress|actresses|"
    r"cast|music|soundtrack|"
    r"director|characters?|scenes?|cinematography|script|humor|jokes|effects|sequel|original|"
    r"remake|visuals|animation|"
    r"twist|pace|pacing|dialog(?:ue)?)s?)"
)
_SPEAKS_OF = re.compile(
    rf"\b(?:it|its|it's|they|they're|theyre|this|{_THING})(?:'s|'re)?\s?"
    r"(?:was|were|is|are|has|had|wasn'?t|isn'?t|weren'?t|aren'?t|really|just|felt|looked|looks|"
    r"got|gets|kinda|kind\sof|"
    r"also|could|seemed|seems)?\s?(?:\w+[\s,]+){0,4}$"
)
_SPOKEN_OF = re.compile(rf"\s(?:\w+\s){{0,2}}?{_THING}\b|\s?$|\s?[.!,]")
_ONLY_SAID = re.compile(
    r"\bthat(?:'?s|\sis|\swould\sbe)\s(?:\w+\s){0,3}$|\b(?:sounds|looks)\s(?:\w+\s){0,2}$"
)
_OF_SOMETHING_ELSE = anywhere(
    r"been to|went to|city|town|trip|read|books?|novels?|restaurants?|food|chat(?:ting)?|talking|"
    r"weather|power"
)
_LOVES_FILM = anywhere(
    rf"(?:i|we|me) (?:\w+ ){{0,3}}?(?:love|like|enjoy|hate|adore|dislike)d? (?:\w+ ){{0,8}}?{F}",
    rf"(?:favou?rites?|fav|fave|best)\b.{{0,60}}{F}",
    rf"{F}.{{0,30}}\b(?:favou?rites?|fav|fave)",
)
_NOT_YET = anywhere(
    r"(?:should|will|gonna|going to|might|would|must) be|sounds?|can'?t wait|cant wait|"
    r"looking forward|looks?|heard|"
    r"hope|want to|wanna|will (?:watch|see|check|give)|says?|said|planning"
)
_JUDGED_BEFORE = re.compile(
    rf"{F}.{{0,30}}[.!] |{F} (?:was|is)\b|\b(?:fan of|love|like|hate)d? (?:\w+ ){{0,2}}{F}"
)
_A_TRY = anywhere(
    r"give (?:it|that|this|them|that one|this one) (?:a|another) (?:try|go|shot|watch|chance|look)"
)
_TERSE = 4
_REACH = 48


def watched_on(clues: Clues) -> dt.date | None:
    """The day of the viewing, when one was told."""
    return next((day.date for day in clues.days if day.date is not None), None)


def seen(clues: Clues) -> Intent | None:
    """A viewing told of, or stars announced: "watched Heat", "rate Heat 4"."""
    stars = stars_of(clues)
    told = _told(clues)
    if told is None:
        announces = (
            clues.has(_RATE) or clues.starts(_GIVES) or clues.starts(_MENDS) or clues.has(_GETS)
        )
        if not announces or clues.has(_ASKS_RATING) or clues.has(_A_TRY):
            return None
        return Rate(rated_films(clues), stars if stars is not None else last_bare(clues))
    day = watched_on(clues)
    if day is None and _judged_before(clues, told):
        return Rate(clues.mentions, stars)
    films = watched_films(clues)
    if films is None:
        return None
    undated = day is None and (bool(clues.days) or clues.has(_UNDATED))
    return LogWatched(films, stars, day, undated=undated, rewatch=clues.has(_REWATCH))


def _told(clues: Clues) -> int | None:
    """Where a message tells of the person's own viewing; None when it does not."""
    pattern = _IN_AGES.sub("", clues.pattern)
    found = _WATCHED.search(pattern) or _LOGS.match(pattern)
    day = watched_on(clues)
    if found is None and day is not None and day < clues.now.date():
        found = _WATCH_THEN.match(pattern)  # "watch heat last night"
    if found is None or NOT_SEEN.search(pattern):
        return None
    if clues.has(_OTHERS_SAW) and not clues.has(_WITH_ME):
        return None
    return found.start()


def _judged_before(clues: Clues, told: int) -> bool:
    """Whether the opinion comes first: "Epic Movie was really bad, I saw it in college"."""
    return bool(clues.opinions) and _JUDGED_BEFORE.search(clues.pattern[:told]) is not None


def judged(clues: Clues) -> Intent | None:
    """An opinion on a film, named or talked about."""
    if clues.mentions:
        return Rate(clues.mentions, stars_of(clues)) if _judges_named(clues) else None
    if not clues.opinions or clues.has(_NOT_YET) or clues.has(_OF_SOMETHING_ELSE):
        return None
    if any(_is_of_a_film(clues.masked, opinion.span) for opinion in clues.opinions):
        return Rate(clues.films(), stars_of(clues))
    return None


def _judges_named(clues: Clues) -> bool:
    if clues.scales or clues.has(_LOVES_FILM):
        return True
    if clues.opinions and not clues.has(_NOT_YET):
        return True
    return bare_stars(clues) is not None and len(clues.pattern.split()) <= _TERSE


def _is_of_a_film(masked: str, opinion: Span) -> bool:
    before = masked[max(0, opinion.start - _REACH) : opinion.start]
    if _ONLY_SAID.search(before):
        return False
    if _SPEAKS_OF.search(before):
        return True
    word = masked[opinion.start : opinion.end]
    return word.endswith(_PAST) and _SPOKEN_OF.match(masked, opinion.end) is not None
