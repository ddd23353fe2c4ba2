"""Questions about a film whose name is what is left of them: "who directed Haunted?".

And wishes for more of who made one: "what else did the director of Heat make?".
"""

import re

from bot.intents import FilmFact, Mention, Recommend, Search, Topic
from bot.understanding.everyday import is_function
from bot.understanding.values.folding import folded
from recommender import TitleIndex
from recommender.domain import NotFound, Resolved

_OPENING = r"\W*(?:(?:so|and|hey|ok|but|tell me|do you know|can you tell me|remind me)\W+){0,2}"
_WHO = rf"{_OPENING}who(?:'?s| is| was| has| all)? (?:the )?"
_NAME = r"(?: the (?:movie|film))? (?P<name>.+?)\W*"
_FRAMES: tuple[tuple[FilmFact, re.Pattern[str]], ...] = (
    ("director", re.compile(rf"{_WHO}(?:direct(?:ed|s)|made|director of){_NAME}")),
    ("writer", re.compile(rf"{_WHO}(?:wrote|writer of|written){_NAME}")),
    (
        "cast",
        re.compile(
            rf"{_WHO}(?:in|(?:stars?|starred|starring|plays?|played|acts?|acted) in|cast of){_NAME}"
        ),
    ),
    ("year", re.compile(rf"{_OPENING}when did (?P<name>.+?) come out\W*")),
    ("plot", re.compile(rf"{_OPENING}what(?:'?s| is) (?P<name>.+?) about\W*")),
)
_MAKER = re.compile(
    r"\W*(?:(?:please|show me|give me|recommend|find me|i want|i'd like)\W+){0,2}"
    r"(?:(?:what|anything|something)(?: else)?|more|(?:some |any )?(?:more |other )?"
    r"(?:movies?|films?|stuff|ones))?"
    r"(?: (?:films?|movies?|stuff))?\W*(?:did |has |have |is there |are there )?"
    r"(?:(?:made |directed )?(?:by|from|of) )?"
    r"(?:(?:the|that|this|its)(?: same)? director"
    r"(?: of (?P<name>.+?)|'s(?: other)? (?:films?|movies?))?"
    r"|(?P<pronoun>he|she|they))"
    r"(?: (?:ever |also |else )?(?:make|makes|made|direct|directs|directed|do|done))?\W*"
)
_LONGEST = 80


def asked_of_maker(text: str, titles: TitleIndex) -> Recommend | None:
    """A wish for more films of who directed one; None where a message is no such wish.

    Args:
        text: The message as it was written.
        titles: The names of films.
    """
    plain = folded(text)
    found = None if len(text) > _LONGEST else _MAKER.fullmatch(plain)
    if found is None or (found["pronoun"] and not _MADE.search(plain)):
        return None
    if not _MORE.search(plain):
        return None  # "the director" alone asks who it was
    if found["name"] is None or all(map(is_function, found["name"].split())):
        return Recommend(topics=(Topic("maker", ""),))
    start, end = found.span("name")
    resolution = titles.resolve(text[start:end])
    if not isinstance(resolution, Resolved):
        return None
    film = resolution.film
    return Recommend(topics=(Topic("maker", film.name, films=(film.movie_id,)),))


_MADE = re.compile(r"\b(?:else|more|other)\b.*\b(?:make|made|direct|directed)\b")
_MORE = re.compile(
    r"\b(?:else|more|other|anything|something|films?|movies?|stuff|what)\b(?!.*\bwho\b)"
)


def asked_about(text: str, titles: TitleIndex) -> Search | None:
    """The question that a message asks of a film by its name; None where it names none.

    Args:
        text: The message as it was written.
        titles: The names of films.
    """
    if len(text) > _LONGEST:
        return None
    plain = folded(text)
    for fact, frame in _FRAMES:
        found = frame.fullmatch(plain)
        if found is None or all(map(is_function, found["name"].split())):
            continue
        start, end = found.span("name")
        resolution = titles.resolve(text[start:end])
        if not isinstance(resolution, NotFound):
            return Search((Mention(text[start:end], resolution, start),), asks=fact)
    return None
