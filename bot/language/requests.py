"""What people ask for: films like one, films for them or for a group, facts about one."""

import datetime as dt
import re

from bot.intents import (
    AddFilm,
    Group,
    Intent,
    More,
    Other,
    Recommend,
    Search,
    Similar,
)
from bot.language.clues import F, Clues
from bot.language.genres import genre_wishes
from bot.language.years import year_wishes
from recommender.domain import Filters

_SIMILAR = re.compile(
    rf"\b(?:sim{{1,2}}[ilu]{{1,3}}[aei]{{0,2}}r\w*|comparable|in\sthe\s(?:vein|style|spirit)\sof|along\sthe\slines\sof|resembl\w+|same\s(?:vibe|feel|style|mood|kind|genre|sort|type)\w*\s(?:as|of|like))\b|"
    rf"\b(?:something|somethin|anything|sth|smth|stuff|movies?|films?|flicks?|ones?|more|shows|else|classics|recs?|recommendations?|suggestions?|kind|type|sort)\s(?:\w+\s){{0,3}}(?:like|such\sas)\s(?:{F}|this|that|it|these|those)|"
    rf"^\W*(?:\w+\s){{0,3}}?(?:like|similar)\s{F}|\blike\s{F}\s(?:but|only|just|except|without|minus|with)\b|\bmore\s(?:of\s)?{F}|\b(?:i\s|just\s)?(?:loved|liked|enjoyed)\s{F}[\s,.!]*(?:what|any|so\swhat|recommend|suggest|more|got)\b|"
    rf"\bif\si\s(?:like|liked|love|loved|enjoy|enjoyed)\s{F}|{F}[- ](?:like|esque|ish)\b|\b(?:because|since)\si\s(?:watched|liked|loved|enjoyed)\s{F}|\bremind\w*\s(?:me\s)?of\s{F}.{{0,20}}\?|\bsame\sas\s{F}|"
    r"\b(?:more|something|anything|smth|sth|movies?|films?|similar)\s(?:\w+\s){0,2}(?:like|to)\s(?:the\s|number\s|#|no\.?\s)"
)
_MOOD = re.compile(r"\b(?:but|only|just|except|without|minus)\b")
_WANTS = re.compile(
    r"\b(?:i\s(?:want|need|would\slike|wanna)|i'?d\s(?:like|love)|(?:i'?m|im|i\sam|we'?re|we\sare)\s(?:\w+\s)?(?:looking|searching|in\sthe\smood|trying\sto\sfind|craving|after)|looking\sfor|in\sthe\smood|"
    r"(?:any|got|have|know|recommend|reccomend|recomend|suggest|sugest)\w*|show\sme|give\sme|find\sme|gimme|can\s(?:you|u)|could\s(?:you|u)|please|pls|is\sthere|are\sthere|what)\b|\?"
)
_RECOMMEND = re.compile(
    r"\b(?:rec{1,2}om{1,2}[aei]?nd\w*|recs?\b|sugg?est(?:ion|ions|s|ed)?|advise|propose|surprise\sme|pick\s(?:me\s)?(?:a|one|something)|choose\s(?:a|one|something)|"
    r"what\s(?:should|shall|can|could|do|to|would|else\s(?:should|can|could))\s?(?:i|we|you|me)?\s?(?:watch|see|recommend|suggest|have|put\son)\b|what'?s\s(?:good|worth\swatching|a\sgood)|whats\sgood|"
    r"something\s(?:to\swatch|good|else|new|different|for\s(?:me|tonight)|\w+)|anything\s(?:to\swatch|good|else|new|different|\w+)|somethin|smth|sth|"
    r"what\sto\swatch|(?:find|give|show|get|gimme|hit)\s(?:me\s)?(?:a\s|some\s|another\s|any\s|with\s)?(?:good\s|great\s|random\s|nice\s|new\s|\w+\s)?(?:movies?|films?|flicks?|one|ones|something)\b|"
    r"(?:looking|search(?:ing)?|hunting)\s(?:for|to)\b|in\sthe\smood|(?:want|need|like|love|wanna)\s(?:to\s)?(?:watch|see|find)\b|(?:i\s)?(?:want|need|fancy)\s(?:a|an|some|something|anything)\b|"
    r"(?:do|did|would|have|got)\s(?:you|u|ya)?\s?(?:got|have|know|any)\b|(?:is|are)\sthere\s(?:any|a|an|some|other|more)|(?:any|got|have)\s(?:any\s)?(?:good|great|other|new|decent|nice|cool|ideas?|tips?|movies?|films?)|"
    r"(?:im|i'?m|i\sam)\sbored|bored|for\sme\b|(?:movie|film)\sfor\s(?:tonight|today|me|my)|watch\stonight|next\s(?:movie|film))\b"
)
_ATTRIBUTE = re.compile(
    r"\b(?:directed\sby|starring|stars?|staring|featuring|actors?|actress|director|made\sby|written\sby|produced\sby|acted|played|soundtrack\sby|rated\s(?:r|pg|g)|pg|with\s[a-z]+\s[a-z]+$|[a-z]+\s[a-z]+\s(?:comedy|movies?|films?|thriller|drama)\sfrom)\b"
)
_FILMS_OF = re.compile(
    r"^\W*(?:any\s|some\s|good\s|great\s|the\s|other\s|all\s|more\s|\w+\s)?(?:movies?|films?)\s(?:with|by|starring|directed\sby|featuring|of)\s\w+\s\w+\W*$"
)
_ATTRIBUTE_ASKED = re.compile(r"\b(?:was|is|were|are|did|does|starred|acted|played|directed|in)\b")
_FIND = re.compile(
    r"^\W*(?:(?:hey|hi|ok|please|pls|can\s(?:you|u)|could\s(?:you|u)|i\s(?:want|need|would\slike)\sto)[\s,]+){0,3}(?:find|list|search|look\sup|lookup|show\sme|show|name|get\sme|tell\sme\sabout|what|which|who|in\swhat)\b"
)
_CINEMA = re.compile(
    r"\b(?:movie|film|theat(?:er|re)|cinema)?\s?(?:schedules?|show\s?times?|timetables?|listings?|movie\stimes?|film\stimes?|(?:movie|cinema|film)\stickets?|movie\shouse)\b|\b(?:theat(?:er|re)s?|cinemas?|cineplex|multiplex|movie\shouses?)\b|"
    r"\b(?:playing|showing)\s(?:at|near|close|in|nearby|around|today|tonight|now)\b|\b(?:movies?|films?)\s(?:close\sby|near\s?by|nearby|near\sme|in\sthe\sarea|in\sthe\sneighbou?rhood|around\shere)\b|\bclose\sby\b"
)
_QUESTION = re.compile(
    r"^[\s,.!(]*(?:(?:hey|hi|hello|ok|okay|so|and|but|oh|um|please|also|yes|no)[\s,]+){0,2}(?:(?:in\s|on\s|at\s)?(?:who|what|which|when|where|how|whose|why|whats|whos|wheres|what's|who's|where's)\b|(?:is|was|are|were|did|does|do|has|have|can|could|will|would|should)\b|"
    r"(?:tell|show|find|list|name|play|run|search|look|get|give|read|pull|any|info|information|details|trailer|about|describe|explain|see|watch|stream)\b)|\?"
)
_WE = r"(?:we|us|our|everyone|everybody|all\sof\sus|the\s(?:group|gang|boys|girls|guys|family|crew)|both\sof\sus|the\s(?:two|three|four|five)\sof\sus)"
_GROUP = re.compile(
    rf"\b(?:what|which\s(?:movie|film|one)|wat|wut)\s(?:should|shall|can|could|do|will|would|are|r|movie\sshould|film\sshould|movie\sshall)\s(?:{_WE})\s(?:all\s)?(?:watch|see|watching|put\son|stream|pick|gonna\swatch|going\sto\swatch)|"
    rf"\b(?:pick|choose|find|suggest|recommend|select|decide|get|give|help|show)\b.{{0,40}}\b(?:for\s(?:all\sof\s)?(?:us|everyone|everybody|the\s(?:group|family|gang|boys|girls|crew)|the\s(?:two|three|four|five)\sof\sus|both\sof\sus)|us\s(?:a|something|decide|choose|pick|all)|we\s(?:can|could|all|should|both))\b|"
    r"\b(?:movie|film)\s?night\b|\b(?:let'?s|lets|shall\swe|should\swe|can\swe)\s(?:all\s)?(?:watch|see)\s(?:a|something|some)\b|\b(?:start|open|make|create|run)\s(?:a\s)?(?:poll|vote|movie\svote)\b|"
    rf"\b(?:something|anything|a\s(?:movie|film)|smth|sth|one)\s(?:that\s)?(?:for\s)?(?:(?:we|everyone|everybody|all\sof\sus)\s(?:can|could|will|would|might|all|both)?\s?(?:all\s|both\s)?(?:watch|like|likes|enjoy|enjoys|agree|see)|for\s(?:all\sof\s)?us\b)|"
    rf"\b(?:we|us)\s(?:can'?t|cant|cannot|could\snot)\s(?:decide|agree|choose|pick)|\bwhat\sare\swe\s(?:watching|seeing)|^(?:us|we)\stonight\b|\bwe(?:'re|\sare)?\s(?:want|wanna|need|looking)\b.{{0,20}}\b(?:watch|movie|film|something|see)\b"
)
_NOT_GROUP = re.compile(r"\b(?:thank|thanks|last\snight'?s|plan\smy|was|were|had)\b")
_NOW = re.compile(
    r"\b(?:just\s(?:pick|choose|decide|tell)|pick\s(?:a|one|something|for|the)|choose\s(?:a|one|something|for)|decide\sfor|right\snow|now|you\s(?:pick|choose|decide))\b"
)
_TIME = re.compile(
    r"\b(?:at|@|by|until|till|around|closes?\sat|from)\s?(?P<hour>[01]?\d|2[0-3])(?:[:.h](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\.?)?(?![\w%/])|\b(?P<hour2>[01]?\d|2[0-3])[:.](?P<minute2>[0-5]\d)\s?(?P<half2>[ap]m)?\b|\b(?P<hour3>1[0-2]|[1-9])\s?(?P<half3>[ap]m)\b"
)
_TASTE = re.compile(
    r"\b(?:i|we|i'm|im|i'd|mostly|really)[\s,]+(?:\w+\s){0,2}?(?:like|love|enjoy|prefer|adore|dig|hate|dislike|into|fan\sof|looking\sfor)\b|\bi'?m\s(?:\w+\s)?(?:into|a\s(?:\w+\s)?fan)"
)
_TASTE_FOR = re.compile(
    r"\b(?:like|love|enjoy|prefer)\s(?:it\s)?(?:when|movies?|films?|stories|anything|everything|all\skinds)\b"
)
_STATEMENT = re.compile(
    r"\b(?:i|we|they|my|he|she|it)\s(?:\w+\s)?(?:like|love|loved|liked|enjoy|enjoyed|recommend|really|hate)\b"
)
_ADD = re.compile(
    r"^\W*(?:please\s|can\syou\s|could\syou\s)?(?:add|create|register)\s(?:a\s|the\s|this\s|my\s|new\s)*(?:movie|film)s?\b|\byou\s(?:don'?t|do\snot)\s(?:have|know)\s"
)
_MORE = re.compile(
    r"^(?:(?:ok|okay|yes|yeah|nah|no|and|so|cool|great|nice|please|hm+|any|show\sme|give\sme|gimme|show|got|some|a\sfew|have|i\swant|i'd\slike|can\si\s(?:get|have|see)|what|tell\sme|list|let\sme\ssee|let's\ssee)[\s,.!]+){0,3}"
    r"(?:more|next|another(?:\sone)?|others?|keep\s(?:going|them\scoming|it\scoming)|continue|go\son|what\selse|anything\selse|something\selse|somethin\selse|smth\selse|different\sones?|else|again|next\s(?:page|ones?|five|ten)|"
    r"(?:a\sfew|some|any|\d+|five|ten)\s(?:more|others?)|(?:more|other)\s(?:please|pls|of\s(?:them|those|these)|like\s(?:these|those)|movies|films|suggestions|recommendations|ones|options|ideas|recs)|more\splease|load\smore|reroll|refresh)"
    r"(?:\s(?:please|pls|plz|then|from\sthat\slist|of\s(?:these|those|them)|one|ones|movies?|films?|like\s(?:these|those)))*[\s?.!]*$"
)
_NARROWS = re.compile(
    r"^(?:(?:ok|okay|yes|yeah|nah|no|nope|and|or|but|so|hm+|cool|nice|seen\s(?:it|them|those|all)|please|already\sseen\s\w+|not\sreally)[\s,.!]+){0,3}"
    r"(?:(?:what|how)\sabout|something|somethin|smth|sth|anything|any|maybe|only|just|make\s(?:it|them)|more|less|but|can\sit\sbe|too|not\s(?:so|too|as)|some|same\sbut|like\sthat\sbut|and|a\sbit|nothing|no|without|older|newer|from|in\sthe|the|funnier|scarier|"
    r"show\sme|give\sme|got|have|do\syou\shave|i\s(?:want|need|prefer|mean)|i'd\s(?:like|prefer))\b"
)


def more(clues: Clues) -> Intent | None:
    """More of the last list, perhaps narrowed. Without a list, wishes are a new request."""
    pattern = clues.pattern
    if clues.mentions:
        return None
    if _MORE.match(pattern):
        return More(clues.filters)
    has_list = bool(clues.context.listed) or clues.context.last_film is not None
    if (
        clues.filters
        and has_list
        and len(pattern) < _SHORT
        and (_NARROWS.match(pattern) or _only_wishes(clues))
    ):
        return More(clues.filters)
    if clues.filters.age is not None and len(pattern) < _SHORT:
        return More(clues.filters)
    return None


_SHORT = 60


def _only_wishes(clues: Clues) -> bool:
    return len(clues.pattern.split()) <= 5 and not _TASTE.search(clues.pattern)


def group(clues: Clues) -> Intent | None:
    """A film for several people."""
    if not clues.has(_GROUP) or clues.has(_NOT_GROUP):
        return None
    return Group(clues.filters, when=time_in(clues.message.folded), now=clues.has(_NOW))


def time_in(folded: str) -> dt.time | None:
    """A time of day: "at 9" in the evening, "at 21:30"."""
    found = _TIME.search(folded)
    if found is None:
        return None
    hour = int(found["hour"] or found["hour2"] or found["hour3"])
    minute = int(found["minute"] or found["minute2"] or 0)
    half = (found["half"] or found["half2"] or found["half3"] or "")[:1]
    if half == "p" or (not half and 1 <= hour <= 11 and found["minute"] is None):
        hour = hour % 12 + 12  # nobody meets for a film at nine in the morning
    elif half == "a":
        hour %= 12
    return dt.time(hour, minute) if hour <= 23 else None


def similar(clues: Clues) -> Intent | None:
    """Films like one or several."""
    if not clues.has(_SIMILAR):
        return None
    asks = clues.has(_WANTS) or clues.has(_JUST_SIMILAR) or not clues.has(_STATEMENT)
    points = (
        bool(clues.positions)
        or re.search(r"\b(?:this|that|it|these|those)\b", clues.pattern) is not None
        or clues.has(_JUST_SIMILAR)
    )
    if not asks or not (clues.mentions or points):
        return None
    if not clues.mentions and re.search(r"^(?:it|that|this)\s(?:is|was|looks)\b", clues.pattern):
        return None
    return Similar(clues.films(), clues.filters, include_seen=clues.has(_INCLUDE_SEEN))


_JUST_SIMILAR = re.compile(
    r"^\W*(?:\w+\s){0,3}?sim{1,2}[ilu]{1,3}[aei]{0,2}r(?:\s(?:movies?|films?|ones?|stuff|please|pls))*\W*$"
)
_INCLUDE_SEEN = re.compile(
    r"\b(?:even\sif\si'?ve\sseen|including\s(?:ones\si'?ve\s)?seen|seen\sor\snot|rewatch(?:es)?\s(?:ok|okay|fine|too|allowed))\b"
)


def recommended(clues: Clues) -> Intent | None:
    """Films for the person, or films by attribute."""
    pattern = clues.pattern
    if (
        clues.has(_CINEMA)
        and not clues.mentions
        and not re.search(r"\b(?:i|you|we)\s(?:\w+\s)?(?:saw|see|watch|watched|seen)\b", pattern)
    ):
        return Search((), clues.filters)
    asks = clues.has(_RECOMMEND)
    if (
        clues.mentions
        and _QUESTION.search(pattern)
        and not (
            asks and re.search(r"\b(?:rec{1,2}om{1,2}[aei]?nd|sugg?est|looking\sfor)", pattern)
        )
    ):
        return Search(clues.mentions, Filters())
    if asks and _asks(pattern):
        if clues.mentions and not clues.has(_WANTS):
            return None
        if (
            clues.filters
            and (clues.has(_ATTRIBUTE) or _FIND.match(pattern))
            and not re.search(r"\b(?:recom\w*|reccom\w*|suggest\w*)\b", pattern)
        ):
            return Search((), clues.filters)
        if clues.has(_ATTRIBUTE) and not re.search(
            r"\b(?:recom\w*|reccom\w*|suggest\w*)\b", pattern
        ):
            return Search((), clues.filters)
        return Recommend(clues.filters)
    if (
        not clues.mentions
        and re.search(r"\b(?:what|which)\b.*\b(?:movies?|films?)\b", pattern)
        and clues.has(_ATTRIBUTE_ASKED)
    ):
        return Search((), clues.filters)
    if (clues.filters or clues.has(_ATTRIBUTE)) and _FIND.match(pattern) and not clues.mentions:
        return Search((), clues.filters)
    return None


def _asks(pattern: str) -> bool:
    return (
        not re.search(
            r"\bi\s(?:can\s|would\s|could\s|do\s)?(?:recommend(?:er|ed)?|suggest)\b|\byour\s(?:\w+\s)?(?:recommendations?|suggestions?)|\bi\s(?:think\s)?(?:i\s)?(?:will|'ll|am\sgoing\sto|should|might|can)\s(?:try|watch|check|start|see|plan)\b|\bi'?ll\s(?:try|watch|check|start|see)\b\b|\bas\syou\ssuggested\b",
            pattern,
        )
        or "?" in pattern
    )


def taste(clues: Clues) -> Intent | None:
    """Likes and dislikes told without a request, and bare wishes: worth an answer with films."""
    if clues.mentions:
        return None
    if clues.filters and (
        clues.has(_TASTE) or len(clues.pattern.split()) <= 8 or _only_wishes(clues)
    ):
        return Recommend(clues.filters)
    return None


_FEW_WORDS = 8
_IS = re.compile(r"\b(?:is|was|are|were|it's|that's|thats|its)\b")


def opens_with_a_wish(clues: Clues) -> bool:
    """Whether a message starts with a genre or years: "adventure, romance, nothing foreign"."""
    genre = next(genre_wishes(clues.wishes), None)
    years = next(year_wishes(clues.wishes, clues.now), None)
    return (genre is not None and genre.span.start <= 1) or (
        years is not None and years.span.start <= _OPENING
    )


_OPENING = 5


def asked_about(clues: Clues) -> Intent | None:
    """A film is named: tell of it when it was asked about, or when nothing else was said."""
    if clues.mentions:
        statement = clues.has(_STATEMENT) or len(re.sub(rf"[{F}\W]", "", clues.pattern)) > _CHATTER
        if _QUESTION.search(clues.pattern) or not statement:
            return Search(clues.mentions)
        return Other(clues.mentions)
    if (
        _QUESTION.search(clues.pattern)
        and re.search(r"\b(?:movies?|films?)\b", clues.pattern)
        and _FIND.match(clues.pattern)
    ):
        return Search((), clues.filters)
    return None


_CHATTER = 8


def added(clues: Clues) -> Intent | None:
    """A film that the catalogue lacks."""
    if not _ADD.search(clues.pattern):
        return None
    title = clues.mentions[0].surface if clues.mentions else None
    return AddFilm(title, clues.year)
