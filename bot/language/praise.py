"""What words of praise and blame are worth in stars: "loved it", "meh", "not a fan"."""

import re
from collections.abc import Iterator

from bot.language.message import Span
from bot.language.ratings import Rating

_WORTH: tuple[tuple[float, str], ...] = (
    (
        5.0,
        (
            r"lov(?:e|ed|ing)|luv(?:ed)?|ador(?:e|ed)|favou?rites?|favs?|masterpiece|"
            r"perfect(?:ion)?"
            r"|(?:the\s)?best|obsessed|blew\s(?:me|my\smind)(?:\saway)?|mind[ -]?blow(?:n|ing)|"
            r"goat(?:ed)?"
        ),
    ),
    (
        4.5,
        (
            r"amazing|awesome|fantastic|incredible|brilliant|excellent|outstanding|superb|"
            r"phenomenal"
            r"|wonderful|stunning|terrific|great|hilarious|gorgeous|flawless|spectacular|unreal"
            r"|(?:so|super|really|very|damn|too)\s(?:good|funny|fun|nice|cool|well\sdone)|"
            r"(?:such\s)?a\sgem"
            r"|epic|insane|wild|a\sblast|unbelievable|10s|sick\b(?!\sof)|banger|fire\b(?!\s\w)|"
            r"moving|magnificent|marvell?ous|genius"
        ),
    ),
    (
        4.0,
        (
            r"good|liked?|really\slikes|enjoy(?:ed|ing)?|fun|funny|nice|cool|entertaining|"
            r"well\sdone|"
            r"cute"
            r"|interesting|sweet|enjoyable|dope|lit|solid|powerful|charming|classic|scary|"
            r"suspenseful"
            r"|exciting|a\smust(?:[ -](?:see|watch))?|recommended|touching|clever|pleased|dug|"
            r"impressed"
        ),
    ),
    (
        3.5,
        (
            r"decent|not\s(?:too\s|so\s|half\s|that\s)?bad|pretty\s(?:good|decent|ok|okay|alright|"
            r"fun)|watchable"
            r"|better\sthan\s(?:i\s)?expected|i\sguess\s(?:it\swas\s)?good"
        ),
    ),
    (3.0, r"ok|okay|okayish|okish|alright|all\sright|so[ -]so|average|fine|mixed\sfeelings"),
    (
        2.5,
        (
            r"meh+|mediocre|nothing\sspecial|overrated|could\s(?:have|of)\sbeen\sbetter|mid|"
            r"middling"
            r"|underwhelm(?:ing|ed)|bland|forgettable|predictable"
        ),
    ),
    (
        2.0,
        (
            r"boring|bored|bore|disappoint(?:ing|ed|ment)|weak|lame|dull|dragged|cookie[ -]cutter"
            r"|fell\sasleep|contrived|confusing|cheesy|cringe(?:y)?|too\s(?:long|slow|much|crude|"
            r"violent|dark|gory|weird|childish|predictable|scary\sfor)|"
            r"dnf|(?:couldn'?t|didn'?t|did\snot)\sfinish|turned\s(?:it\s)?off|gave\sup|a\sslog"
            r"|letdown|let\sdown|flop"
        ),
    ),
    (1.5, r"bad|stupid|dumb|silly|unwatchable|ridiculous|annoying|painful|dislik(?:e|ed)"),
    (
        1.0,
        (
            r"hated?|terrible|awful|horrible|worst|garbage|trash|rubbish|suck(?:s|ed)|crap(?:py)?"
            r"|atrocious|dreadful|waste\sof\s(?:my\s)?(?:time|money)|shit(?:e|ty)?|abysmal|"
            r"horrendous"
            r"|detest(?:ed)?|loath(?:e|ed)|walked\sout"
        ),
    ),
)
_NOT = (
    r"(?:not|never|no|hardly|nothing|\w{1,9}n'?t|cannot)\b(?!\s(?:only|just)\b)\s"
    r"(?:(?:really|that|so|very|a|too|particularly|all|much|as|even|such|the|big|huge|exactly|"
    r"say|think|i|"
    r"it|was|is|super|be|care|quite|terribly|overly)\s){0,4}"
)
_OPINION = re.compile(
    rf"(?:\b(?P<no>{_NOT}))?\b(?:"
    + "|".join(f"(?P<w{i}>{words})" for i, (_, words) in enumerate(_WORTH))
    + rf")(?![\w'])|\b(?P<cold>{_NOT}(?:fan\b|my\s(?:thing|cup|kind|taste|jam)\b|for\sme\b|"
    rf"care\sfor\b|into\b|feel\b|impressed\b)"
    r"|(?:couldn'?t|can'?t)\s(?:stand|finish)\b|not\s(?:a\s)?(?:\w+\s)?fan\b)",
)


_VERBS = ("like", "love", "enjoy", "hate", "liked", "loved", "enjoyed", "hated")
_NOT_AN_OPINION = re.compile(
    r"(?:\b(?:would|'d|i'd|id|you'd|is|was|are|it's|its|that's|feel|feels|felt|looks?|sounds?|"
    r"seems?|something|anything|"
    r"more|much|just|movies?|films?|stuff|ones?|else|people|who|they|he|she|you|guys|some|"
    r"everyone|everybody|kids?|son|"
    r"daughter|wife|husband|mom|dad|friends?|to|not|a|in|the|of|might|if\si|should|will)|"
    r"wouldn'?t)\s(?:also\s|really\s|still\s|probably\s)?$"
)
"""Before "like" and the like: a comparison, a wish, or somebody else's taste."""
_LIKES = re.compile(
    r"(?:\b(?:i|we|really|also|do|absolutely|n't|always|still|both|me|don'?t|didn'?t|never|"
    r"actually|kinda|sorta|quite)\s)$"
)
"""Before "like" when it is a verb."""
_WINDOW = 24


def opinions(folded: str) -> Iterator[Rating]:
    """Words of praise and blame, in order, with "not" taken into account."""
    for found in _OPINION.finditer(folded):
        before = folded[max(0, found.start() - _WINDOW) : found.start()]
        if found[0].endswith(_VERBS) and _NOT_AN_OPINION.search(before):
            continue
        if found[0] in {"like", "enjoy"} and not _LIKES.search(before):
            continue
        yield Rating(_worth(found), Span(found.start(), found.end()), "opinion")


def _worth(found: re.Match[str]) -> float:
    if found["cold"] is not None:
        return 2.0
    stars = next(stars for i, (stars, _) in enumerate(_WORTH) if found[f"w{i}"] is not None)
    if found["no"] is None:
        return stars
    # "Not great" is faint praise, "not good" is blame; "not bad" and "didn't hate it" are fair.
    if stars >= 4.5:
        return 2.5
    return 2.0 if stars >= 3.0 else 3.0 if stars < 1.5 else 3.5
