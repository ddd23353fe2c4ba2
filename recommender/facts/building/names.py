"""People's names in running text: "Joel and Ethan Coen", "J. J. Abrams and Guillermo del Toro"."""

import re

_INITIALS = r"(?:[A-Z]\.[ ]?)+(?![a-z])"
_WORD = r"(?:[^\W\d_a-z][\w'’‘-]+|[IVX]+)"
_PARTICLE = r"(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ter|ten|bin|al|el|y|af)"
_SUFFIX = r"(?:,?[ ](?:Jr|Sr)\.?|[ ]I{2,3}\b)"
_TOKEN = rf"(?:{_INITIALS}|{_WORD})"
NAME = (
    rf"(?:{_TOKEN})(?:[ ]?(?:(?<=\.)|(?<=[ ]))(?:{_PARTICLE}[ ]){{0,2}}{_TOKEN}"
    rf"|[ ]\"[\w ]+\")*{_SUFFIX}?"
)
_NAME_ALONE = re.compile(NAME)
_DESCRIBED = re.compile(r"(?:[a-z][\w'’-]*,? ){1,6}(?=[A-Z][\w.'’-]+ [A-Z])")
_JOINT = re.compile(r"(?:,?[ ](?:and|&)[ ]|,[ ])")
_JOBS = (
    r"actor|actress|director|writer|novelist|author|filmmaker|comedian|screenwriter|playwright"
    r"|producer|animator|cinematographer|editor|choreographer|singer|songwriter|musician|artist"
    r"|photographer|journalist|creator|newcomer|veteran|auteur|star|documentarian|humorist"
)
_TITLES = re.compile(
    r"^(?:(?:and|&)[ ](?:also[ ])?(?:co-)?(?:starring|featuring|produced by|co-produced by)[ ])?"
    r"(?:(?:the|an?|his|her|their|by|both|former|then|fellow|late|acclaimed|popular|noted|famed"
    r"|(?:Academy|Tony|Emmy|Golden Globe) Awards?|(?:Pulitzer|Nobel) Prize|Oscar(?=-)|winning"
    r"|nominated|first-time|debut(?:ing)?|visual|effects|music|video|film|films|Hong Kong|stand-?up"
    r"|husband(?:-and-wife)?|wife|team|duo|brothers|sisters|winner|nominee|series'?|future"
    r"|American|British|English|Canadian|Australian|German|Italian|French|Mexican|Spanish|Danish"
    rf"|Swedish|Japanese|Chinese|Polish|Hungarian|Russian|Irish|Scottish|co-|(?:{_JOBS})s?"
    r"|first|turned|of|exploitation|documentary|theat(?:er|re)|stage|television|TV|comic book)"
    r"(?:[ ]?[/,-][ ]?|[ ](?:and[ ](?=[a-z]))?))+",
)
_PAIRS = {
    "Coen": ("Joel Coen", "Ethan Coen"),
    "Hughes": ("Albert Hughes", "Allen Hughes"),
    "Farrelly": ("Peter Farrelly", "Bobby Farrelly"),
    "Russo": ("Anthony Russo", "Joe Russo"),
    "Wachowski": ("Lana Wachowski", "Lilly Wachowski"),
    "Safdie": ("Josh Safdie", "Benny Safdie"),
    "Duplass": ("Jay Duplass", "Mark Duplass"),
    "Spierig": ("Michael Spierig", "Peter Spierig"),
    "Erwin": ("Andrew Erwin", "Jon Erwin"),
    "Polish": ("Mark Polish", "Michael Polish"),
    "Strause": ("Colin Strause", "Greg Strause"),
}
"""People who sign together, by surname."""
_PAIR = re.compile(r"(?:the[ ])?(\w+?)(?:s\b|[ ][Bb]rothers\b)")
_NO_NAMES = frozenset(
    """
    The A An It In He She They His Her This That These Its Film Films Movie Directed Produced
    Written Released Distributed Starring Set Shot Based Story Screenplay When While After As At
    Universal Paramount Columbia Warner Metro-Goldwyn-Mayer MGM RKO Disney Walt Pictures Fox Studios
    Two Three Four One Set Upon Many However Christmas January February March April May June July
    August September October November December United Twentieth Academy New American British
    """.split()
)
_FIRST_NAMES = frozenset({"April", "May", "June", "August", "Walt", "Warner", "Christmas"})
"""Some of these are names of people too, if another name follows."""
_COMPANY = re.compile(
    r"\b(?:Pictures|Studios?|Productions?|Entertainment|Films|Company|Corporation|Inc|Television"
    r"|Network|Records|Media|Animation|Artists|Brothers|Award|Awards|Festival|University|Century)\b"
)
MOST = 12
"""More names than these in a row are no list of people."""


def names_at(text: str, at: int) -> tuple[str, ...]:
    """The people whom a list names that starts at an offset of a text.

    "Joel and Ethan Coen" are Joel Coen and Ethan Coen. The list ends at the first thing that is no
    name.
    """
    first = at
    if (pair := _PAIR.match(text, at)) and pair[1] in _PAIRS:
        return _PAIRS[pair[1]]
    if skipped := _TITLES.match(text[at : at + 160]):
        at += skipped.end()
    if described := _DESCRIBED.match(text, at):  # "underground artist Thomas Massengale"
        at = described.end()
    names: list[str] = []
    while len(names) < MOST and (match := _NAME_ALONE.match(text, at)):
        name = _trimmed(match[0])
        if not is_name(name):
            break
        names.append(name)
        joint = _JOINT.match(text, match.end())
        if joint is None:
            break
        at = joint.end()
    return _with_shared_surname(names, text[:first])


def _trimmed(name: str) -> str:
    name = name.replace("’", "'").replace(", Jr", " Jr").strip()
    if name.endswith((" Jr", " Sr")):
        name += "."
    return name[:-2] if name.endswith("'s") else name.removesuffix("'")


def is_name(name: str) -> bool:
    """Whether this may be a person: not a company, a month or the start of a sentence."""
    words = name.split()
    if not words or len(name) < 3 or _COMPANY.search(name):
        return False
    if words[0] in _NO_NAMES:
        return words[0] in _FIRST_NAMES and len(words) > 1 and words[1] not in _NO_NAMES
    return len(words) <= 6


def _with_shared_surname(names: list[str], before: str) -> tuple[str, ...]:
    """Two people of one surname in full; a surname that was given in full before stays as it is."""
    pair = len(names) == 2 and " " not in names[0] and len(names[1].split()) == 2
    if pair and not re.search(rf"[A-Z][\w.]+ {re.escape(names[0])}\b", before):
        names = [f"{names[0]} {names[1].split()[-1]}", names[1]]
    return tuple(dict.fromkeys(names))
