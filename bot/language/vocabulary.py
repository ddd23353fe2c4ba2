"""Which words are everyday English or people's first names, and so say little of a title."""

from importlib.resources import files

from bot.language.word_lists import any_of
from recommender import is_ordinary


def _read(name: str) -> frozenset[str]:
    text = files("bot.language").joinpath(name).read_text(encoding="utf-8")
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


_EVERYDAY = _read("everyday_words.txt")
_GIVEN_NAMES = _read("given_names.txt")

PRONOUNS = any_of(
    "i me my mine myself you your yours he him his she her hers it its we us our ours they "
    "them their theirs this that these those one ones some any all both each none other "
    "others another something anything nothing everything sth smth someone anyone everyone "
    "here there what which who whom whose"
)
"""Words that point at what was said before. As titles ("Her", "Them!") they need a capital."""


def is_everyday(word: str) -> bool:
    """Whether a folded word is everyday English, inflected or not; bare numbers are."""
    return any(_is_listed(stem) for stem in _stems(word))


def _is_listed(word: str) -> bool:
    return word in PRONOUNS or word in _EVERYDAY or is_ordinary(word)


def _stems(word: str) -> tuple[str, ...]:
    for ending in ("ies", "ing", "es", "ed", "er", "ly", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            return (word, stem, stem + "e", stem + "y", word[: -1 if ending == "es" else None])
    return (word,)


def is_given_name(word: str) -> bool:
    """Whether a folded word is somebody's first name."""
    return word in _GIVEN_NAMES


_PLACES = frozenset(
    [
        "new york",
        "new york city",
        "los angeles",
        "san francisco",
        "las vegas",
        "chicago",
        "boston",
        "miami",
        "philadelphia",
        "seattle",
        "detroit",
        "washington",
        "manhattan",
        "brooklyn",
        "harlem",
        "hollywood",
        "texas",
        "california",
        "florida",
        "alaska",
        "hawaii",
        "oklahoma",
        "nebraska",
        "london",
        "paris",
        "rome",
        "berlin",
        "munich",
        "vienna",
        "madrid",
        "barcelona",
        "lisbon",
        "dublin",
        "belfast",
        "edinburgh",
        "amsterdam",
        "brussels",
        "prague",
        "budapest",
        "warsaw",
        "moscow",
        "istanbul",
        "athens",
        "copenhagen",
        "stockholm",
        "oslo",
        "helsinki",
        "venice",
        "tokyo",
        "hong kong",
        "shanghai",
        "beijing",
        "bangkok",
        "singapore",
        "mumbai",
        "delhi",
        "sydney",
        "melbourne",
        "cairo",
        "casablanca",
        "jerusalem",
        "rio",
        "mexico",
        "brazil",
        "australia",
        "africa",
        "america",
        "england",
        "scotland",
        "ireland",
        "france",
        "germany",
        "italy",
        "spain",
        "greece",
        "india",
        "china",
        "japan",
        "russia",
        "europe",
        "asia",
        "earth",
        "heaven",
        "hell",
        "church",
        "college",
        "school",
        "prison",
        "jail",
        "court",
        "bed",
    ]
)


def is_place(folded: str) -> bool:
    """Whether a name is a place that people are in, go to or come from."""
    return folded.removeprefix("to ").removeprefix("in ") in _PLACES
