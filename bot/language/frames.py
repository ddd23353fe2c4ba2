"""Questions about a film, as frames with a slot: "what year did … come out", "a trailer for …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.cues import Cue
from bot.language.message import Span

_MOST = 160
"""Characters of a clause that are read; a question is shorter."""

_ONE = r"(?:movie|film|flick|picture)"
_COURTESY = (
    r"(?:(?:hey|hi|hello|ok|okay|so|and|but|oh|um|please|pls|yes|no|well|also|alexa|quick question|"
    r"(?:can|could|would|will) (?:you|u)(?: please)?(?: help me)?(?: tell me| show me|"
    r" find(?: me)?)?|"
    r"(?:do|would|did) (?:you|u) (?:happen to )?know|tell me|i wonder|i'?m looking for|any idea|"
    r"remind me|find out|"
    r"(?:i (?:want|need|would like|wanna)|i'?d like) to (?:know|see|find))[ ,]+){0,3}"
)
_PEOPLE = (
    r"(?:actors?|actress(?:es)?|director|writers?|producers?|stars?|cast|lead|leads|characters?|"
    r"villain|"
    r"protagonist|narrator|composer|singer|voice)"
)
_FACT = (
    rf"(?:plot|story(?:line)?|synopsis|summary|premise|ratings?|genre|{_PEOPLE}|run ?time|budget|"
    rf"box office|"
    r"soundtrack|theme(?: (?:song|music))?|songs?|music|score|screenplay|script|tag ?line|"
    r"release date|year|"
    r"ending|trailers?|opening|names?|imdb|critic\w*|reviews?|awards?|setting|location|"
    r"sequ[ea]ls?|prequel|"
    r"remake|title|quotes?|posters?|blogs?|pictures?|clips?|info(?:rmation)?|details|trivia|"
    r"facts|scenes?|role)"
)
_OF = r"(?:of|for|to|in|from|on|about|regarding|behind)"
_MADE = (
    r"(?:directed|produced|wrote|made|composed|starred in|stars? in|acts? in|acted in|plays? in|"
    r"played in|"
    r"(?:was|is|are|were|s) in|co[- ]?starred in|co[- ]?stars in|sang in|narrate[sd]|edited|"
    r"scored|created|"
    r"filmed|shot)"
)
_ACTED = (
    r"(?:star|act|play(?!ing)|appear|voice|role|audition|cast|involved|production|sing|direct|"
    r"acting|"
    r"appearance|cameo|"
    r"actors?|main|lead|performance|character|part|made|narrate|credited|writer)\w*"
)
_DETERMINER = (
    r"(?:a|an|the|any|some|all|me|main|best|good|official|original|movie|film|show|find|get|give|"
    r"play|run|read|see|watch|"
    r"need|want|i|looking|for|full|more|there|are|is|list|name|where|what|who)"
)
_CALLED = r"(?:called|named|titled|entitled|by the name of|with (?:a|the) (?:title|name)(?: of)?)"

# How sure a lead is stands on its own; where a question goes on behind its slot counts as well.
_LEADS: tuple[tuple[re.Pattern[str], Cue], ...] = tuple(
    (re.compile(_COURTESY + lead), sure)
    for lead, sure in (
        (r"(?:in |on )?(?:what|which) (?:year|date|day|month) (?:was|did|is|does|will) ", Cue.SURE),
        (rf"who(?: all| else)? {_MADE} ", Cue.SURE),
        (
            (
                r"who (?:played|plays|voice[sd]|portray(?:s|ed)|co[- ]?starred|co[- ]?stars|sings|"
                r"sang|dies|did|does|is|was|starred|stars|acts|acted|appears|appeared|worked|"
                rf"are|were|has|wrote|composed|won) [^?!]{{1,60}}? {_OF} "
            ),
            Cue.SURE,
        ),
        (rf"who(?:'?s| is| was| are| were)? (?:the )?(?:\w+ ){{0,3}}{_PEOPLE} {_OF} ", Cue.SURE),
        (
            (
                rf"(?:what|which)(?:'?s| is| was| are|"
                rf" were)? (?:the )?(?:\w+ ){{0,3}}{_FACT} (?:[^?!]{{0,50}}? )??{_OF} "
            ),
            Cue.SURE,
        ),
        (rf"(?:[^?!]{{0,60}} )?{_ONE} {_CALLED} ", Cue.SURE),
        (rf"(?:what|which) {_ONE}s? (?:is|are|was) {_CALLED} ", Cue.SURE),
        (
            (
                r"where (?:can|could|do|should|would|might)? ?(?:i|we|you|one)? ?(?:be able to )?"
                r"(?:find|buy|watch|see|stream|rent|get|download) (?:a copy of )?"
            ),
            Cue.SURE,
        ),
        (
            (
                rf"(?:what|which) (?:genre|language|country|rating|(?:kind|type|"
                rf"sort) of {_ONE}) (?:is|was) "
            ),
            Cue.SURE,
        ),
        (rf"(?:{_DETERMINER} ){{0,6}}{_FACT} (?:list )?{_OF} ", Cue.SURE),
        (
            (
                r"(?:find|show|get|read|any) (?:me )?(?:a |the |some )?(?:reviews?|trailers?|"
                r"posters?|clips?) "
                r"(?:for |of |on |about )?"
            ),
            Cue.SURE,
        ),
        (
            (
                r"(?:was|is|did|does|do|were|has|had|can|could|how (?:was|is|did|were)|isn'?t|"
                r"wasn'?t|didn'?t|any|name|list|"
                rf"which|what) [^?!]{{0,70}}? {_ACTED} (?:[^?!]{{0,30}}? )?{_OF} "
            ),
            Cue.SURE,
        ),
        (
            (
                r"did [^?!]{2,40}? (?:direct|write|produce|star in|act in|play in|appear in|make|"
                r"compose|"
                r"work on) "
            ),
            Cue.SURE,
        ),
        (r"what (?:did|do|does) [^?!]{2,40}? (?:say|think|write) (?:of|about) ", Cue.SURE),
        (
            r"how many (?:movies|films|sequels|parts|episodes) (?:are|were) (?:there )?(?:in|of) ",
            Cue.SURE,
        ),
        (
            r"(?:does|is|do) (?:netflix|hulu|prime|amazon|hbo|disney) (?:have|has|show|got) ",
            Cue.SURE,
        ),
        (rf"did (?:they|the) (?:ever )?make a {_ONE} (?:of|about|from|out of|based on) ", Cue.SURE),
        (r"(?:in |on )?(?:what|which) (?:year|date) ", Cue.FAIR),
        (r"(?:was|is|were|are|isn'?t|wasn'?t|how (?:was|is)) [\w'. ]{3,40}? in ", Cue.FAIR),
        (r"(?:in )?(?:what|which) [^?!]{0,50}? play(?:s|ed)? ", Cue.FAIR),
        (r"(?:what|which) \w+ (?:is|was|did|does) ", Cue.FAIR),
        (r"(?:when|where)(?:'?s| was| did| is| does| will| were) ", Cue.FAIR),
        (r"what(?:'?s| is| was)? ", Cue.FAIR),
        (
            (
                r"how (?:long|good|bad|scary|old|violent|funny|popular|well|many \w+) "
                r"(?:is|was|did|are) "
            ),
            Cue.FAIR,
        ),
        (r"(?:is|was|did|does|has|will|are) ", Cue.FAIR),
        (
            (
                r"(?:(?:more|something|anything) )?(?:about|(?:what|how) about|what do (?:you|"
                r"u) (?:know|think) (?:about|of)|"
                r"(?:have (?:you|u) )?(?:ever )?heard (?:of|about)|search for|search|look ?up|"
                r"pull up|play|stream|"
                r"find(?: me)?|show(?: me)?|(?:can|should|could|shall|may) (?:we|i|you) (?:watch|"
                r"see|"
                r"play|find|stream)|"
                r"worth (?:watching|seeing)) "
            ),
            Cue.FAIR,
        ),
        (rf"(?:(?:list|find|name|show|get|play)(?: me)? a|the|this|that) {_ONE} ", Cue.FAIR),
        (r"(?:did|do|can|could|have|had|which|name|list|who|why) ", Cue.FAIR),
    )
)
_TRAIL = re.compile(
    r"(?: (?:(?:was|is|were|got|has been|had been|get|being|been) )?"
    r"(?:(?:first )?(?:come|came|comes|coming|get|got) (?:out|made|released|on dvd)|released?|"
    r"premiered?|made|filmed|shot|"
    r"set|take place|produced|open(?:ed)?|debut(?:ed)?|out yet|about|like|any good|good|"
    r"(?:(?:well|highly|badly) )?(?:rated|received|reviewed)(?: by .{1,30})?|"
    r"bad|scary|funny|sad|long|"
    r"worth (?:it|a watch|watching|seeing)|based on(?: .{1,40})?|"
    r"(?:be )?(?:playing|showing)(?: (?:on|in|at|near|tonight|now|today|anywhere).{0,40})?|"
    r"(?:(?:available|streaming) )?(?:on|in|at) (?:netflix|tv|hulu|"
    r"prime|amazon|disney|hbo|dvd|"
    r"video|theat(?:er|re)s?|cinemas?|the (?:cinema|theat(?:er|re)s?|movies)).{0,20}|streaming|"
    r"available|end|start|receive|get|have|earn|gross|fall (?:under|into)|belong to|in|"
    r"win(?: .{0,40})?|for kids|appropriate.{0,20}|"
    r"an? (?:good|bad|true|real|new|remake|sequel|book|scary|funny|kids|(?:[\w-]+ ){0,2}(?:movie|"
    r"film|comedy|musical|horror|thriller))\b.{0,25}|turns? evil)"
    r"(?!\w)){1,2}[ ?.!,]*$"
)
_ONLY_FILMS = re.compile(
    r" (?:(?:was|is|were|got|has been|had been|get|being|been) )?(?:(?:first )?(?:come|came|"
    r"comes|coming) (?:out|on dvd)|"
    r"released?|premiere|filmed|shot|about|made|produced|debut|"
    r"(?:(?:well|highly|badly) )?(?:rated|reviewed)|(?:be )?(?:streaming|playing|showing|"
    r"on (?:netflix|dvd|hulu|prime)))"
)
"""Said of films alone; "what's the weather like" has a trail as well."""
_STARTS_OTHERWISE = re.compile(
    r"(?:i|we|you|u|he|she|they|it|this|that|there|these|those|your|my|the (?:movie|film) (?:is|"
    r"was|about)|going|up|some|"
    r"any|a (?:good|movie|film))\b"
)
_CLAUSE = re.compile(r"(?:^|(?<=[!?\n;,])|(?<=\w\w\.)(?= ))\s*")
_END = re.compile(r"[!?\n;]|(?<=\w\w)\.(?= |$)|\.$")
_TITLE_DOT = re.compile(r"\b(?:mr|mrs|ms|dr|st|vs|vol|jr)$")


@dataclass(frozen=True, slots=True)
class Frame:
    """A question's slot for a film."""

    slot: Span
    lead: Span
    """What leads to it: who is asked about is no film."""
    sure: Cue
    """SURE: whatever stands in the slot is a film. FAIR: if it is known as one."""
    is_closed: bool
    """The question goes on behind the slot, so that all of the slot is the name."""


def frames(masked: str) -> Iterator[list[Frame]]:
    """The slots that questions about a film may have, for each clause the likeliest first."""
    for clause in _CLAUSE.finditer(masked):
        start = clause.end()
        candidates = list(_frames(masked, start, _clause_end(masked, start)))
        if candidates:
            yield candidates


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
        if end <= found.end():
            continue
        # "When did X" may ask about anything, "when did X come out" only about a film.
        only_films = trail is not None and _ONLY_FILMS.match(trail.group()) is not None
        strength = Cue.SURE if only_films else sure
        if _STARTS_OTHERWISE.match(masked, found.end(), stop):
            strength = min(strength, Cue.FAIR)
        yield Frame(Span(found.end(), end), Span(start, found.end()), strength, trail is not None)
