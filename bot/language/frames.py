"""Questions about a film, as frames with a slot: "what year did … come out", "a trailer for …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.cues import Cue
from bot.language.message import Span

_MOST = 160
"""Characters of a clause that are read; a question is shorter."""

_CLAUSE = re.compile(r"(?:^|(?<=[!?\n;,])|(?<=[^.\W][^.\W]\.)(?=\s))\s*")
_COURTESY = (
    r"(?:(?:hey|hi|hello|ok|okay|so|and|but|oh|um|please|pls|yes|no|well|quick\squestion|also|alexa|"
    r"(?:can|could|would|will)\s(?:you|u)(?:\splease)?(?:\shelp\sme)?(?:\stell\sme)?|(?:do|would|did)\s(?:you|u)\s(?:happen\sto\s)?know|"
    r"tell\sme|i\s(?:want|need|would\slike|wanna)\sto\s(?:know|see|find)|i'?d\slike\sto\s(?:know|see|find)|"
    r"i\swonder|i'?m\slooking\sfor|any\sidea|remind\sme|show\sme|find\sout|give\sme)[\s,]+){0,3}"
)
_FILM = r"(?:movie|film|flick|picture)"
_PEOPLE = (
    r"(?:actors?|actress(?:es)?|director|writers?|producers?|stars?|cast|lead|leads|characters?|villain|"
    r"protagonist|narrator|composer|singer|voice)"
)
_FACT = (
    rf"(?:plot|story(?:line)?|synopsis|summary|premise|ratings?|mpaa\srating|parental\srating|genre|{_PEOPLE}|"
    r"run\s?time|length|budget|box\soffice|gross|soundtrack|theme(?:\s(?:song|music))?|songs?|music|score|tag\s?line|"
    r"release\sdate|year|ending|trailers?|opening|names?|imdb(?:\s(?:score|rating))?|critic\w*|reviews?|awards?|"
    r"setting|location|sequels?|prequel|remake|title|average\srating|meaning|quotes?|posters?|blogs?|pictures?|"
    r"clips?|info(?:rmation)?|details|trivia|facts|scenes?|role|part)"
)
_VERB = (
    r"(?:directed|produced|wrote|made|composed|starred\sin|stars?\sin|acts?\sin|acted\sin|plays?\sin|played\sin|"
    r"(?:was|is|are|were|s)\sin|co[- ]?starred\sin|co[- ]?stars\sin|sang\sin|narrate[sd]|edited|scored|created|"
    r"(?:is|was)\s(?:directing|starring\sin)|filmed|shot)"
)

_LEADS: tuple[tuple[re.Pattern[str], Cue], ...] = tuple(
    (re.compile(_COURTESY + lead), cue)
    for lead, cue in (
        (
            r"(?:in\s|on\s)?(?:what|which)\s(?:year|date|day|month)\s(?:was|did|is|does|will)\s",
            Cue.SURE,
        ),
        (rf"who(?:\sall|\selse)?\s{_VERB}\s", Cue.SURE),
        (
            r"who\s(?:played|plays|voice[sd]|portray(?:s|ed)|co[- ]?starred|co[- ]?stars|sings|sang|dies|did|does|"
            r"is|was|are|were|has|wrote|composed|won)\s[^?!]{1,60}?\s(?:in|of|for|from)\s",
            Cue.SURE,
        ),
        (
            rf"(?:what|which)(?:'?s|\sis|\swas|\sare|\swere)?\s(?:the\s)?(?:\w+\s){{0,3}}{_FACT}\s(?:[^?!]{{0,50}}?\s)?(?:of|for|to|in|from)\s",
            Cue.SURE,
        ),
        (
            rf"who(?:'?s|\sis|\swas|\sare|\swere)?\s(?:the\s)?(?:\w+\s){{0,3}}{_PEOPLE}\s(?:of|for|to|in|from)\s",
            Cue.SURE,
        ),
        (
            rf"(?:(?:is|was|are)\sthere|do\syou\s(?:have|know)|what|which|find|any)\s?(?:me\s)?(?:a|an|any|another|the|of\sa)?\s?{_FILM}s?\s"
            r"(?:is\s|are\s|was\s|that\sis\s|that's\s)?(?:called|named|titled|entitled|by\sthe\sname\sof)\s",
            Cue.SURE,
        ),
        (r"(?:what|which)\syear\s(?!(?:was|did|is|does|will)\b)", Cue.FAIR),
        (r"when(?:'?s|\swas|\sdid|\sis|\sdoes|\swill|\swere)\s", Cue.FAIR),
        (r"where(?:'?s|\swas|\swere|\sdid|\sis|\sdoes)\s", Cue.FAIR),
        (
            r"where\s(?:can|could|do|should|would|might)?\s?(?:i|we|you|one)?\s?(?:be\sable\sto\s)?(?:find|buy|watch|see|stream|rent|get|download)\s"
            r"(?:a\scopy\sof\s)?",
            Cue.SURE,
        ),
        (
            rf"(?:what|which)\s(?:genre|language|country|(?:kind|type|sort)\sof\s{_FILM})\s(?:is|was)\s",
            Cue.SURE,
        ),
        (r"what(?:'?s|\sis|\swas)\s", Cue.FAIR),
        (
            r"how\s(?:long|good|bad|scary|old|violent|funny|popular|well|many\s\w+)\s(?:is|was|did|are)\s",
            Cue.FAIR,
        ),
        (
            rf"(?:[\w']+\s){{0,5}}?{_FACT}\s(?:list\s)?(?:for|of|to|from|about|regarding|on|in)\s",
            Cue.SURE,
        ),
        (
            r"(?:find|show|get|read|any)\s(?:me\s)?(?:a\s|the\s|some\s)?(?:reviews?|trailers?|posters?|clips?)\s(?:for\s|of\s|on\s|about\s)?",
            Cue.SURE,
        ),
        (
            r"(?:was|is|did|does|do|were|has|had|can|could|how\s(?:was|is|did|were)|isn'?t|wasn'?t|didn'?t|any|name|list|which|what)\s"
            r"[^?!]{0,70}?\s(?:star|act|play|appear|voice|role|audition|cast|involved|production|sing|direct|acting|"
            r"appearance|cameo|actors?|main|lead|performance|character|part|made|narrate)\w*\s(?:[^?!]{0,30}?\s)?(?:in|of|for|as|from)\s",
            Cue.SURE,
        ),
        (r"(?:was|is|were|are|isn'?t|wasn'?t|how\s(?:was|is))\s[\w'. ]{3,40}?\sin\s", Cue.FAIR),
        (r"(?:in\s)?(?:what|which)\s[^?!]{0,50}?\splay(?:s|ed)?\s", Cue.FAIR),
        (r"(?:is|was|did|does|has|will|are)\s", Cue.FAIR),
        (
            rf"did\s(?:they|the)\s(?:ever\s)?make\sa\s{_FILM}\s(?:of|about|called|from|out\sof|based\son)\s",
            Cue.SURE,
        ),
        (
            r"(?:(?:more|something|anything)\s)?(?:about|(?:what|how)\sabout|what\sdo\s(?:you|u)\s(?:know|think)\s(?:about|of)|"
            r"(?:have\s(?:you|u)\s)?(?:ever\s)?heard\s(?:of|about)|search\sfor|search|look\sup|lookup|pull\sup|play|stream|find|"
            r"(?:can|should|could|shall|may)\s(?:we|i|you)\s(?:watch|see|play|find|stream)|worth\s(?:watching|seeing)|show)\s",
            Cue.FAIR,
        ),
    )
)
_TRAIL = re.compile(
    r"(?:\s(?:(?:first\s)?(?:come|came|comes|coming|get|got)\s(?:out|made|released)|(?:been\s|get\s|being\s)?released?|premiered?|"
    r"(?:been\s)?made|filmed|shot|set|take\splace|produced|open(?:ed)?|debut(?:ed)?|out\syet|coming\sout|"
    r"about|rated|like|any\sgood|(?:good|bad|scary|funny|sad|long)|worth\s(?:it|a\swatch|watching|seeing)|based\son\s.{1,40}|"
    r"(?:available|streaming|playing|showing|still\splaying)?\s?(?:on|in|at)\s(?:netflix|tv|hulu|prime|amazon|disney|hbo|dvd|video|theat(?:er|re)s?|cinemas?|"
    r"the\s(?:cinema|theat(?:er|re)s?|movies)).{0,20}|streaming|available|end\b|start\b|win\b.{0,40}|for\skids|appropriate.{0,20}|"
    r"a\s(?:good|bad|true|real|new|remake|sequel|horror|comedy|musical|book|scary|funny|kids).{0,25}|turn\s?s?\s?evil)){1,2}[\s?.!,]*$"
)
_ONLY_FILMS = re.compile(
    r"\s(?:(?:first\s)?(?:come|came|comes|coming)\sout|(?:been\s|get\s|being\s)?released?|premiere|filmed|shot|about|rated|"
    r"(?:been\s)?made|debut|(?:streaming|playing|showing|on\s(?:netflix|dvd|hulu|prime)))"
)
"""Said of films; "what's the weather like" has a trail as well."""
_STARTS_OTHERWISE = re.compile(
    r"(?:i|we|you|u|he|she|they|it|this|that|there|these|those|your|my|the\s(?:movie|film)\s(?:is|was|about)|going|up|your|some|any|"
    r"a\s(?:good|movie|film))\b"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A question's slot for a film."""

    slot: Span
    sure: Cue
    """SURE: whatever stands in the slot is a film. FAIR: if it is known as one."""
    is_closed: bool
    """The question goes on behind the slot, so that all of the slot is the name."""


def frames(masked: str) -> Iterator[list[Frame]]:
    """The slots that questions about a film may have, for each clause the likeliest first."""
    for clause in _CLAUSE.finditer(masked):
        start = clause.end()
        stop = _clause_end(masked, start)
        candidates = list(_frames(masked, start, stop))
        if candidates:
            yield candidates


_END = re.compile(r"[!?\n;]|(?<=[^.\W][^.\W])\.(?=\s|$)|\.$")
_TITLE_DOT = re.compile(r"\b(?:mr|mrs|ms|dr|st|vs|vol|jr)$")


def _clause_end(masked: str, start: int) -> int:
    limit = min(len(masked), start + _MOST)
    at = start
    while (found := _END.search(masked, at, limit)) is not None:
        dot = found.start()
        if found.group() != "." or _TITLE_DOT.search(masked[max(start, dot - 5) : dot]) is None:
            return dot
        at = found.end()
    return limit


def _frames(masked: str, start: int, stop: int) -> Iterator[Frame]:
    for lead, sure in _LEADS:
        found = lead.match(masked, start, stop)
        if found is None:
            continue
        trail = _TRAIL.search(masked, found.end(), stop)
        end = trail.start() if trail is not None else stop
        if end > found.end():
            # "When did X" may ask about anything, "when did X come out" only about a film.
            only_films = trail is not None and _ONLY_FILMS.match(trail.group())
            strength = Cue.SURE if only_films else sure
            if _STARTS_OTHERWISE.match(masked, found.end(), stop):
                strength = min(strength, Cue.FAIR)
            yield Frame(Span(found.end(), end), strength, trail is not None)
