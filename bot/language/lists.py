"""More of the last list, perhaps narrowed: "more", "something older", "what about comedies?"."""

from bot.intents import Intent, More
from bot.language.clues import Clues
from bot.language.phrases import FILM_NOUN, all_of_it, at_start

_OF_THESE = (
    r"(?: (?:please|from that list|of (?:these|those|them)|ones?|movies?|films?|"
    r"like (?:these|those)))*"
)
_GIVE = (
    r"(?:(?:any|show me|give me|gimme|show|got|some|a few|have|i want|i'd like|can i (?:get|have|"
    r"see)|what|tell me|"
    r"list|let me see|let's see|cool|great|nice|hm+)[ ,.!]+){0,3}"
)
_MORE = all_of_it(
    rf"{_GIVE}(?:more|next|another(?: one)?|others?|other ones?|else|again){_OF_THESE}",
    rf"{_GIVE}(?:a few|some|any|\d+|five|ten) (?:more|others?){_OF_THESE}",
    rf"{_GIVE}(?:more|other|different) (?:{FILM_NOUN}|suggestions|recommendations|ones?|options|"
    rf"ideas|recs)",
    r"(?:what|anything|something|somethin|smth|sth) else",
    r"keep (?:going|them coming|it coming)|continue|go on|load more|reroll|refresh|next (?:page|"
    r"ones?|five|ten)",
)
_NARROWS = at_start(
    r"(?:(?:cool|nice|seen (?:it|them|those|all)|already seen \w+|not really)[ ,.!]+)?"
    r"(?:(?:what|how) about|something|somethin|smth|sth|anything|any|maybe|only|just|make (?:it|"
    r"them)|more|less|can it be|"
    r"too|not (?:so|too|as)|some|same but|like that but|a bit|nothing|without|older|newer|from|"
    r"in the|the|funnier|scarier|"
    r"show me|give me|got|have|do you have|i (?:want|need|prefer|mean)|i'd (?:like|prefer))"
)
_SHORT = 60
_TERSE = 5


def more(clues: Clues) -> Intent | None:
    """More of the last list. Without one, wishes are a request of their own."""
    pattern = clues.pattern
    if clues.mentions:
        return None
    if clues.starts(_MORE):
        return More(clues.filters)
    if not clues.filters or len(pattern) > _SHORT:
        return None
    follows = bool(clues.context.listed) or clues.context.last_film is not None
    narrows = clues.starts(_NARROWS) or (len(pattern.split()) <= _TERSE and not clues.tells_taste)
    if clues.filters.age is not None or (follows and narrows):
        return More(clues.filters)
    return None
