"""Where a message names films, known ones and unknown ones.

A name is found in one of four ways: the catalogue's index sees one of its aliases in the text and
something speaks for a film (capitals, quotes, neighbours); a question's slot holds one; a cue word
is followed by something that is one but for its spelling, or that can be nothing else; the whole
message is one.
"""

import re
from collections.abc import Collection

from bot.intents import Mention
from bot.language.clauses import ends_at
from bot.language.findings import Findings
from bot.language.genres import genre_wishes, is_genre
from bot.language.message import Message, Span
from bot.language.names import read_names
from bot.language.plainness import Plainness, is_function, plainness_of
from bot.language.slots import read_after_cues, read_questions, read_quotes
from bot.language.unknown import MOST_WORDS, has_rare_word
from bot.language.vocabulary import PRONOUNS
from bot.language.weighing import is_film
from bot.language.word_lists import any_of
from recommender import Occurrence, TitleIndex
from recommender.domain import MovieId, NotFound


def find_mentions(
    message: Message, masked: str, titles: TitleIndex, seen: Collection[MovieId]
) -> tuple[Mention, ...]:
    """The films that a message names, in the order they stand.

    Args:
        message: The message.
        masked: Its folded text with certain ratings and days as holes.
        titles: The catalogue's names.
        seen: The person's own films, which decide between namesakes.
    """
    findings = Findings(message, masked, titles, seen)
    read_quotes(findings)
    read_questions(findings)
    read_names(findings)
    _read_aliases(findings)
    read_after_cues(findings)
    _read_lists(findings)
    if not findings.mentions:
        _read_whole(findings)
    return tuple(sorted(findings.mentions, key=lambda mention: mention.start))


_SEQUEL = re.compile(
    r"[\s:-]{1,2}(?P<part>(?:part|pt|chapter|vol|volume|episode)\.?\s)?"
    r"(?P<number>[2-9]|1\d|ii|iii|iv|v|vi|vii|viii|two|three|four)(?![\w/.,']\w|\w|\s?(?:/|"
    r"out\sof|stars?|thumbs?|points?))"
)


def _read_aliases(findings: Findings) -> None:
    for place in findings.occurrences:
        span = Span(place.start, place.end)
        if findings.is_free(span) and is_film(findings, place):
            longer = _with_number(findings, span)
            if longer == span:
                findings.accept_place(place)
            else:
                findings.accept(longer)


def _with_number(findings: Findings, span: Span) -> Span:
    """The name with the number of a sequel that the catalogue may lack: "frozen 2".

    A bare 4 or 5 behind a film is rather a rating, and so is any number after a pause.
    """
    found = _SEQUEL.match(findings.masked, span.end)
    if found is None:
        return span
    longer = Span(span.start, found.end("number"))
    if found["part"] or found["number"] in {"2", "3", "ii", "iii", "iv", "two", "three"}:
        rates = (
            re.search(r"\b(?:rate|give|score)\s.{0,60}$", findings.masked[: span.start]) is not None
        )
        return span if rates and not found["part"] else longer
    return longer if not isinstance(findings.resolve(longer), NotFound) else span


_JOINT = re.compile(
    r"\s?(?:,\s?(?:and\s|or\s|then\s)?|\s(?:and|or|&|n|plus|then|vs\.?)\s(?:then\s|also\s)?|/|"
    r"\s&\s)(?=\S)"
)


def _read_lists(findings: Findings) -> None:
    """What stands beside a film in a list is a film too: "alien, heat and up"."""
    queue = list(findings.mentions)
    while queue:
        mention = queue.pop()
        joint = _JOINT.match(findings.message.folded, mention.start + len(mention.surface))
        place = findings.longest_at(joint.end()) if joint is not None else None
        if (
            place is not None
            and _is_listed(findings, place)
            and findings.accept(Span(place.start, place.end))
        ):
            queue.append(findings.mentions[-1])


def _is_listed(findings: Findings, place: Occurrence) -> bool:
    words = findings.words_of(place)
    return (
        findings.is_free(Span(place.start, place.end))
        and ends_at(findings.masked, place.end)
        and words[0].text not in PRONOUNS
        and (words[0].is_capital or plainness_of(words) < Plainness.FUNCTION)
    )


_BARE = re.compile(
    r"\W*(?:(?:ok|okay|hm+|um+|uh|maybe|so|and|yes|yeah|or|please|pls|the\s(?:movie|film))[\s,]+)?"
    r"(?P<name>[^\n]{1,80}?)(?:[\s,]+(?:please|pls|thanks|movie|film|then|"
    r"maybe))?[\s?.!,\ua001\ua002]*"
)
_STARS_BEHIND = re.compile(r"[\s,:-]+(?:10|\d)(?:[.,]\d)?$")
_NO_TITLE = any_of(
    "whatever idk dunno maybe hmm restart reset exit quit cancel skip pass wrong right good "
    "bad same other another one cool sorry oops sure perfect true false nope yep yeah nah lol "
    "haha omg wtf bot gn bored trending popular hi hello hey yo thanks thank help why more "
    "next yes no undo stop start back again ok okay bye menu history older newer undo redo "
    "recent funnier scarier similar different random what who when where how cool great nice "
    "good wow lol something anything else"
)
_MOST_MISSPELT = 6


def _read_whole(findings: Findings) -> None:
    """A message that is nothing but a title, perhaps misspelt, perhaps with stars."""
    found = _BARE.fullmatch(findings.masked)
    if found is None:
        return
    span = findings.trimmed(Span(found.start("name"), found.end("name")))
    words = [word for word in findings.words_in(span) if word.is_word] if span is not None else []
    if span is None or not words or len(words) > MOST_WORDS or not findings.is_free(span):
        return
    if len(words) == 1 and words[0].text in _NO_TITLE | PRONOUNS:
        return
    if all(is_function(word.text) and (not word.is_capital or word.text == "i") for word in words):
        return  # "I do", "what if"
    if words[0].text in {"something", "anything", "some"} and not words[-1].is_capital:
        return
    if is_genre(findings.masked[span.start : span.end]):
        return
    stars = _STARS_BEHIND.search(findings.message.folded, span.start, span.end)
    names = [span] if stars is None else [span, Span(span.start, stars.start())]
    for name in names:
        place = findings.ending_at(name)
        if place is not None and place.start == name.start:
            if plainness_of(findings.words_in(name)) < Plainness.FUNCTION:
                findings.accept(_with_number(findings, name))
            return
    name = names[-1]
    if next(genre_wishes(findings.masked), None) is not None:
        return  # a wish, however much it looks like some title
    if len(words) <= _MOST_MISSPELT and has_rare_word(findings, name):
        resolution = findings.resolve(name)
        if resolution is not None and not isinstance(resolution, NotFound):
            findings.accept(name, resolution)
