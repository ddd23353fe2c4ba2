"""Somebody or something that films are wanted of: people, subjects and studios."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from bot.intents import Mention, Topic, Unmet
from bot.understanding.clauses import Clause, lies_in
from bot.understanding.everyday import is_everyday, is_function
from bot.understanding.spans import MoodValue, PersonValue, Span, UnmetValue
from bot.understanding.values.vocabulary import languages_in
from bot.understanding.values.wishes import is_refused
from recommender import fold, vocabulary
from recommender.domain import MovieId, Resolved, distinct

Domain: TypeAlias = Literal["subjects", "studios"]
Kind: TypeAlias = Literal["subject", "company"]
_DOMAINS: tuple[tuple[Kind, Domain], ...] = (
    ("company", "studios"),
    ("subject", "subjects"),
)
_Placed: TypeAlias = tuple[int, int, Topic]
_LONGEST = 3
"""Words of a term."""
_WORD = re.compile(r"[^\W_]+(?:['&.][^\W_]+)*")
_ARTICLE = r"(?:(?:an?|the|some|any|lots of|many|ein|eine|einem|un|una|des|les|los|las) ){0,2}"
_ABOUT = re.compile(
    rf"\b(?:about|with|involving|featuring|set (?:in|on|at|during|around)|uber|mit|sobre|con|sur"
    rf"|avec) {_ARTICLE}$"
)
_MADE = re.compile(rf"\b(?:from|by|of|von|de) {_ARTICLE}$")
_AND_PERSON = re.compile(r" and ([^\W\d_]+ [^\W\d_]+)")
_BY = re.compile(r"\b(?:by|von|par|por) $")
_ASKED = re.compile(
    r"\b(?:has|have|did|does) (?P<name>[^\W\d_]+ [^\W\d_]+(?: [^\W\d_]+)?) "
    r"(?:(?P<made>directed?|made?|make)|star(?:red)?|play(?:ed)?|act(?:ed)?|been|appear(?:ed)?)\b"
)
_DESCRIBED = re.compile(
    r"\b(?:that|the) (?:old |new |)(?:movie|film|one|flick) (?:where|with|about|in which|when) "
)
_MOST_TOLD = 2
_STARRING = re.compile(r"\b(?:with|starring|stars|featuring|mit|con|avec) $")
_FILMS = re.compile(r"(?:'s)?[\s-]{1,2}(?:movies?|films?|flicks?|stuff|filme|peliculas?)\b")
_SURNAME = re.compile(r" [^\W\d_]{3,}")
_DIRECTED = re.compile(r" (?:(?:ever|has|have|had) )?(?:directed|made)\b")
_COMPANY = frozenset(
    "friends friend family kids children mom dad people man men woman women girls boys love".split()
)
"""Words that say with whom films are seen, not what they are about."""


def topics_of(clause: Clause, plain: str) -> tuple[Topic, ...]:
    """The topics of a clause, in the order they stand, each once.

    Args:
        clause: What the reader chose.
        plain: The whole message, folded.
    """
    spanned = list(_spanned(clause, plain))
    framed = _framed(clause, plain, [last for _, last, _ in spanned])
    found = sorted((*spanned, *framed), key=lambda one: one[0])
    apart: list[_Placed] = []
    for one in found:
        if not apart or one[0] >= apart[-1][1]:
            apart.append(one)
    return tuple(dict.fromkeys(topic for _, _, topic in _joined_by_or(apart, plain)))


def _joined_by_or(found: Sequence[_Placed], plain: str) -> Iterator[_Placed]:
    """The topics, with those marked of which one is enough: "tom hanks or meg ryan"."""
    for place, (start, end, topic) in enumerate(found):
        beside = [
            (one, other)
            for one, other in ((place - 1, place), (place, place + 1))
            if one >= 0
            and other < len(found)
            and found[one][2].kind == found[other][2].kind
            and found[one][2].kind in {"person", "subject"}
            and _OR.fullmatch(plain[found[one][1] : found[other][0]])
        ]
        yield start, end, replace(topic, either=True) if beside else topic


_LIST = re.compile(r"\s*,?\s(?:or|and|oder|und|ou|et|o|y)\s(?:about )?")
_OR = re.compile(r"\s*,?\s(?:or|oder|ou|o|and/or)\s(?:(?:with|by|starring|mit|von|con|de|avec) )?")


def described(clause: Clause, plain: str) -> tuple[Topic, ...]:
    """What a film is about of which only that is known: "that one where a boy sees dead people"."""
    found = _DESCRIBED.search(plain, clause.start, clause.end)
    if found is None or clause.films:
        return ()
    terms = vocabulary("subjects").found_in(plain[found.end() : clause.end])
    return tuple(Topic("subject", term) for term in terms[:_MOST_TOLD])


def without_refused(
    clause: Clause, plain: str, topics: Sequence[Topic]
) -> tuple[Clause, tuple[Topic, ...]]:
    """A request without the films that it only leaves out, and these: "but not Kill Bill".

    Where nothing else is wanted a refusal is no such thing: "I didn't like Heat, what else?".
    """
    refused = tuple(film for film in clause.films if _refused_at(plain, film.start))
    others = tuple(film for film in clause.films if film not in refused)
    if not refused or clause.intent not in _LISTS or not (others or topics):
        return clause, ()
    spans = tuple(span for span in clause.spans if not lies_in(span, refused))
    return replace(clause, films=others, spans=spans), tuple(map(film_topic, refused))


def film_topic(film: Mention) -> Topic:
    """A film that is left out of a list, and not disliked for good."""
    films = _of_name(film)
    alone = isinstance(film.resolution, Resolved) and len(films) == 1
    name = film.resolution.film.name if alone and isinstance(film.resolution, Resolved) else ""
    return Topic("film", name or film.surface, negated=True, films=films)


_LISTS = frozenset({"recommend", "search", "similar", "more"})


def _of_name(mention: Mention) -> tuple[MovieId, ...]:
    """The film meant, and those whose names only go on: both volumes of Kill Bill."""
    name = fold(mention.surface)
    found = [one.film for one in mention.resolution.candidates]
    same = [film.movie_id for film in found if fold(film.title).startswith(name)]
    meant = () if mention.movie_id is None else (mention.movie_id,)
    return distinct((*meant, *same))


def is_about_unknown(clause: Clause, plain: str) -> bool:
    """Whether films are to be about something for which there is no word: "who ages backwards"."""
    found = _SAID_ABOUT.search(plain, clause.start, clause.end)
    return found is not None and not any(span.start >= found.end() for span in clause.spans)


_SAID_ABOUT = re.compile(
    r"\b(?:movies?|films?|something|anything|ones?|flicks?|story|stories) about (?=\w)"
)


def unmet_beside(topics: Sequence[Topic], unmet: Sequence[Unmet]) -> tuple[Unmet, ...]:
    """The wishes that cannot be met when these topics are."""
    met = {topic.kind for topic in topics}
    return tuple(wish for wish in unmet if wish not in met)


def _spanned(clause: Clause, plain: str) -> Iterator[_Placed]:
    """People, and wishes of which a part is a term: "a christmas film"."""
    for span in clause.spans:
        words = plain[span.start : span.end]
        if span.kind == "person":
            person = _person(span, plain)
            yield span.start, span.end, person
            if isinstance(span.value, PersonValue):
                continue
            other = _AND_PERSON.match(plain, span.start + len(person.words), clause.end)
            if other is not None:
                yield (*other.span(1), replace(person, words=other[1], sure=False))
            continue
        if isinstance(span.value, MoodValue):
            yield span.start, span.end, Topic("mood", span.value.mood, span.value.negated)
            continue
        if not isinstance(span.value, UnmetValue):
            continue
        if span.value.wish == "mood":  # one that the table lacks
            yield span.start, span.end, Topic("mood", words, span.value.negated)
            continue
        for kind, domain in _DOMAINS:
            term = vocabulary(domain).term_in(words)
            if span.value.wish == kind and term is not None:
                yield span.start, span.end, Topic(kind, term, _is_refused(plain, span))


def _person(span: Span, plain: str) -> Topic:
    start, end = span.start, span.end
    before = plain[:start]
    known = span.value if isinstance(span.value, PersonValue) else None
    if known is None and " " not in plain[start:end] and (surname := _SURNAME.match(plain, end)):
        end = surname.end()  # "tom cruise": a surname that is a word
    made = True if _MADE.search(before) or _DIRECTED.match(plain, end) else None
    if _STARRING.search(before):
        made = False
    words = plain[start:end] if known is None else known.name
    return Topic("person", words, _refused_at(plain, start), made)


def _framed(clause: Clause, plain: str, told: Sequence[int]) -> Iterator[_Placed]:
    """Terms of the vocabularies where films are said to be about, from or by them.

    Args:
        clause: What the reader chose.
        plain: The whole message, folded.
        told: Where other topics end, which may begin a list.
    """
    for found in _ASKED.finditer(plain, clause.start, clause.end):
        yield (*found.span(1), Topic("person", found[1], made=bool(found["made"]), sure=False))
    words = list(_WORD.finditer(plain, clause.start, clause.end))
    genres = {span.start for span in clause.spans if span.kind == "genre"}
    ends = [*told]
    for at, first in enumerate(words):
        for last in reversed(words[at : at + _LONGEST]):
            start, end = first.start(), last.end()
            if any(f.start < end and start < f.start + len(f.surface) for f in clause.films):
                continue
            if any(s.start < end and start < s.end for s in clause.spans if s.kind == "unmet"):
                continue  # "on netflix" is where, not whose
            listed = any(_LIST.fullmatch(plain, one, start) for one in ends)
            topic = _term(plain, start, end, named=listed or end + 1 in genres)
            if topic is not None:
                yield start, end, topic
                ends.append(end)
                break


def _term(plain: str, start: int, end: int, *, named: bool) -> Topic | None:
    """The topic of a phrase; `named`: whether its neighbours tell that it is one."""
    phrase, before = plain[start:end], plain[:start]
    if phrase in _COMPANY:
        return None
    about = _ABOUT.search(before) is not None
    of_films = _FILMS.match(plain, end) is not None
    for kind, domain in _DOMAINS:
        made = kind != "subject" and _MADE.search(before) is not None
        distinct = kind == "company" and not is_everyday(phrase)
        if (about or of_films or named or made or distinct) and (
            term := vocabulary(domain).term(phrase)
        ):
            return Topic(kind, term, _refused_at(plain, start))
    made = _BY.search(before) is not None
    name = phrase.isalpha() and not is_function(phrase)
    if name and (made or (of_films and not is_everyday(phrase))):
        return Topic("person", phrase, _refused_at(plain, start), made or None, sure=False)
    return None


def _is_refused(plain: str, span: Span) -> bool:
    refused = isinstance(span.value, UnmetValue) and span.value.negated
    return refused or _refused_at(plain, span.start)


def _refused_at(plain: str, start: int) -> bool:
    before = _BEFORE_NAME.sub("", plain[:start])
    return any(is_refused(f"{before} ", len(before) + 1, words) for words in languages_in(plain))


_BEFORE_NAME = re.compile(
    r"\s*(?:(?:directed |made )?by|with|starring|featuring|about|from|von|mit|de|con|par|avec)?"
    r"(?: an?| the)?\s*$"
)
