"""Somebody or something that films are wanted of: people, subjects and studios."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from bot.intents import Topic, Unmet
from bot.understanding.clauses import Clause
from bot.understanding.everyday import is_everyday, is_function
from bot.understanding.spans import Span, UnmetValue
from bot.understanding.values.vocabulary import languages_in
from bot.understanding.values.wishes import is_refused
from recommender import vocabulary

Domain: TypeAlias = Literal["subjects", "studios"]
Kind: TypeAlias = Literal["subject", "company"]
_DOMAINS: tuple[tuple[Kind, Domain], ...] = (
    ("company", "studios"),
    ("subject", "subjects"),
)
_LONGEST = 3
_FRAME = 60
"""Letters before a name in which it is said to be what a film is about: no frame is longer."""
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
    found = sorted((*_spanned(clause, plain), *_framed(clause, plain)), key=lambda one: one[0])
    topics: list[Topic] = []
    end = -1
    for start, last, topic in found:
        if start >= end:
            topics.append(topic)
            end = last
    return tuple(dict.fromkeys(topics))


def described(clause: Clause, plain: str) -> tuple[Topic, ...]:
    """What a film is about of which only that is known: "that one where a boy sees dead people"."""
    found = _DESCRIBED.search(plain, clause.start, clause.end)
    if found is None or clause.films:
        return ()
    terms = vocabulary("subjects").found_in(plain[found.end() : clause.end])
    return tuple(Topic("subject", term) for term in terms[:_MOST_TOLD])


def unmet_beside(topics: Sequence[Topic], unmet: Sequence[Unmet]) -> tuple[Unmet, ...]:
    """The wishes that cannot be met when these topics are."""
    met = {topic.kind for topic in topics}
    return tuple(wish for wish in unmet if wish not in met)


_Placed: TypeAlias = tuple[int, int, Topic]


def _spanned(clause: Clause, plain: str) -> Iterator[_Placed]:
    """People, and wishes of which a part is a term: "a christmas film"."""
    for span in clause.spans:
        words = plain[span.start : span.end]
        if span.kind == "person":
            person = _person(span.start, span.end, plain)
            yield span.start, span.end, person
            other = _AND_PERSON.match(plain, span.start + len(person.words), clause.end)
            if other is not None:
                yield (*other.span(1), replace(person, words=other[1], sure=False))
            continue
        if not isinstance(span.value, UnmetValue):
            continue
        for kind, domain in _DOMAINS:
            term = vocabulary(domain).term_in(words)
            if span.value.wish == kind and term is not None:
                yield span.start, span.end, Topic(kind, term, _is_refused(plain, span))


def _person(start: int, end: int, plain: str) -> Topic:
    before = plain[:start]
    if " " not in plain[start:end] and (surname := _SURNAME.match(plain, end)):
        end = surname.end()  # "tom cruise": a surname that is a word
    made = True if _MADE.search(before) or _DIRECTED.match(plain, end) else None
    if _STARRING.search(before):
        made = False
    return Topic("person", plain[start:end], _refused_at(plain, start), made)


def _framed(clause: Clause, plain: str) -> Iterator[_Placed]:
    """Terms of the vocabularies where films are said to be about, from or by them."""
    for found in _ASKED.finditer(plain, clause.start, clause.end):
        yield (*found.span(1), Topic("person", found[1], made=bool(found["made"]), sure=False))
    words = list(_WORD.finditer(plain, clause.start, clause.end))
    for at, first in enumerate(words):
        for last in reversed(words[at : at + _LONGEST]):
            start, end = first.start(), last.end()
            if any(f.start < end and start < f.start + len(f.surface) for f in clause.films):
                continue
            if any(s.start < end and start < s.end for s in clause.spans if s.kind == "unmet"):
                continue  # "on netflix" is where, not whose
            topic = _term(plain, start, end)
            if topic is not None:
                yield start, end, topic
                break


def _term(plain: str, start: int, end: int) -> Topic | None:
    phrase, before = plain[start:end], plain[max(0, start - _FRAME) : start]
    if phrase in _COMPANY:
        return None
    about = _ABOUT.search(before) is not None
    named = _FILMS.match(plain, end) is not None
    for kind, domain in _DOMAINS:
        made = kind != "subject" and _MADE.search(before) is not None
        distinct = kind == "company" and not is_everyday(phrase)
        if (about or named or made or distinct) and (term := vocabulary(domain).term(phrase)):
            return Topic(kind, term, _refused_at(plain, start))
    made = _BY.search(before) is not None
    name = phrase.isalpha() and not is_function(phrase)
    if name and (made or (named and not is_everyday(phrase))):
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
