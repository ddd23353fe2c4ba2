"""What people take back, do not want, have not seen, or keep for later; and their own log."""

from bot.intents import FilmRef, History, Intent, NotInterested, NotSeen, Undo, Watchlist
from bot.language.clues import Clues, F
from bot.language.phrases import FILM_NOUN, all_of_it, anywhere, at_start

_UNDO = at_start(
    r"(?:(?:oops|ups|wait|sorry|ah|hm+|actually)[ ,!.]+){0,2}(?:undo|un-?log|revert|take (?:that|"
    r"it|this) (?:back|off))",
    r"(?:(?:oops|ups|wait|sorry|ah|hm+|actually)[ ,!.]+){0,2}(?:scratch|strike|cancel|delete|"
    r"remove|erase) "
    r"(?:that|it|this|the last (?:one|entry|log|rating)|my last \w+|last)(?! (?:from|off))",
    r"(?:that|it|this) was (?:a |by |an )?(?:mistake|accident|wrong|error|accidental)",
    r"my (?:mistake|bad)|wrong (?:button|film|movie|one)|oops|ups|whoops|forget (?:it|that)",
    r"i didn'?t (?:mean|want) (?:that|to (?:do|log|rate|say) (?:that|it|this))",
    r"i didn'?t (?:actually )?(?:watch|see) (?:that|it|this) (?:after all|actually)",
)
_DID_I = r"(?:have (?:i|we)|did (?:i|we)|i(?:'ve| have)?)"
_OFTEN = r"(?:(?:already|last|recently|ever) )*"
_MY = (
    r"(?:(?:show|see|list|open|give|view|check) )?(?:me )?my (?:(?:full|whole|film|movie|"
    r"watch(?:ed|ing)?) )?"
)
_HISTORY = anywhere(
    rf"what (?:all )?{_DID_I} {_OFTEN}(?:seen|saw|watch(?:ed)?|see|log(?:ged)?|rated?)",
    rf"(?:which|what|how many) {FILM_NOUN} {_DID_I} {_OFTEN}(?:seen|see|watch(?:ed)?|log(?:ged)?|"
    rf"rated?)",
    rf"(?:{FILM_NOUN}|stuff|things|everything) (?:that )?(?:i|we)(?:'ve|"
    rf" have)? (?:already )?(?:seen|watched|logged|rated)(?=[ ?.!]*$| (?:so far|this|last|in))",
    rf"{_MY}(?:history|diary|log|logs|journal|ratings|watched(?: list)?|films|movies|"
    rf"stats)(?! (?:is|was|are|and))",
    rf"(?:when|have|did) (?:did )?i {_OFTEN}(?:watch|see|seen|watched|rate|log) {F} ?\?",
    r"my (?:top|best|highest|lowest)[- ]?(?:rated|films|movies|ratings)",
)
_HISTORY_ALONE = all_of_it(
    "history|diary|my log|watched list|log",
    rf"(?:when|have|did) (?:did )?i {_OFTEN}(?:watch|see|seen|watched|rate|log) {F}",
)
_LIST = r"(?:watch ?list|wish ?list|(?:my|the|our) (?:\w+ )?list|to[- ]watch(?: list)?|queue)"
_WATCHLIST = anywhere(
    rf"(?:add|put|save|stick|chuck|throw|pop|move|bookmark|keep)\b.{{0,30}}(?:\b{_LIST}|\blater)",
    r"(?:(?:show|see|open|list|view|check) )?(?:me )?(?:what'?s |what is )?(?:on |in )?(?:my|"
    r"the|our) (?:watch ?list|wish ?list|to[- ]watch list|list|queue)",
    r"watch ?list",
    rf"(?:want|wanna|need|plan|planning|would like|'d like|hope|going|gotta|have|must|"
    rf"should) (?:to )?(?:\w+ )?(?:watch|see|check out) (?:{F}|it|that) (?:later|sometime|"
    rf"some ?day|one day|eventually|next|soon)",
    rf"(?:watch|see) (?:{F}|it|that) (?:later|sometime|some ?day|eventually)",
)
_KEEPS = at_start(r"save|bookmark|remind me (?:to watch|of|about)")
_OFF_LIST = anywhere("remove", "delete", "take", "drop", "off", "cross")
_IT = anywhere("it", "that", "this", "that one", "this one")
_NTH = r"(?:the )?(?:first|second|third|fourth|fifth|sixth|last|1st|2nd|3rd|[4-9]th|number|#)"
_SHOWN = rf"(?:{F}|it|this|that|{_NTH}(?: one)?|those)"
_NO_WISH = (
    r"(?:(?:don'?t|do not)(?: really)? (?:want|wanna|care|feel like|fancy)|"
    r"didn'?t want)(?: to| for| about)*(?: (?:see|watch|watching))?"
)
_NOT_INTERESTED = anywhere(
    r"not? (?:really )?interested|no interest",
    r"not (?:for (?:me|us)|my (?:thing|taste|kind|type|cup|style|jam|vibe))",
    r"(?:don'?t|do not|never|stop) (?:ever )?(?:show|recommend|suggest|offer)(?:ing)?",
    rf"(?:hide|skip|block|ban|dismiss|exclude|ignore|blacklist) {_SHOWN}",
    rf"{_NO_WISH} (?:{F}|it|that|this|the (?:\w+ )?one)",
    rf"no (?:more )?{F}",
)
_NOT_THIS = at_start(rf"(?:not|no to|nah to) {_NTH}", rf"not {F}(?! (?:but|again))")
_REFUSED = all_of_it(
    r"hard pass|boring|skip|hide|(?:skip|hide) (?:it|that|this)|next (?:one )?please"
)
_UNLOGS = at_start(
    rf"(?:unlog|unwatch|unsee|un-?watch) {F}",
    rf"(?:delete|remove|erase|take|drop) {F}(?: (?:from|off|out of) (?:my |"
    rf"the )?(?:\w+ )?(?:history|log|diary|watched|films|movies|seen)\b| *$)",
)
_NEVER = r"(?:haven'?t|have not|hasn'?t|never|not|didn'?t|did not|have never|ain'?t|yet to|nvr)"
_OFTEN_NOT = r"(?:(?:actually|even|really|yet|ever|\w+) )?"
NOT_SEEN = anywhere(
    rf"{_NEVER} {_OFTEN_NOT}(?:see|seen|saw|sawy|watch(?:ed)?|(?:get|got|gotten) (?:around|"
    rf"the chance|a chance))"
    rf"(?! (?:many|much|a lot|most|enough|any (?:\w+ )?(?:movies|films))(?!\w))"
    rf"(?! (?:(?:it|that|this|them|{F}) )?in (?:ages|years|forever|a (?:while|long)|so long|"
    rf"decades|months))",
    "unseen",
    r"not sure (?:if )?i(?:'ve| have) (?:ever )?(?:seen|watched)",
    r"don'?t think i(?:'ve| have) (?:ever )?(?:seen|watched)",
)
"""Tells that a film was not seen."""
_HAVE_NOT = at_start(r"not (?:yet|seen)", r"(?:no[ ,.]+)?i (?:haven'?t|have not|didn'?t)$")
_BUT_SAW = anywhere(r"but (?:i )?(?:watched|saw|loved|liked|have seen)")


def undone(clues: Clues) -> Intent | None:
    """Taking the last thing back."""
    return Undo() if not clues.mentions and clues.starts(_UNDO) else None


def looked_back(clues: Clues) -> Intent | None:
    """The person's own log."""
    if clues.starts(_UNLOGS):
        return None
    asks = clues.has(_HISTORY) or clues.starts(_HISTORY_ALONE)
    return History() if asks and not clues.scales else None


def kept(clues: Clues) -> Intent | None:
    """The watchlist, to see or to change."""
    if not (clues.has(_WATCHLIST) or clues.starts(_KEEPS)):
        return None
    points = bool(clues.positions) or clues.has(_IT)
    films: tuple[FilmRef, ...] = clues.films() if clues.mentions or points else ()
    return Watchlist(films, remove=clues.has(_OFF_LIST) and bool(films))


def refused(clues: Clues) -> Intent | None:
    """Films that shall not be shown again, and films not seen."""
    if clues.has(NOT_SEEN) or clues.starts(_HAVE_NOT) or clues.starts(_UNLOGS):
        # "Haven't seen Heat but watched Alien" tells of a viewing as well.
        tells_more = clues.has(_BUT_SAW) and len(clues.mentions) > 1
        return None if tells_more else NotSeen(clues.films())
    refuses = clues.has(_NOT_INTERESTED) or clues.starts(_NOT_THIS) or clues.starts(_REFUSED)
    return NotInterested(clues.films()) if refuses and not clues.filters else None
