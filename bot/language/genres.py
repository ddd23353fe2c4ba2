"""Genres by their everyday names: "scary", "romcom", "cartoon", "something to cry to"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.message import Span
from bot.language.word_lists import any_of

_NAMES: dict[tuple[str, ...], str] = {
    ("Action",): (
        r"action(?:[- ]packed)?|explosions?|shoot[- ]?(?:em|'em)[- ]?ups?|martial\sarts?|"
        r"kung[- ]?fu|super\s?hero(?:es|s)?|car\schases?|fight\s(?:scenes?|movies?|films?)"
    ),
    ("Adventure",): r"adventur(?:e|es|ous)|swashbucklers?|treasure\shunts?|quests?",
    ("Animation",): r"animat(?:ed|ion|ions)|cartoons?|anime|pixar|claymation|stop[- ]motion",
    ("Children",): (
        r"(?:for\s(?:the\s|my\s|our\s)?)?(?:kids?|children|childrens|toddlers?)'?s?|"
        r"family[- ](?:friendly|movies?|films?|night)|disney"
    ),
    ("Comedy", "Romance"): r"rom[- ]?coms?|romantic\scomed(?:y|ies)|romedy",
    ("Comedy",): (
        r"comed(?:y|ies|ic)|comedys|funn(?:y|ier|iest)|laughs?|hilarious|humou?r(?:ous)?|spoofs?|"
        r"parod(?:y|ies)|light[- ]?hearted|feel[- ]?good|goofy|slapstick|satires?|silly|"
        r"cheer\s(?:me|us)\sup|(?:make\sme|want\sto|wanna)\slaugh"
    ),
    ("Crime",): (
        r"crimes?|gangsters?|mafia|mob|heists?|cops?|bank\srobber(?:y|ies)|serial\skillers?|"
        r"true[- ]crime|capers?"
    ),
    ("Documentary",): r"documentar(?:y|ies)|docus?|docs?|docuseries|non[- ]?fiction",
    ("Drama",): (
        r"dramas?|dramatic|tear[- ]?jerkers?|sad|sadder|(?:make\sme|want\sto|wanna)\scry|"
        r"melodramas?|weepies?|weepy|emotional|serious"
    ),
    ("Fantasy",): r"fantas(?:y|ies|tical)|magic(?:al)?|dragons?|wizards?|fairy\s?tales?",
    ("Film-Noir",): r"(?:film[- ]?)?noirs?",
    ("Horror",): (
        r"horrors?|scar(?:y|ier|iest)|creepy|creepier|spook(?:y|ier)|slashers?|gor(?:e|y|ier)|"
        r"zombies?|jump[- ]?scares?|haunted|ghost\sstor(?:y|ies)|terrifying|frightening|vampires?|"
        r"bloody|splatter"
    ),
    ("IMAX",): r"imax",
    ("Musical",): r"musicals?|sing[- ]?alongs?|song\sand\sdance",
    ("Mystery",): (
        r"myster(?:y|ies|ious)|who\s?dun+[ -]?its?|detectives?|murder\smyster(?:y|ies)|sleuths?"
    ),
    ("Romance",): (
        r"roman(?:ce|ces|tic)|love\sstor(?:y|ies)|chick\sflicks?|date[- ](?:night|movies?)|"
        r"valentine'?s?"
    ),
    ("Sci-Fi",): (
        r"sci[- ]?fi|scifi|science[- ]?fiction|syfy|sf|space\s(?:movies?|films?|opera)|aliens?|"
        r"robots?|futuristic|dystopian?|time[- ]travel|cyberpunk"
    ),
    ("Thriller",): (
        r"thrillers?|thrilling|suspense(?:ful)?|edge\sof\s(?:my|your)\sseat|tense|"
        r"spy\s(?:movies?|films?)|spies|psychological"
    ),
    ("War",): (
        r"war\s(?:movies?|films?|stor(?:y|ies)|dramas?)|wars?(?!\sof)|"
        r"world\swar(?:\s(?:2|ii|two|1|i|one))?|ww(?:2|ii|1|i)|military|soldiers?"
    ),
    ("Western",): r"westerns?|cowboys?|spaghetti\swesterns?",
}
_GENRES = tuple(_NAMES)
_PATTERN = re.compile(
    r"(?<![\w'])(?:"
    + "|".join(f"(?P<g{i}>{names})" for i, names in enumerate(_NAMES.values()))
    + r")(?![\w])"
)
_BEFORE_NO = re.compile(
    r"(?:\b(?:no|not|nothing|without|non|less|except(?:\sfor)?|but\snot|avoid|skip|hate|minus|"
    r"never|"
    r"isn'?t|aren'?t|anything\sbut|other\sthan|instead\sof|sick\sof|tired\sof|bored\sof|enough|"
    r"rather\sthan|no\smore|hold\sthe|(?:don'?t|didn'?t|do\snot|not)\s(?:\w+\s)?"
    r"(?:want|like|need|feel\slike|enjoy|love|care\sfor|watch|fancy|mind)))[\s-]+"
    r"(?:(?:too|so|that|very|a|an|any|anything|much|more|another|really|into|of|the|those|all|as|"
    r"super|stupid|overly|in\sthe\smood\sfor|looking\sfor|a\sfan\sof|big\sfan\sof|something|"
    r"particularly)\s){0,4}$"
)
"""Ends in front of a genre that is not wanted."""
_CHAIN = re.compile(
    r"\s?(?:(?:movies?|films?|flicks?|stuff|ones?)\b)?\s?"
    r"(?P<joint>and|or|nor|&|,\s?(?:and|or|nor)|[,/])\s?(?:(?:a|an|any|no|too)\s)?"
)
_LIST_GOES_ON = re.compile(r"[^.!?]{0,30}\s(?:and|or|nor)\s")
_DONT_MIND = re.compile(r"don'?t\s(?:\w+\s)?mind[\s\w]{0,20}$")
_WINDOW = 60


@dataclass(frozen=True, slots=True)
class Genre:
    """A wish for or against a genre."""

    names: tuple[str, ...]
    """MovieLens names: one, or two for "romcom"."""
    wanted: bool
    span: Span


def genre_wishes(folded: str) -> Iterator[Genre]:
    """Genres named in a message, in order; "no horror or musicals" is against both."""
    previous: Genre | None = None
    for found in _PATTERN.finditer(folded):
        names = next(names for i, names in enumerate(_GENRES) if found[f"g{i}"] is not None)
        wanted = _is_wanted(folded, found.start(), previous)
        previous = Genre(names, wanted, Span(found.start(), found.end()))
        yield previous


def _is_wanted(folded: str, start: int, previous: Genre | None) -> bool:
    before = folded[max(0, start - _WINDOW) : start]
    if _DONT_MIND.search(before):
        return True
    if _BEFORE_NO.search(before):
        return False
    if previous is None or previous.wanted:
        return True
    chain = _CHAIN.fullmatch(folded[previous.span.end : start][:_WINDOW])
    if chain is None:
        return True
    # "No horror, comedy please" corrects, "no horror, musicals or westerns" goes on.
    return chain["joint"] in {",", "/"} and _LIST_GOES_ON.match(folded, start) is None


def is_genre(folded: str) -> bool:
    """Whether a whole phrase is an everyday name of a genre, or of another sort of film."""
    if folded in _FILMS_TOO:
        return False
    return _PATTERN.fullmatch(folded) is not None or folded in _OTHER_SORTS


def is_sort(folded: str) -> bool:
    """Whether a phrase stands before "movie" but is no genre: "halloween", "french"."""
    return folded in _OTHER_SORTS


_FILMS_TOO = frozenset({"alien", "aliens", "robots", "magic"})
"""Better known as films than as wishes."""
_OTHER_SORTS = any_of(
    "family spy american french british japanese korean foreign classic old new indie sports "
    "classics teen summer holiday christmas special dark halloween marvel dc disney pixar "
    "ghibli netflix bollywood hollywood oscar bond art arthouse adult gay lesbian lgbt black "
    "silent short tv animal dog cat sex dance music rock baseball football boxing racing car "
    "school college high revenge prison road buddy cop heist monster shark space"
)
"""What may stand before "movie" and be a film's name elsewhere."""
