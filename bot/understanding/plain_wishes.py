"""Messages that are nothing but a wish: "spielberg in the 80s", "date night", "not tom cruise".

Every word of them is a value, somebody's name, or one of the words that wishes are made of, so
that there is nothing left to guess.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.intents import ThatFilm
from bot.understanding.everyday import is_everyday
from bot.understanding.known_people import FAMOUS, misspelt, surnames
from bot.understanding.lattice import Candidate
from bot.understanding.spans import PersonValue, PositionValue, Span, UnmetValue
from bot.understanding.values.folding import folded
from bot.understanding.values.vocabulary import LANGUAGES, Words, languages_in, words_of
from bot.understanding.values.wishes import is_refused
from recommender import People, vocabulary

SURE = 0.9
"""How sure it is that such a message is a wish."""
WISHES = frozenset({"recommend", "search", "similar", "more"})
"""Labels that a wish may keep."""
_COUNTS = frozenset({"genre", "mood", "years", "gems", "unmet"})
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MOST_WORDS = 24
_CUTS = re.compile(r"[.?!,:;-]")


@dataclass(frozen=True, slots=True)
class PlainWish:
    """What such a message is made of."""

    people: tuple[Span, ...]
    films: tuple[Candidate, ...]
    """Films that are named only to be left out."""
    is_whole: bool
    """Whether nothing else stands in the message; else only the people are sure."""


def plain_wish(
    text: str,
    spans: Sequence[Span],
    films: Sequence[Candidate],
    named: Sequence[Span],
    people: People | None,
) -> PlainWish:
    """The people of a message, and whether it is nothing but a wish.

    Args:
        text: The message as it was written.
        spans: Its values.
        films: What the reader takes for films.
        named: The people named in full.
        people: Everybody; None: nobody is known.
    """
    plain = folded(text)
    languages = languages_in(plain)
    values = [span for span in spans if span.kind in _COUNTS]
    found = _people_in(text, values, films, named, people)
    wanted, left_out = _films_apart(text, values, films, found)
    kept = [span for span in found if not any(_overlap(one, span) for one in (*wanted, *left_out))]
    words = [word.span() for word in _WORD.finditer(plain)]
    if wanted or len(words) > _MOST_WORDS:
        return PlainWish(tuple(kept), (), is_whole=False)
    subjects = [place for place in words if _is_subject(plain, place, values, languages)]
    covered = [(span.start, span.end) for span in (*values, *kept)] + subjects
    covered += [(one.start, one.end) for one in left_out]
    loose = [
        (start, end)
        for start, end in words
        if not any(first <= start and end <= last for first, last in covered)
        and not _is_frame(plain[start:end])
    ]
    if loose and not left_out and (meant := _meant_by(text, loose, people)) is not None:
        kept, loose = [*kept, meant], []
    says = bool(kept or subjects) or any(map(_says, values))
    points = any(span.value == PositionValue(ThatFilm()) for span in spans)
    whole = says and not loose and _OPINION.search(plain) is None
    whole = whole and (bool(kept) or not points)  # "is it on netflix" asks of one film
    whole = whole and _is_telling(text, kept, people)
    return PlainWish(tuple(kept), tuple(left_out) if whole else (), is_whole=whole)


def _people_in(
    text: str,
    values: Sequence[Span],
    films: Sequence[Candidate],
    named: Sequence[Span],
    people: People | None,
) -> list[Span]:
    """The people whom a message names, but for those after whom a film is called."""
    full = [span for span in named if not _is_name_of_film(span, films)]
    if people is None:
        return full
    return [*full, *surnames(text, people, [(one.start, one.end) for one in (*values, *full)])]


def _films_apart(
    text: str, values: Sequence[Span], films: Sequence[Candidate], found: Sequence[Span]
) -> tuple[list[Candidate], list[Candidate]]:
    """The films that a message is about, and those that it only leaves out.

    What is rather somebody's name, or a word of the wish, is neither.
    """
    plain = folded(text)
    languages = languages_in(plain)
    framed = [span for span in found if _is_framed(plain, span, languages)]
    wanted: list[Candidate] = []
    left_out: list[Candidate] = []
    for one in films:
        names = [span for span in found if _overlap(one, span)]
        if (names and not _is_certain(one)) or any(_holds(span, one) for span in names):
            continue
        if any(is_refused(plain, one.start, words) for words in languages):
            left_out.append(one)
        elif not (
            any(_overlap(one, span) for span in framed)
            or _is_wish_word(one, values, text)
            or (found and _is_of_frames(one, text))
        ):
            wanted.append(one)
    return wanted, left_out


def _meant_by(text: str, loose: Sequence[tuple[int, int]], people: People | None) -> Span | None:
    """What the words left over may be: somebody's name misspelt, or a mood that no table has."""
    plain = folded(text)
    if people is not None and not _CUTS.search(plain[loose[0][0] : loose[-1][1]]):
        somebody = misspelt(text, loose, people)
        if somebody is not None:
            return somebody
    return _unknown_mood(plain, loose[0], languages_in(plain)) if len(loose) == 1 else None


def _is_subject(
    plain: str, place: tuple[int, int], values: Sequence[Span], languages: Sequence[Words]
) -> bool:
    """Whether a word is a subject of the films behind it: "christmas horror"."""
    start, end = place
    if vocabulary("subjects").term(plain[start:end]) is None:
        return False
    before_genre = any(span.kind == "genre" and span.start == end + 1 for span in values)
    return before_genre or any(
        re.match(rf"[\s-]{words.any_of('films')}(?!\w)", plain[end:]) for words in languages
    )


def _unknown_mood(plain: str, place: tuple[int, int], languages: Sequence[Words]) -> Span | None:
    """A word that tells how films shall be, and that no table has: "something whimsical"."""
    start, end = place
    word = plain[start:end]
    if not word.isalpha() or len(word) < _SHORTEST_MOOD or is_everyday(word):
        return None
    before = _SOMETHING.search(plain[:start]) is not None and not plain[end:].strip(" .?!")
    behind = any(
        re.match(rf"[\s-]{words.any_of('films')}(?!\w)", plain[end:]) for words in languages
    )
    return Span(start, end, "unmet", UnmetValue("mood")) if before or behind else None


_SHORTEST_MOOD = 4
_SOMETHING = re.compile(
    r"\b(?:something|anything|smth|etwas|was|algo|quelque chose de) "
    r"(?:really |very |a bit |kinda |more |sehr |muy |tres )?$"
)
_OPINION = re.compile(
    r"\b(?:i|we|and i|but i) (?:really |also |just |do |don't |dont |didn't )*"
    r"(?:love|like|adore|hate|dislike|enjoy)\b"
    r"|^\W*\d+ (?:was|is)\b"
)
"""What somebody thinks of somebody asks for nothing: "and I like DeVito", "1917 was great"."""


_INTRODUCES = re.compile(r"\b(?:i'?m|i am|this is|name'?s?(?: is)?|ich bin|soy|je suis) $")
"""“I'm Quentin” names nobody whose films are wanted."""


def _is_telling(text: str, found: Sequence[Span], people: People | None) -> bool:
    """Whether a name that is the whole message is of somebody whom all know."""
    if any(_INTRODUCES.search(folded(text[: span.start])) for span in found):
        return False
    (span, *others) = found or (None,)
    if (
        span is None
        or others
        or people is None
        or text.strip(" ?!.") != text[span.start : span.end]
    ):
        return True
    if " " in text[span.start : span.end]:
        return True
    name = span.value.name if isinstance(span.value, PersonValue) else ""
    known = people.named(name)
    return bool(known) and known[0].weight >= FAMOUS


def _is_name_of_film(span: Span, films: Sequence[Candidate]) -> bool:
    """Whether a name is a film's name or a part of one: "Being John Malkovich"."""
    return any(
        one.start <= span.start and span.end <= one.end and one.occurrence is not None
        for one in films
    )


def _is_framed(plain: str, span: Span, languages: Sequence[Words]) -> bool:
    """Whether words before or behind a name tell that it is no film: "films by chaplin"."""
    before, behind = plain[: span.start], plain[span.end :]
    return any(
        re.search(rf"(?<!\w){words.phrases('wish_words', 'whose')}\s$", before)
        or re.match(rf"(?:'?s)?[\s-]{words.any_of('films')}(?!\w)", behind)
        for words in (*languages, *map(words_of, LANGUAGES))
    )


def _is_certain(one: Candidate) -> bool:
    return one.occurrence is not None and one.occurrence.exact


def _is_wish_word(one: Candidate, values: Sequence[Span], text: str) -> bool:
    """Whether a film's name is the words of a mood or the like, in small letters."""
    return any(
        _is_of_no_title(span) and span.start <= one.start and one.end <= span.end for span in values
    ) and not any(letter.isupper() for letter in text[one.start : one.end])


def _says(span: Span) -> bool:
    """Whether a value makes a wish; what is on in cinemas is asked of nobody's films."""
    showtimes = isinstance(span.value, UnmetValue) and span.value.wish == "showtimes"
    return span.kind in {"mood", "unmet"} and not showtimes


def _is_of_frames(one: Candidate, text: str) -> bool:
    """Whether a film's name is words that wishes are made of, in small letters: "in den 80ern"."""
    name = text[one.start : one.end]
    return name.islower() and all(_is_frame(folded(word)) for word in name.split())


def _is_of_no_title(span: Span) -> bool:
    """Whether the words of a wish are likelier one than a film's name: "black and white"."""
    is_subject = isinstance(span.value, UnmetValue) and span.value.wish in _LIKE_TITLES
    return span.kind in {"mood", "unmet"} and not is_subject


_LIKE_TITLES = frozenset({"subject", "company", "awards"})


def _holds(span: Span, one: Candidate) -> bool:
    """Whether a film's name is a piece of somebody's: "Brothers" of the Russo brothers."""
    longer = span.end - span.start > one.end - one.start
    return longer and span.start <= one.start and one.end <= span.end


def _overlap(one: Candidate, span: Span) -> bool:
    return one.start < span.end and span.start < one.end


def _is_frame(word: str) -> bool:
    return word.isdecimal() or any(
        words_of(language).key_of("wish_words", word) is not None for language in LANGUAGES
    )
