"""Films like one or several: "something like Heat but funnier", "more like the second one"."""

from bot.intents import Intent, Similar
from bot.language.clues import Clues, F
from bot.language.phrases import FILM_NOUN, all_of_it, anywhere, at_start

_ALIKE = r"sim{1,2}[ilu]{1,3}[aei]{0,2}r\w*"
"""Similar, as people type it: simliar, similiar, simular."""
_THINGS = (
    rf"(?:something|somethin|anything|sth|smth|stuff|{FILM_NOUN}|ones?|more|shows|else|classics|"
    r"recs?|recommendations?|suggestions?|kind|type|sort|comed(?:y|ies)|dramas?|horrors?|"
    r"thrillers?)"
)
_LIKED = r"(?:like|liked|love|loved|enjoy|enjoyed)"
_POINTED = r"(?:this|that|it|these|those)"

_SIMILAR = anywhere(
    _ALIKE,
    "comparable",
    r"in the (?:vein|style|spirit) of",
    r"along the lines of",
    r"same (?:vibe|feel|style|mood|kind|genre|sort|type)\w* (?:as|of|like)",
    rf"{_THINGS} (?:[\w']+,? ){{0,4}}(?:like|such as) (?:{F}|{_POINTED})",
    rf"(?:watch|see) (?:next )?(?:after|now that i)\b.{{0,30}}{F}",
    r"(?:more|something|anything|smth|sth|movies?|films?) (?:\w+ ){0,2}like (?:the |number |#|"
    r"no\.? )\w*",
    rf"like {F} (?:but|only|just|except|without|minus|with)",
    rf"more (?:of )?{F}",
    rf"(?:i |just )?{_LIKED} {F}[ ,.!]*(?:and )?(?:what|any|so what|recommend|suggest|more|got|"
    rf"give|show)",
    rf"if i {_LIKED} {F}",
    rf"(?:because|since) i (?:watched|{_LIKED}) {F}",
    rf"{F}-?(?:esque|ish)|{F}-like",
    rf"same as {F}",
)
_BEGINS_LIKE = at_start(
    rf"(?:(?:give me|gimme|got|i want|want|maybe|or|films|more|just) ){{0,2}}(?:like|"
    rf"{_ALIKE}(?: to)?) {F}"
)
_JUST_SIMILAR = all_of_it(rf"(?:\w+ ){{0,3}}?{_ALIKE}(?: (?:movies?|films?|ones?|stuff))*")
_ASKS = anywhere(
    r"i (?:want|need|would like|wanna)",
    r"i'?d (?:like|love)",
    r"(?:i'?m|im|i am|we'?re|we are) (?:\w+ )?(?:looking|searching|in the mood|trying to find|"
    r"craving|after)",
    r"looking for",
    r"in the mood",
    r"any|anything|got|have|know|rec{1,2}om{1,2}\w*|sugg?est\w*|show|give|find|gimme|something|"
    r"smth|sth",
    r"(?:can|could) (?:you|u)|please|pls|is there|are there|what|else|more",
)
_TELLS = anywhere(
    r"(?:i|we|they|my|he|she|it) (?:\w+ )?(?:like|love|loved|liked|enjoy|enjoyed|recommend|"
    r"really|hate)"
)
_COMPARES = at_start(r"(?:it|that|this)(?:'s| is| was| looks)")
_POINTS = anywhere(_POINTED)
_INCLUDE_SEEN = anywhere(
    r"even if i'?ve seen",
    r"including (?:ones i'?ve )?seen",
    "seen or not",
    r"rewatch(?:es)? (?:ok|okay|fine|too)",
)


def similar(clues: Clues) -> Intent | None:
    """A request for films like those named, or like the one talked about."""
    just_similar = clues.starts(_JUST_SIMILAR)
    if not (just_similar or clues.has(_SIMILAR) or clues.starts(_BEGINS_LIKE)):
        return None
    points = bool(clues.positions) or clues.has(_POINTS) or just_similar
    if not (clues.mentions or points):
        return None
    if clues.has(_TELLS) and not clues.has(_ASKS):
        return None
    if not clues.mentions and clues.starts(_COMPARES):
        return None
    return Similar(clues.films(), clues.filters, include_seen=clues.has(_INCLUDE_SEEN))
